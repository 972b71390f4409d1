/** Rules that are dated rows with their source and how sure it is, as a screen shows and corrects them: one declaration a table. */
import { dutyHolders, isolationForms, isolationSubjects, measureActivities, originLevels, riskClasses, stayPurposes, teamKinds, zoneKinds, type Day } from '@phaodai/vocabulary'
import * as z from 'zod'

/** A column: a number within its range, a day, a choice, yes or no, words, a list of numbers ("1, 14, 20"), or several choices. */
export type RuleColumn = { name: string; kind: 'number' | 'day' | 'choice' | 'yes-no' | 'text' | 'numbers' | 'choices'; column: string; required?: boolean; min?: number; max?: number; decimals?: boolean; values?: readonly string[]; /** Asked for on the screen; a row that leaves it open is of all (`any`) or of none (`none`). */ asked?: 'any' | 'none' }
/** `key`: the columns by which a row is known; a row written with the key of another corrects it. */
export type DatedRule = { table: string; key: readonly string[]; columns: readonly RuleColumn[] }

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const number = (name: string, max: number, more: Partial<RuleColumn> = {}): RuleColumn => ({ name, column: snake(name), kind: 'number', min: 0, max, required: true, ...more })
const maybe = (name: string, max: number): RuleColumn => number(name, max, { required: false })
const yes = (name: string, required = true): RuleColumn => ({ name, column: snake(name), kind: 'yes-no', required })
const choice = (name: string, values: readonly string[], required = true): RuleColumn => ({ name, column: snake(name), kind: 'choice', values, required })
const words = (name: string, required = true): RuleColumn => ({ name, column: snake(name), kind: 'text', required, max: 500 })
const day = (name: string, required = true): RuleColumn => ({ name, column: snake(name), kind: 'day', required })
const numbers = (name: string): RuleColumn => ({ name, column: snake(name), kind: 'numbers', required: false })
const disease = words('diseaseCode')
const topics = ['surveillance-testing', 'contact-tracing', 'zoning-distancing', 'isolation-quarantine', 'checkpoints', 'supplies-equipment', 'support-policy', 'communication', 'inspection', 'schools', 'gatherings', 'security'] as const
const from = day('validFrom')

export const datedRules = {
  'isolation': { table: 'isolation_rule', key: ['code'], columns: [
    words('code'), disease, from, day('validTo', false), choice('subject', isolationSubjects), choice('form', isolationForms, false), number('days', 365), number('watchDays', 365), numbers('testDays'), maybe('ageFrom', 130), maybe('ageTo', 130), maybe('dosesFrom', 20), maybe('dosesTo', 20), maybe('doseDaysFrom', 1000), maybe('doseMonthsTo', 120), maybe('recoveredMonths', 120), { name: 'origins', column: 'origins', kind: 'choices', values: originLevels }, words('provinceCode', false),
    numbers('watchTestDays'), choice('thenForm', isolationForms, false), number('thenDays', 365, { required: false, min: 1 }), number('longestDays', 365, { required: false, min: 1 }), yes('needsFitHome'), choice('countsFrom', ['contact', 'entry']), number('firstDay', 1), words('note', false),
  ] },
  'testing': { table: 'testing_rule', key: ['diseaseCode', 'validFrom'], columns: [disease, from, number('maxPool', 50, { min: 1 }), number('retestHours', 240, { min: 1 }), number('turnaroundHours', 240, { min: 1 })] },
  'separation': { table: 'separation_rule', key: ['purpose', 'validFrom'], columns: [choice('purpose', stayPurposes), from, yes('sameRisk'), yes('sameDay'), yes('sameSex')] },
  'discharge': { table: 'discharge_rule', key: ['diseaseCode', 'purpose', 'validFrom'], columns: [disease, choice('purpose', stayPurposes), from, number('minDays', 60), number('negatives', 5), number('hoursApart', 240), maybe('lastWithinHours', 240), number('ctAtLeast', 50, { required: false, decimals: true }), number('watchDays', 60)] },
  'warning': { table: 'warning_rule', key: ['validFrom'], columns: [from, number('spo2Below', 100, { min: 50, decimals: true }), number('breathsAbove', 80, { min: 10 }), number('temperatureFrom', 42, { min: 36, decimals: true })] },
  'rate': { table: 'stay_rate', key: ['item', 'validFrom'], columns: [choice('item', ['meals', 'living']), from, number('amount', 10_000_000), choice('payer', ['person', 'state']), choice('exemptPayer', ['person', 'state'])] },
  'team': { table: 'team_rule', key: ['kind', 'validFrom'], columns: [choice('kind', teamKinds), from, number('leastPeople', 50, { min: 1 }), yes('needsHead'), number('restHours', 1000), words('basis', false)] },
  'risk': { table: 'risk_rule', key: ['code'], columns: [words('code'), disease, from, day('validTo', false), choice('riskClass', riskClasses), maybe('ageFrom', 130), maybe('ageTo', 130), yes('comorbid', false), number('dosesBelow', 20, { required: false, min: 1 }), number('spo2Below', 101, { required: false, min: 50 })] },
  'duty': { table: 'zone_duty', key: ['code', 'validFrom'], columns: [
    words('code'), { ...choice('activity', measureActivities, false), asked: 'none' }, { name: 'kinds', column: 'kinds', kind: 'choices', values: zoneKinds, required: true }, { ...words('diseaseCode', false), asked: 'any' }, choice('holder', dutyHolders), words('words'), number('days', 60), choice('nature', ['deliverable', 'standing']),
    { name: 'topics', column: 'topics', kind: 'choices', values: topics }, number('position', 1000), from, day('validTo', false), words('basis', false),
  ] },
} as const satisfies Record<string, DatedRule>
export type RuleName = keyof typeof datedRules
export const ruleNames = Object.keys(datedRules) as [RuleName, ...RuleName[]]

const Value = z.union([z.string().normalize('NFC').trim().min(1).max(500), z.number(), z.boolean(), z.array(z.int().min(0).max(365)).max(20), z.array(z.string().max(40)).max(20), z.null()])
/** A row as it is read: its values by column, where it comes from, who changed it last and why. */
export const RuleRow = z.object({ id: z.string(), values: z.record(z.string(), Value), source: z.string(), confidence: z.enum(['high', 'medium', 'low']), changeReason: z.string().nullable(), changedAt: z.string().nullable() })
export type RuleRow = z.infer<typeof RuleRow>
export const RuleRowInput = z.object({ values: z.record(z.string(), Value), source: z.string().normalize('NFC').trim().min(1).max(300), confidence: z.enum(['high', 'medium', 'low']), reason: z.string().normalize('NFC').trim().min(1).max(1000) })
export type RuleRowInput = z.infer<typeof RuleRowInput>

function fits({ kind, required = false, min = 0, max = 0, decimals = false, values = [] }: RuleColumn, value: unknown): boolean {
  if (value === null || value === undefined) return !required
  if (kind === 'number') return typeof value === 'number' && value >= min && value <= max && (decimals || Number.isInteger(value))
  if (kind === 'yes-no') return typeof value === 'boolean'
  if (kind === 'numbers') return Array.isArray(value) && value.every((each) => typeof each === 'number')
  if (kind === 'choices') return Array.isArray(value) && value.every((each) => values.includes(String(each)))
  if (kind === 'day') return typeof value === 'string' && z.iso.date().safeParse(value).success
  return typeof value === 'string' && (kind === 'text' || values.includes(value))
}

/** Rows that hold on a day: of those that are known apart by nothing but their first day, the newest that has begun, unless it has ended by then. */
export function inForceOn({ key }: DatedRule, rows: readonly RuleRow[], on: Day): RuleRow[] {
  const known = ({ values }: RuleRow): string => JSON.stringify(key.filter((name) => name !== 'validFrom').map((name) => values[name] ?? null))
  const from = ({ values }: RuleRow): string => String(values.validFrom ?? '')
  const begun = rows.filter((row) => from(row) <= on)
  return begun.filter((row) => !begun.some((other) => known(other) === known(row) && from(other) > from(row)) && (typeof row.values.validTo !== 'string' || row.values.validTo >= on))
}

/** Columns of a rule that what is given does not fit, and what is given and is no column of it. */
export function ruleFaults({ columns }: DatedRule, given: RuleRowInput['values']): string[] {
  return [...columns.filter((column) => !fits(column, given[column.name])).map(({ name }) => name), ...Object.keys(given).filter((name) => !columns.some((column) => column.name === name))]
}
