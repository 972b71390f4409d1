import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { formatDay } from '@phaodai/vocabulary'
import { columnsOf, type QuickReport } from '@phaodai/office/quick-report.ts'
import { isRefusal, messageOf } from '../api/client.ts'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { adjustReport, returnReport, sendReport, signReport } from './api.ts'
import type { Entry } from './use-entry.ts'
import { checkText, labelOf } from './words.tsx'

/** A step of a report: its answer is shown at once, the day's table is asked anew; what is refused is said. */
export function useQuickStep() {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ step }: { step: () => Promise<QuickReport>; done?: string }) => step(),
    onSuccess: async (report, { done }) => {
      queries.setQueryData(['quick-reports', 'one', report.id], report)
      await queries.invalidateQueries({ queryKey: ['quick-reports', 'day'] })
      if (done !== undefined) void message.success(done)
    },
    onError: async (error) => {
      await queries.invalidateQueries({ queryKey: ['quick-reports', 'one'] })
      void message.error(isRefusal(error, 'stale') ? t('quick.keepTheirs') : messageOf(error), 6)
    },
  })
}

/** Sends a report: what does not fit needs a reason each; what is not told is counted, never filled. */
export function SendDialog({ report, entry, save, onClose }: { report: QuickReport; entry: Entry; save: () => Promise<QuickReport>; onClose: () => void }) {
  const [reasons, setReasons] = useState<Record<string, string>>(() => ({ ...report.reasons }))
  const [missing, setMissing] = useState(false)
  const step = useQuickStep()
  const columns = columnsOf(report.form)
  const untold = columns.filter(({ code, kind }) => kind !== 'rate' && (entry.totals[code] ?? null) === null).length
  const given = Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason.trim() !== ''))
  const send = () => {
    if (entry.checks.some(({ column }) => given[column] === undefined)) return setMissing(true)
    step.mutate({ step: async () => sendReport(report.id, { version: (await save()).version, reasons: given }), done: t('quick.sent') }, { onSuccess: onClose })
  }
  const ok = report.above ? t('quick.sendTo', { unit: report.above.name }) : t('quick.finish')
  return (
    <Modal open title={ok} okText={ok} onOk={send} onCancel={onClose} confirmLoading={step.isPending} width={640}>
      <p>{t('quick.sendAsk', { day: formatDay(report.day), n: untold })}</p>
      {entry.checks.length === 0 ? <p>{t('quick.checksNone')}</p> : (
        <>
          <h3>{t('quick.checks')}</h3>
          <p className="quiet">{t('quick.checksHelp')}</p>
          {missing && <Alert role="alert" type="error" showIcon className="gap-below" title={t('quick.reasonNeeded')} />}
          {entry.checks.map((check) => (
            <div key={check.column} className="quick-check">
              <label htmlFor={`r-${check.column}`}>{checkText(columns, check)}</label>
              <Input id={`r-${check.column}`} value={reasons[check.column] ?? ''} maxLength={1000} placeholder={t('quick.reason')} onChange={(event) => setReasons((now) => ({ ...now, [check.column]: event.target.value }))} />
            </div>
          ))}
        </>
      )}
    </Modal>
  )
}

/** What whoever is above may do: send back with a reason, sign, lock. */
export function Judging({ report }: { report: QuickReport }) {
  const { may } = useMe()
  const [returning, setReturning] = useState(false)
  const step = useQuickStep()
  const { id, version, state, unit, judges } = report
  if (!judges) return null
  return (
    <>
      {(state === 'sent' || state === 'approved') && may('quick_report.return') && <Button onClick={() => setReturning(true)}>{t('quick.return')}</Button>}
      {state === 'sent' && may('quick_report.approve') && <Popconfirm title={t('quick.approveAsk', { unit: unit.name })} onConfirm={() => step.mutate({ step: () => signReport(id, version, 'approve'), done: t('quick.approved') })}><Button type="primary" loading={step.isPending}>{t('quick.approve')}</Button></Popconfirm>}
      {state === 'approved' && may('quick_report.lock') && <Popconfirm title={t('quick.lockAsk')} onConfirm={() => step.mutate({ step: () => signReport(id, version, 'lock'), done: t('quick.locked') })}><Button type="primary" loading={step.isPending}>{t('quick.lock')}</Button></Popconfirm>}
      {returning && <FieldsDialog title={t('quick.return')} ok={t('quick.return')} fields={[{ name: 'reason', label: 'quick.returnWhy', kind: 'long', required: true }]} onClose={() => setReturning(false)}
        onSave={({ reason }) => step.mutateAsync({ step: () => returnReport(id, version, String(reason)), done: t('quick.returned') })} />}
    </>
  )
}

const MOST = 1e15

/** Puts a figure of a locked report right by a difference with its reason. */
export function AdjustDialog({ report, onClose }: { report: QuickReport; onClose: () => void }) {
  const step = useQuickStep()
  const options = report.form.blocks.flatMap((block) => block.columns.filter(({ kind }) => kind !== 'rate').map((column) => ({ value: column.code, label: `${labelOf(block)}: ${labelOf(column)}` })))
  return (
    <FieldsDialog title={t('quick.adjust')} note={t('quick.adjustmentsHelp')} onClose={onClose}
      fields={[{ name: 'column', label: 'quick.adjustColumn', kind: 'choice', required: true, options }, { name: 'delta', label: 'quick.delta', kind: 'number', required: true, min: -MOST, max: MOST }, { name: 'reason', label: 'quick.reason', kind: 'long', required: true }]}
      onSave={({ column, delta, reason }) => step.mutateAsync({ step: () => adjustReport(report.id, { column: String(column), delta: Number(delta), reason: String(reason) }), done: t('quick.adjusted') })} />
  )
}
