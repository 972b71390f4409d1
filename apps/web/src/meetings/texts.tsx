import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import type { MeetingDetail, MeetingText, MeetingTextKind } from '@phaodai/office/meeting.ts'
import { t } from '../text/t.ts'
import { useAutosave } from '../ui/autosave.ts'
import { DayText, InstantText } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import { SaveLine } from '../ui/save-line.tsx'
import { StaleDialog } from '../ui/stale.tsx'
import { Nothing } from '../ui/states.tsx'
import { PaperButtons } from './actions.tsx'
import { beginMinutes, draftFor, saveMeetingText, signMinutes } from './api.ts'
import { useStep } from './use-step.ts'

/** Biên bản: begun from agenda and attendance, written with every pause saved, signed by secretary and chair. */
export function MinutesRoom({ meeting }: { meeting: MeetingDetail }) {
  const begin = useStep()
  const { minutes } = meeting
  if (minutes === null) {
    if (!meeting.actions.includes('write')) return <Nothing title="meetings.noMinutes" />
    return <Nothing title="meetings.noMinutes"><p className="quiet">{t('meetings.beginHelp')}</p><Button type="primary" loading={begin.isPending} onClick={() => begin.mutate(() => beginMinutes(meeting.id))}>{t('meetings.beginMinutes')}</Button></Nothing>
  }
  const editable = meeting.actions.includes('write') && minutes.secretarySignedAt === null
  if (editable) return <WrittenMinutes key={meeting.id} meeting={meeting} minutes={minutes} />
  return (
    <>
      <Signatures meeting={meeting} minutes={minutes} version={() => Promise.resolve(minutes.version)} />
      <div className="in-place meeting-standing">{minutes.text}</div>
    </>
  )
}

/** What is typed is saved before it is signed. */
function WrittenMinutes({ meeting, minutes }: { meeting: MeetingDetail; minutes: MeetingText }) {
  const text = useText(meeting, 'minutes')
  const settled = async (): Promise<number> => {
    await text.flush()
    if (!text.isSaved()) throw new Error(t('draftSaving.failed'))
    return text.version()
  }
  return (
    <>
      <Signatures meeting={meeting} minutes={minutes} version={settled} />
      <TextField label={t('meetings.minutes')} text={text} />
      <OtherVersion text={text} />
    </>
  )
}

/** `version` is asked when a signature is given: the one that then stands. */
function Signatures({ meeting, minutes, version }: { meeting: MeetingDetail; minutes: MeetingText; version: () => Promise<number> }) {
  const step = useStep()
  const can = (action: MeetingDetail['actions'][number]) => meeting.actions.includes(action)
  const sign = (as: 'secretary' | 'chair' | 'reopen') => step.mutate(async () => signMinutes(meeting.id, { version: await version(), as }))
  return (
    <div className="action-row">
      <span>{t('meetings.secretary')}: {minutes.secretarySignedAt === null ? <span className="quiet">{t('meetings.unsigned')}</span> : <InstantText at={minutes.secretarySignedAt} />}</span>
      <span>{t('meetings.chair')}: {minutes.chairSignedAt === null ? <span className="quiet">{t('meetings.unsigned')}</span> : <InstantText at={minutes.chairSignedAt} />}</span>
      {can('sign-secretary') && <Button type="primary" loading={step.isPending} onClick={() => sign('secretary')}>{t('meetings.signSecretary')}</Button>}
      {can('sign-chair') && <Button type="primary" loading={step.isPending} onClick={() => sign('chair')}>{t('meetings.signChair')}</Button>}
      {can('reopen-minutes') && <Button onClick={() => sign('reopen')}>{t('meetings.reopen')}</Button>}
      <PaperButtons meeting={meeting} what="bien-ban" label={t('meetings.minutes')} />
    </div>
  )
}

/** Kết luận: written or pasted, read while it is typed, then a notice of the host. */
export function ConclusionsRoom({ meeting }: { meeting: MeetingDetail }) {
  const standing = meeting.conclusionDraft !== null
  return (
    <>
      {standing && <p className="pending-note">{t('meetings.conclusionsStand')} <Link to={meeting.notice ? `/van-ban/${meeting.notice.id}` : `/soan-thao/${meeting.conclusionDraft!.id}`}>{meeting.notice ? `${t('meetings.notice')} ${meeting.notice.number ?? ''}` : t('meetings.conclusionDraft')}</Link></p>}
      {standing || !meeting.actions.includes('write') ? <Standing text={meeting.conclusions?.text ?? ''} /> : <WrittenConclusions key={meeting.id} meeting={meeting} />}
    </>
  )
}

function Standing({ text }: { text: string }) {
  if (text === '') return <Nothing title="meetings.noConclusions" />
  return <div className="meeting-columns"><div className="in-place meeting-standing">{text}</div><Reading text={text} /></div>
}

/** One of the secretary's texts under the hands; what is saved is the meeting's for all who look at it here. */
function useText(meeting: MeetingDetail, kind: MeetingTextKind) {
  const stored = meeting[kind]
  const queries = useQueryClient()
  return useAutosave<string>({
    value: stored?.text ?? '', version: stored?.version ?? 0, theirsOf: (theirs) => (theirs as MeetingText).text,
    save: async (version, value) => {
      const answer = await saveMeetingText(meeting.id, kind, version, value)
      queries.setQueryData(['meetings', 'one', meeting.id], answer)
      return answer[kind]!.version
    },
  })
}
type Text = ReturnType<typeof useText>

function TextField({ label, text, placeholder }: { label: string; text: Text; placeholder?: string }) {
  return (
    <div>
      <Input.TextArea aria-label={label} className="meeting-writing" autoSize={{ minRows: 12, maxRows: 34 }} maxLength={100_000} value={text.value} {...(placeholder === undefined ? {} : { placeholder })} onChange={({ target }) => text.change(target.value)} onBlur={() => void text.flush()} />
      <SaveLine text={text} />
    </div>
  )
}

/** Somebody else's version beside one's own. */
function OtherVersion({ text }: { text: Text }) {
  if (text.conflict === null) return null
  return <StaleDialog theirs={<p className="meeting-standing">{text.conflict.value}</p>} mine={<p className="meeting-standing">{text.value}</p>} onTakeTheirs={() => text.settle('theirs')} onKeepMine={() => text.settle('mine')} onCancel={text.later} />
}

function WrittenConclusions({ meeting }: { meeting: MeetingDetail }) {
  const text = useText(meeting, 'conclusions')
  return (
    <>
      <div className="meeting-columns"><TextField label={t('meetings.conclusions')} text={text} placeholder={t('meetings.conclusionsHelp')} /><Reading text={text.value} /></div>
      <ToNotice meeting={meeting} before={text.flush} ready={text.value.trim() !== ''} />
      <OtherVersion text={text} />
    </>
  )
}

function ToNotice({ meeting, before, ready }: { meeting: MeetingDetail; before: () => Promise<void>; ready: boolean }) {
  const navigate = useNavigate()
  const step = useStep()
  if (!meeting.actions.includes('draft-conclusions')) return <p className="quiet">{t('meetings.noticeLater')}</p>
  const draft = () => step.mutate(async () => { await before(); return draftFor(meeting.id, 'conclusion') }, { onSuccess: ({ conclusionDraft }) => { if (conclusionDraft) void navigate(`/soan-thao/${conclusionDraft.id}`) } })
  return <div className="action-row"><Button type="primary" disabled={!ready} loading={step.isPending} onClick={draft}>{t('meetings.draftNotice')}</Button><span className="quiet">{t('meetings.draftNoticeHelp')}</span></div>
}

/** What the engine of directives reads in the conclusions: whose each task is, and by when. */
function Reading({ text }: { text: string }) {
  const engine = useQuery({ queryKey: ['engine'], queryFn: () => import('@phaodai/directives'), staleTime: Infinity })
  const settled = useSettled(text, 500)
  const tasks = useMemo(() => (engine.data && settled.trim() !== '' ? engine.data.readDirective(settled).tasks : []), [engine.data, settled])
  return (
    <section className="meeting-reading" aria-label={t('meetings.reading')}>
      <h2>{t('meetings.reading')} <span className="quiet">{t('meetings.readCount', { n: tasks.length })}</span></h2>
      {tasks.length === 0 && <p className="quiet">{t('meetings.readNothing')}</p>}
      <ul className="rows">{tasks.map((task, n) => (
        <li key={n}><strong>{task.lead.length > 0 ? task.lead.map(({ value }) => value.replace(/\s+/g, ' ')).join(', ') : t('meetings.leadOpen')}</strong> <span className="quiet">{t('task.item', { label: task.item })}</span>
          <span className="clamp-2">{task.text.value.replace(/\s+/g, ' ')}</span><DayText day={task.deadline.date} /></li>
      ))}</ul>
    </section>
  )
}
