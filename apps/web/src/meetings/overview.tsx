import { UploadOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { Link } from 'react-router'
import type { Task, TaskState } from '@phaodai/office'
import { countAttendance, type Bridge, type MeetingDetail } from '@phaodai/office/meeting.ts'
import { storeFile } from '../api/office.ts'
import { TasksByBody } from '../directives/tasks-by-body.tsx'
import { TaskTable } from '../tasks/table.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { t } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText } from '../ui/marks.tsx'
import { StateBar } from '../ui/state-bar.tsx'
import { Table } from '../ui/table.tsx'
import { Answers } from './answers.tsx'
import { addPapers } from './api.ts'
import { useStep } from './use-step.ts'

/** The meeting in one look: own answer, what came of it, bridges with who is there, agenda, papers. */
export function Overview({ meeting }: { meeting: MeetingDetail }) {
  return (
    <>
      <Answers meeting={meeting} />
      <Outcome meeting={meeting} />
      <dl className="who-line">
        <div><dt>{t('meetings.host')}</dt><dd>{meeting.host.name}</dd></div>
        <div><dt>{t('meetings.chair')}</dt><dd>{meeting.chairTitle}</dd></div>
        <div><dt>{t('meetings.secretary')}</dt><dd>{meeting.secretaryTitle}</dd></div>
        <div><dt>{t('meetings.kind')}</dt><dd>{t(`meetingKind.${meeting.kind}`)} · {t(`meetingForm.${meeting.form}`)}</dd></div>
        {meeting.link !== null && <div><dt>{t('meetings.link')}</dt><dd><a href={meeting.link} target="_blank" rel="noopener noreferrer">{meeting.link}</a></dd></div>}
      </dl>
      <Agenda agenda={meeting.agenda} />
      <Bridges meeting={meeting} />
      <Papers meeting={meeting} />
    </>
  )
}

function Agenda({ agenda }: { agenda: readonly string[] }) {
  if (agenda.length === 0) return null
  return <section className="meeting-part"><h2>{t('meetings.agenda')}</h2><ol className="meeting-agenda">{agenda.map((point) => <li key={point}>{point}</li>)}</ol></section>
}

/** More tasks than these are told by the bodies they were given to. */
const MOST_ROWS = 8

function statesOf(tasks: readonly Task[]): Partial<Record<TaskState, number>> {
  const states: Partial<Record<TaskState, number>> = {}
  for (const { state } of tasks) states[state] = (states[state] ?? 0) + 1
  return states
}

/** The notice of conclusions, and how far its tasks are. */
function Outcome({ meeting }: { meeting: MeetingDetail }) {
  const { notice, tasks, conclusionDraft } = meeting
  if (notice === null) return conclusionDraft === null ? null : <p className="pending-note"><Link to={`/soan-thao/${conclusionDraft.id}`}>{t('meetings.conclusionDraft')}</Link> · {conclusionDraft.state === 'drafting' ? t('meetings.beingDrafted') : t(`draftState.${conclusionDraft.state as 'signing'}`)}</p>
  return (
    <section className="meeting-part">
      <div className="section-head"><h2>{t('meetings.outcome')}</h2>{tasks.length > 0 && <Link to={tasksAt({ directiveId: notice.id })}>{t('meetings.taskCount', { n: tasks.length })}</Link>}</div>
      <p><Link to={`/van-ban/${notice.id}`}>{t('meetings.notice')} {notice.number}</Link>{notice.issuedOn !== null && <> · <DayText day={notice.issuedOn} /></>}{notice.state !== 'issued' && <strong> · {t(`directiveState.${notice.state as 'issued'}`)}</strong>}<span className="source-line">{notice.abstract}</span></p>
      {tasks.length > 0 && <StateBar total={tasks.length} legend states={statesOf(tasks)} />}
      {tasks.length === 0 ? <p className="quiet">{t('meetings.noTasks')}</p> : tasks.length > MOST_ROWS ? <details><summary>{t('meetings.byBody')}</summary><TasksByBody directiveId={notice.id} /></details> : <TaskTable tasks={tasks} />}
    </section>
  )
}

/** Điểm cầu: the host sees who is there at each, a guest where they are. */
function Bridges({ meeting }: { meeting: MeetingDetail }) {
  if (meeting.bridges.length === 0) return null
  return (
    <section className="meeting-part">
      <h2>{t('meetings.bridges')}</h2>
      {meeting.hosted ? <BridgeTable bridges={meeting.bridges} /> : <Rooms bridges={meeting.bridges} />}
    </section>
  )
}

/** A guest's own bridge stands in sight, the others are folded. */
function Rooms({ bridges }: { bridges: readonly Bridge[] }) {
  const own = bridges.filter(({ mine }) => mine)
  const others = bridges.filter(({ mine }) => !mine)
  const list = (rooms: readonly Bridge[]) => <ul className="rows meeting-rooms">{rooms.map((bridge) => <li key={bridge.id}><strong>{bridge.body.name}</strong>{bridge.mine && <span className="quiet"> {t('meetings.ourBridge')}</span>}<span className="source-line">{bridge.place}</span></li>)}</ul>
  return <>{own.length > 0 && list(own)}{others.length > 0 && <details className="meeting-others" open={others.length < 4}><summary>{t('meetings.otherBridges', { n: others.length })}</summary>{list(others)}</details>}</>
}

/** Present, substitute, absent and not yet marked by bridge, with the sum above. */
export function BridgeTable({ bridges }: { bridges: readonly Bridge[] }) {
  const all = bridges.flatMap(({ invitees }) => invitees)
  const rows = [{ id: 'all', name: t('meetings.allBridges'), place: '', invitees: all }, ...bridges.map(({ id, body, place, invitees }) => ({ id, name: body.name, place, invitees }))]
  return (
    <div className="meeting-tally"><Table caption={t('meetings.bridges')} heads={['meetings.bridge', 'meetings.invitedCount', 'meetings.presentCount', 'meetings.substituteCount', 'meetings.absentCount', 'meetings.unmarkedCount', 'meetings.unansweredCount']}>
      {rows.map(({ id, name, place, invitees }) => {
        const { present, substitute, absent, unmarked, unanswered } = countAttendance(invitees)
        const cells = [['meetings.invitedCount', invitees.length], ['meetings.presentCount', present], ['meetings.substituteCount', substitute], ['meetings.absentCount', absent], ['meetings.unmarkedCount', unmarked], ['meetings.unansweredCount', unanswered]] as const
        return (
          <tr key={id} className={id === 'all' ? 'meeting-sum' : ''}>
            <td className="cell-what"><strong>{name}</strong>{place !== '' && <span className="source-line">{place}</span>}</td>
            {cells.map(([head, n]) => <td key={head} data-label={t(head)} className={`figures${n === 0 ? ' quiet' : ''}`}>{n}</td>)}
          </tr>
        )
      })}
    </Table></div>
  )
}

/** Papers, for those invited alone. */
function Papers({ meeting }: { meeting: MeetingDetail }) {
  const step = useStep(t('meetings.papersAdded'))
  const add = (file: File) => {
    step.mutate(async () => addPapers(meeting.id, [(await storeFile(file)).id]))
    return false
  }
  const mayAdd = meeting.actions.includes('papers')
  if (meeting.papers.length === 0 && !mayAdd) return null
  return (
    <section className="meeting-part">
      <h2>{t('meetings.papers')}</h2>
      {meeting.papers.length === 0 ? <p className="quiet">{t('meetings.noPapers')}</p> : <div className="evidence-strip">{meeting.papers.map((file) => <FileThumb key={file.id} file={file} />)}</div>}
      {mayAdd && <p className="no-print meeting-upload"><Upload showUploadList={false} multiple beforeUpload={add}><Button icon={<UploadOutlined />} loading={step.isPending}>{t('meetings.addPapers')}</Button></Upload> <span className="quiet">{t('meetings.papersHelp')}</span></p>}
    </section>
  )
}
