import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select, type InputRef } from 'antd'
import { useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ContactInput, ContactLine, ContactList } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { contactRelations, contactTiers, formatDay, watchedContactStates, type Day } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { Watch } from '../follow-up/watch.tsx'
import { AskBed } from '../facilities/ask-bed.tsx'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { OrdersOf } from '../orders/standing.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { enterStep, listContact, listContacts, type Step } from './api.ts'
import './contacts.css'

/** Contacts of one case: who is to be seen to first, what is done about each, and new ones a line at a time. */
export function Contacts({ caseId }: { caseId: string }) {
  const { may } = useMe()
  const sees = may('case_contact.reveal')
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'of', caseId], queryFn: () => listContacts(caseId, sees), enabled: may('case_contact.read') })
  if (!may('case_contact.read')) return null
  return (
    <section className="case-section contacts" aria-labelledby="contacts">
      <h2 id="contacts">{t('contacts.title')}</h2>
      <Answer of={found}>{(list) => <List {...{ caseId, list }} />}</Answer>
    </section>
  )
}

function List({ caseId, list }: { caseId: string; list: ContactList }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
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
  const today = list.today as Day
  const open = list.contacts.filter(({ urgency }) => urgency !== 'over').length
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="quiet">{list.contacts.length === 0 ? t('contacts.none') : t('contacts.count', { n: list.contacts.length, open, late: list.contacts.filter(({ urgency }) => urgency === 'late').length })}</p>
      {may('case_contact.create') && list.household.length > 0 && <Household {...{ caseId, list, act, busy }} />}
      {list.contacts.length > 0 && <ul className="contact-list">{list.contacts.map((contact) => <Line key={contact.id} {...{ contact, today, act, busy }} />)}</ul>}
      {may('case_contact.create') && <Entry {...{ caseId, today, act, busy }} listed={list.contacts} />}
    </>
  )
}

type Acting = { act: (work: () => Promise<unknown>) => Promise<boolean>; busy: boolean }

/** Those who live with the case are contacts almost always: one click lists them all, who does not belong is ruled out after. */
function Household({ caseId, list: { household, today }, act, busy }: Acting & { caseId: string; list: ContactList }) {
  const listAll = async () => {
    for (const { individualId } of household) await listContact(caseId, { tier: 'f1', individualId, relation: 'household', lastContactOn: today })
  }
  const names = household.map(({ name, birthYear }) => [name ?? t('contacts.unnamed'), birthYear].filter(Boolean).join(', ')).join('; ')
  return <p className="contact-household"><Button disabled={busy} onClick={() => void act(listAll)}>{t('contacts.household', { n: household.length })}</Button> <span className="quiet">{names}</span></p>
}

/** Urgencies that have an hour. */
const dueIn: readonly string[] = ['ill', 'late', 'due']

function Line({ contact, today, act, busy }: Acting & { contact: ContactLine; today: Day }) {
  const { may } = useMe()
  const name = contact.name ?? t('contacts.unnamed')
  const step = (which: Step, words: string) => <Button size="small" disabled={busy} aria-label={`${words}: ${name}`} onClick={() => void act(() => enterStep(contact, which))}>{words}</Button>
  const watched = watchedContactStates.includes(contact.state) && may('contact.step')
  return (
    <li data-urgency={contact.urgency}>
      <p>
        <span className="contact-urgency">{word(`contacts.urgency.${contact.urgency}`)}</span> <strong>{codeWord(caseContact, 'tier', contact.tier)}</strong>{' '}
        {contact.individualId !== null && contact.name !== null ? <Link to={`/nguoi-dan/${contact.individualId}`}>{name}</Link> : name}
        {contact.phone !== null && <> · <a href={`tel:${contact.phone}`}>{contact.phone}</a></>}
        {contact.relation !== null && <> · {codeWord(caseContact, 'relation', contact.relation)}</>}
        {contact.residence !== null && <> · {t('contacts.lives', { area: contact.residence })}</>}
      </p>
      <p className="quiet">
        {t('contacts.met', { day: formatDay(contact.lastContactOn as Day) })}{contact.early && <> · <em>{t('contacts.early')}</em></>} · {stateWord(caseContact, contact.state)}
        {contact.watchUntil !== null && <> · {t('contacts.until', { day: formatDay(contact.watchUntil as Day) })}{contact.rewatched !== null && <> <span title={[contact.rewatched.reason, contact.rewatched.source].filter((each) => each !== null).join(' · ')}>{t('contacts.rewatched', { day: formatDay(contact.rewatched.before as Day) })}</span></>}</>}
        {dueIn.includes(contact.urgency) && contact.dueAt !== null && <> · {t(contact.urgency === 'ill' ? 'followUp.sampleBy' : 'contacts.due')} <InstantText at={contact.dueAt} /></>}
        {contact.met !== null && <> · {t('contacts.metOne', { tier: codeWord(caseContact, 'tier', contact.met.tier), name: contact.met.name ?? t('contacts.unnamed') })}</>}
        {contact.exposure !== null && <> · {contact.exposure}</>}
      </p>
      {contact.orders.length > 0 && <p className="contact-orders"><OrdersOf contact={contact} /></p>}
      <p className="contact-steps">
        <Done at={contact.informedAt} words={t('contacts.informed')} ask={watched && step('informed', t('contacts.step.informed'))} />
        <Done at={contact.sampledAt} words={t('contacts.sampled')} ask={watched && step('sampled', t('contacts.step.sampled'))} />
        <Done at={contact.isolatedAt} words={t('contacts.isolated')} ask={watched && step('isolated', t('contacts.step.isolated'))} />
        {watched && contact.urgency === 'ill' && contact.sampledAt !== null && step('sampled', t('contacts.step.sampled'))}
        {contact.result !== null && contact.result !== 'pending' && <span>{codeWord(caseContact, 'result', contact.result)}</span>}
        {watched && contact.result === 'pending' && contact.urgency !== 'ill' && <>{step('negative', t('contacts.step.negative'))}{step('positive', t('contacts.step.positive'))}</>}
        {contact.urgency === 'positive' && may('disease_case.create') && <Link to={`/ca-benh/moi?tiep-xuc=${contact.id}`}><Button size="small" type="primary">{t('followUp.makeCase')}</Button></Link>}
        {watched && may('specimen.create') && <Link to={`/xet-nghiem/lay-mau?tiep-xuc=${contact.id}`}>{t('testing.takeOf')}</Link>}
        {watchedContactStates.includes(contact.state) && contact.individualId !== null && <AskBed source="contact" id={contact.id} who={name} />}
        {may('case_contact.update') && <Link to={`/so-theo-doi/case_contact/${contact.id}`}>{t('contacts.record')}</Link>}
      </p>
      <Watch {...{ contact, today, act, busy }} />
    </li>
  )
}

function Done({ at, words, ask }: { at: string | null; words: string; ask: ReactNode }) {
  return at === null ? <>{ask}</> : <span>{words} <InstantText at={at} /></span>
}

const options = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: codeWord(caseContact, field, value) }))

/** One contact a line: Enter lists it and the next name can be typed at once. */
function Entry({ caseId, today, act, busy, listed }: Acting & { caseId: string; today: Day; listed: readonly ContactLine[] }) {
  const { message } = App.useApp()
  const [values, setValues] = useState({ fullName: '', phone: '', exposure: '', tier: 'f1', relation: 'daily', lastContactOn: today as string, residenceAreaId: null as number | null, metId: null as string | null })
  const [residence, setResidence] = useState('')
  const first = useRef<InputRef>(null)
  const before = listed.filter(({ tier }) => contactTiers.indexOf(tier as 'f1') === contactTiers.indexOf(values.tier as 'f1') - 1)
  const change = (more: Partial<typeof values>): void => setValues({ ...values, ...more })
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const bare = (text: string): string | null => text.trim() || null
    const sent = { ...values, fullName: bare(values.fullName), phone: bare(values.phone), exposure: bare(values.exposure) } as Partial<ContactInput>
    if (!(await act(() => listContact(caseId, sent)))) return
    void message.success(values.residenceAreaId === null ? t('contacts.added') : t('contacts.referred', { area: residence }))
    change({ fullName: '', phone: '', exposure: '', residenceAreaId: null }) // whoever is told of next was often met by the same one
    first.current?.focus()
  }
  return (
    <form className="contact-entry" aria-label={t('contacts.add')} onSubmit={(event) => void add(event)}>
      <label>{t('contacts.name')}<Input ref={first} required maxLength={120} value={values.fullName} onChange={(event) => change({ fullName: event.target.value })} /></label>
      <label>{t('contacts.phone')}<Input inputMode="tel" maxLength={30} value={values.phone} onChange={(event) => change({ phone: event.target.value })} /></label>
      <label>{t('contacts.tier')}<Select aria-label={t('contacts.tier')} value={values.tier} options={options('tier', contactTiers)} onChange={(tier) => change({ tier, metId: null })} /></label>
      {before.length > 0 && <label>{t('contacts.metWhom')}<Select<string> aria-label={t('contacts.metWhom')} allowClear showSearch={{ optionFilterProp: 'label' }} value={values.metId} options={before.map(({ id, name }) => ({ value: id, label: name ?? t('contacts.unnamed') }))} onChange={(id) => change({ metId: id ?? null })} /></label>}
      <label>{t('contacts.relation')}<Select aria-label={t('contacts.relation')} value={values.relation} options={options('relation', contactRelations)} onChange={(relation) => change({ relation })} /></label>
      <label>{t('contacts.last')}<DayField label={t('contacts.last')} needed max={today} value={values.lastContactOn} onChange={(day) => change({ lastContactOn: day ?? today })} /></label>
      <label>{t('contacts.residence')}<Picker anywhere target="area" label={t('contacts.residence')} value={values.residenceAreaId} name={residence} onChange={(area, name) => { change({ residenceAreaId: area as number | null }); setResidence(name) }} /></label>
      <label className="wide">{t('contacts.exposure')}<Input maxLength={500} value={values.exposure} onChange={(event) => change({ exposure: event.target.value })} /></label>
      <Button type="primary" htmlType="submit" disabled={busy || values.fullName.trim() === ''}>{t('contacts.add')}</Button>
    </form>
  )
}
