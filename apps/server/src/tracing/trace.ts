import { countFaults, encounterColumns, exposuresOf, indexStays, STAY_KINDS, Tracing, type Exposure, type StayColumns, type StayIndex, type TracingProfile } from '@phaodai/contact-tracing'
import { grouped } from '#server/areas/index.ts'
import { countsAs } from '#server/diseases/index.ts'
import type { OpenedRow } from './load.ts'

/** New people followed at each tier, and people told in an answer: what is beyond is counted and said. */
export const MOST_FOLLOWED = 5_000
export const MOST_TOLD = 300

/** A person reached: 1 for who met the source; the meetings that made it, the longest first. */
export type Reached = { n: number; tier: number; exposures: Exposure[] }
/** Visits of one person that were kept out for one reason; the first of them. */
export type KeptOut = { n: number; reason: string; visits: number; first: OpenedRow }

/** `stays` and `named` are what exposures point into by row; `places` by number. `hidden`: reached beyond those told, by tier. */
export type Answer = { reached: Reached[]; tiers: number[]; hidden: number[]; keptOut: KeptOut[]; casual: number; places: string[]; stays: OpenedRow[]; named: OpenedRow[]; listed: ReadonlySet<number> }

type Stays = { columns: StayColumns; rows: OpenedRow[]; places: string[] }

/** Rows of each kind, in one pass: visits come by the thousand, the others by the dozen. */
type Kinds = Record<OpenedRow['kind'], OpenedRow[]>

function kindsOf(all: readonly OpenedRow[]): Kinds {
  const kinds: Kinds = { visit: [], origin: [], case: [], household: [], contact: [], listed: [], isolated: [] }
  for (const row of all) kinds[row.kind].push(row)
  return kinds
}

/** Visits and households as columns of the engine, as far as the disease counts them; people go by their numbers in the opening. */
function staysOf({ visit, household }: Kinds, people: number, profile: TracingProfile): Stays {
  const rows = [...(countsAs(profile, 'visit') ? visit : []), ...(countsAs(profile, 'household') ? household : [])]
  const count = rows.length
  const columns = { people, places: 0, person: new Int32Array(count), place: new Int32Array(count), from: new Float64Array(count), to: new Float64Array(count), kind: new Uint8Array(count) }
  const numbers = new Map<string, number>()
  for (let at = 0; at < count; at++) {
    const { n, placeId, from, to, kind } = rows[at]!
    const place = numbers.get(placeId!) ?? numbers.size
    numbers.set(placeId!, place)
    columns.person[at] = n - 1
    columns.place[at] = place
    columns.from[at] = from
    columns.to[at] = to ?? Number.NaN
    columns.kind[at] = KIND[kind as 'visit' | 'household']
  }
  return { columns: { ...columns, places: numbers.size }, rows, places: [...numbers.keys()] }
}

const KIND = { visit: STAY_KINDS.indexOf('visit'), household: STAY_KINDS.indexOf('household') }

/** Contacts that were listed before meet the source on the day that was told; in what is not known of it the worse is taken. */
function encountersOf(named: readonly OpenedRow[], origin: number) {
  return encounterColumns(named.map(({ n, from, to, isMasked, minutes }) => ({
    one: String(origin), other: String(n), from, to: to!, ...(isMasked !== null && { masked: isMasked }), ...(minutes !== null && { minutes }),
  })), (person) => Number(person) - 1)
}

/** The longest first; what was told by the day alone last, since it is as long as the day. */
const byLength = (one: Exposure, other: Exposure): number => Number(one.kind === 'encounter') - Number(other.kind === 'encounter') || (other.to - other.from) - (one.to - one.from)

/** Tiers of everybody in an opening, from its source while it could infect. */
export function traceOpening(all: readonly OpenedRow[], window: { from: number; to: number }, tiers: number, profile: TracingProfile): Answer {
  const kinds = kindsOf(all)
  const origin = kinds.origin[0]!.n
  const named = countsAs(profile, 'encounter') ? kinds.contact : []
  const { columns, rows, places } = staysOf(kinds, all.reduce((most, { n }) => Math.max(most, n), 0), profile)
  const index = indexStays(columns, profile, window.to, encountersOf(named, origin))
  const tracing = new Tracing(index, { tiers, leastOverlap: profile.leastOverlap, lag: profile.lag })
  const patient = kinds.case[0]?.n
  const isolated = new Map(kinds.isolated.map(({ n, from }) => [n - 1, from]))
  if (patient !== undefined) isolated.set(patient - 1, -Infinity) // whom the case met is asked of the case
  tracing.trace([{ person: origin - 1, ...window }], isolated)
  const contacts = tracing.contacts().filter(({ person, tier }) => tier > 0 && person + 1 !== patient).toSorted((one, other) => one.tier - other.tier || one.since - other.since || one.person - other.person)
  const byTier = (list: typeof contacts): number[] => Array.from({ length: tiers }, (_, at) => list.filter(({ tier }) => tier === at + 1).length)
  const reached = contacts.slice(0, MOST_TOLD).map(({ person, tier }) => ({ n: person + 1, tier, exposures: exposuresOf(tracing, person).toSorted(byLength) }))
  return {
    reached, tiers: byTier(contacts), hidden: byTier(contacts.slice(MOST_TOLD)), keptOut: keptOutOf(index, rows), casual: index.encounters.casual.length, places, stays: rows, named,
    listed: new Set([...kinds.contact, ...kinds.listed].map(({ n }) => n)),
  }
}

function keptOutOf({ faults }: StayIndex, rows: readonly OpenedRow[]): KeptOut[] {
  const byPerson = grouped(faults.stays, ({ row }) => rows[row]!.n)
  return [...byPerson].toSorted(([one], [other]) => one - other).flatMap(([n, own]) => Object.entries(countFaults(own)).map(([reason, visits]) => {
    const first = own.filter((fault) => fault.reason === reason).map(({ row }) => rows[row]!).reduce((least, row) => (row.from < least.from ? row : least))
    return { n, reason, visits, first }
  }))
}
