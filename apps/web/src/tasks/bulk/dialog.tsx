import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Progress } from 'antd'
import { useState } from 'react'
import { permissionOf, type BulkInput, type BulkResult, type Task } from '@phaodai/office'
import { messageOf } from '#web/api/client.ts'
import { actOnTasks } from '#web/api/office.ts'
import { useMe } from '#web/frame/me.tsx'
import { formatNumber, t, word } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { DayField } from '#web/ui/day-field.tsx'
import { todayInVietnam } from '#web/ui/marks.tsx'
import { useReturnFocus } from '#web/ui/return-focus.ts'
import { useUndo } from '#web/ui/undo.tsx'
import { offered, reverseOf, sendParts, whyNot, type BulkValues, type Offered, type Sent } from './plan.ts'
import { sentOf, takeBack } from './send.ts'

type Props = { action: Offered; tasks: Task[]; close: () => void; onDone: () => void }
type Work = { sent: Sent[]; result: BulkResult; failed: string | null; running: boolean }

function bodyOf(action: Offered, { note, deadline, body }: BulkValues): Omit<BulkInput, 'tasks'> {
  return { action, ...(note.trim() === '' ? {} : { note: note.trim() }), ...(deadline === null ? {} : { newDeadline: deadline }), ...(body === null ? {} : { newBodyId: body.id }) }
}

const parts = (one: BulkResult, other: BulkResult): BulkResult => ({ done: [...one.done, ...other.done], refused: [...one.refused, ...other.refused] })

/** What would take the work back: those done, or the tasks that passing on has made; null where nothing does. */
function backOf(action: Offered, tasks: readonly Task[], { done }: BulkResult, sent: readonly Sent[]) {
  const events = new Map(sent.map(({ id, eventId }) => [id, eventId]))
  const back = tasks.flatMap((task) => {
    const reverse = reverseOf(action, task)
    const after = done.find(({ id }) => id === task.id)
    return reverse === null || after === undefined ? [] : [{ reverse, task: action === 'cascade' ? { id: events.get(task.id)!, version: 1 } : after }]
  })
  return back[0] === undefined ? null : { reverse: back[0].reverse, tasks: back.map(({ task }) => task) }
}

/** Sends what has no answer yet; a lost connection leaves the rest to be sent again with the same ids, so that nothing is done twice. */
function useWork(action: Offered, tasks: readonly Task[], values: BulkValues) {
  const [work, setWork] = useState<Work | null>(null)
  const queries = useQueryClient()
  const undo = useUndo()
  const { message } = App.useApp()
  const { may } = useMe()
  const tell = (result: BulkResult, sent: readonly Sent[]) => {
    const back = backOf(action, tasks, result, sent)
    if (back !== null && may(permissionOf[back.reverse])) undo(t(back.tasks.length < result.done.length ? 'bulk.doneSome' : 'bulk.done', { count: result.done.length, back: back.tasks.length }), () => takeBack(back.reverse, back.tasks))
    else if (result.refused.length === 0) void message.success(t('bulk.done', { count: result.done.length }))
  }
  const send = async (started: Work) => {
    setWork({ ...started, running: true, failed: null })
    const told = new Set([...started.result.done, ...started.result.refused].map(({ id }) => id))
    let { result } = started
    const failed = await sendParts(started.sent.filter(({ id }) => !told.has(id)), (part) => actOnTasks({ ...bodyOf(action, values), tasks: part }), (part) => {
      result = parts(result, part)
      setWork({ ...started, result, running: true, failed: null })
    }).then(() => null, messageOf)
    setWork({ ...started, result, running: false, failed })
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    if (failed === null) tell(result, started.sent)
    return failed === null && result.refused.length === 0
  }
  return { work, begin: (chosen: readonly Task[]) => send({ sent: sentOf(chosen), result: { done: [], refused: [] }, failed: null, running: true }), again: () => send(work!) }
}

/** One action on many tasks: first who would be refused and why, then the work with its progress, then what became of each. */
export function BulkDialog({ action, tasks, close, onDone }: Props) {
  useReturnFocus()
  const { post } = useMe()
  const [values, setValues] = useState<BulkValues>({ note: '', deadline: null, body: null })
  const { work, begin, again } = useWork(action, tasks, values)
  const judged = tasks.map((task) => ({ task, why: whyNot(action, task, post!.body.id, todayInVietnam(), values) }))
  const chosen = judged.flatMap(({ task, why }) => (why === null ? [task] : []))
  const asks = offered[action]
  const lacks = chosen.length === 0 || (asks.note === 'needed' && values.note.trim() === '') || (asks.deadline === 'needed' && values.deadline === null) || (asks.body === 'needed' && values.body === null)
  const finish = (clean: boolean) => { if (clean) { close(); onDone() } }
  const start = () => void begin(chosen).then(finish)
  const footer = work === null
    ? <><Button onClick={close}>{t('dialog.cancel')}</Button><Button type="primary" disabled={lacks} onClick={start}>{t('bulk.send', { count: chosen.length })}</Button></>
    : <>{work.failed !== null && <Button type="primary" loading={work.running} onClick={() => void again().then(finish)}>{t('bulk.again')}</Button>}<Button disabled={work.running} onClick={() => { close(); if (work.failed === null) onDone() }}>{t('bulk.close')}</Button></>
  return (
    <Modal open width={640} title={t(`bulk.${action}`)} footer={footer} onCancel={work?.running === true ? undefined : close} mask={{ closable: false }}>
      {work === null ? <><Preview judged={judged} /><Fields action={action} values={values} change={(next) => setValues((before) => ({ ...before, ...next }))} /></> : <Outcome work={work} tasks={tasks} />}
    </Modal>
  )
}

type Judged = { task: Task; why: ReturnType<typeof whyNot> }

function Preview({ judged }: { judged: Judged[] }) {
  const refused = judged.flatMap(({ task, why }) => (why === null ? [] : [{ id: task.id, task, why: t(`bulk.why.${why}`, { state: word(`taskState.${task.state}`) }) }]))
  return (
    <>
      <p role="status">{t('bulk.will', { count: judged.length - refused.length })}{refused.length > 0 && ` ${t('bulk.wont', { count: refused.length })}`}</p>
      <Reasons lines={refused} />
    </>
  )
}

function Reasons({ lines }: { lines: { id: string; task: Task | undefined; why: string }[] }) {
  if (lines.length === 0) return null
  return <ul className="bulk-lines" aria-label={t('bulk.reasons')}>{lines.map(({ id, task, why }) => <li key={id}><span className="clamp-2">{task === undefined ? id : `${task.body.name}: ${task.text}`}</span><span className="bulk-why">{why}</span></li>)}</ul>
}

function Fields({ action, values, change }: { action: Offered; values: BulkValues; change: (next: Partial<BulkValues>) => void }) {
  const asks = offered[action]
  return (
    <div className="fields">
      {asks.body && <div><span className="field-label">{t('bulk.body')}</span><BodySelect label={t('bulk.body')} value={values.body} onChange={(body) => change({ body })} /></div>}
      {asks.deadline && <div><span className="field-label">{t('field.newDeadline')}</span><DayField label={t('field.newDeadline')} value={values.deadline} onChange={(deadline) => change({ deadline })} />
        {asks.deadline === 'offered' && <p className="quiet">{t(`bulk.deadline.${action as 'cascade' | 'grant-extension'}`)}</p>}</div>}
      <div><label className="field-label" htmlFor="bulk-note">{t(asks.note === 'needed' ? 'field.reason' : 'field.noteOffered')}</label>
        <Input.TextArea id="bulk-note" rows={3} maxLength={4000} value={values.note} onChange={(event) => change({ note: event.target.value })} /></div>
    </div>
  )
}

function Outcome({ work: { sent, result, failed, running }, tasks }: { work: Work; tasks: Task[] }) {
  const told = result.done.length + result.refused.length
  const of = (id: string) => tasks.find((task) => task.id === id)
  return (
    <>
      {running && <Progress percent={Math.round((told / sent.length) * 100)} aria-label={t('bulk.progress')} />}
      <p role="status">{t('bulk.done', { count: result.done.length })}{result.refused.length > 0 && ` ${t('bulk.refused', { count: result.refused.length })}`}</p>
      {failed !== null && <Alert type="error" role="alert" showIcon className="gap-below" title={failed} description={t('bulk.left', { count: formatNumber(sent.length - told) })} />}
      <Reasons lines={result.refused.map(({ id, said }) => ({ id, task: of(id), why: said }))} />
    </>
  )
}
