import { useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { datedRules, inForceOn, ruleNames, type DatedRule, type RuleColumn, type RuleName, type RuleRow } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { get, send } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import './rules.css'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { Picker } from '../kit/picker.tsx'
import { useMe } from '../frame/me.tsx'
import { formatNumber, hasWord, t, word, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'

const RULES = ['dated-rules'] as const
const columnKey = (name: string): Key => `rule.column.${name}` as Key
const valueWord = (value: string): string => (hasWord(`rule.value.${value}`) ? word(`rule.value.${value}`) : value)

function shown({ kind }: RuleColumn, value: RuleRow['values'][string] | undefined): string {
  if (value === null || value === undefined) return ''
  if (kind === 'yes-no') return t(value === true ? 'rule.yes' : 'rule.no')
  if (Array.isArray(value)) return value.map((each) => valueWord(String(each))).join(', ')
  if (kind === 'day') return formatDay(value as string)
  return typeof value === 'number' ? formatNumber(value) : kind === 'choice' ? valueWord(String(value)) : String(value)
}

/** Quy tắc theo ngày: the dated rules of isolation, testing, stays, teams and risk with their sources; whoever keeps them writes a new row or corrects one. */
export function DatedRulesPage() {
  useTitle('rule.title')
  const [search, setSearch] = useSearchParams()
  const name = ruleNames.find((each) => each === search.get('q')) ?? 'isolation'
  const found = useQuery({ queryKey: [...RULES, name], queryFn: () => get<{ rows: RuleRow[] }>(`/api/dated-rules/${name}`) })
  return (
    <>
      <Rooms here="diseases" />
      <header className="page-head"><h1>{t('rule.title')}</h1>
        <Select<RuleName> aria-label={t('rule.which')} value={name} style={{ minWidth: 220 }} options={ruleNames.map((value) => ({ value, label: t(`rule.name.${value}`) }))} onChange={(value) => setSearch({ q: value })} />
      </header>
      <Answer of={found}>{({ rows }) => <Rows key={name} name={name} rows={rows} />}</Answer>
    </>
  )
}

type Asked = { on: string | null; by: Record<string, { value: string; name: string }> }

/** Whether a row answers what is asked for; one that leaves a column open answers for all, or for none, as its declaration says. */
const answers = (columns: readonly RuleColumn[], { by }: Asked) => ({ values }: RuleRow): boolean =>
  columns.every(({ name, asked }) => asked === undefined || by[name] === undefined || values[name] === by[name].value || (asked === 'any' && (values[name] ?? null) === null))

/** Which rows are shown: those in force on a day, and of what is asked for. */
function Asking({ columns, asked, ask }: { columns: readonly RuleColumn[]; asked: Asked; ask: (asked: Asked) => void }) {
  const put = (name: string, value: string | null, shownAs: string) => ask({ ...asked, by: value === null ? Object.fromEntries(Object.entries(asked.by).filter(([each]) => each !== name)) : { ...asked.by, [name]: { value, name: shownAs } } })
  return (
    <div className="rule-asking no-print">
      <label>{t('rule.on')}<DayField label={t('rule.on')} value={asked.on} onChange={(on) => ask({ ...asked, on })} /></label>
      {columns.map(({ name, asked: how, values }) => how !== undefined && (
        <label key={name}>{t(columnKey(name))}{values === undefined
          ? <Picker target="disease" label={t(columnKey(name))} value={asked.by[name]?.value ?? null} name={asked.by[name]?.name ?? null} onChange={(value, chosen) => put(name, value === null ? null : String(value), chosen)} />
          : <Select allowClear aria-label={t(columnKey(name))} placeholder={t('rule.all')} value={asked.by[name]?.value ?? null} popupMatchSelectWidth={false} options={values.map((value) => ({ value, label: valueWord(value) }))} onChange={(value?: string) => put(name, value ?? null, value ?? '')} />}</label>
      ))}
    </div>
  )
}

/** A rule that asks much has its first columns as columns, and in one cell what else its row says. */
const MANY = 10
const FIRST = 4

function Rows({ name, rows }: { name: RuleName; rows: readonly RuleRow[] }) {
  const { may } = useMe()
  const [edited, edit] = useState<RuleRow | 'new' | null>(null)
  const [asked, ask] = useState<Asked>({ on: null, by: {} })
  const rule: DatedRule = datedRules[name]
  const seen = (asked.on === null ? rows : inForceOn(rule, rows, asked.on)).filter(answers(rule.columns, asked))
  const keeps = may('disease.manage')
  const [apart, together] = rule.columns.length > MANY ? [rule.columns.slice(0, FIRST), rule.columns.slice(FIRST)] : [rule.columns, []]
  return (
    <>
      <Asking columns={rule.columns} asked={asked} ask={ask} />
      {keeps && <p className="no-print"><Button onClick={() => edit('new')}>{t('rule.new')}</Button></p>}
      <Table caption={t(`rule.name.${name}`)} heads={[...apart.map((column) => columnKey(column.name)), ...(together.length > 0 ? ['rule.says' as const] : []), 'rule.source', 'rule.confidence']} {...(keeps && { acts: 'rule.correct' as const })}>
        {seen.map((row) => (
          <tr key={row.id}>
            {apart.map((column) => <td key={column.name} data-label={t(columnKey(column.name))}>{shown(column, row.values[column.name])}</td>)}
            {together.length > 0 && <td data-label={t('rule.says')}>{together.flatMap((column) => { const value = shown(column, row.values[column.name]); return value === '' ? [] : [`${t(columnKey(column.name))}: ${value}`] }).join('; ')}</td>}
            <td data-label={t('rule.source')}>{row.source}{row.changeReason !== null && row.changedAt !== null && <span className="quiet"> · {t('rule.changed', { day: formatDay(dayInVietnam(row.changedAt)), reason: row.changeReason })}</span>}</td>
            <td data-label={t('rule.confidence')}>{t(`rule.confidence.${row.confidence}`)}</td>
            {keeps && <td><Button size="small" aria-label={t('rule.correctOf', { row: rule.key.map((each) => shown(rule.columns.find((column) => column.name === each)!, row.values[each])).join(', ') })} onClick={() => edit(row)}>{t('rule.correct')}</Button></td>}
          </tr>
        ))}
      </Table>
      {seen.length === 0 && <p className="quiet">{t('rule.noneThen')}</p>}
      {edited !== null && <Editing name={name} row={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </>
  )
}

const CONFIDENCE = ['high', 'medium', 'low'] as const

function fieldOf({ name, kind, required = false, min, max, values = [] }: RuleColumn): Field {
  const base = { name, label: columnKey(name), required }
  if (kind === 'yes-no') return { ...base, kind: 'choice', options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`rule.${value}`) })) }
  if (kind === 'choice' || kind === 'choices') return { ...base, kind, options: values.map((value) => ({ value, label: valueWord(value) })) }
  if (kind === 'number') return { ...base, kind: 'number', ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return { ...base, kind: kind === 'day' ? 'day' : name === 'words' ? 'long' : 'text', ...(name === 'words' && { help: 'rule.wordsHelp' as const }), ...(kind === 'numbers' && { help: 'rule.numbersHelp' as const }) }
}

/** A value of a row as its control holds it, and back. */
const toField = ({ kind }: RuleColumn, value: RuleRow['values'][string] | undefined): unknown => (kind === 'yes-no' && typeof value === 'boolean' ? (value ? 'yes' : 'no') : kind === 'numbers' && Array.isArray(value) ? value.join(', ') : value)
function fromField({ kind }: RuleColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (kind === 'yes-no') return value === 'yes'
  if (Array.isArray(value)) return value.length === 0 ? null : value
  return kind === 'numbers' ? String(value).split(/[,;\s]+/).filter(Boolean).map(Number) : value
}

function Editing({ name, row, onClose }: { name: RuleName; row: RuleRow | null; onClose: () => void }) {
  const { message } = App.useApp()
  const { act } = useActing(RULES)
  const { columns }: DatedRule = datedRules[name]
  const save = async ({ source, confidence, reason, ...values }: Values) => {
    const body = { values: Object.fromEntries(columns.map((column) => [column.name, fromField(column, values[column.name])])), source, confidence, reason }
    let refused: unknown = null
    await act(() => send('POST', `/api/dated-rules/${name}`, body).catch((error: unknown) => { refused = error }))
    if (refused !== null) throw refused
    void message.success(t('rule.kept'))
  }
  return (
    <FieldsDialog title={t(row === null ? 'rule.new' : 'rule.correct')} note={t('rule.note')} onSave={save} onClose={onClose}
      initial={row === null ? {} : { ...Object.fromEntries(columns.map((column) => [column.name, toField(column, row.values[column.name])])), source: row.source, confidence: row.confidence }}
      fields={[...columns.map(fieldOf), { name: 'source', label: 'rule.source', kind: 'long', required: true }, { name: 'confidence', label: 'rule.confidence', kind: 'choice', required: true, options: CONFIDENCE.map((value) => ({ value, label: t(`rule.confidence.${value}`) })) }, { name: 'reason', label: 'rule.reason', kind: 'long', required: true }]} />
  )
}
