import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useReturnFocus } from '../ui/return-focus.ts'
import { downloadMeetingPaper, draftFor, moveMeeting, stopMeeting } from './api.ts'
import { useStep } from './use-step.ts'

const HOUR = 3_600_000
/** From an hour before it begins, opening is the step that is due. */
const isDue = ({ startsAt }: MeetingDetail): boolean => Date.parse(startsAt) - Date.now() < HOUR

/** What the host may do now; the step that is due is the filled one. */
export function MeetingActions({ meeting }: { meeting: MeetingDetail }) {
  const [stopping, setStopping] = useState<'postpone' | 'cancel' | null>(null)
  const navigate = useNavigate()
  const { may } = useMe()
  const step = useStep()
  const can = (action: MeetingDetail['actions'][number]) => meeting.actions.includes(action)
  const { id, version } = meeting
  const draft = () => step.mutate(() => draftFor(id, 'invitation'), { onSuccess: ({ invitationDraft }) => { if (invitationDraft) void navigate(`/soan-thao/${invitationDraft.id}`) } })
  if (!meeting.hosted) return null
  return (
    <div className="action-row no-print">
      {can('invite') && <Button type="primary" loading={step.isPending} onClick={() => step.mutate(() => moveMeeting(id, 'invite', version))}>{t(meeting.state === 'postponed' ? 'meetings.inviteAgain' : 'meetings.invite')}</Button>}
      {can('open') && <Button type={isDue(meeting) ? 'primary' : 'default'} loading={step.isPending} onClick={() => step.mutate(() => moveMeeting(id, 'open', version))}>{t('meetings.open')}</Button>}
      {can('edit') && <Link to={`/hop/${id}/sua`}><Button tabIndex={-1}>{t('meetings.edit')}</Button></Link>}
      {can('draft-invitation') && <Button onClick={draft}>{t('meetings.draftInvitation')}</Button>}
      {meeting.invitationDraft !== null && <Link to={`/soan-thao/${meeting.invitationDraft.id}`}>{t('meetings.invitationDraft', { number: meeting.invitationDraft.number ?? '' })}</Link>}
      <PaperButtons meeting={meeting} what="giay-moi" label={t('meetings.invitationPaper')} />
      {may('meeting.plan') && <Link to={`/hop/moi?tu=${id}`}><Button tabIndex={-1}>{t('meetings.copy')}</Button></Link>}
      {can('postpone') && <Button onClick={() => setStopping('postpone')}>{t('meetings.postpone')}</Button>}
      {can('cancel') && <Button danger onClick={() => setStopping('cancel')}>{t('meetings.cancel')}</Button>}
      {stopping !== null && <StopDialog meeting={meeting} what={stopping} close={() => setStopping(null)} />}
    </div>
  )
}

/** A paper of the meeting, as Word file or PDF. */
export function PaperButtons({ meeting, what, label }: { meeting: MeetingDetail; what: 'giay-moi' | 'bien-ban'; label: string }) {
  const { message } = App.useApp()
  const fetchIt = (format: 'docx' | 'pdf') => void downloadMeetingPaper(meeting, what, format).catch((error: unknown) => message.error(messageOf(error)))
  return <span className="meeting-paper"><span className="quiet">{label}</span> {(['docx', 'pdf'] as const).map((format) => <Button key={format} size="small" aria-label={`${label} .${format}`} onClick={() => fetchIt(format)}>.{format}</Button>)}</span>
}

function StopDialog({ meeting, what, close }: { meeting: MeetingDetail; what: 'postpone' | 'cancel'; close: () => void }) {
  useReturnFocus()
  const [reason, setReason] = useState('')
  const step = useStep(t(what === 'postpone' ? 'meetings.postponed' : 'meetings.cancelled'))
  return (
    <Modal open title={t(what === 'postpone' ? 'meetings.postpone' : 'meetings.cancel')} okText={t(what === 'postpone' ? 'meetings.postpone' : 'meetings.cancel')} cancelText={t('dialog.cancel')} confirmLoading={step.isPending}
      okButtonProps={{ disabled: reason.trim() === '', danger: what === 'cancel' }} onCancel={close} onOk={() => step.mutate(() => stopMeeting(meeting.id, what, meeting.version, reason), { onSuccess: close })}>
      <p className="quiet">{t(meeting.state === 'planned' ? 'meetings.stopSilent' : 'meetings.stopHelp')}</p>
      <label className="field-label" htmlFor="meeting-reason">{t('meetings.reason')}</label>
      <Input.TextArea id="meeting-reason" autoFocus rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
    </Modal>
  )
}
