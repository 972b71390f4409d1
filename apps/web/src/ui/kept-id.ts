import { useState } from 'react'
import { newId, Refusal } from '../api/client.ts'

/** Whether the server has said what became of a request: one that was lost on the way, or fell over, may have been carried out. */
const answered = (error: unknown): boolean => error instanceof Refusal && error.status > 0 && error.status < 500

/** Sends what a form holds under one id, the same however often it is pressed, until the server has answered. */
export function useKeptId(): <T>(send: (id: string) => Promise<T>) => Promise<T> {
  const [id, setId] = useState(newId)
  return async (send) => {
    try {
      const answer = await send(id)
      setId(newId())
      return answer
    } catch (error) {
      if (answered(error)) setId(newId())
      throw error
    }
  }
}
