import { readFile } from 'node:fs/promises'
import type { RuleSet } from '@phaodai/epidemic-level'
import * as z from 'zod'
import { Explained } from '../explained.ts'

const MEASURES = [
  'community-cases-14-days', 'first-dose-18', 'full-dose-65', 'full-dose-50', 'oxygen-patients', 'deaths-14-days', 'icu-beds',
  'full-dose-eligible', 'full-dose-at-risk', 'cases-this-month', 'cases-this-week', 'linked-cases',
] as const

const sourced = { source: z.string().min(1), confidence: z.enum(['high', 'medium', 'low']) }
const named = z.strictObject({ id: z.string().min(1), name: z.string().min(1), ...sourced })
const scale = { measure: z.enum(MEASURES), per: z.number().positive(), weeks: z.number().positive() }
const rate = { id: z.string().min(1), name: z.string().min(1), ...scale, ...sourced }
const edges = z.array(z.number().nonnegative()).refine((list) => list.every((edge, index) => index === 0 || edge > list[index - 1]!), 'ngưỡng phải tăng dần')
const Degrees = z.strictObject({ ...rate, edges, optional: z.boolean().optional(), inherited: z.boolean().optional() })
const Raise = z.strictObject({ ...rate, least: z.number(), unlessNoCases: z.boolean() })

const condition = { id: z.string().min(1), name: z.string().min(1), level: z.int(), onlyFor: z.enum(['group-a', 'endemic', 'not-endemic']).optional(), ...sourced }
const Condition = z.discriminatedUnion('kind', [
  z.strictObject({ ...condition, kind: z.literal('flag') }),
  z.strictObject({ ...condition, kind: z.enum(['above', 'at-least']), ...scale, edge: z.number() }),
  z.strictObject({ ...condition, kind: z.literal('parts'), partLevel: z.int(), share: z.number() }),
  z.strictObject({ ...condition, kind: z.literal('any-part'), partLevel: z.int() }),
  z.strictObject({ ...condition, kind: z.literal('above-usual'), measure: z.enum(MEASURES), deviations: z.number() }),
])

const dated = {
  id: z.string().min(1), name: z.string().min(1), validFrom: z.iso.date(), validTo: z.iso.date().nullable(), note: z.string().nullable(), ...sourced,
  levels: z.array(z.strictObject({ level: z.int(), name: z.string().min(1), colour: z.enum(['green', 'yellow', 'orange', 'red']).nullable() })).min(1),
}
const Matrix = z.strictObject({
  ...dated, method: z.literal('matrix'), columns: z.array(Degrees).min(1), row: Degrees, table: z.array(z.array(z.int())), tableSource: named,
  raises: z.array(Raise), holds: z.array(named), watched: z.array(Raise),
}).refine(({ columns, row, table }) => table.length === row.edges.length + 1 && table.every((levels) => columns.every((column) => levels.length === column.edges.length + 1)), 'table phải có một hàng cho mỗi mức của row và một cột cho mỗi mức của columns')

const RuleFile = z.array(z.discriminatedUnion('method', [
  Matrix, z.strictObject({ ...dated, method: z.literal('conditions'), conditions: z.array(Condition) }), z.strictObject({ ...dated, method: z.literal('decided') }),
]))

/** Rule sets that somebody corrected or added, in the form that `phaodai level --list --json` prints. */
export async function ruleSetsIn(file: string): Promise<RuleSet[]> {
  const text = await readFile(file, 'utf8').catch(() => { throw new Explained(`Không đọc được tệp: ${file}`) })
  const reading = RuleFile.safeParse(jsonOf(text, file))
  if (!reading.success) throw new Explained(`${file}: không phải là các bộ quy tắc:\n${z.prettifyError(reading.error)}`)
  return reading.data
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Explained(`${file}: không phải là JSON.`)
  }
}
