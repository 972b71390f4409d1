import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { orderKinds, type OrderKind, type ReferralList, type ReferredContact } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { draftReferredOrders } from '../orders/api.ts'
import { OrdersOf } from '../orders/standing.tsx'
import { t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { acceptReferred, enterReferredStep, listReferred, type Step } from './api.ts'
import '../contacts/contacts.css'

const sides = ['in', 'out'] as const
type Side = (typeof sides)[number]

/** Người tiếp xúc được chuyển đến: who lives here and was traced elsewhere, whom nobody has taken over first; and those we referred. */
export function ReferredPage() {
  useTitle('referral.title')
  const { may } = useMe()
  const [search] = useSearchParams()
  const side = sides.find((each) => each === search.get('phia')) ?? 'in'
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'referred', side], queryFn: () => listReferred(side, may('case_contact.reveal')) })
  return (
    <>
      <Rooms here="referred" />
      <h1>{t('referral.title')}</h1>
      <nav className="views sub-views" aria-label={t('referral.sides')}>{sides.map((each) => <Link key={each} to={`?phia=${each}`} aria-current={each === side ? 'page' : undefined}>{t(`referral.side.${each}`)}</Link>)}</nav>
      <Answer of={found}>{({ contacts }) => (contacts.length === 0 ? <Nothing title={side === 'in' ? 'referral.none.in' : 'referral.none.out'} /> : <List {...{ contacts, side }} />)}</Answer>
    </>
  )
}

function List({ contacts, side }: ReferralList & { side: Side }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true)
    try {
      await work()
      setRefused(null)
      if (done !== undefined) void message.success(done)
    } catch (error) {
      setRefused(messageOf(error))
    }
    await queries.invalidateQueries({ queryKey: ['registers', 'case_contact'] })
    setBusy(false)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="quiet">{t('referral.count', { n: contacts.length, waiting: contacts.filter(({ state }) => state === 'listed').length })}</p>
      {side === 'in' && <Ordering {...{ contacts, busy, act }} />}
      <ul className="contact-list">{contacts.map((contact) => <Line key={contact.id} {...{ contact, side, act, busy }} />)}</ul>
    </>
  )
}

/** One list a kind for whom this place has taken over and nothing was asked of yet, each in the form that the rule proposes. */
function Ordering({ contacts, busy, act }: Pick<LineProps, 'busy' | 'act'> & { contacts: readonly ReferredContact[] }) {
  const { may } = useMe()
  const navigate = useNavigate()
  if (!may('order_list.draft')) return null
  const ours = contacts.filter(({ state }) => state === 'followed')
  const free = (kind: OrderKind) => ours.filter(({ orders, sampledAt }) => !orders.some((order) => order.kind === kind) && (kind === 'isolate' || sampledAt === null)).map(({ id }) => id)
  const draft = (kind: OrderKind, contactIds: string[]) => act(async () => void navigate(`/danh-sach-cho-ky/${(await draftReferredOrders({ kind, contactIds })).id}`), t('orders.panel.drafted'))
  return <p className="contact-steps">{orderKinds.filter((kind) => free(kind).length > 0).map((kind) => <Button key={kind} disabled={busy} onClick={() => void draft(kind, free(kind))}>{t('referral.order', { kind: t(`orders.kind.${kind}`).toLocaleLowerCase(), n: free(kind).length })}</Button>)}</p>
}

type LineProps = { contact: ReferredContact; side: Side; busy: boolean; act: (work: () => Promise<unknown>, done?: string) => Promise<void> }

function Line({ contact, side, act, busy }: LineProps) {
  const { may } = useMe()
  const name = contact.name ?? t('contacts.unnamed')
  const waits = contact.state === 'listed'
  return (
    <li data-urgency={contact.urgency}>
      <p>
        <span className="contact-urgency">{word(`contacts.urgency.${contact.urgency}`)}</span> <strong>{codeWord(caseContact, 'tier', contact.tier)}</strong> {name}
        {contact.phone !== null && <> · <a href={`tel:${contact.phone}`}>{contact.phone}</a></>}
        {contact.disease !== null && <> · {contact.disease}</>} · {t('contacts.lives', { area: contact.residence ?? '' })} · {t('referral.from', { area: contact.tracedIn })}
      </p>
      <p className="quiet">
        {waits ? <strong>{t('referral.waiting')}</strong> : stateWord(caseContact, contact.state)} · {t('contacts.met', { day: formatDay(contact.lastContactOn) })}
        {contact.watchUntil !== null && <> · {t('contacts.until', { day: formatDay(contact.watchUntil) })}</>}
        {['ill', 'due', 'late'].includes(contact.urgency) && contact.dueAt !== null && <> · {t('contacts.due')} <InstantText at={contact.dueAt} /></>}
        {contact.exposure !== null && <> · {contact.exposure}</>}
        {contact.acceptedAt !== null && <> · {t('referral.acceptedBy', { by: contact.acceptedBy ?? '' })} <InstantText at={contact.acceptedAt} /></>}
      </p>
      {contact.orders.length > 0 && <p className="contact-orders"><OrdersOf contact={contact} /></p>}
      <p className="contact-steps">
        {side === 'in' && waits && may('case_contact.accept') && <Button size="small" type="primary" disabled={busy} aria-label={`${t('referral.accept')}: ${name}`} onClick={() => void act(() => acceptReferred(contact), t('referral.accepted'))}>{t('referral.accept')}</Button>}
        <Steps {...{ contact, side, act, busy }} />
      </p>
    </li>
  )
}

/** What was done about him, and what can be entered here: at his home once he was taken over, at the tracing side on the case's page. */
function Steps({ contact, side, act, busy }: LineProps) {
  const { may } = useMe()
  const enters = side === 'in' && contact.state === 'followed' && may('contact.step')
  const name = contact.name ?? t('contacts.unnamed')
  const ask = (step: Step) => enters && <Button key={step} size="small" disabled={busy} aria-label={`${word(`contacts.step.${step}`)}: ${name}`} onClick={() => void act(() => enterReferredStep(contact, step))}>{word(`contacts.step.${step}`)}</Button>
  const done = (at: string | null, words: string, step: Step) => (at === null ? ask(step) : <span key={step}>{words} <InstantText at={at} /></span>)
  return (
    <>
      {done(contact.informedAt, t('contacts.informed'), 'informed')}
      {done(contact.urgency === 'ill' ? null : contact.sampledAt, t('contacts.sampled'), 'sampled')}
      {done(contact.isolatedAt, t('contacts.isolated'), 'isolated')}
      {contact.result !== null && contact.result !== 'pending' && <span>{codeWord(caseContact, 'result', contact.result)}</span>}
      {contact.result === 'pending' && (['negative', 'positive'] as const).map(ask)}
    </>
  )
}
