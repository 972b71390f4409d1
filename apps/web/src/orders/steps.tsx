import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { orderSteps, type OrderListView, type OrderState, type OrderStep } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { FieldsDialog, type Field } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { takeStep } from './api.ts'
import { lastTimeOf } from './said-at.ts'

const order: readonly OrderStep[] = ['sign', 'request', 'confirm', 'refuse', 'withdraw']
const clockNow = (): string => new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** What this post may do with the list now; each but the request asks before it is done. */
export function OrderSteps({ list }: { list: OrderListView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asked, ask] = useState<OrderStep | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const can = (step: OrderStep): boolean => may(`order_list.${step}`) && (orderSteps[step] as readonly OrderState[]).includes(list.state) && (list.ours || !['sign', 'refuse'].includes(step))
  const go = async (step: OrderStep, more: object = {}) => {
    await takeStep(list, step, more)
    await queries.invalidateQueries({ queryKey: ['order-lists'] })
    void message.success(t(`orders.done.${step}`))
  }
  const request = () => void go('request').then(() => setRefused(null), (error: unknown) => setRefused(messageOf(error)))
  const steps = order.filter(can)
  return (
    <div className="order-actions no-print">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {steps.map((step, n) => <Button key={step} type={n === 0 && step !== 'refuse' && step !== 'withdraw' ? 'primary' : 'default'} onClick={() => (step === 'request' ? request() : ask(step))}>{t(`orders.step.${step}`)}</Button>)}
      {asked !== null && asked !== 'request' && <StepDialog list={list} step={asked} go={go} onClose={() => ask(null)} />}
    </div>
  )
}

type DialogProps = { list: OrderListView; step: Exclude<OrderStep, 'request'>; go: (step: OrderStep, more: object) => Promise<void>; onClose: () => void }

function StepDialog({ list, step, go, onClose }: DialogProps) {
  const what = t('orders.signWhat', { kind: t(`orders.kind.${list.kind}`), area: list.area })
  if (step === 'sign') {
    return <FieldsDialog title={t('orders.signAsk', { n: list.people })} note={what} ok={t('orders.step.sign')} fields={[{ name: 'decisionNumber', label: 'orders.decisionNumber', kind: 'text' }, ...(list.kind === 'isolate' ? [{ name: 'perPerson', label: 'orders.perPerson', kind: 'choice', options: [{ value: 'no', label: t('orders.perPerson.no') }, { value: 'yes', label: t('orders.perPerson.yes') }] } satisfies Field] : [])]} initial={{ perPerson: 'no' }}
      onSave={({ decisionNumber, perPerson }) => go('sign', { decisionNumber, perPerson: perPerson === 'yes' })} onClose={onClose} />
  }
  if (step === 'confirm') {
    const fields: Field[] = [
      { name: 'signerId', label: 'orders.signer', kind: 'choice', required: true, options: list.signers.map(({ postId, title }) => ({ value: postId, label: title })), ...(list.signers.length === 0 && { help: 'orders.noSigners' as const }) },
      { name: 'saidAt', label: 'orders.saidAt', kind: 'text', required: true },
    ]
    return <FieldsDialog title={t('orders.step.confirm')} ok={t('orders.step.confirm')} fields={fields} initial={{ signerId: list.signers.length === 1 ? list.signers[0]!.postId : undefined, saidAt: clockNow() }}
      onSave={({ signerId, saidAt }) => go('confirm', { signerId, saidAt: lastTimeOf(String(saidAt), new Date()) })} onClose={onClose} />
  }
  return <FieldsDialog title={t(`orders.step.${step}`)} ok={t(`orders.step.${step}`)} fields={[{ name: 'reason', label: 'orders.reason', kind: 'long', required: true }]} onSave={(values) => go(step, values)} onClose={onClose} />
}
