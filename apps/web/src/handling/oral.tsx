import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { BodyRef } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { recordDirection } from '../api/books.ts'
import { messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { BodiesSelect, BodySelect } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { useTitle } from '../ui/title.ts'
import { LeaderSelect } from './party-select.tsx'
import './handling.css'

type Point = { key: string; text: string; lead: BodyRef | null; others: BodyRef[]; deadline: Day | null }
const newPoint = (): Point => ({ key: newId(), text: '', lead: null, others: [], deadline: null })

/** Ghi lại ý kiến chỉ đạo: who said what, where, when; each point may name its lead and date at once. */
export function OralDirectionPage() {
  useTitle('oral.title')
  const { may, post } = useMe()
  const [leader, setLeader] = useState<string | null>(may('handling.direct') ? post?.id ?? null : null)
  const [saidOn, setSaidOn] = useState<Day | null>(todayInVietnam())
  const [occasion, setOccasion] = useState('')
  const [points, setPoints] = useState<Point[]>(() => [newPoint()])
  const written = points.filter(({ text }) => text.trim() !== '')
  const record = useRecord(() => ({
    leaderPostId: leader!, saidOn: saidOn!, occasion: occasion.trim(),
    points: written.map(({ text, lead, others, deadline }) => ({ text: text.trim(), leadId: lead?.id ?? null, coordinateIds: others.map(({ id }) => id), deadline })),
  }))
  const ready = leader !== null && saidOn !== null && written.length > 0
  const change = (key: string, next: Partial<Point>) => setPoints((before) => before.map((point) => (point.key === key ? { ...point, ...next } : point)))
  return (
    <article className="task-page">
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-thu">{t('handling.title')}</Link></nav>
      <h1>{t('oral.title')}</h1>
      <p className="quiet">{t('oral.hint')}</p>
      {record.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(record.error)} description={t('action.kept')} />}
      <div className="header-fields">
        <label htmlFor="oral-leader">{t('oral.leader')}<LeaderSelect id="oral-leader" label={t('oral.leader')} value={leader} onChange={setLeader} /></label>
        <label htmlFor="oral-day">{t('oral.saidOn')}<DayField id="oral-day" label={t('oral.saidOn')} value={saidOn} onChange={setSaidOn} /></label>
        <label htmlFor="oral-occasion" className="wide">{t('oral.occasion')}<Input id="oral-occasion" value={occasion} placeholder={t('oral.occasionHint')} onChange={(event) => setOccasion(event.target.value)} /></label>
      </div>
      {points.map((point, n) => <PointFields key={point.key} n={n + 1} point={point} change={(next) => change(point.key, next)} remove={points.length > 1 ? () => setPoints((before) => before.filter(({ key }) => key !== point.key)) : null} />)}
      <Button icon={<PlusOutlined />} onClick={() => setPoints((before) => [...before, newPoint()])}>{t('oral.addPoint')}</Button>
      <div className="action-row">
        <Button type="primary" disabled={!ready || written.some(({ lead }) => lead === null)} loading={record.isPending && record.variables} onClick={() => record.mutate(true)}>{t('oral.issue')}</Button>
        <Button disabled={!ready} loading={record.isPending && !record.variables} onClick={() => record.mutate(false)}>{t('oral.draft')}</Button>
      </div>
    </article>
  )
}

/** Records it (and issues it when told to), then opens what it has become. */
function useRecord(inputOf: () => Omit<Parameters<typeof recordDirection>[1], 'issue'>) {
  const [id] = useState(newId)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (issue: boolean) => recordDirection(id, { ...inputOf(), issue }),
    onSuccess: async (directive, issued) => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t('oral.done', { count: directive.tasks.total }))
      void navigate(issued ? `/van-ban/${directive.id}` : `/van-ban/${directive.id}/ra-soat`)
    },
  })
}

function PointFields({ n, point, change, remove }: { n: number; point: Point; change: (next: Partial<Point>) => void; remove: (() => void) | null }) {
  return (
    <fieldset className="oral-point">
      <legend>{t('oral.point', { n })}</legend>
      <Input.TextArea aria-label={t('oral.point', { n })} autoSize={{ minRows: 2, maxRows: 6 }} value={point.text} onChange={(event) => change({ text: event.target.value })} />
      <div className="direction-fields">
        <BodySelect label={t('role.lead')} placeholder={t('role.lead')} value={point.lead} onChange={(lead) => change({ lead })} />
        <BodiesSelect label={t('role.coordinate')} placeholder={t('role.coordinate')} value={point.others} onChange={(others) => change({ others })} />
        <DayField label={t('tasks.deadline')} value={point.deadline} min={todayInVietnam()} onChange={(deadline) => change({ deadline })} />
        {remove !== null && <Button icon={<DeleteOutlined />} aria-label={t('oral.removePoint', { n })} onClick={remove} />}
      </div>
    </fieldset>
  )
}
