import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { meetingForms, meetingKinds, type MeetingChoices, type MeetingDetail } from '@phaodai/office/meeting.ts'
import { isRefusal, messageOf, newId, Refusal } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { ClockField } from '../ui/clock-field.tsx'
import { DayField } from '../ui/day-field.tsx'
import { StaleDialog } from '../ui/stale.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getMeeting, getMeetingChoices, moveMeeting, putMeeting } from './api.ts'
import { BridgesField } from './bridges-field.tsx'
import { MeetingTime } from './marks.tsx'
import './meetings.css'
import { inputOf, missingIn, newPlan, planOf, type Plan } from './plan.ts'

/** A meeting to be called: empty, urgent, or with the bridges of an earlier one. */
export function NewMeetingPage() {
  useTitle('meetings.new')
  const [params] = useSearchParams()
  const urgent = params.get('khan') === '1'
  const choices = useQuery({ queryKey: ['meetings', 'choices'], queryFn: getMeetingChoices })
  const from = params.get('tu') ?? (urgent ? choices.data?.before[0]?.id ?? null : null)
  const lender = useQuery({ queryKey: ['meetings', 'one', from], queryFn: () => getMeeting(from!), enabled: from !== null })
  return (
    <Answer of={choices}>{(data) => (from === null ? <Fresh key={`${urgent}`} choices={data} urgent={urgent} lender={null} /> : <Answer of={lender}>{(earlier) => <Fresh key={`${from}${urgent}`} choices={data} urgent={urgent} lender={earlier} />}</Answer>)}</Answer>
  )
}

function Fresh({ choices, urgent, lender }: { choices: MeetingChoices; urgent: boolean; lender: MeetingDetail | null }) {
  const { post } = useMe()
  const [id] = useState(newId)
  const [first] = useState(() => newPlan(choices, post?.id ?? null, urgent, lender))
  return <MeetingForm id={id} first={first} version={0} choices={choices} title={urgent ? t('meetings.newUrgent') : t('meetings.new')} lender={lender} mayInvite />
}

/** A meeting that has not begun, planned anew. */
export function EditMeetingPage() {
  useTitle('meetings.edit')
  const { id = '' } = useParams()
  const choices = useQuery({ queryKey: ['meetings', 'choices'], queryFn: getMeetingChoices })
  const meeting = useQuery({ queryKey: ['meetings', 'edit', id], queryFn: () => getMeeting(id), gcTime: 0 })
  return <Answer of={choices}>{(data) => <Answer of={meeting}>{(found) => (
    <MeetingForm key={found.version} id={id} first={planOf(found)} version={found.version} choices={data} title={t('meetings.edit')} lender={null} mayInvite={found.state !== 'invited'} reload={() => void meeting.refetch()} />
  )}</Answer>}</Answer>
}

type FormProps = { id: string; first: Plan; version: number; choices: MeetingChoices; title: string; lender: MeetingDetail | null; mayInvite: boolean; reload?: () => void }
type Faults = Partial<Record<string, string>>

function useSending(id: string, given: number) {
  const [version, setVersion] = useState(given)
  const [theirs, setTheirs] = useState<MeetingDetail | null>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const sending = useMutation({
    mutationFn: async ({ plan, invite, over }: { plan: Plan; invite: boolean; over?: number }) => {
      const saved = await putMeeting(id, inputOf(plan, over ?? version))
      setVersion(saved.version)
      return invite ? moveMeeting(id, 'invite', saved.version) : saved
    },
    onError: (error) => { if (isRefusal(error, 'stale') && error.versions) setTheirs(error.versions.theirs as MeetingDetail) },
    onSuccess: async (meeting, { invite }) => {
      await queries.invalidateQueries({ queryKey: ['meetings'] })
      void message.success(t(invite ? 'meetings.sent' : 'meetings.saved'))
      void navigate(`/hop/${meeting.id}`)
    },
  })
  return { sending, theirs, forget: () => setTheirs(null) }
}

function MeetingForm({ id, first, version, choices, title, lender, mayInvite, reload }: FormProps) {
  const [plan, setPlan] = useState(first)
  const [tried, setTried] = useState(false)
  const { sending, theirs, forget } = useSending(id, version)
  const missing = missingIn(plan)
  const faults: Faults = { ...(sending.error instanceof Refusal ? sending.error.fields : {}), ...(tried ? missing : {}) }
  const set = (part: Partial<Plan>) => setPlan({ ...plan, ...part })
  const send = (invite: boolean) => {
    setTried(true)
    if (Object.keys(missing).length === 0) sending.mutate({ plan, invite })
  }
  return (
    <form className="meeting-form" noValidate onSubmit={(event) => { event.preventDefault(); send(mayInvite) }}>
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/hop">{t('meetings.title')}</Link></nav>
      <h1>{title}</h1>
      {version === 0 && <CopyFrom choices={choices} lender={lender} urgent={plan.urgent} />}
      {sending.isError && theirs === null && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(sending.error)} description={Object.values(faults).filter(Boolean).join(' ')} />}
      <Facts plan={plan} set={set} choices={choices} faults={faults} />
      <BridgesField bridges={plan.bridges} groups={choices.groups} onChange={(bridges) => set({ bridges })} />
      <Fault words={faults.bridges} />
      <div className="meeting-send">
        {mayInvite && <Button type="primary" htmlType="submit" loading={sending.isPending}>{t('meetings.saveAndInvite')}</Button>}
        <Button type={mayInvite ? 'default' : 'primary'} loading={sending.isPending} onClick={() => send(false)}>{t(mayInvite ? 'meetings.savePlan' : 'meetings.saveChange')}</Button>
        <span className="quiet">{t(mayInvite ? 'meetings.sendHelp' : 'meetings.changeHelp')}</span>
      </div>
      {theirs && <StaleDialog theirs={<Brief {...theirs} />} mine={<p>{plan.title} · {plan.from} · {plan.place}</p>} onCancel={forget}
        onTakeTheirs={() => { forget(); reload?.() }} onKeepMine={() => { forget(); sending.mutate({ plan, invite: false, over: theirs.version }) }} />}
    </form>
  )
}

function Brief(meeting: MeetingDetail) {
  return <p>{meeting.title} · {meeting.place} · {new Date(meeting.startsAt).toLocaleString()}</p>
}

function CopyFrom({ choices, lender, urgent }: { choices: MeetingChoices; lender: MeetingDetail | null; urgent: boolean }) {
  const navigate = useNavigate()
  if (choices.before.length === 0) return null
  return (
    <p className="meeting-copy">
      <span>{t('meetings.copyFrom')}</span>
      <Select<string> aria-label={t('meetings.copyFrom')} value={lender?.id ?? null} placeholder={t('meetings.copyNone')} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }}
        options={choices.before.map(({ id, title, day }) => ({ value: id, label: `${day.split('-').reverse().join('/')} · ${title}` }))} onChange={(from) => void navigate(`/hop/moi?tu=${from}${urgent ? '&khan=1' : ''}`, { replace: true })} />
      {lender && <span className="quiet"><MeetingTime meeting={lender} /></span>}
    </p>
  )
}

function Fault({ words }: { words: string | undefined }) {
  return words === undefined ? null : <p className="problem" role="alert">{words}</p>
}

type FactProps = { plan: Plan; set: (part: Partial<Plan>) => void; choices: MeetingChoices; faults: Faults }

function Facts({ plan, set, choices, faults }: FactProps) {
  const id = useId()
  const posts = choices.posts.map((post) => ({ value: post.id, label: post.title }))
  return (
    <div className="header-fields meeting-facts">
      <label className="wide" htmlFor={`${id}-title`}>{t('meetings.what')}<Input id={`${id}-title`} autoFocus value={plan.title} maxLength={300} {...(faults.title && { status: 'error' as const })} onChange={({ target }) => set({ title: target.value })} /><Fault words={faults.title} /></label>
      <label htmlFor={`${id}-day`}>{t('meetings.day')}<DayField id={`${id}-day`} label={t('meetings.day')} value={plan.day} onChange={(day) => set({ day })} /></label>
      <label htmlFor={`${id}-from`}>{t('meetings.from')}<ClockField id={`${id}-from`} label={t('meetings.from')} value={plan.from} onChange={(from) => set({ from })} /></label>
      <label htmlFor={`${id}-to`}>{t('meetings.to')}<ClockField id={`${id}-to`} label={t('meetings.to')} value={plan.to} onChange={(to) => set({ to })} /></label>
      <Fault words={faults.day ?? faults.endsAt} />
      <label htmlFor={`${id}-kind`}>{t('meetings.kind')}<Select id={`${id}-kind`} className="full" value={plan.kind} options={meetingKinds.map((value) => ({ value, label: t(`meetingKind.${value}`) }))} onChange={(kind) => set({ kind })} /></label>
      <label htmlFor={`${id}-form`}>{t('meetings.form')}<Select id={`${id}-form`} className="full" value={plan.form} options={meetingForms.map((value) => ({ value, label: t(`meetingForm.${value}`) }))} onChange={(form) => set({ form })} /></label>
      <label htmlFor={`${id}-chair`}>{t('meetings.chair')}<Select id={`${id}-chair`} className="full" value={plan.chairPostId || null} options={posts} onChange={(chairPostId) => set({ chairPostId: chairPostId ?? '' })} /><Fault words={faults.chairPostId} /></label>
      <label htmlFor={`${id}-secretary`}>{t('meetings.secretary')}<Select id={`${id}-secretary`} className="full" value={plan.secretaryPostId || null} options={posts} onChange={(secretaryPostId) => set({ secretaryPostId: secretaryPostId ?? '' })} /></label>
      <label className="wide" htmlFor={`${id}-place`}>{t('meetings.where')}<Input id={`${id}-place`} value={plan.place} maxLength={300} onChange={({ target }) => set({ place: target.value })} /><Fault words={faults.place} /></label>
      {plan.form !== 'in-person' && <label className="wide" htmlFor={`${id}-link`}>{t('meetings.link')}<Input id={`${id}-link`} inputMode="url" placeholder="https://" value={plan.link} onChange={({ target }) => set({ link: target.value })} /><Fault words={faults.link} /></label>}
      <label className="wide" htmlFor={`${id}-agenda`}>{t('meetings.agenda')}<Input.TextArea id={`${id}-agenda`} autoSize={{ minRows: 2, maxRows: 10 }} value={plan.agenda} placeholder={t('meetings.agendaHelp')} onChange={({ target }) => set({ agenda: target.value })} /></label>
      <Checkbox className="wide" checked={plan.urgent} onChange={({ target }) => set({ urgent: target.checked })}>{t('meetings.urgentHelp')}</Checkbox>
    </div>
  )
}
