import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Modal } from 'antd'
import { useState } from 'react'
import { permissionOf, type Task, type TaskActionInput } from '@phaodai/office'
import { isRefusal, messageOf, newId } from '#web/api/client.ts'
import type { Refusal } from '#web/api/client.ts'
import { actOnTask } from '#web/api/office.ts'
import { t } from '#web/text/t.ts'
import { useDraft } from '#web/ui/drafts.ts'
import { StateMark } from '#web/ui/marks.tsx'
import { useMe } from '#web/frame/me.tsx'
import { useReturnFocus } from '#web/ui/return-focus.ts'
import { StaleDialog } from '#web/ui/stale.tsx'
import { useUndo } from '#web/ui/undo.tsx'
import { reverseOf } from '../bulk/plan.ts'
import { takeBack } from '../bulk/send.ts'
import { ActionFields, type ActionValues } from './fields.tsx'
import { actionKinds, type ActionKind, type DialogAction } from './kinds.ts'

type Props = { task: Task; action: DialogAction; close: () => void }

function startingValues(task: Task, action: DialogAction): Omit<ActionValues, 'note'> {
  return { percent: task.percent, evidence: [], deadline: action === 'grant-extension' ? task.requestedDeadline : null, body: null }
}

function isComplete(kind: ActionKind, values: ActionValues): boolean {
  const lacks = (kind.note === 'needed' && values.note.trim() === '') || (kind.deadline === 'needed' && values.deadline === null) || (kind.body === 'needed' && values.body === null)
  return !lacks && values.evidence.every(({ state }) => state !== 'sending')
}

function inputOf(action: DialogAction, kind: ActionKind, version: number, values: ActionValues): TaskActionInput {
  return {
    action, version, fileIds: values.evidence.flatMap(({ stored }) => (stored === null ? [] : [stored.id])),
    ...(values.note.trim() === '' ? {} : { note: values.note.trim() }),
    ...(kind.percent && values.percent !== null ? { percent: values.percent } : {}),
    ...(kind.deadline && values.deadline !== null ? { newDeadline: values.deadline } : {}),
    ...(kind.body && values.body !== null ? { newBodyId: values.body.id } : {}),
  }
}

/** One action on one task. The note is kept in this browser until the server has it; sending twice does it once. */
export function ActionDialog({ task, action, close }: Props) {
  useReturnFocus()
  const kind = actionKinds[action]
  const [note, setNote, forget] = useDraft(`${task.id}.${action}`)
  const [rest, setRest] = useState(() => startingValues(task, action))
  const [eventId] = useState(newId)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { may } = useMe()
  const undo = useUndo()
  const values: ActionValues = { ...rest, note }
  const act = useMutation({
    mutationFn: (version: number) => actOnTask(task.id, eventId, inputOf(action, kind, version, values)),
    onSuccess: async (after) => {
      forget()
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      const reverse = reverseOf(action, task)
      if (reverse !== null && may(permissionOf[reverse])) undo(t(`actionDone.${action}`), () => takeBack(reverse, [after]))
      else void message.success(t(`actionDone.${action}`))
      close()
    },
  })
  const change = (next: Partial<ActionValues>) => {
    if (next.note !== undefined) setNote(next.note)
    setRest((before) => ({ ...before, ...next }))
  }
  if (isRefusal(act.error, 'stale')) return <StaleTask error={act.error} mine={values} resend={(version) => act.mutate(version)} close={close} />
  return (
    <Modal open title={t(`action.${action}`)} okText={t(`actionSend.${action}`)} onCancel={close} onOk={() => act.mutate(task.version)} confirmLoading={act.isPending} width={600}
      okButtonProps={{ disabled: !isComplete(kind, values), danger: kind.danger === true }} mask={{ closable: false }}>
      <p className="dialog-what clamp-3">{task.text}</p>
      {act.isError && <Alert type="error" role="alert" showIcon className="gap-below" title={messageOf(act.error)} description={t('action.kept')} />}
      <ActionFields task={task} action={action} kind={kind} values={values} change={change} changeEvidence={(edit) => setRest((before) => ({ ...before, evidence: edit(before.evidence) }))} />
    </Modal>
  )
}

type StaleProps = { error: Refusal; mine: ActionValues; resend: (version: number) => void; close: () => void }

function StaleTask({ error, mine, resend, close }: StaleProps) {
  const theirs = error.versions?.theirs as Task | undefined
  const queries = useQueryClient()
  const takeTheirs = () => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    close()
  }
  if (theirs === undefined) return <Modal open title={t('stale.title')} onOk={takeTheirs} onCancel={takeTheirs}><p>{error.message}</p></Modal>
  return <StaleDialog theirs={<TaskNow task={theirs} />} mine={<p>{mine.note === '' ? t('stale.noWords') : mine.note}</p>} onTakeTheirs={takeTheirs} onKeepMine={() => resend(theirs.version)} onCancel={close} />
}

function TaskNow({ task }: { task: Task }) {
  return <><p><StateMark state={task.state} /></p><p>{task.lastReport ?? t('tasks.noReport')}</p></>
}

