import { useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { datedRules, ruleNames, type DatedRule, type RuleColumn, type RuleName, type RuleRow } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { get, send } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { formatNumber, hasWord, t, word, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
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

/** A rule that asks much has its first columns as columns, and in one cell what else its row says. */
const MANY = 10
const FIRST = 4

function Rows({ name, rows }: { name: RuleName; rows: readonly RuleRow[] }) {
  const { may } = useMe()
  const [edited, edit] = useState<RuleRow | 'new' | null>(null)
  const rule: DatedRule = datedRules[name]
  const keeps = may('disease.manage')
  const [apart, together] = rule.columns.length > MANY ? [rule.columns.slice(0, FIRST), rule.columns.slice(FIRST)] : [rule.columns, []]
  return (
    <>
      {keeps && <p className="no-print"><Button onClick={() => edit('new')}>{t('rule.new')}</Button></p>}
      <Table caption={t(`rule.name.${name}`)} heads={[...apart.map((column) => columnKey(column.name)), ...(together.length > 0 ? ['rule.says' as const] : []), 'rule.source', 'rule.confidence']} {...(keeps && { acts: 'rule.correct' as const })}>
        {rows.map((row) => (
          <tr key={row.id}>
            {apart.map((column) => <td key={column.name} data-label={t(columnKey(column.name))}>{shown(column, row.values[column.name])}</td>)}
            {together.length > 0 && <td data-label={t('rule.says')}>{together.flatMap((column) => { const value = shown(column, row.values[column.name]); return value === '' ? [] : [`${t(columnKey(column.name))}: ${value}`] }).join('; ')}</td>}
            <td data-label={t('rule.source')}>{row.source}{row.changeReason !== null && row.changedAt !== null && <span className="quiet"> · {t('rule.changed', { day: formatDay(dayInVietnam(row.changedAt)), reason: row.changeReason })}</span>}</td>
            <td data-label={t('rule.confidence')}>{t(`rule.confidence.${row.confidence}`)}</td>
            {keeps && <td><Button size="small" aria-label={t('rule.correctOf', { row: rule.key.map((each) => shown(rule.columns.find((column) => column.name === each)!, row.values[each])).join(', ') })} onClick={() => edit(row)}>{t('rule.correct')}</Button></td>}
          </tr>
        ))}
      </Table>
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
  return { ...base, kind: kind === 'day' ? 'day' : 'text', ...(kind === 'numbers' && { help: 'rule.numbersHelp' as const }) }
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
