import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Schedule, StatisticsRun } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { endSchedule, listRuns, listSchedules } from '../api/statistics-runs.ts'
import { useMe } from '../frame/me.tsx'
import { hasWord, t, word } from '../text/t.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'
import './statistics.css'

/** Gửi thống kê: what goes out when and to whom, what went out, what others sent us. */
export function SendingPage() {
  useTitle('sending.title')
  const { may } = useMe()
  const [open, setOpen] = useState<Schedule | 'new' | null>(null)
  const schedules = useQuery({ queryKey: ['statistics', 'schedules'], queryFn: listSchedules })
  return (
    <article className="sending">
      <div className="page-head">
        <h1>{t('sending.title')}</h1>
        {may('statistics.send') && <div className="page-tools"><Button type="primary" onClick={() => setOpen('new')}>{t('sending.new')}</Button></div>}
      </div>
      <nav className="views no-print" aria-label={t('tasks.view')}><Link to="/nhiem-vu">{t('tasks.title')}</Link><Link to="/thong-ke">{t('statistics.title')}</Link><Link to="/thong-ke/gui" aria-current="page">{t('sending.title')}</Link></nav>
      <h2>{t('sending.schedules')}</h2>
      <Answer of={schedules}>{({ rows }) => (rows.length === 0 ? <Nothing title="sending.none"><p className="quiet">{t('sending.noneWhat')}</p></Nothing> : <ul className="rows">{rows.map((each) => <ScheduleRow key={each.id} schedule={each} edit={() => setOpen(each)} />)}</ul>)}</Answer>
      <Runs box="own" />
      <Runs box="received" />
      {open !== null && <ScheduleDialog key={open === 'new' ? 'new' : open.id} schedule={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </article>
  )
}

/** "thứ Sáu hằng tuần lúc 16:00" */
function rhythmOf({ every, day, hour }: Schedule): string {
  return t(`sending.rhythm.${every}`, { day: every === 'week' ? word(`sending.weekday.${day}`) : day, hour: `${String(hour).padStart(2, '0')}:00` })
}

function ScheduleRow({ schedule, edit }: { schedule: Schedule; edit: () => void }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSchedule(schedule.id, schedule.version), onError: (error) => void message.error(messageOf(error)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['statistics', 'schedules'] }),
  })
  return (
    <li className="schedule-row">
      <p><strong>{schedule.name}</strong> · {rhythmOf(schedule)} · {t(`sending.form.${schedule.form}`)}</p>
      <p className="quiet">{t(`statistics.side.${schedule.side}`)} · {t(`statistics.basis.${schedule.basis}`)} · {t(`statistics.by.${schedule.by}`)}{schedule.recipients.length > 0 && <> · {t('sending.to')}: {schedule.recipients.map(({ name }) => name).join(', ')}</>} · {t('sending.author')}: {schedule.author}</p>
      {schedule.endedAt !== null ? <p className="quiet">{t('sending.ended')} <InstantText at={schedule.endedAt} /></p> : may('statistics.send') && (
        <p className="action-row no-print">
          <Button size="small" onClick={edit}>{t('sending.edit')}</Button>
          <Popconfirm title={t('sending.endWhat')} okText={t('sending.end')} cancelText={t('dialog.cancel')} onConfirm={() => end.mutate()}><Button size="small" danger loading={end.isPending}>{t('sending.end')}</Button></Popconfirm>
        </p>
      )}
    </li>
  )
}

function Runs({ box }: { box: 'own' | 'received' }) {
  const runs = useQuery({ queryKey: ['statistics', 'runs', box], queryFn: () => listRuns(box) })
  return (
    <section aria-labelledby={`runs-${box}`}>
      <h2 id={`runs-${box}`}>{t(`sending.runs.${box}`)}</h2>
      <Answer of={runs}>{({ rows }) => (rows.length === 0 ? <p className="quiet">{t(`sending.noRuns.${box}`)}</p> : (
        <Table caption={t(`sending.runs.${box}`)} heads={['sending.name', 'sending.period', 'sending.madeAt', 'sending.state', 'sending.readers']}>{rows.map((run) => <RunRow key={run.id} run={run} box={box} />)}</Table>
      ))}</Answer>
    </section>
  )
}

function RunRow({ run, box }: { run: StatisticsRun; box: 'own' | 'received' }) {
  return (
    <tr data-row={run.id}>
      <td className="cell-what"><Link className="task-link" to={`/thong-ke/ban-gui/${run.id}`}>{run.name}</Link>{box === 'received' && <span className="source-line">{run.owner.name}</span>}</td>
      <td data-label={t('sending.period')} className="nowrap"><DayText day={run.from} /> – <DayText day={run.to} /></td>
      <td data-label={t('sending.madeAt')}>{run.madeAt === null ? <InstantText at={run.dueAt} /> : <InstantText at={run.madeAt} />}{run.late && <span className="source-line">{t('sending.late')}</span>}</td>
      <td data-label={t('sending.state')}>{box === 'own' ? <RunState run={run} /> : t(run.readAt === null ? 'sending.unread' : 'sending.opened')}</td>
      <td data-label={t('sending.readers')} className="figures">{run.form === 'notice' && box === 'own' ? `${run.read}/${run.recipients}` : '—'}</td>
    </tr>
  )
}

/** How far a run has come: failed and why, its draft on the way, or out under its number. */
export function RunState({ run }: { run: StatisticsRun }) {
  if (run.problem !== null) return <strong className="late-link">{t('sending.failed')}: {word(`sending.problem.${hasWord(`sending.problem.${run.problem}`) ? run.problem : 'server-error'}`)}</strong>
  if (run.form === 'notice') return t('sending.sent')
  if (run.directiveId !== null) return <Link to={`/van-ban/${run.directiveId}`}>{t('sending.issued', { number: run.number ?? '' })}</Link>
  if (run.draftState === null) return t('sending.drafting')
  return <Link to={`/soan-thao/${run.draftId}`}>{t('sending.draft', { state: word(`draftState.${run.draftState}`) })}</Link>
}
