import { Button, Input } from 'antd'
import { useState } from 'react'
import { attendances, countAttendance, type Attendance, type Bridge, type Invitee, type MeetingDetail } from '@phaodai/office/meeting.ts'
import { t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { answerWords } from './answers.tsx'
import { markFor } from './api.ts'
import { BridgeTable } from './overview.tsx'
import { useStep } from './use-step.ts'

/** Điểm danh: one's own bridge, or all of them for the host, with one thumb. */
export function AttendanceRoom({ meeting }: { meeting: MeetingDetail }) {
  const open = meeting.bridges.filter((bridge) => meeting.hosted || bridge.mine)
  const may = meeting.actions.includes('attend')
  if (open.length === 0) return <Nothing title="meetings.noBridges" />
  return (
    <>
      {meeting.hosted && <BridgeTable bridges={meeting.bridges} />}
      {!may && <p className="quiet">{t('meetings.markingClosed')}</p>}
      {open.map((bridge) => <BridgeRoom key={bridge.id} meeting={meeting} bridge={bridge} may={may} unfolded={!meeting.hosted || bridge.mine || open.length < 4} />)}
    </>
  )
}

function BridgeRoom({ meeting, bridge, may, unfolded }: { meeting: MeetingDetail; bridge: Bridge; may: boolean; unfolded: boolean }) {
  const { present, substitute, unmarked } = countAttendance(bridge.invitees)
  return (
    <details className="body-group meeting-room" open={unfolded}>
      <summary><strong>{bridge.body.name}</strong> <span className="figures">{t('meetings.here', { n: present + substitute, all: bridge.invitees.length })}</span>{unmarked > 0 && <span className="quiet"> · {t('meetings.toMark', { n: unmarked })}</span>}</summary>
      {bridge.invitees.length === 0 && <p className="quiet">{t('meetings.nobody')}</p>}
      <ul>{bridge.invitees.map((invitee) => <MarkRow key={`${invitee.id}-${invitee.version}`} meeting={meeting} invitee={invitee} may={may} />)}</ul>
    </details>
  )
}

function MarkRow({ meeting, invitee, may }: { meeting: MeetingDetail; invitee: Invitee; may: boolean }) {
  const [standing, setStanding] = useState(false)
  const [name, setName] = useState(invitee.substituteName ?? '')
  const step = useStep()
  const mark = (attendance: Attendance | null) => step.mutate(() => markFor(meeting.id, invitee.id, { version: invitee.version, attendance, substituteName: attendance === 'substitute' ? name.trim() || null : null }))
  const press = (attendance: Attendance) => {
    if (invitee.attendance === attendance) return mark(null)
    if (attendance === 'substitute' && name.trim() === '') return setStanding(true)
    mark(attendance)
  }
  return (
    <li className="meeting-mark">
      <p><strong>{invitee.body.name}</strong> <span className="quiet">{invitee.words}</span><span className="source-line">{answerWords(invitee)}{invitee.markedBy !== null && <> · {t('meetings.markedBy', { by: invitee.markedBy })}</>}</span></p>
      <div className="meeting-choices" role="group" aria-label={t('meetings.markFor', { body: invitee.body.name })}>
        {attendances.map((each) => <Button key={each} size="large" disabled={!may} aria-pressed={invitee.attendance === each} type={invitee.attendance === each ? 'primary' : 'default'} onClick={() => press(each)}>{t(`meetingAttendance.${each}`)}</Button>)}
      </div>
      {standing && may && (
        <div className="meeting-answer-more">
          <Input autoFocus aria-label={t('meetings.substituteName')} placeholder={t('meetings.substituteName')} value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
          <Button type="primary" disabled={name.trim() === ''} onClick={() => mark('substitute')}>{t('meetings.sendAnswer')}</Button>
        </div>
      )}
    </li>
  )
}
