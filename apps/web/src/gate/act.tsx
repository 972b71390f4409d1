import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useActing } from '../ui/acting.ts'

export type Act = (work: () => Promise<unknown>) => Promise<unknown>

/** Does one act at a time, asks the lists of this folder anew, and shows what was refused. */
export function useAct(): { act: Act; busy: boolean; refused: ReactNode } {
  const { act, busy, refused } = useActing(['gate'])
  return { act, busy, refused: refused !== null && <Alert type="error" role="alert" showIcon title={refused} /> }
}
