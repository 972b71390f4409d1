import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState, type ReactNode } from 'react'
import { messageOf } from '../api/client.ts'

export type Act = (work: () => Promise<unknown>) => Promise<void>

/** Runs an act, tells what was refused, and asks the lists anew. */
export function useAct(): { act: Act; busy: boolean; refused: ReactNode } {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
    } catch (error) {
      setRefused(messageOf(error))
    }
    await queries.invalidateQueries({ queryKey: ['gate'] })
    setBusy(false)
  }
  return { act, busy, refused: refused !== null && <Alert type="error" role="alert" showIcon title={refused} /> }
}
