import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { HandlingAction, HandlingDetail } from '@phaodai/office'
import { stepHandling, type StepInputs } from '../api/books.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useReturnFocus } from '../ui/return-focus.ts'

/** Sends a step and draws everything anew. */
export function useStep<S extends keyof StepInputs>(handling: HandlingDetail, step: S, done: () => void) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (input: StepInputs[S]) => stepHandling(handling.id, step, input),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t(`handlingDone.${step}`))
      done()
    },
  })
}

type Frame = { step: HandlingAction; error: unknown; pending: boolean; ready: boolean; onOk: () => void; close: () => void; children: ReactNode }

/** The frame every step's questions stand in. */
export function StepFrame({ step, error, pending, ready, onOk, close, children }: Frame) {
  useReturnFocus()
  return (
    <Modal open title={t(`handlingDo.${step}`)} okText={t(`handlingDo.${step}`)} okButtonProps={{ disabled: !ready, danger: step === 'refuse' }} confirmLoading={pending} onOk={onOk} onCancel={close} mask={{ closable: false }} width={600}>
      {error !== null && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(error)} description={t('action.kept')} />}
      <div className="stacked">{children}</div>
    </Modal>
  )
}
