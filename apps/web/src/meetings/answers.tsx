import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { answers, type Answer, type Invitee, type MeetingDetail } from '@phaodai/office/meeting.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { answerFor } from './api.ts'
import { useStep } from './use-step.ts'

/** The acting body's own invitations: it comes, somebody stands in, or nobody comes and why. */
export function Answers({ meeting }: { meeting: MeetingDetail }) {
  const { may } = useMe()
  const mine = meeting.hosted ? [] : meeting.bridges.flatMap(({ invitees }) => invitees).filter((invitee) => invitee.mine)
  if (mine.length === 0) return null
  const open = ['invited', 'running'].includes(meeting.state) && may('meeting.answer')
  return <section className="meeting-answers" aria-label={t('meetings.answer')}>{mine.map((invitee) => <OwnAnswer key={`${invitee.id}-${invitee.version}`} meeting={meeting} invitee={invitee} open={open} />)}</section>
}

function OwnAnswer({ meeting, invitee, open }: { meeting: MeetingDetail; invitee: Invitee; open: boolean }) {
  const id = useId()
  const [chosen, setChosen] = useState<Answer | null>(invitee.answer)
  const [reason, setReason] = useState(invitee.answerReason ?? '')
  const [name, setName] = useState(invitee.substituteName ?? '')
  const [post, setPost] = useState(invitee.substitutePost ?? '')
  const step = useStep(t('meetings.answered'))
  const send = (answer: Answer) => step.mutate(() => answerFor(meeting.id, invitee.id, {
    version: invitee.version, answer, reason: answer === 'absent' ? reason : null, ...(answer === 'substitute' ? { substituteName: name, substitutePost: post.trim() || null } : {}),
  }))
  const choose = (answer: Answer) => { setChosen(answer); if (answer === 'attends') send(answer) }
  return (
    <div className={`meeting-answer${invitee.answer === null && open ? ' waits' : ''}`}>
      <p><strong>{t('meetings.invitedAs', { words: invitee.words })}</strong>{invitee.answer !== null && <span className="quiet"> · {answerWords(invitee)}</span>}</p>
      {open && (
        <div className="meeting-choices" role="group" aria-label={t('meetings.answer')}>
          {answers.map((answer) => <Button key={answer} aria-pressed={chosen === answer} type={chosen === answer ? 'primary' : 'default'} loading={step.isPending && chosen === answer} onClick={() => choose(answer)}>{t(`meetingAnswer.${answer}`)}</Button>)}
        </div>
      )}
      {open && chosen === 'substitute' && (
        <div className="meeting-answer-more">
          <label htmlFor={`${id}-name`}>{t('meetings.substituteName')}<Input id={`${id}-name`} value={name} maxLength={120} onChange={({ target }) => setName(target.value)} /></label>
          <label htmlFor={`${id}-post`}>{t('meetings.substitutePost')}<Input id={`${id}-post`} value={post} maxLength={200} onChange={({ target }) => setPost(target.value)} /></label>
          <Button type="primary" disabled={name.trim() === ''} loading={step.isPending} onClick={() => send('substitute')}>{t('meetings.sendAnswer')}</Button>
        </div>
      )}
      {open && chosen === 'absent' && (
        <div className="meeting-answer-more">
          <label htmlFor={`${id}-reason`}>{t('meetings.absentReason')}<Input id={`${id}-reason`} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} /></label>
          <Button type="primary" disabled={reason.trim() === ''} loading={step.isPending} onClick={() => send('absent')}>{t('meetings.sendAnswer')}</Button>
        </div>
      )}
    </div>
  )
}

/** "Cử người dự thay: A, Phó Chủ tịch", "Vắng: đang họp". */
export function answerWords({ answer, answerReason, substituteName, substitutePost }: Invitee): string {
  if (answer === null) return t('meetings.notAnswered')
  const more = answer === 'absent' ? answerReason : answer === 'substitute' ? [substituteName, substitutePost].filter(Boolean).join(', ') : null
  return [t(`meetingAnswer.${answer}`), more].filter(Boolean).join(': ')
}
