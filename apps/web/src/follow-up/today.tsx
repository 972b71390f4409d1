import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { visitManners, type FollowUpLine, type FollowUpToday } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import { enterStep, type Step } from '../contacts/api.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { enterVisit, listToday } from './api.ts'
import { Watch, type Act, type Manner } from './watch.tsx'
import './follow-up.css'

/** Theo dõi hôm nay: whom to see or call today, area by area; one tap where nothing is wrong. */
export function FollowUpPage() {
  useTitle('followUp.title')
  const { may } = useMe()
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'today'], queryFn: () => listToday(may('case_contact.reveal')), enabled: may('contact.step') })
  return (
    <>
      <Rooms here="followUp" />
      <header className="page-head"><h1>{t('followUp.title')}</h1>{may('tracing_team.assign') && <Link to="/ca-benh/theo-doi/doi">{t('teams.title')}</Link>}</header>
      {may('contact.step') ? <Answer of={found}>{(of) => <Today of={of} />}</Answer> : <Nothing title="followUp.notYours" />}
    </>
  )
}

function byArea(contacts: readonly FollowUpLine[]): [string, FollowUpLine[]][] {
  const areas = new Map<string, FollowUpLine[]>()
  for (const contact of contacts) {
    areas.set(contact.area, [...(areas.get(contact.area) ?? []), contact])
  }
  return [...areas]
}

function useActing(): { act: Act; busy: boolean; refused: string | null } {
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act: Act = async (work) => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefused(messageOf(error))
      return false
    } finally {
      await queries.invalidateQueries({ queryKey: ['registers', 'case_contact'] })
      setBusy(false)
    }
  }
  return { act, busy, refused }
}

const isSeen = ({ visits }: FollowUpLine, day: string): boolean => visits.some(({ onDay }) => onDay === day)

function Today({ of: { day, contacts: all, more } }: { of: FollowUpToday }) {
  const { act, busy, refused } = useActing()
  const [manner, setManner] = useState<Manner>('phone')
  const [team, setTeam] = useState<string | null>(null)
  const teams = [...new Set(all.map((contact) => contact.team).filter((name) => name !== null))]
  const contacts = all.filter((contact) => team === null || contact.team === team)
  const seen = contacts.filter((contact) => isSeen(contact, day)).length
  return (
    <>
      <p aria-live="polite">{formatDay(day as Day)} · {contacts.length === 0 ? t('followUp.none') : t('followUp.count', { seen, n: contacts.length })}{more && <> {t('followUp.more')}</>}</p>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {teams.length > 0 && <p className="today-tools"><Select<string> aria-label={t('teams.only')} allowClear placeholder={t('teams.only')} value={team} style={{ minWidth: 200 }} options={teams.map((value) => ({ value, label: value }))} onChange={(name) => setTeam(name ?? null)} /></p>}
      {contacts.length > 0 && <p className="today-tools">{t('followUp.how')} <Segmented<Manner> aria-label={t('followUp.how')} value={manner} options={visitManners.map((value) => ({ value, label: word(`followUp.manner.${value}`) }))} onChange={setManner} /></p>}
      <div className="today-areas">
        {byArea(contacts).map(([area, lines]) => (
          <section key={area} aria-label={area}>
            <h2>{area} <span className="quiet">{t('followUp.left', { n: lines.filter((line) => !isSeen(line, day)).length })}</span></h2>
            <ul className="today-list">{lines.map((contact) => <Person key={contact.id} {...{ contact, day, act, busy, manner }} />)}</ul>
          </section>
        ))}
      </div>
    </>
  )
}

type PersonProps = { contact: FollowUpLine; day: string; act: Act; busy: boolean; manner: Manner }

function Person({ contact, day, act, busy, manner }: PersonProps) {
  const name = contact.name ?? t('contacts.unnamed')
  return (
    <li data-urgency={contact.urgency} data-seen={isSeen(contact, day)}>
      <p>
        <strong>{name}</strong> · {codeWord(caseContact, 'tier', contact.tier)}{contact.phone !== null && <> · <a href={`tel:${contact.phone}`}>{contact.phone}</a></>}
        {contact.caseId !== null && <> · <Link to={`/ca-benh/${contact.caseId}`}>{contact.caseCode ?? t('cases.noCode')}</Link></>}
      </p>
      <p className="quiet"><span className="today-urgency">{word(`contacts.urgency.${contact.urgency}`)}</span>{contact.dueAt !== null && (contact.urgency === 'ill' || contact.urgency === 'late' || contact.urgency === 'due') && <> · {t(contact.urgency === 'ill' ? 'followUp.sampleBy' : 'contacts.due')} <InstantText at={contact.dueAt} /></>}{contact.team !== null && <> · {contact.team}</>}{contact.watchUntil !== null && <> · {t('contacts.until', { day: formatDay(contact.watchUntil as Day) })}</>}</p>
      <Deeds {...{ contact, day, act, busy, manner, name }} />
      <Watch {...{ contact, act, busy, manner }} today={day as Day} taps />
    </li>
  )
}

/** What is most likely to be done about somebody today, large enough for a thumb. */
function Deeds({ contact, day, act, busy, manner, name }: PersonProps & { name: string }) {
  const { may } = useMe()
  const step = (which: Step, words: string) => <Button disabled={busy} aria-label={`${words}: ${name}`} onClick={() => void act(() => enterStep(contact, which))}>{words}</Button>
  const well = () => enterVisit(contact.id, day, { version: null, manner, temperature: null, symptoms: [], note: null })
  return (
    <p className="today-tap">
      {!isSeen(contact, day) && <Button type="primary" disabled={busy} aria-label={`${t('followUp.tap')}: ${name}`} onClick={() => void act(well)}>{t('followUp.tap')}</Button>}
      {(contact.sampledAt === null || contact.urgency === 'ill') && step('sampled', t('contacts.step.sampled'))}
      {contact.isolatedAt === null && step('isolated', t('contacts.step.isolated'))}
      {contact.result === 'pending' && contact.urgency !== 'ill' && <>{step('negative', t('contacts.step.negative'))}{step('positive', t('contacts.step.positive'))}</>}
      {contact.urgency === 'positive' && may('disease_case.create') && <Link to={`/ca-benh/moi?tiep-xuc=${contact.id}`}><Button type="primary">{t('followUp.makeCase')}</Button></Link>}
    </p>
  )
}
