import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'

/** Key of what registers tell. */
const REGISTERS = ['registers'] as const

/** Does one act at a time and asks everything under a key anew, that of all registers unless said; what was refused is kept as a sentence. */
export function useActing(about: readonly unknown[] = REGISTERS) {
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async <T,>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    setRefused(null)
    try {
      return await work()
    } catch (error) {
      setRefused(messageOf(error))
      return null
    } finally {
      await queries.invalidateQueries({ queryKey: about })
      setBusy(false)
    }
  }
  return { act, busy, refused }
}
