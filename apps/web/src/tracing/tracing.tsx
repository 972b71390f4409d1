import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Progress, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import type { FoundExposure, FoundPerson, TracingAnswer } from '@phaodai/office'
import { caseContact, formatInstant } from '@phaodai/registers'
import { contactTiers } from '@phaodai/vocabulary'
import { listContacts } from '../contacts/api.ts'
import { isRefusal, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { listFound, traceCase } from './api.ts'
import { ToldVisits } from './told.tsx'
import './tracing.css'

const LEAST_REASON = 10

/** Tracing over visits of one case: asked with a reason, told tier by tier with why each person is here, and put on the list. */
export function TracingOverVisits({ caseId }: { caseId: string }) {
  const { may } = useMe()
  const [answer, setAnswer] = useState<TracingAnswer | null>(null)
  if (!may('contact.trace')) return null
  return (
    <section className="case-section tracing" aria-labelledby="tracing">
      <h2 id="tracing">{t('tracing.title')}</h2>
      <p className="quiet">{t('tracing.about')}</p>
      <ToldVisits caseId={caseId} />
      <Ask {...{ caseId }} again={answer !== null} onAnswer={setAnswer} />
      {answer !== null && <Found key={answer.openingId} {...{ caseId, answer }} />}
    </section>
  )
}

const CASE = 'case'

/** From whom tracing can set out: the case, and who is listed of it by person and in a tier that has a next one. How far it goes is the rule's to say. */
function useSources(caseId: string): { value: string; label: string }[] {
  const { may } = useMe()
  const sees = may('case_contact.reveal')
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'of', caseId], queryFn: () => listContacts(caseId, sees), enabled: may('case_contact.read') })
  const contacts = (found.data?.contacts ?? []).filter(({ individualId, tier }) => individualId !== null && tier !== contactTiers.at(-1))
  return [{ value: CASE, label: t('tracing.from.case') }, ...contacts.map(({ id, tier, name }) => ({ value: id, label: `${codeWord(caseContact, 'tier', tier)} · ${name ?? t('contacts.unnamed')}` }))]
}

/** The reason stands in the record of the opening: without one nothing is asked. */
function Ask({ caseId, again, onAnswer }: { caseId: string; again: boolean; onAnswer: (answer: TracingAnswer | null) => void }) {
  const sources = useSources(caseId)
  const [source, setSource] = useState(CASE)
  const [reason, setReason] = useState('')
  const [running, setRunning] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setRunning(true)
    setRefused(null)
    onAnswer(null) // an earlier answer must not stand beside a refusal
    try {
      onAnswer(await traceCase(caseId, source === CASE ? null : source, reason.trim()))
    } catch (error) {
      setRefused(messageOf(error))
    } finally {
      setRunning(false)
    }
  }
  return (
    <form className="tracing-ask" onSubmit={(event) => void ask(event)}>
      {sources.length > 1 && <label>{t('tracing.from')}<Select aria-label={t('tracing.from')} showSearch={{ optionFilterProp: 'label' }} value={source} options={sources} onChange={setSource} /></label>}
      <label>{t('tracing.reason')}<Input required minLength={LEAST_REASON} maxLength={500} placeholder={t('tracing.reason.hint')} value={reason} onChange={(event) => setReason(event.target.value)} /></label>
      <Button type={again ? 'default' : 'primary'} htmlType="submit" loading={running} disabled={reason.trim().length < LEAST_REASON}>{t(again ? 'tracing.again' : 'tracing.start')}</Button>
      <p role="status" className="quiet">{running && t('tracing.running')}</p>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
    </form>
  )
}

/** Who is chosen, and the putting on the list one after the other. */
function useListing(caseId: string, { openingId, people }: TracingAnswer) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set())
  const [listed, setListed] = useState<ReadonlySet<number>>(() => new Set(people.flatMap((each) => (each.listed ? [each.n] : []))))
  const [done, setDone] = useState<number | null>(null)
  const [failed, setFailed] = useState<{ n: number; why: string } | null>(null)
  const choose = (numbers: readonly number[], isChosen: boolean): void => setChosen((before) => new Set(isChosen ? [...before, ...numbers] : [...before].filter((n) => !numbers.includes(n))))
  const list = async (): Promise<void> => {
    const [put, faults]: [number[], string[]] = [[], []]
    setFailed(null)
    setDone(0)
    for (const person of people.filter(({ n }) => chosen.has(n))) {
      try {
        await listFound(caseId, openingId, person)
        put.push(person.n)
      } catch (error) {
        if (isRefusal(error, 'duplicate')) put.push(person.n) // somebody else has listed him meanwhile
        else faults.push(messageOf(error))
      }
      setDone(put.length + faults.length)
    }
    setListed((before) => new Set([...before, ...put]))
    setChosen((before) => new Set([...before].filter((n) => !put.includes(n))))
    setDone(null)
    if (put.length > 0) void message.success(t('tracing.done', { n: put.length }))
    if (faults.length > 0) setFailed({ n: faults.length, why: [...new Set(faults)].join(' ') })
    await queries.invalidateQueries({ queryKey: ['registers', 'case_contact'] })
  }
  return { chosen, listed, done, failed, choose, list }
}

function Found({ caseId, answer }: { caseId: string; answer: TracingAnswer }) {
  const { from, to, people, counts, faults, limits } = answer
  const { chosen, listed, done, failed, choose, list } = useListing(caseId, answer)
  const span = { from: formatInstant(from), to: formatInstant(to) }
  const tiers = contactTiers.map((tier) => ({ tier, people: people.filter((each) => each.tier === tier) })).filter((each) => each.people.length > 0)
  const words = tiers.map(({ tier, people: { length } }) => t('tracing.tierCount', { tier: codeWord(caseContact, 'tier', tier), n: length }))
  return (
    <>
      {people.length === 0 ? <p role="status">{t('tracing.none', span)}</p> : <p role="status">{t('tracing.summary', { ...span, tiers: words.join(', '), visits: counts.visits, opened: counts.opened })}</p>}
      {limits.length > 0 && <Alert type="warning" role="note" showIcon title={t('tracing.limits')} description={<ul>{limits.map((each) => <li key={each}>{each}</li>)}</ul>} />}
      {tiers.map((each) => <Tier key={each.tier} {...each} {...{ chosen, listed, choose }} busy={done !== null} />)}
      {people.length > 0 && (
        <div className="tracing-list-tools">
          <Button type="primary" disabled={chosen.size === 0 || done !== null} onClick={() => void list()}>{chosen.size === 0 ? t('tracing.listNone') : t('tracing.list', { n: chosen.size })}</Button>
          {done !== null && <><Progress percent={Math.round((done / chosen.size) * 100)} aria-label={t('tracing.listing', { done, n: chosen.size })} /><span role="status">{t('tracing.listing', { done, n: chosen.size })}</span></>}
          {failed !== null && <Alert type="error" role="alert" showIcon title={t('tracing.failed', failed)} />}
        </div>
      )}
      {faults.length > 0 && <details className="tracing-faults"><summary>{t('tracing.faults', { n: faults.length })}</summary><ul>{faults.map(({ sentence }) => <li key={sentence}>{sentence}</li>)}</ul></details>}
    </>
  )
}

type Choosing = { chosen: ReadonlySet<number>; listed: ReadonlySet<number>; choose: (numbers: readonly number[], isChosen: boolean) => void; busy: boolean }

function Tier({ tier, people, chosen, listed, choose, busy }: Choosing & { tier: FoundPerson['tier']; people: FoundPerson[] }) {
  const name = codeWord(caseContact, 'tier', tier)
  const free = people.filter(({ n }) => !listed.has(n)).map(({ n }) => n)
  const picked = free.filter((n) => chosen.has(n)).length
  return (
    <section aria-labelledby={`tracing-${tier}`}>
      <h3 id={`tracing-${tier}`}>{t('tracing.tier', { tier: name, n: people.length })}</h3>
      {free.length > 0 && <Checkbox disabled={busy} checked={picked === free.length} indeterminate={picked > 0 && picked < free.length} onChange={({ target }) => choose(free, target.checked)}>{t('tracing.chooseTier', { tier: name })}</Checkbox>}
      <ul className="tracing-people">{people.map((person) => <Person key={person.n} {...{ person, choose, busy }} isListed={listed.has(person.n)} isChosen={chosen.has(person.n)} />)}</ul>
    </section>
  )
}

function Person({ person, isListed, isChosen, choose, busy }: Pick<Choosing, 'choose' | 'busy'> & { person: FoundPerson; isListed: boolean; isChosen: boolean }) {
  const { n, name, individualId, birthYear, phone, residence, urgency, dueAt, why, exposures, moreExposures } = person
  const who = name ?? t('tracing.elsewhere', { area: residence })
  return (
    <li data-urgency={isListed ? 'watched' : urgency}>
      {isListed ? <span className="tracing-listed">✓</span> : <Checkbox aria-label={t('tracing.choose', { who })} disabled={busy} checked={isChosen} onChange={({ target }) => choose([n], target.checked)} />}
      <div>
        <p><strong>{individualId !== null ? <Link to={`/nguoi-dan/${individualId}`}>{who}</Link> : who}</strong>{birthYear !== null && <> · {birthYear}</>}{phone !== null && <> · <a href={`tel:${phone}`}>{phone}</a></>}
          {individualId === null ? <> · <em>{t('tracing.referred')}</em></> : <> · {residence}</>} · <span className="tracing-urgency">{isListed ? t('tracing.listed') : <>{word(`tracing.urgency.${urgency}`)}{urgency === 'due' && dueAt !== null && ` ${formatInstant(dueAt)}`}</>}</span></p>
        <p>{why}</p>
        {(exposures.length > 1 || exposures.some(({ note }) => note !== null)) && <details><summary>{t('tracing.exposures', { n: exposures.length + moreExposures })}</summary><ul>{exposures.map((each) => <li key={`${each.kind}${each.place}${each.from}${each.sourceTier}`}>{exposureText(each)}</li>)}{moreExposures > 0 && <li>{t('tracing.moreExposures', { n: moreExposures })}</li>}</ul></details>}
      </div>
    </li>
  )
}

function exposureText({ kind, place, from, to, minutes, masked, assumedExit, note }: FoundExposure): string {
  const span = { from: formatInstant(from), to: formatInstant(to) }
  if (kind !== 'visit') return t(`tracing.exposure.${kind}`, span)
  return [t('tracing.exposure.visit', { ...span, place: place ?? t('tracing.somewhere'), minutes, masked: t(`tracing.masked.${masked}`) }), ...(assumedExit ? [t('tracing.assumed')] : []), ...(note === null ? [] : [note])].join(' · ')
}
