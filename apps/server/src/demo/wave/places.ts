import { addDays, daysBetween } from '@phaodai/vocabulary'
import { grouped } from '#server/areas/index.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { shiftMinutes } from '../working-hours.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { ContactStory, TracedCase } from './contacts.ts'
import type { Filed } from './filing.ts'
import type { Wave } from './wave.ts'

/** Cases of so many days have visits on file; from this many days ago on they are collected. */
const [VISITED_DAYS, COLLECTED] = [6, 14]

/** A visit to a place as a phone sent it. */
export interface VisitRow { placeId: string; enteredAt: string; id: string; day: string; individualId: string; leftAt: string | null; isMasked: boolean | null }
/** The meeting at a place that made a contact. */
export interface MeetingRow { id: string; placeId: string; fromAt: string; toAt: string; minutes: number; masked: 'yes' | 'no' | 'unknown' }
/** Places, the decision under which visits to them are collected, and the visits; those of them that made contacts. */
export interface Visited { decision: RecordRow; places: (RecordRow & { commune: LandUnit })[]; visits: VisitRow[]; met: (ContactStory & { meeting: MeetingRow })[] }

/** A market and an eating house in each commune with late cases, and who was there when a case was: the first of them is listed, the others wait for whoever traces. */
export function visitedIn(wave: Wave, traced: readonly TracedCase[], { homes }: Filed): Visited {
  const { ground: { seed, today, land } } = wave
  const province = land.find(({ level }) => level === 'province')!
  const [at, opened] = [`${addDays(today, -COLLECTED)}T08:00:00.000+07:00`, new Map<LandUnit, RecordRow[]>()]
  const decision: RecordRow = {
    id: idFor(seed, at, 'collection'), areaId: province.id, state: 'in_force', stateReason: null, createdAt: at,
    values: { number: 'MẪU 15/QĐ-UBND', issuer: 'UBND tỉnh Lạng Sơn (MẪU)', collects: 'visit', diseaseCode: 'covid-19', fromOn: addDays(today, -COLLECTED), toOn: addDays(today, 60), keepDays: 21 },
  }
  const placesOf = (commune: LandUnit): RecordRow[] => [['market', `Chợ ${commune.name} (MẪU)`], ['restaurant', `Quán ăn ${commune.name} (MẪU)`]].map(([kind, name]) => ({
    id: idFor(seed, at, `place/${commune.id}/${kind}`), areaId: commune.id, state: 'open', stateReason: null, createdAt: at, values: { kind, name, address: commune.fullName },
  }))
  const neighbours = grouped(homes, ({ commune }) => commune)
  const [visits, met]: [VisitRow[], Visited['met']] = [[], []]
  for (const each of traced) {
    const { story } = each
    if (daysBetween(String(story.record.values.diagnosedAt).slice(0, 10), today) >= VISITED_DAYS) continue
    const places = opened.get(story.commune) ?? placesOf(story.commune)
    opened.set(story.commune, places)
    const others = (neighbours.get(story.commune) ?? []).flatMap(({ people }) => people).filter(({ record }) => record.id !== story.record.values.individualId && !each.contacts.some((contact) => contact.record.values.individualId === record.id)).map(({ record }) => record.id)
    const been = gathering(seed, each, places, others)
    visits.push(...been.visits)
    met.push(...been.met)
  }
  return { decision, places: [...opened].flatMap(([commune, places]) => places.map((place) => ({ ...place, commune }))), visits, met }
}

/** The case goes to one of the places a day or two before it is found, and up to five others are there with it. */
function gathering(seed: number, { story }: TracedCase, places: readonly RecordRow[], others: readonly string[]): Pick<Visited, 'visits' | 'met'> {
  const dice = new Dice(seed, `wave/visits/${story.n}`)
  const place = dice.pick(places)
  const day = addDays(String(story.record.values.diagnosedAt).slice(0, 10), -dice.between(1, 2))
  const [enteredAt, patient] = [`${day}T0${dice.between(7, 9)}:${dice.between(10, 59)}:00.000+07:00`, String(story.record.values.individualId)]
  const leftAt = shiftMinutes(enteredAt, dice.between(30, 75))
  const visitOf = (individualId: string, from: string, to: string | null, isMasked: boolean | null): VisitRow => ({ placeId: place.id, enteredAt: from, id: idFor(seed, from, `visit/${story.n}/${individualId}`), day, individualId, leftAt: to, isMasked })
  const there = others.length === 0 ? [] : Array.from({ length: Math.min(5, others.length) }, (_, n) => others[(n * 7 + story.n) % others.length]!)
  const company = [...new Set(there)].map((individualId) => visitOf(individualId, shiftMinutes(enteredAt, dice.between(-10, 15)), dice.chance(0.85) ? shiftMinutes(leftAt, dice.between(-5, 30)) : null, dice.chance(0.2) ? null : dice.chance(0.6)))
  const [first] = company
  return { visits: [visitOf(patient, enteredAt, leftAt, dice.chance(0.5)), ...company], met: first === undefined ? [] : [listedFor(seed, story, place, first, { enteredAt, leftAt })] }
}

function listedFor(seed: number, story: TracedCase['story'], place: RecordRow, visit: VisitRow, own: { enteredAt: string; leftAt: string }): ContactStory & { meeting: MeetingRow } {
  const [fromAt, toAt] = [[visit.enteredAt, own.enteredAt].toSorted()[1]!, [visit.leftAt ?? own.leftAt, own.leftAt].toSorted()[0]!]
  const listedAt = shiftMinutes(story.record.createdAt, 95)
  const id = idFor(seed, listedAt, `contact/${story.n}/met/${visit.individualId}`)
  const minutes = Math.max(1, Math.round((Date.parse(toAt) - Date.parse(fromAt)) / 60_000))
  const masked = visit.isMasked === null ? 'unknown' : visit.isMasked ? 'yes' : 'no'
  const record: RecordRow = {
    id, areaId: story.record.areaId, state: 'followed', stateReason: null, createdAt: listedAt,
    values: { caseId: story.record.id, tier: 'f1', individualId: visit.individualId, relation: 'daily', foundBy: 'app', lastContactOn: visit.day, exposure: `Cùng ở ${String(place.values.name)} với ca bệnh ${minutes} phút.`, minutes, masked, listedAt, watchUntil: addDays(visit.day, 14) },
  }
  return { commune: story.commune, record, person: null, days: [], acceptedAt: null, metId: null, meeting: { id, placeId: place.id, fromAt, toAt, minutes, masked } }
}
