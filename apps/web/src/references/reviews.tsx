import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { reviewDecisions, type ReviewInput, type ReviewPage } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { decideReviews, getReviews } from './api.ts'
import { DocumentLink } from './document.tsx'

type What = 'tasks' | 'documents' | 'zones'
type Decision = ReviewInput['decision']
type Why = Pick<ReviewPage['tasks'][number], 'cause' | 'ground' | 'because'>

/** Cần xem lại: what rested on a document that ended or changed; decided one by one or several at once, with a reason. */
export function ReviewsPage() {
  useTitle('reviews.title')
  const page = useQuery({ queryKey: ['reviews', 'list'], queryFn: getReviews })
  return (
    <>
      <div className="page-head"><h1>{t('reviews.title')}</h1></div>
      <Answer of={page}>{(data) => (data.tasks.length + data.documents.length + data.zones.length === 0 ? <Nothing title="reviews.none"><p className="quiet">{t('reviews.noneWhat')}</p></Nothing> : <Reviews page={data} />)}</Answer>
    </>
  )
}

function byId<T>(rows: readonly T[], idOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(idOf(row), [...(groups.get(idOf(row)) ?? []), row])
  return groups
}

function Reviews({ page }: { page: ReviewPage }) {
  const documents = byId(page.documents, ({ document }) => document.id)
  const tasks = byId(page.tasks, ({ task }) => task.id)
  const zones = byId(page.zones, ({ zone }) => zone.id)
  return (
    <>
      <p className="quiet">{t('reviews.what')}</p>
      {documents.size > 0 && <Group what="documents" title="reviews.documents" rows={[...documents].map(([id, reasons]) => ({ id, name: reasons[0]!.document.number ?? id, reasons, line: <><DocumentLink document={reasons[0]!.document} subject /> <span className="quiet">{t('reviews.openTasks', { count: reasons[0]!.openTasks })}</span></> }))} />}
      {zones.size > 0 && <Group what="zones" title="reviews.zones" rows={[...zones].map(([id, reasons]) => ({ id, name: reasons[0]!.zone.name, reasons, line: <><Link to={`/khu-phong-toa/${id}`}>{reasons[0]!.zone.name}</Link>, {reasons[0]!.zone.area} <span className="quiet">{t('reviews.zoneMeasures', { count: reasons[0]!.measures })}</span></> }))} />}
      {tasks.size > 0 && <Group what="tasks" title="reviews.tasks" rows={[...tasks].map(([id, reasons]) => ({ id, name: reasons[0]!.task.text.slice(0, 60), reasons, line: <><strong>{reasons[0]!.task.body.name}</strong> <Link to={`/nhiem-vu/${id}`} className="clamp-2">{reasons[0]!.task.text}</Link></> }))} />}
    </>
  )
}

type Line = { id: string; name: string; reasons: Why[]; line: ReactNode }

function mayDecide(may: (permission: string) => boolean, what: What, decision: Decision): boolean {
  if (what === 'tasks') return may(decision === 'end' ? 'task.cancel' : 'task.decide')
  if (what === 'zones') return decision !== 'end' && may('review.decide')
  return may(decision === 'end' ? 'directive.withdraw' : 'review.decide')
}

function Group({ what, title, rows }: { what: What; title: Key; rows: Line[] }) {
  const { may } = useMe()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<{ decision: Decision; ids: string[] } | null>(null)
  const picked = rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
  const all = picked.length === rows.length
  const toggle = (id: string) => setChosen(new Set(chosen.has(id) ? picked.filter((each) => each !== id) : [...picked, id]))
  const buttons = (ids: string[], about: string) => reviewDecisions.filter((decision) => mayDecide(may, what, decision)).map((decision) => (
    <Button key={decision} size="small" danger={decision === 'end'} onClick={() => setDeciding({ decision, ids })}>{t(`reviews.decide.${decision}`)}{about !== '' && <span className="unseen"> {about}</span>}</Button>
  ))
  return (
    <section aria-labelledby={`reviews-${what}`}>
      <h2 id={`reviews-${what}`}>{t(title)} <span className="figures">{rows.length}</span></h2>
      <div className="review-bar no-print"><Checkbox checked={all} indeterminate={picked.length > 0 && !all} onChange={() => setChosen(new Set(all ? [] : rows.map(({ id }) => id)))}>{t('reviews.all')}</Checkbox>{picked.length > 0 && <><span role="status">{t('reviews.selected', { count: picked.length })}</span>{buttons(picked, '')}</>}</div>
      <ul className="review-list">
        {rows.map(({ id, name, reasons, line }) => (
          <li key={id}>
            <Checkbox className="no-print" checked={chosen.has(id)} onChange={() => toggle(id)} aria-label={name} />
            <div>{line}{reasons.map((why) => <Reason key={`${why.ground.id}${why.cause}${why.because?.id}`} why={why} />)}</div>
            {picked.length === 0 && <span className="review-acts no-print">{buttons([id], name)}</span>}
          </li>
        ))}
      </ul>
      {deciding !== null && <DecideDialog what={what} {...deciding} close={() => setDeciding(null)} done={() => setChosen(new Set())} />}
    </section>
  )
}

function Reason({ why: { cause, ground, because } }: { why: Why }) {
  return (
    <p className="review-reason">
      {t('reviews.ground')}: <DocumentLink document={{ ...ground, state: 'issued' }} /> <strong>{t(`reviews.cause.${cause}`)}</strong>
      {because !== null && <> {t('reviews.by')} <DocumentLink document={because} /></>}
      {cause === 'expired' && ground.expiresOn !== null && <> <DayText day={ground.expiresOn} /></>}
    </p>
  )
}

function DecideDialog({ what, decision, ids, close, done }: { what: What; decision: Decision; ids: string[]; close: () => void; done: () => void }) {
  useReturnFocus()
  const [reason, setReason] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const decide = useMutation({
    mutationFn: () => decideReviews(what, { ids, decision, reason: reason.trim() }), onError: (error) => message.error(messageOf(error)),
    onSuccess: async ({ decided, refused }) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      if (decided.length > 0) void message.success(t('reviews.decided', { count: decided.length }))
      if (refused.length > 0) void message.warning(t('reviews.refused', { count: refused.length }))
      close()
      done()
    },
  })
  return (
    <Modal open title={t(`reviews.decide.${decision}`)} okText={t(`reviews.decide.${decision}`)} okButtonProps={{ danger: decision === 'end', disabled: reason.trim() === '' }} confirmLoading={decide.isPending} onOk={() => decide.mutate()} onCancel={close}>
      <p>{t(`reviews.decideWhat.${decision}`, { count: ids.length })}</p>
      <label className="field-label" htmlFor="review-reason">{t('field.reason')}</label>
      <Input.TextArea id="review-reason" rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
