import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { isolationPapers, paperStands, type IsolationView } from '@phaodai/office'
import { isolationOrder, specimen } from '@phaodai/registers'
import { formatDay, type IsolationForm } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { HomeCarePanel } from '../home-care/panel.tsx'
import { codeWord } from '../kit/words.ts'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { beginOrders, getOrder, ISOLATION, renewOrder, takeStep } from './api.ts'
import { HealthDays, HomeChecks, Violations } from './days.tsx'
import { Standing, TermText } from './words.tsx'
import '../ui/desk.css'
import './isolation.css'

/** One order: where it stands, what is to be done next, its papers, why it is as it is, health, home, violations. */
export function IsolationOrderPage() {
  useTitle('isolation.one')
  const { id = '' } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: [...ISOLATION, 'one', id], queryFn: () => getOrder(id, may('isolation_order.reveal')) })
  return <Answer of={found}>{(view) => <Shown view={view} />}</Answer>
}

function Shown({ view }: { view: IsolationView }) {
  const { order, today, faults } = view
  return (
    <article>
      <nav className="views no-print" aria-label={t('isolation.boxes')}><Link to="/cach-ly">{t('isolation.title')}</Link></nav>
      <header className="page-head"><h1>{order.name ?? t('isolation.unnamed')}{order.birthYear !== null && <> ({order.birthYear})</>}</h1><Papers view={view} /></header>
      <p><Standing of={order} /> · {codeWord(isolationOrder, 'subject', order.subject)} · {codeWord(isolationOrder, 'form', order.form)} · <TermText line={order} today={today} /></p>
      {order.stateReason !== null && <p className="quiet">{t('isolation.reason')}: {order.stateReason}</p>}
      {faults.length > 0 && <p className="quiet">{t('isolation.faults')}: {faults.map(({ rule, on }) => t(`isolation.fault.complete.${rule as 'positive'}`, { day: formatDay(on) })).join(' ')}</p>}
      <Steps view={view} />
      <Facts view={view} />
      <Tests view={view} />
      {order.subject === 'f0' && order.form === 'home' && <HomeCarePanel orderId={order.id} open={['decided', 'running', 'violated'].includes(order.state)} />}
      <HealthDays view={view} />
      {order.form === 'home' || order.thenForm === 'home' ? <HomeChecks view={view} /> : null}
      <Violations view={view} />
      <Why view={view} />
    </article>
  )
}

function Papers({ view: { order } }: { view: IsolationView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  if (!may('isolation_order.export') || !may('isolation_order.reveal')) return null
  return <>{isolationPapers.filter((paper) => paperStands(paper, order)).flatMap((paper) => (['docx', 'pdf'] as const).map((format) => (
    <Button key={`${paper}${format}`} onClick={() => void download(`/api/isolation-orders/${order.id}/papers/${paper}.${format}`, `${t(`isolation.paper.${paper}.file`)}.${format}`).catch((error: unknown) => message.error(messageOf(error)))}>{t(`isolation.paper.${paper}`)} ({format === 'docx' ? 'Word' : 'PDF'})</Button>
  )))}</>
}

/** What the dialog of a renewal asks for. */
type Renewed = { form?: IsolationForm | null; untilOn?: string | null; address?: string | null; note: string }
type Asked = 'end-early' | 'violate' | 'extend' | 'move'

function Steps({ view: { order } }: { view: IsolationView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(ISOLATION)
  const [asked, ask] = useState<Asked | null>(null)
  const can = (step: string): boolean => isolationOrder.actions[step]!.from.includes(order.state)
  const renews = may('isolation_order.create') && order.replacedBy === null
  const asks: Asked[] = [...(['end-early', 'violate'] as const).filter((step) => may(`isolation_order.${step}`) && can(step)), ...(['extend', 'move'] as const).filter((step) => renews && can(step))]
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools no-print">
        {may('isolation_order.begin') && can('begin') && <Button type="primary" disabled={busy} onClick={() => void act(() => beginOrders([order.id]))}>{t('isolation.step.begin')}</Button>}
        {may('isolation_order.complete') && can('complete') && <Button type="primary" disabled={busy} onClick={() => void act(() => takeStep(order.id, order.version, 'complete'))}>{t('isolation.step.complete')}</Button>}
        {may('isolation_order.return') && can('return') && <Button disabled={busy} onClick={() => void act(() => takeStep(order.id, order.version, 'return'))}>{t('isolation.step.return')}</Button>}
        {asks.map((step) => <Button key={step} onClick={() => ask(step)}>{t(`isolation.step.${step}`)}</Button>)}
      </p>
      {asked !== null && <Asking order={order} step={asked} onClose={() => ask(null)} />}
    </>
  )
}

function Asking({ order, step, onClose }: { order: IsolationView['order']; step: Asked; onClose: () => void }) {
  const { message } = App.useApp()
  const { act } = useActing(ISOLATION)
  const done = async (work: () => Promise<unknown>, word: 'isolation.stepDone' | 'isolation.renewed') => {
    let refused: unknown = null
    await act(() => work().catch((error: unknown) => { refused = error }))
    if (refused !== null) throw refused
    void message.success(t(word))
  }
  if (step === 'end-early' || step === 'violate') {
    return <FieldsDialog title={t(`isolation.step.${step}`)} ok={t(`isolation.step.${step}`)} fields={[{ name: 'reason', label: 'isolation.reason', kind: 'long', required: true }]} onSave={({ reason }) => done(() => takeStep(order.id, order.version, step, String(reason)), 'isolation.stepDone')} onClose={onClose} />
  }
  const forms = ['home', 'facility', 'hotel', 'hospital'] as const
  return <FieldsDialog title={t(`isolation.step.${step}`)} ok={t(`isolation.step.${step}`)} initial={{ untilOn: order.untilOn, form: order.form }} onClose={onClose}
    fields={[...(step === 'extend' ? [{ name: 'untilOn', label: 'isolation.until', kind: 'day', required: true } as const] : [{ name: 'form', label: 'isolation.form', kind: 'choice', options: forms.map((value) => ({ value, label: codeWord(isolationOrder, 'form', value) })) } as const, { name: 'address', label: 'isolation.address', kind: 'text' } as const]), { name: 'note', label: 'isolation.reason', kind: 'long', required: true }]}
    onSave={(values) => done(() => renewOrder(order.id, { ...values as Renewed, renewal: step }), 'isolation.renewed')} />
}

function Facts({ view: { order } }: { view: IsolationView }) {
  const at = (instant: string | null) => (instant === null ? null : <InstantText key={instant} at={instant} />)
  const facts = [
    [t('isolation.column.term'), t('isolation.term', { from: formatDay(order.fromOn), until: formatDay(order.untilOn), counted: formatDay(order.countedFrom), days: order.days ?? '' })],
    [t('isolation.address'), order.address ?? order.area], [t('isolation.requestedAt'), <>{at(order.requestedAt)}{order.requesterTitle !== null && <> · {order.requesterTitle}</>}</>],
    [t('isolation.decidedAt'), order.decidedAt === null ? t('isolation.notDecided') : <>{at(order.decidedAt)} · {order.deciderTitle}</>], [t('isolation.number'), order.number], [t('isolation.startedAt'), at(order.startedAt)], [t('isolation.endedAt'), at(order.endedAt)], [t('isolation.certificate'), order.certificate],
    [t('isolation.list'), order.listId === null ? null : <Link key="list" to={`/danh-sach-cho-ky/${order.listId}`}>{t('isolation.open')}</Link>], [t('isolation.case'), order.caseId === null ? null : <Link key="case" to={`/ca-benh/${order.caseId}`}>{order.caseCode}</Link>],
    [t('isolation.replaces'), order.replacesId === null ? null : <Link key="replaces" to={`/cach-ly/${order.replacesId}`}>{t('isolation.open')}</Link>], [t('isolation.replacedBy'), order.replacedBy === null ? null : <Link key="replacedBy" to={`/cach-ly/${order.replacedBy}`}>{t('isolation.open')}</Link>],
  ] as const
  return <dl className="desk-facts">{facts.filter(([, value]) => value !== null).map(([name, value]) => <div key={String(name)} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function Tests({ view: { order, specimens } }: { view: IsolationView }) {
  const taken = specimens.map(({ takenOn, outcome }) => `${formatDay(takenOn)} (${outcome === null ? t('isolation.tests.pending') : codeWord(specimen, 'outcome', outcome).toLocaleLowerCase('vi')})`)
  return (
    <section className="desk-section"><h2>{t('isolation.tests')}</h2>
      <p>{order.tests.length === 0 ? t('isolation.tests.none') : order.tests.map(({ day }) => formatDay(day)).join(', ')}</p>
      <p className="quiet">{taken.length === 0 ? t('isolation.tests.noneTaken') : t('isolation.tests.taken', { list: taken.join(', ') })}</p>
    </section>
  )
}

function Why({ view: { reasons } }: { view: IsolationView }) {
  return (
    <section className="desk-section"><h2>{t('isolation.why')}</h2>
      {reasons.length === 0 && <p className="quiet">{t('isolation.why.none')}</p>}
      <Reasons reasons={reasons} />
    </section>
  )
}

/** The rule table row by row: which applies, which gives way, which is not his, and how sure each is. */
export function Reasons({ reasons }: Pick<IsolationView, 'reasons'>) {
  return (
    <ul className="isolation-why">{reasons.map(({ code, source, confidence, note, form, days, watchDays, firstDay, verdict, unmet }) => (
      <li key={code} data-verdict={verdict}>
        <p><strong>{t(`isolation.verdict.${verdict}`, { what: unmet.map((each) => t(`isolation.condition.${each as 'age'}`)).join(', ') })}</strong> · {source}</p>
        <p className="quiet">{form === null ? t('isolation.row.none', { watch: watchDays }) : t('isolation.row', { form: codeWord(isolationOrder, 'form', form), days, watch: watchDays, first: firstDay })} · {t(`isolation.confidence.${confidence}`)}{note !== null && <> · {note}</>}</p>
      </li>
    ))}</ul>
  )
}
