import { Explained } from '../explained.ts'
import { earliestArrival, indexSpells, latestDeparture, type Reached, type Seed, type SpellIndex } from '@phaodai/contact-tracing'
import type { Input } from './kinds.ts'
import { amountOf, isBackward, timeOption, type Answer, type Options } from './options.ts'
import { columnOf, valueOf } from './table.ts'
import { readTime, unitOf, writeTime, type Clock, type Time } from './times.ts'

type SpellInput = Extract<Input, { kind: 'spells' }>
type CaseInput = Extract<Input, { kind: 'cases' | 'line-list' }>

/** So many nodes may all be seeds at once; above it the seeds must be named, since the answer grows with their square. */
const ALL_SEEDS = 3000

/** An end that never comes is told by Inf beside numbers and beside dates. */
const areOfOneClock = (one: Time, other: Time): boolean => one.clock === other.clock || Math.abs(one.value) === Infinity || Math.abs(other.value) === Infinity

function readSpells({ table, a, b, onset, terminus }: SpellInput) {
  let clock: Clock = 'number'
  const spells = table.rows.map((row) => {
    const [from, to] = [readTime(valueOf(row, onset)), readTime(valueOf(row, terminus))]
    if (from.clock === 'instant' || to.clock === 'instant') clock = 'instant'
    return { a: valueOf(row, a), b: valueOf(row, b), onset: from.value, terminus: areOfOneClock(from, to) ? to.value : Number.NaN }
  })
  return { spells, clock: clock as Clock }
}

/** Seeds by name, each with its own time where the file of cases tells one on the clock of the spells. */
function seedsOf(options: Options, cases: CaseInput | undefined, clock: Clock): Map<string, number | undefined> {
  const times = new Map(cases?.table.rows.map((row): [string, number | undefined] => [valueOf(row, cases.id), seedTime(row, cases, options, clock)]))
  return options.seed.length === 0 ? times : new Map(options.seed.map(id => [id, times.get(id)]))
}

function seedTime(row: Record<string, string>, { table }: CaseInput, { date }: Options, clock: Clock): number | undefined {
  if (date !== undefined) return timeOption('date', valueOf(row, columnOf(table, date)) || undefined, clock)
  const told = readTime(valueOf(row, columnOf(table, 'from', 'time', 'start', 'onset')))
  return Number.isNaN(told.value) || told.clock !== clock ? undefined : told.value
}

function seedNames(seeds: Map<string, number | undefined>, index: SpellIndex): string[] {
  if (seeds.size > 0) return [...seeds.keys()]
  if (index.ids.size > ALL_SEEDS) throw new Explained(`Tệp có ${index.ids.size} người: hãy nêu người bắt đầu bằng --seed hoặc --cases`)
  return index.ids.names
}

function rowsOf(index: SpellIndex, { time, hops, previous }: Reached, search: { step: number; seed: string }, clock: Clock, column: string): Record<string, unknown>[] {
  return index.ids.names.flatMap((node, at) => Number.isFinite(time[at]!)
    ? [{ ...search, node, [column]: writeTime(time[at]!, clock), hops: hops[at]!, prev: previous[at]! < 0 ? '0' : index.ids.names[previous[at]!]! }]
    : [])
}

/** Earliest arrival from, or latest departure to, each seed, over the contact spells of a file. */
export function tracePaths(input: SpellInput, cases: CaseInput | undefined, options: Options): Answer {
  const { spells, clock } = readSpells(input)
  const seeds = seedsOf(options, cases, clock)
  const index = indexSpells(spells, seeds.keys())
  const back = isBackward(options)
  const from = timeOption('from', options.from, clock) ?? (back ? index.latest : index.earliest)
  const until = timeOption('until', options.until, clock)
  const column = back ? 'depart' : 'arrive'
  const search = (seed: Seed, step: number): Reached => (back ? latestDeparture : earliestArrival)(index, [seed], { step: step * unitOf(clock), ...(until === undefined ? {} : { until }) })
  const names = seedNames(seeds, index)
  const rows = options.step.flatMap(text => names.flatMap((seed) => {
    const step = amountOf('step', text)
    return rowsOf(index, search({ node: seed, time: seeds.get(seed) ?? from }, step), { step, seed }, clock, column)
  }))
  const leftOut = index.faults.map(({ row, reason }) => ({ row: row + 1, reason }))
  return {
    json: { kind: 'paths', direction: options.direction, from: writeTime(from, clock), people: index.ids.size, spells: spells.length - leftOut.length, rows, leftOut },
    tables: { paths: { columns: ['step', 'seed', 'node', column, 'hops', 'prev'], rows }, 'left-out': { columns: ['row', 'reason'], rows: leftOut } },
    first: 'paths',
    remarks: [`${spells.length - leftOut.length} lần tiếp xúc của ${index.ids.size} người, ${names.length} người bắt đầu, ${rows.length} dòng kết quả.`],
  }
}
