import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { orderForms, type IsolationFactsInput, type OrderForm, type OrderLine, type OrderListView } from '@phaodai/office'
import { isolationOrder } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { changeLine, getOrderList } from './api.ts'
import { FactsForm } from './facts.tsx'
import { OrderMark, OrderTimes } from './row.tsx'
import { OrderSteps } from './steps.tsx'
import './orders.css'

/** One list of orders: why, who, until when, what became of it, and what this post may do. */
export function OrderListPage() {
  useTitle('orders.one')
  const { id = '' } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: ['order-lists', 'one', id], queryFn: () => getOrderList(id, may('order_person.read')) })
  return <Answer of={found}>{(list) => <Shown list={list} />}</Answer>
}

function Shown({ list }: { list: OrderListView }) {
  const { may } = useMe()
  const drafting = list.state === 'draft' && may('order_list.draft')
  const unnamed = list.lines.some(({ name }) => name === null)
  return (
    <article>
      <nav className="views no-print" aria-label={t('orders.boxes')}><Link to="/danh-sach-cho-ky">{t('orders.title')}</Link></nav>
      <header className="page-head"><h1>{t(`orders.kind.${list.kind}`)} · {t('orders.people', { n: list.people })}</h1>{may('order_list.export') && list.state !== 'draft' && <Papers list={list} />}</header>
      <p><OrderMark list={list} /> · {list.area} · {t('orders.body')}: {list.body.name}</p>
      {list.caseId !== null && <p>{t('orders.case')}: <Link to={`/ca-benh/${list.caseId}`}>{list.caseCode ?? t('cases.noCode')}</Link> · {list.disease}</p>}
      {list.caseId === null && list.disease !== null && <p>{t('orders.ofElsewhere', { disease: list.disease })}</p>}
      {list.grounds !== null && <p>{t('orders.grounds')}: {list.grounds}</p>}
      {list.decisionNumber !== null && <p>{t('orders.decision')}: {list.decisionNumber}</p>}
      <OrderSteps list={list} />
      <OrderTimes list={list} />
      <h2>{t('orders.lines')}</h2>
      <Reasons lines={list.lines} />
      {unnamed && <p className="quiet">{t('orders.namesElsewhere')}</p>}
      <ol className="order-lines">{list.lines.map((line) => <li key={line.id}><Line line={line} />{drafting && <LineForm list={list} line={line} />}</li>)}</ol>
    </article>
  )
}

/** Why forms were proposed, each reason once with how many it is of: what somebody chose himself needs none. */
function Reasons({ lines }: { lines: readonly OrderLine[] }) {
  const told = [...new Set(lines.flatMap(({ formReason }) => (formReason === null || formReason === 'chosen' ? [] : [formReason])))]
  return told.map((reason) => {
    const own = lines.filter(({ formReason }) => formReason === reason)
    return <p key={reason} className="quiet">{t('orders.why', { form: word(`orders.form.${own[0]!.form}`), n: own.length, why: own[0]!.ruleSource ?? word(`orders.why.${reason}`) })}</p>
  })
}

function Papers({ list }: { list: OrderListView }) {
  const { message } = App.useApp()
  return <>{(['docx', 'pdf'] as const).map((format) => (
    <Button key={format} className="no-print" onClick={() => void download(`/api/order-lists/${list.id}/paper.${format}`, `${t(`orders.paper.file.${list.kind}`)}.${format}`).catch((error: unknown) => message.error(messageOf(error)))}>{t(`orders.file.${format}`)}</Button>
  ))}</>
}

function Line({ line }: { line: OrderLine }) {
  const until = line.untilOn === null ? null : `${t('orders.until').toLocaleLowerCase()} ${formatDay(line.untilOn)}`
  return (
    <>
      <p><strong>{line.name ?? t('orders.unnamed')}</strong>{line.birthYear !== null && <> ({line.birthYear})</>} · {codeWord(isolationOrder, 'subject', line.tier)} · {t('orders.last').toLocaleLowerCase()} {formatDay(line.lastContactOn)}</p>
      {line.isolationId !== null && <p><Link to={`/cach-ly/${line.isolationId}`}>{t('isolation.one')}</Link></p>}
      <p className="quiet">{[line.address ?? line.residence, word(`orders.form.${line.form}`), line.days === null ? null : `${line.days} ${t('orders.days').toLocaleLowerCase().replace('số ', '')}`, until].filter(Boolean).join(' · ')}</p>
    </>
  )
}

/** A line of a draft is put right one by one: a child at home, somebody ill in a hospital. */
function LineForm({ list, line }: { list: OrderListView; line: OrderLine }) {
  const queries = useQueryClient()
  const [form, setForm] = useState<OrderForm>(line.form)
  const [days, setDays] = useState<number | null>(line.days)
  const [refused, setRefused] = useState<string | null>(null)
  const name = line.name ?? t('orders.unnamed')
  const save = async (facts: IsolationFactsInput | null = null): Promise<boolean> => {
    try {
      const changed = await changeLine(list.id, line, form, days, facts)
      queries.setQueryData(['order-lists', 'one', list.id], changed)
      const ruled = changed.lines.find(({ id }) => id === line.id)!
      setForm(ruled.form)
      setDays(ruled.days)
      setRefused(null)
      return true
    } catch (error) {
      setRefused(messageOf(error))
      return false
    }
  }
  return (
    <div className="order-line-form">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <Select size="small" aria-label={`${t('orders.form')}: ${name}`} value={form} onChange={setForm} options={orderForms[list.kind].map((value) => ({ value, label: t(`orders.form.${value}`) }))} popupMatchSelectWidth={false} />
      {list.kind === 'isolate' && <InputNumber size="small" aria-label={`${t('orders.days')}: ${name}`} min={0} max={365} value={days} onChange={setDays} />}
      {(form !== line.form || days !== line.days) && <Button size="small" onClick={() => void save()}>{t('orders.saveLine')}</Button>}
      {list.kind === 'isolate' && line.isolationId === null && <FactsForm line={line} keep={save} />}
    </div>
  )
}
