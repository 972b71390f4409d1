import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { openOrderStates, orderForms, orderKinds, type ContactLine, type OrderForm, type OrderKind, type OrderListRow } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { watchedContactStates } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { listContacts } from '../contacts/api.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { draftOrderList, listOrders } from './api.ts'
import { OrderRows } from './row.tsx'
import './orders.css'

/** Under the contacts of a case: who is not ordered yet, one list of them in a click, and the lists so far. */
export function OrderPanel({ caseId }: { caseId: string }) {
  const { may } = useMe()
  const lists = useQuery({ queryKey: ['order-lists', 'case', caseId], queryFn: () => listOrders({ box: 'all', caseId }), enabled: may('order_list.read') })
  if (!may('order_list.read')) return null
  return (
    <section className="case-section" aria-labelledby="orders">
      <h2 id="orders">{t('orders.panel')}</h2>
      <Answer of={lists}>{(found) => <>{may('order_list.draft') && <Drafting caseId={caseId} lists={found.lists} />}{found.lists.length > 0 && <><h3>{t('orders.panel.lists')}</h3><OrderRows lists={found.lists} /></>}</>}</Answer>
    </section>
  )
}

function Drafting({ caseId, lists }: { caseId: string; lists: readonly OrderListRow[] }) {
  const { may } = useMe()
  const contacts = useQuery({ queryKey: ['registers', 'case_contact', 'of', caseId], queryFn: () => listContacts(caseId, may('case_contact.reveal')) })
  return <Answer of={contacts}>{(found) => <DraftForm {...{ caseId, lists, watched: found.contacts.filter(({ state }) => watchedContactStates.includes(state)) }} />}</Answer>
}

/** Who stands on no open list of the kind; an isolation that was signed is not ordered twice. */
export function unordered(watched: readonly ContactLine[], lists: readonly OrderListRow[], kind: OrderKind): ContactLine[] {
  const standing = lists.filter((list) => list.kind === kind && (openOrderStates.includes(list.state) || (kind === 'isolate' && list.state === 'signed')))
  return watched.filter(({ id }) => !standing.some(({ contactIds }) => contactIds.includes(id)))
}

type FormProps = { caseId: string; lists: readonly OrderListRow[]; watched: readonly ContactLine[] }

function DraftForm({ caseId, lists, watched }: FormProps) {
  const { may } = useMe()
  const [kind, setKind] = useState<OrderKind>('isolate')
  const [form, setForm] = useState<OrderForm | null>(null) // as the rule says of each
  const [left, setLeft] = useState<readonly string[]>([]) // those taken out; everybody else is on the list
  const [values, setValues] = useState<{ days: number | null; grounds: string; above: boolean }>({ days: null, grounds: '', above: false })
  const { draft, busy, refused } = useDraft(caseId)
  const elsewhere = may('case_contact.reveal') ? watched.filter(({ name, residence }) => name === null && residence !== null) : []
  const people = unordered(watched, lists, kind).filter((each) => !elsewhere.includes(each)) // an order without a name binds nobody: the other side makes its own
  const chosen = people.filter(({ id }) => !left.includes(id))
  const tick = (id: string, on: boolean) => setLeft(on ? left.filter((each) => each !== id) : [...left, id])
  const choose = (next: OrderKind) => {
    setKind(next)
    setForm(null)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="order-draft">
        <label>{t('orders.panel.kind')}<Select aria-label={t('orders.panel.kind')} value={kind} onChange={choose} options={orderKinds.map((value) => ({ value, label: t(`orders.kind.${value}`) }))} /></label>
        <label>{t('orders.form')}<Select<OrderForm | ''> aria-label={t('orders.form')} value={form ?? ''} onChange={(next) => setForm(next || null)} options={[{ value: '', label: t('orders.form.byRule') }, ...orderForms[kind].map((value) => ({ value, label: t(`orders.form.${value}`) }))]} /></label>
        {kind === 'isolate' && <label>{t('orders.panel.days')}<InputNumber className="full" min={0} max={365} placeholder={t('orders.panel.byRule')} value={values.days} onChange={(days) => setValues({ ...values, days })} /></label>}
        <label className="wide">{t('orders.grounds')}<Input maxLength={1000} value={values.grounds} onChange={(event) => setValues({ ...values, grounds: event.target.value })} /></label>
        <Checkbox className="wide" checked={values.above} onChange={(event) => setValues({ ...values, above: event.target.checked })}>{t('orders.panel.above')}</Checkbox>
      </div>
      {elsewhere.length > 0 && <p className="quiet">{t('orders.panel.elsewhere', { n: elsewhere.length })}</p>}
      {people.length === 0 ? <p className="quiet">{watched.length === 0 ? t('orders.panel.noContacts') : t('orders.panel.none')}</p> : (
        <fieldset className="order-ticks" aria-label={t('orders.lines')}>
          <Checkbox checked={chosen.length === people.length} indeterminate={chosen.length > 0 && chosen.length < people.length} onChange={(event) => setLeft(event.target.checked ? [] : people.map(({ id }) => id))}>{t('orders.panel.all', { n: people.length })}</Checkbox>
          {people.map((person) => <Checkbox key={person.id} checked={!left.includes(person.id)} onChange={(event) => tick(person.id, event.target.checked)}>{person.name ?? t('orders.unnamed')} · {codeWord(caseContact, 'tier', person.tier)}{person.residence !== null && <> · {person.residence}</>}</Checkbox>)}
          <p><Button type="primary" disabled={busy || chosen.length === 0} onClick={() => void draft({ kind, form, days: kind === 'isolate' ? values.days : null, above: values.above, grounds: values.grounds.trim() || null, contactIds: chosen.map(({ id }) => id) })}>{t('orders.panel.draft', { n: chosen.length })}</Button></p>
        </fieldset>
      )}
    </>
  )
}

function useDraft(caseId: string) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const draft = async (values: Parameters<typeof draftOrderList>[1]) => {
    setBusy(true)
    try {
      const { id } = await draftOrderList(caseId, values)
      void message.success(t('orders.panel.drafted'))
      await queries.invalidateQueries({ queryKey: ['order-lists'] })
      await navigate(`/danh-sach-cho-ky/${id}`)
    } catch (error) {
      setRefused(messageOf(error))
      setBusy(false)
    }
  }
  return { draft, busy, refused }
}
