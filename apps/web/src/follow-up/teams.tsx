import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, InputNumber, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import type { TeamInput, TeamLine, TeamProposal, TracingTeam } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t, word } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { changeTeam, confirmTeams, endTeam, getProposal, makeTeam } from './teams-api.ts'
import '../contacts/contacts.css'
import './follow-up.css'

/** Chia việc: who of today's contacts goes to which team, proposed by capacity and distance, confirmed by the coordinator. */
export function TeamsPage() {
  useTitle('teams.title')
  const { may } = useMe()
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'teams'], queryFn: () => getProposal(may('tracing_team.reveal')), enabled: may('tracing_team.assign') })
  return (
    <>
      <Rooms here="followUp" />
      <header className="page-head"><h1>{t('teams.title')}</h1><Link to="/ca-benh/theo-doi">{t('followUp.title')}</Link></header>
      {may('tracing_team.assign') ? <Answer of={found}>{(of) => <Teams of={of} />}</Answer> : <Nothing title="followUp.notYours" />}
    </>
  )
}

function Teams({ of }: { of: TeamProposal }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    setRefused(null)
    try {
      await work()
      await queries.invalidateQueries({ queryKey: ['registers', 'case_contact'] })
      void message.success(done)
      return true
    } catch (error) {
      setRefused(messageOf(error))
      return false
    }
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <section className="case-section" aria-labelledby="teams">
        <h2 id="teams">{t('teams.list')}</h2>
        {of.teams.length === 0 ? <p className="quiet">{t('teams.none')}</p> : <ul>{of.teams.map((team) => <Team key={team.id} {...{ team, act }} />)}</ul>}
        <TeamForm label={t('teams.add')} save={(values) => act(() => makeTeam(values), t('teams.made'))} />
      </section>
      {of.teams.length > 0 && <Draft key={JSON.stringify(of)} of={of} act={act} />}
    </>
  )
}

type Act = (work: () => Promise<unknown>, done: string) => Promise<boolean>

function Team({ team, act }: { team: TracingTeam; act: Act }) {
  const [editing, edit] = useState(false)
  const save = async (values: TeamInput): Promise<boolean> => {
    const done = await act(() => changeTeam(team, values), t('teams.changed'))
    if (done) edit(false)
    return done
  }
  return (
    <li>
      <b>{team.name}</b> · {team.area} · {t('teams.capacity', { n: team.capacity })}{team.members !== null && <> · {team.members}</>}{' '}
      <Button size="small" type="text" aria-label={t('teams.editOf', { name: team.name })} aria-expanded={editing} onClick={() => edit(!editing)}>{t('teams.edit')}</Button>
      <Button size="small" type="text" aria-label={t('teams.endOf', { name: team.name })} onClick={() => void act(() => endTeam(team), t('teams.ended'))}>{t('teams.end')}</Button>
      {editing && <TeamForm label={t('teams.save')} team={team} save={save} />}
    </li>
  )
}

/** A new team, or one as it stands. */
function TeamForm({ label, team, save }: { label: string; team?: TracingTeam; save: (values: TeamInput) => Promise<boolean> }) {
  const blank = { name: team?.name ?? '', members: team?.members ?? '', capacity: team?.capacity ?? 20, areaId: team?.areaId ?? (null as number | null) }
  const [values, setValues] = useState(blank)
  const [area, setArea] = useState(team?.area ?? '')
  const change = (more: Partial<typeof values>): void => setValues({ ...values, ...more })
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { areaId, members, ...rest } = values
    if (areaId !== null && (await save({ ...rest, areaId, members: members.trim() || null })) && !team) setValues(blank)
  }
  return (
    <form className="contact-entry" aria-label={label} onSubmit={(event) => void send(event)}>
      <label>{t('teams.name')}<Input required maxLength={120} value={values.name} onChange={(event) => change({ name: event.target.value })} /></label>
      <label>{t('teams.area')}<Picker target="area" label={t('teams.area')} value={values.areaId} name={area} onChange={(id, name) => { change({ areaId: id as number | null }); setArea(name) }} /></label>
      <label>{t('teams.perDay')}<InputNumber<number> className="full" min={1} max={500} value={values.capacity} onChange={(capacity) => change({ capacity: capacity ?? 1 })} /></label>
      <label className="wide">{t('teams.members')}<Input maxLength={500} value={values.members} onChange={(event) => change({ members: event.target.value })} /></label>
      <Button htmlType="submit" disabled={values.name.trim() === '' || values.areaId === null}>{label}</Button>
    </form>
  )
}

/** What is proposed, or stands confirmed; the coordinator changes what he knows better and confirms the whole. */
function Draft({ of: { day, teams, lines, unplaced, optimal, more }, act }: { of: TeamProposal; act: Act }) {
  const [chosen, setChosen] = useState<Record<string, string | null>>(() => Object.fromEntries(lines.map(({ contactId, confirmedId, proposedId }) => [contactId, confirmedId ?? proposedId])))
  const load = (id: string): number => Object.values(chosen).filter((each) => each === id).length
  const sent = lines.flatMap(({ contactId }) => (chosen[contactId] ? [{ contactId, teamId: chosen[contactId] }] : []))
  if (lines.length === 0) return <p>{t('teams.nobody')}</p>
  const over = teams.filter((team) => load(team.id) > team.capacity)
  return (
    <section className="case-section" aria-labelledby="spread">
      <h2 id="spread">{t('teams.spread', { day: formatDay(day as Day), n: lines.length })}</h2>
      <p className="quiet">{teams.map((team) => t('teams.load', { name: team.name, n: load(team.id), capacity: team.capacity })).join(' · ')}{optimal && <> · {t('teams.optimal')}</>}</p>
      {unplaced > 0 && <Alert type="warning" role="note" showIcon title={t('teams.unplaced', { n: unplaced })} />}
      {over.length > 0 && <Alert type="warning" role="note" showIcon title={t('teams.over', { names: over.map(({ name }) => name).join(', ') })} />}
      {more && <p>{t('followUp.more')}</p>}
      <ul className="today-list">{lines.map((line) => <Placed key={line.contactId} {...{ line, teams }} value={chosen[line.contactId] ?? null} choose={(id) => setChosen({ ...chosen, [line.contactId]: id })} />)}</ul>
      <div className="case-foot"><Button type="primary" disabled={sent.length === 0} onClick={() => void act(() => confirmTeams(day, sent), t('teams.confirmed', { n: sent.length }))}>{t('teams.confirm')}</Button></div>
    </section>
  )
}

function Placed({ line, teams, value, choose }: { line: TeamLine; teams: TeamProposal['teams']; value: string | null; choose: (id: string | null) => void }) {
  const name = line.name ?? t('contacts.unnamed')
  return (
    <li data-urgency={line.urgency}>
      <p><strong>{name}</strong> · {codeWord(caseContact, 'tier', line.tier)} · {line.area} · {word(`contacts.urgency.${line.urgency}`)}{line.confirmedId !== null && <> · {t('teams.stands')}</>}</p>
      <p><Select<string> aria-label={t('teams.of', { name })} allowClear value={value} placeholder={t('teams.noTeam')} style={{ minWidth: 200 }} options={teams.map((team) => ({ value: team.id, label: team.name }))} onChange={(id) => choose(id ?? null)} />{value === line.proposedId && line.km !== null && <span className="quiet"> {t('teams.km', { km: formatNumber(Math.round(line.km * 10) / 10) })}</span>}</p>
    </li>
  )
}
