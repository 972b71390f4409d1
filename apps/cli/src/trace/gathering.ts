import { Explained } from '../explained.ts'
import { COVID19_2021, encounterColumns, indexStays, STAY_KINDS, stayColumns, type DatedCase, type Encounter, type Stay, type StayIndex, type StayKind, type TracingProfile } from '@phaodai/contact-tracing'
import type { Input } from './kinds.ts'
import { amountOf, timeOption, type Options } from './options.ts'
import { columnOf, readText, valueOf, type Table } from './table.ts'
import { readTime, type Clock } from './times.ts'

export type VisitInput = Extract<Input, { kind: 'visits' }>
export type EncounterInput = Extract<Input, { kind: 'spells' }>
export type CaseInput = Extract<Input, { kind: 'cases' | 'line-list' }>

/** Everything that was read: with names, and as the engine has it. */
export type Gathered = {
  clock: Clock
  profile: TracingProfile
  asOf: number
  stays: Stay[]
  encounters: Encounter[]
  index: StayIndex
  people: readonly string[]
  places: readonly string[]
  cases: Map<number, DatedCase>
  leftOut: { file: string; row: number; reason: string }[]
}

const MINUTE = 60_000
/** The engine counts in milliseconds; numbers of a file are minutes. */
const scaled = ({ value, clock }: { value: number; clock: Clock }): number => (clock === 'number' ? value * MINUTE : value)

function kindOf(text: string): StayKind {
  const kind = STAY_KINDS.find(each => each === (text.toLowerCase() || 'visit'))
  if (!kind) throw new Explained(`Cột kind chỉ nhận ${STAY_KINDS.join(', ')}, không nhận "${text}"`)
  return kind
}

function readStays({ table, person, place, entered, left }: VisitInput): { stays: Stay[]; clock: Clock } {
  const [kind, seat] = [columnOf(table, 'kind', 'type'), columnOf(table, 'seat')]
  let clock: Clock = 'number'
  const stays = table.rows.map((row): Stay => {
    const from = readTime(valueOf(row, entered))
    if (from.clock === 'instant') clock = 'instant'
    const out = valueOf(row, left)
    return { person: valueOf(row, person), place: valueOf(row, place), from: scaled(from), kind: kindOf(valueOf(row, kind)), ...(out === '' ? {} : { to: scaled(readTime(out)) }), ...(seat ? { seat: valueOf(row, seat) } : {}) }
  })
  return { stays, clock }
}

const YES = /^(?:1|true|yes|y|có|co|x)$/i
const NO = /^(?:0|false|no|n|không|khong)$/i

function readEncounters({ table, a, b, onset, terminus }: EncounterInput): Encounter[] {
  const [masked, metres, minutes, direct, where] = [columnOf(table, 'masked', 'mask'), columnOf(table, 'metres', 'distance', 'meters'), columnOf(table, 'minutes'), columnOf(table, 'direct'), columnOf(table, 'where', 'place')]
  return table.rows.map((row) => {
    const [isMasked, far, long] = [valueOf(row, masked), valueOf(row, metres), valueOf(row, minutes)]
    return {
      one: valueOf(row, a), other: valueOf(row, b), from: scaled(readTime(valueOf(row, onset))), to: scaled(readTime(valueOf(row, terminus))), isDirect: YES.test(valueOf(row, direct)), where: valueOf(row, where),
      ...(YES.test(isMasked) ? { masked: true } : NO.test(isMasked) ? { masked: false } : {}), ...(far === '' ? {} : { metres: Number(far) }), ...(long === '' ? {} : { minutes: Number(long) }),
    }
  })
}

/** A case's window: told by `from`, `to`; else from its onset, its sample, or, where no date is known, everything from --from on. */
function readCase(row: Record<string, string>, table: Table, options: Options, { infectious }: TracingProfile): Omit<DatedCase, 'person'> {
  const time = (...names: string[]): number => scaled(readTime(valueOf(row, columnOf(table, ...names))))
  const [from, to, isolated] = [time('from', 'infectious_from'), time('to', 'infectious_to'), time('isolated', 'isolated_at', 'date_of_isolation')]
  const told = options.date === undefined ? time('onset', 'date_of_onset', 'onset_date', 'dt_onset', 'symptom_onset', 'sampled', 'date_of_sample') : time(options.date)
  const onset = Number.isNaN(told) && !Number.isNaN(from) ? from + infectious.before : told
  const fallback = options.from === undefined ? -Infinity : scaled(readTime(options.from))
  const begins = Number.isNaN(from) ? (Number.isNaN(onset) ? fallback : onset - infectious.before) : from
  const ends = Number.isNaN(to) ? (Number.isNaN(onset) ? Infinity : onset + infectious.after) : to
  return { from: begins, to: Number.isNaN(isolated) ? ends : Math.min(ends, isolated), onset }
}

function readCases({ table, id }: CaseInput, options: Options, profile: TracingProfile, numberOf: (name: string) => number | undefined) {
  const cases = new Map<number, DatedCase>()
  const leftOut: Gathered['leftOut'] = []
  const leave = (row: number, reason: string): void => void leftOut.push({ file: table.file, row: row + 1, reason })
  table.rows.forEach((row, at) => {
    const person = numberOf(valueOf(row, id))
    if (options.seed.length > 0 && !options.seed.includes(valueOf(row, id))) return
    const window = readCase(row, table, options, profile)
    if (valueOf(row, id) === '' || person === undefined) leave(at, 'missing-id')
    else if (window.to < window.from) leave(at, 'window-reversed')
    else if (cases.has(person)) leave(at, 'case-twice')
    else cases.set(person, { person, ...window })
  })
  return { cases, leftOut }
}

async function readProfile(file: string | undefined): Promise<TracingProfile> {
  if (file === undefined) return COVID19_2021
  try {
    return { ...COVID19_2021, ...JSON.parse(await readText(file)) as Partial<TracingProfile> }
  } catch (error) {
    throw error instanceof SyntaxError ? new Explained(`${file}: không phải JSON hợp lệ`) : error
  }
}

/** Reads visits, encounters and cases, and indexes them. Rows kept out are told by file, number and reason. */
export async function gather(visits: VisitInput, encounterInput: EncounterInput | undefined, caseInput: CaseInput, options: Options): Promise<Gathered> {
  const profile = { ...await readProfile(options.profile), ...(options.tiers === undefined ? {} : { tiers: amountOf('tiers', options.tiers) }) }
  const { stays, clock } = readStays(visits)
  const encounters = encounterInput ? readEncounters(encounterInput) : []
  const named = [...encounters.flatMap(({ one, other }) => [one, other]), ...caseInput.table.rows.map(row => valueOf(row, caseInput.id))].filter(name => name !== '')
  const columns = stayColumns(stays, named)
  const asked = timeOption('as-of', options.asOf, clock)
  const asOf = asked === undefined ? latestOf(stays, encounters) : scaled({ value: asked, clock })
  const index = indexStays(columns, profile, asOf, encounterColumns(encounters, name => (name === '' ? -1 : columns.peopleIds.find(name)!)))
  const { cases, leftOut } = readCases(caseInput, options, profile, name => columns.peopleIds.find(name))
  const told = (file: string, faults: readonly { row: number; reason: string }[]) => faults.map(({ row, reason }) => ({ file, row: row + 1, reason }))
  return {
    clock, profile, asOf, stays, encounters, index, people: columns.peopleIds.names, places: columns.placeIds.names, cases,
    leftOut: [...told(visits.table.file, index.faults.stays), ...told(encounterInput?.table.file ?? '', index.faults.encounters), ...leftOut],
  }
}

function latestOf(stays: readonly Stay[], encounters: readonly Encounter[]): number {
  return [...stays, ...encounters].reduce((latest, { from, to = from }) => Math.max(latest, Number.isFinite(to) ? to : latest), -Infinity)
}
