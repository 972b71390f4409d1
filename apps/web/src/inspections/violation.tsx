import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Violation } from '@phaodai/office/inspection.ts'
import { findRegister } from '@phaodai/registers'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { Actions } from '../kit/act.tsx'
import { fetchRecord } from '../kit/api.ts'
import { formatNumber, t, word } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { decideViolation, getRepeats, getViolation, payViolation, recordViolation, remedyViolation } from './api.ts'
import { Places } from './places.tsx'
import { useBehaviours } from './violation-dialog.tsx'

const register = findRegister('violation')!

/** One violation: what happened, what was decided, and whether it is repeated. */
export function ViolationPage() {
  const { id = '' } = useParams()
  const violation = useQuery({ queryKey: ['violations', id], queryFn: () => getViolation(id) })
  useTitle('violation.title', violation.data?.behaviour?.name)
  return <><Places /><Answer of={violation}>{(data) => <Shown violation={data} />}</Answer></>
}

function Shown({ violation }: { violation: Violation }) {
  const { may } = useMe()
  const rows: [string, React.ReactNode][] = [
    [t('violation.occurredOn'), <DayText key="o" day={violation.occurredOn} />], [t('violation.place'), `${violation.placeName}, ${violation.area.name}`], [t('violation.subjectKind'), t(`subjectKind.${violation.subjectKind}`)],
    [t('violation.facts'), violation.facts], [t('violation.recordNumber'), violation.recordNumber],
  ]
  return (
    <>
      <header className="page-head"><h1>{violation.behaviour?.name ?? t('violation.noBehaviour')}</h1><span className="mark">{word(`register.violation.state.${violation.state}`)}</span></header>
      {violation.inspectionId !== null && <p className="source-line"><Link to={`/kiem-tra/cuoc/${violation.inspectionId}`}>{t('violation.inspection')}</Link></p>}
      {may('violation_repeat.look') && <RepeatsNote id={violation.id} />}
      <dl className="facts">{rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <Subject id={violation.id} />
      <PenaltyShown violation={violation} />
      {violation.files.map((file) => <FileThumb key={file.id} file={file} />)}
      <Doing violation={violation} />
    </>
  )
}

/** What still counts by law; what has expired is not mentioned. */
function RepeatsNote({ id }: { id: string }) {
  const repeats = useQuery({ queryKey: ['violations', id, 'repeats'], queryFn: () => getRepeats(id) })
  if (repeats.data === undefined) return null
  if (!repeats.data.comparable) return <p className="quiet">{t('violation.notComparable')}</p>
  if (repeats.data.rows.length === 0) return <p className="quiet">{t('violation.noRepeat')}</p>
  return (
    <Alert type="warning" showIcon className="gap-below" title={t('violation.repeated', { n: repeats.data.rows.length })} description={(
      <>
        <ul>{repeats.data.rows.map((row) => <li key={row.id}><Link to={`/kiem-tra/vi-pham/${row.id}`}>{row.number}</Link> <DayText day={row.decidedOn} /> · {row.placeName} · {t('violation.countsUntil')} <DayText day={row.countsUntil} /></li>)}</ul>
        {repeats.data.rule !== null && <p className="source-line">{repeats.data.rule}</p>}
      </>
    )} />
  )
}

/** The subject is fetched when somebody who may see it asks; the looking is written down. */
function Subject({ id }: { id: string }) {
  const { may } = useMe()
  const [asked, ask] = useState(false)
  const record = useQuery({ queryKey: ['registers', 'violation', 'record', id, true], queryFn: () => fetchRecord('violation', id, true), enabled: asked })
  if (!may('violation.reveal')) return null
  if (!asked) return <p className="no-print"><Button size="small" onClick={() => ask(true)}>{t('violation.showSubject')}</Button></p>
  return (
    <Answer of={record}>{({ row }) => (
      <dl className="facts">{(['subjectName', 'subjectNumber', 'subjectAddress'] as const).filter((name) => row[name]).map((name) => <div key={name}><dt>{t(`violation.${name}`)}</dt><dd>{String(row[name])}</dd></div>)}</dl>
    )}</Answer>
  )
}

const dong = (sum: number): string => t('violation.sum', { sum: formatNumber(sum) })

function PenaltyShown({ violation: { penalty, ranges, behaviour, occurredOn } }: { violation: Violation }) {
  if (penalty === null) {
    return behaviour === null ? null : (
      <section><h2>{t('violation.inForce')} <DayText day={occurredOn} /></h2>
        {ranges.length === 0 ? <p>{t('violation.noRange')}</p> : <ul>{ranges.map((rule) => <li key={rule.id}>{rule.clause} {rule.decree}: {dong(rule.min)} – {dong(rule.max)} <span className="mark">{t(`confidence.${rule.confidence}`)}</span> <span className="source-line">{rule.source}</span></li>)}</ul>}
      </section>
    )
  }
  return (
    <section>
      <h2>{t('violation.penalty')}</h2>
      <p>{penalty.number} · <DayText day={penalty.decidedOn} /> · {penalty.body.name} · {penalty.amount === null ? t('penaltyForm.warning') : dong(penalty.amount)} · {penalty.sanction.clause} {penalty.sanction.decree}</p>
      {penalty.remedy !== null && <p>{t('violation.remedy')}: {penalty.remedy}</p>}
      {penalty.paidOn !== null && <p>{t('violation.paidOn')} <DayText day={penalty.paidOn} /> · {penalty.receipt}</p>}
      {penalty.remediedOn !== null && <p>{t('violation.remediedOn')} <DayText day={penalty.remediedOn} /></p>}
    </section>
  )
}

type Step = 'record' | 'decide' | 'pay' | 'remedy'

function possible({ state, penalty }: Violation): Step[] {
  if (state === 'noted' || state === 'reminded') return ['record']
  if (state === 'recorded') return ['decide']
  if (state === 'decided') return penalty?.form === 'fine' ? ['pay'] : ['remedy']
  return state === 'paid' && penalty?.remedy !== null ? ['remedy'] : []
}

function Doing({ violation }: { violation: Violation }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const [asked, ask] = useState<Step | null>(null)
  const steps = possible(violation).filter((step) => may(`violation.${step}`))
  const plain = Object.keys(register.actions).filter((action) => may(`violation.${action}`))
  const row = { id: violation.id, state: violation.state, version: violation.version, voidedAt: null } as Parameters<typeof Actions>[0]['rows'][number]
  return (
    <p className="card-actions no-print">
      {steps.map((step) => <Button key={step} type="primary" onClick={() => ask(step)}>{word(`register.violation.action.${step}`)}</Button>)}
      <Actions register={register} rows={[row]} may={plain} onDone={() => void queries.invalidateQueries({ queryKey: ['violations'] })} />
      {asked !== null && <StepDialog violation={violation} step={asked} onClose={() => ask(null)} />}
    </p>
  )
}

function StepDialog({ violation, step, onClose }: { violation: Violation; step: Step; onClose: () => void }) {
  const queries = useQueryClient()
  const behaviours = useBehaviours()
  const { id, version, ranges } = violation
  const fields: Record<Step, Field[]> = {
    record: [{ name: 'number', label: 'violation.recordNumber', kind: 'text', required: true }, { name: 'behaviourId', label: 'violation.behaviour', kind: 'choice', required: true, options: behaviours }],
    decide: [
      { name: 'sanctionId', label: 'violation.rule', kind: 'choice', required: true, options: ranges.map((rule) => ({ value: rule.id, label: `${rule.clause} ${rule.decree}: ${dong(rule.min)} – ${dong(rule.max)}` })) },
      { name: 'form', label: 'violation.form', kind: 'choice', required: true, options: (['fine', 'warning'] as const).map((value) => ({ value, label: t(`penaltyForm.${value}`) })) }, { name: 'amount', label: 'violation.amount', kind: 'text', help: 'violation.amountHelp' },
      { name: 'number', label: 'violation.decisionNumber', kind: 'text', required: true }, { name: 'decidedOn', label: 'violation.decidedOn', kind: 'day', required: true }, { name: 'remedy', label: 'violation.remedy', kind: 'long' },
    ],
    pay: [{ name: 'paidOn', label: 'violation.paidOn', kind: 'day', required: true }, { name: 'receipt', label: 'violation.receipt', kind: 'text', required: true }],
    remedy: [{ name: 'remediedOn', label: 'violation.remediedOn', kind: 'day', required: true }],
  }
  const save = async (values: Values) => queries.setQueryData(['violations', id], await sendStep(id, version, step, values))
  const today = todayInVietnam()
  const initial: Record<Step, Values> = { record: { behaviourId: violation.behaviour?.id }, decide: { sanctionId: ranges[0]?.id, form: 'fine', decidedOn: today }, pay: { paidOn: today }, remedy: { remediedOn: today } }
  return <FieldsDialog title={word(`register.violation.action.${step}`)} {...(step === 'decide' && ranges.length === 0 && { note: t('violation.noRange') })} fields={fields[step]} initial={initial[step]} onSave={save} onClose={onClose} />
}

/** A sum as people type it: "1.500.000", "1 500 000 đ". */
function sumOf(typed: unknown): number | null {
  const digits = String(typed ?? '').replace(/[^0-9]/g, '')
  return digits === '' ? null : Number(digits)
}

function sendStep(id: string, version: number, step: Step, values: Values): Promise<Violation> {
  if (step === 'record') return recordViolation(id, version, values.number as string, values.behaviourId as string)
  if (step === 'decide') return decideViolation(id, { ...values, version, amount: values.form === 'warning' ? null : sumOf(values.amount) } as Parameters<typeof decideViolation>[1])
  if (step === 'pay') return payViolation(id, version, values.paidOn as string, values.receipt as string)
  return remedyViolation(id, version, values.remediedOn as string)
}
