import { clustersOf, dutiesOf, exposuresFrom, exposuresOf, generationsOf, likelyInfectors, linkGraph, mirroredStays, placesByCases, rowsApart, Tracing, type DatedCase, type Exposure } from '@phaodai/contact-tracing'
import { gather, type CaseInput, type EncounterInput, type Gathered, type VisitInput } from './gathering.ts'
import { isBackward, type Answer, type Options } from './options.ts'
import { writeTime } from './times.ts'

type Row = Record<string, unknown>
/** Tracing with the way back to names and times; `sign` -1 where time was turned round. */
type Traced = { tracing: Tracing; sign: 1 | -1; gathered: Gathered }

const MINUTE = 60_000

function clockTime({ clock }: Gathered, instant: number): number | string {
  return writeTime(clock === 'number' ? instant / MINUTE : instant, clock)
}

/** Forward: cases within their infectious windows. Backward: within the windows of their infection, time turned round. */
function trace(gathered: Gathered, options: Options): Traced {
  const { index, cases, profile } = gathered
  if (!isBackward(options)) {
    const tracing = new Tracing(index, profile)
    tracing.trace([...cases.values()])
    return { tracing, sign: 1, gathered }
  }
  const tracing = new Tracing(mirroredStays(index), profile)
  tracing.trace(infectionWindows(gathered).map(({ person, from, to }) => ({ person, from: -to, to: -from })))
  return { tracing, sign: -1, gathered }
}

/** When each case may have been infected: by incubation before its onset; without one, whenever before it was infectious. */
function infectionWindows({ cases, profile: { incubation } }: Gathered): DatedCase[] {
  return [...cases.values()].map(each => Number.isNaN(each.onset) ? { ...each, from: -Infinity, to: each.to } : { ...each, from: each.onset - incubation.most, to: each.onset - incubation.least })
}

/** F1 are told from the side of the cases, which costs no more than there are meetings; the others from their own. */
function exposuresByPerson({ tracing }: Traced): Map<number, Exposure[]> {
  const contacts = tracing.contacts()
  const found = new Map(contacts.filter(({ tier }) => tier > 1).map(({ person }) => [person, exposuresOf(tracing, person)]))
  for (const { person: source } of contacts.filter(({ tier }) => tier === 0)) {
    for (const exposure of exposuresFrom(tracing, source)) {
      if (tracing.isCase(exposure.person)) continue
      const known = found.get(exposure.person)
      if (known) known.push(exposure)
      else found.set(exposure.person, [exposure])
    }
  }
  for (const list of found.values()) list.sort((one, other) => one.from - other.from || one.source - other.source)
  return found
}

function exposureRow({ gathered, sign }: Traced, tier: number, exposure: Exposure): Row {
  const { people, places, encounters, stays } = gathered
  const met = encounters[exposure.encounter]
  const [from, to] = sign === 1 ? [exposure.from, exposure.to] : [0 - exposure.to, 0 - exposure.from]
  return {
    person: people[exposure.person], tier, source: people[exposure.source], source_tier: exposure.sourceTier, place: met ? (met.where || null) : places[exposure.place], kind: exposure.kind,
    from: clockTime(gathered, from), to: clockTime(gathered, to), minutes: met?.minutes ?? (to - from) / MINUTE, masked: met?.masked ?? null, metres: met?.metres ?? null,
    rows_apart: exposure.stays ? rowsApart(stays[exposure.stays.own]?.seat, stays[exposure.stays.other]?.seat) ?? null : null, assumed_exit: exposure.isAssumed,
  }
}

function contactRows(traced: Traced, byPerson: ReadonlyMap<number, Exposure[]>): { contacts: Row[]; exposures: Row[] } {
  const { tracing, sign, gathered } = traced
  const [contacts, exposures]: [Row[], Row[]] = [[], []]
  for (const { person, tier, since } of tracing.contacts()) {
    const rows = (byPerson.get(person) ?? []).map(exposure => exposureRow(traced, tier, exposure))
    exposures.push(...rows)
    const told = rows[0]
    contacts.push({
      person: gathered.people[person], tier, since: clockTime(gathered, sign * since), exposures: rows.length, minutes: rows.reduce((sum, { minutes }) => sum + Number(minutes), 0),
      source: told?.source ?? null, place: told?.place ?? null, kind: told?.kind ?? null,
    })
  }
  return { contacts, exposures }
}

/** Likely infectors of every case, and the chain that the likeliest make. */
function sourceRows(gathered: Gathered): { infectors: Row[]; chain: Row[] } {
  const { people, cases, profile, index } = gathered
  const tracing = new Tracing(index, profile)
  tracing.trace([...cases.values()])
  const found = [...cases.keys()].sort((one, other) => one - other).map(person => likelyInfectors(tracing, cases, person, profile))
  const graph = linkGraph(found.flatMap(([first]) => (first ? [{ from: people[first.infector]!, to: people[first.person]! }] : [])), [...cases.keys()].map(person => people[person]!))
  const [clusters, generation] = [clustersOf(graph), generationsOf(graph)]
  const infectorOf = new Map(found.flatMap(([first]) => (first ? [[people[first.person]!, first] as const] : [])))
  return {
    infectors: found.flat().map(({ person, infector, share, hours, serialInterval }) => ({ person: people[person], infector: people[infector], share, hours, serial_interval: serialInterval })),
    chain: graph.ids.names.map((id, node) => ({
      id, infector: infectorOf.has(id) ? people[infectorOf.get(id)!.infector] : null, serial_interval: infectorOf.get(id)?.serialInterval ?? null,
      generation: generation[node] === -1 ? null : generation[node], cluster_member: String(clusters.of[node]), cluster_size: clusters.sizes[clusters.of[node]!],
    })),
  }
}

/** What is due for each contact, as requested at the moment the data are from. */
function dutyRows({ tracing, gathered }: Traced, byPerson: ReadonlyMap<number, Exposure[]>): Row[] {
  const { people, profile, asOf } = gathered
  return tracing.contacts().filter(({ tier }) => tier > 0).flatMap(({ person, tier }) => {
    const lastExposure = byPerson.get(person)!.reduce((latest, { to }) => Math.max(latest, to), -Infinity)
    return dutiesOf({ tier, requested: asOf, lastExposure }, profile).map(({ code, day = null, due }) => ({ person: people[person], tier, code, day, due: clockTime(gathered, due) }))
  })
}

/** Contacts by tier with the exposures that made them, places, likely infectors, and (forward) what is due. */
export async function traceContacts(visits: VisitInput, encounters: EncounterInput | undefined, cases: CaseInput, options: Options): Promise<Answer> {
  const gathered = await gather(visits, encounters, cases, options)
  const traced = trace(gathered, options)
  const byPerson = exposuresByPerson(traced)
  const { contacts, exposures } = contactRows(traced, byPerson)
  const places = placesByCases(gathered.index, isBackward(options) ? infectionWindows(gathered) : [...gathered.cases.values()]).map(({ place, ...counts }) => ({ place: gathered.places[place], ...counts }))
  const duties = isBackward(options) ? [] : dutyRows(traced, byPerson)
  const rows: Record<string, Row[]> = { contacts, exposures, places, ...sourceRows(gathered), duties, casual: gathered.index.encounters.casual.map(row => ({ row: row + 1 })), 'left-out': gathered.leftOut }
  const { 'left-out': leftOut, ...answers } = rows
  return {
    json: { kind: 'contacts', direction: options.direction, asOf: clockTime(gathered, gathered.asOf), ...answers, leftOut },
    tables: Object.fromEntries(Object.entries(COLUMNS).map(([name, columns]) => [name, { columns, rows: rows[name]! }])),
    first: 'contacts',
    remarks: [`${gathered.stays.length} lượt của ${gathered.people.length} người tại ${gathered.places.length} nơi, ${gathered.cases.size} ca bệnh: ${[...new Set(contacts.map(({ tier }) => tier))].map(tier => `F${String(tier)} ${contacts.filter(each => each.tier === tier).length}`).join(', ')}.`],
  }
}

const COLUMNS: Record<string, string[]> = {
  contacts: ['person', 'tier', 'since', 'exposures', 'minutes', 'source', 'place', 'kind'],
  exposures: ['person', 'tier', 'source', 'source_tier', 'place', 'kind', 'from', 'to', 'minutes', 'masked', 'metres', 'rows_apart', 'assumed_exit'],
  places: ['place', 'visitors', 'cases', 'expected', 'ratio', 'surprise'],
  infectors: ['person', 'infector', 'share', 'hours', 'serial_interval'],
  chain: ['id', 'infector', 'serial_interval', 'generation', 'cluster_member', 'cluster_size'],
  duties: ['person', 'tier', 'code', 'day', 'due'],
  casual: ['row'],
  'left-out': ['file', 'row', 'reason'],
}
