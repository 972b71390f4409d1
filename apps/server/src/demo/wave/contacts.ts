import { addDays, daysBetween, type Day } from '@phaodai/vocabulary'
import { grouped } from '#server/areas/index.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { shiftMinutes } from '../working-hours.ts'
import type { CaseStory } from './cases.ts'
import type { Filed } from './filing.ts'
import { unitOf } from './residents.ts'
import type { Wave } from './wave.ts'

/** Cases of so many days are traced on file: contacts of older ones are no longer watched. */
const TRACED_DAYS = 21
/** Days of watching from the last contact, and how many of a case's contacts outside its home are listed at most. */
const [WATCHED, MOST_OUTSIDE] = [14, 5]

/** A day on which a contact was seen. */
export interface SeenDay { id: string; contactId: string; onDay: Day; manner: 'seen' | 'phone'; temperature: number | null; symptoms: string[]; illAt: string | null; sampledAt: string | null; enteredAt: string }
/** A contact as he was listed, with what was done about him since; `metId`: of a contact of a contact, whom he met. */
export interface ContactStory { commune: LandUnit; record: RecordRow; person: number | null; days: SeenDay[]; acceptedAt: string | null; metId: string | null }
/** A case with its contacts. */
export interface TracedCase { story: CaseStory; contacts: ContactStory[] }

type Around = { wave: Wave; story: CaseStory; dice: Dice; limit: string; individuals: ReadonlyMap<number, string>; diagnosed: ReadonlyMap<number, string>; listedAt: string }

/** The contacts of the cases of the last three weeks: their homes, whom quarantine took because of them, and whom these met. */
export function tracedCases(wave: Wave, { homes, stories }: Filed): TracedCase[] {
  const { ground: { seed, today }, outbreak: { infections, quarantines } } = wave
  const individuals = new Map(homes.flatMap(({ people }) => people.map(({ person, record }) => [person, record.id])))
  const diagnosed = new Map(stories.map(({ n, record }) => [infections[n]!.person, String(record.values.diagnosedAt)]))
  const household = new Map(homes.flatMap(({ people }) => people.map(({ person }) => [person, people.map((each) => each.person)])))
  const because = grouped(quarantines, (each) => each.because)
  return stories.filter(({ record }) => daysBetween(String(record.values.diagnosedAt).slice(0, 10), today) < TRACED_DAYS).map((story) => {
    const dice = new Dice(seed, `wave/contacts/${story.n}`)
    const around: Around = { wave, story, dice, limit: `${today}T06:00:00.000+07:00`, individuals, diagnosed, listedAt: listedOf(dice, story) }
    const patient = infections[story.n]!.person
    const isLater = (person: number): boolean => person !== patient && (diagnosed.get(person) ?? '9') > String(story.record.values.diagnosedAt)
    const home = household.get(patient)!.filter(isLater)
    const outside = [...new Set((because.get(story.n) ?? []).map(({ person }) => person))].filter((person) => isLater(person) && !household.get(patient)!.includes(person)).slice(0, MOST_OUTSIDE)
    const first = [...home.map((person) => contactOf(around, person, 'household')), ...outside.map((person) => contactOf(around, person, dice.pick(['workplace', 'friend', 'daily'])))]
    const second = first.filter(({ record }) => record.values.relation === 'workplace' && dice.chance(0.4)).map((met) => secondOf(around, met))
    return { story, contacts: [...first, ...second].filter(({ record }) => record.createdAt < around.limit) }
  })
}

/** Listed within two hours of the case, of one case in eight only the next day. */
function listedOf(dice: Dice, { record: { createdAt } }: CaseStory): string {
  return shiftMinutes(createdAt, dice.chance(0.88) ? dice.between(10, 90) : dice.between(13 * 60, 30 * 60))
}

const FOUND_BY = { household: 'family', workplace: 'place', friend: 'patient', daily: 'patient' } as const
const EXPOSURES = { household: 'Ăn ở cùng nhà', workplace: 'Làm cùng tổ, nghỉ trưa cùng phòng', friend: 'Ngồi uống nước, không khẩu trang', daily: 'Giao hàng, nói chuyện ngoài cửa' } as const
type Relation = keyof typeof FOUND_BY

/** A name evidently invented, for somebody of whom there is no record. */
function strangerOf(dice: Dice): { fullName: string; phone: string } {
  const name = `${dice.pick(['Hoàng', 'Nông', 'Vi', 'Lý', 'Hứa', 'Chu', 'Triệu', 'Bế'])} ${dice.pick(['Văn', 'Thị'])} ${dice.pick(['An', 'Biên', 'Cầm', 'Dần', 'Én', 'Hợi', 'Mão', 'Sửu', 'Thìn', 'Tý'])} ${dice.pick(['Một', 'Hai', 'Ba', 'Tư', 'Năm', 'Sáu'])} MẪU`
  return { fullName: name, phone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}` }
}

function contactOf(around: Around, person: number, relation: Relation): ContactStory {
  const { wave, story, dice, limit, individuals, diagnosed, listedAt } = around
  const lives = wave.communes[wave.population.commune[person]!]!
  const own = individuals.get(person)
  const ownCase = diagnosed.get(person) ?? null
  const isElsewhere = lives !== story.commune
  const steps = stepsOf(dice, listedAt, limit, ownCase)
  const lastContactOn = addDays(String(story.record.values.diagnosedAt).slice(0, 10), relation === 'household' ? 0 : -dice.between(0, 2))
  const watchUntil = addDays(lastContactOn, WATCHED)
  const accepted = isElsewhere ? shiftMinutes(listedAt, dice.between(60, 900)) : null
  const state = ownCase !== null && ownCase < limit ? 'became_case' : watchUntil < wave.ground.today ? 'released' : isElsewhere && accepted! > limit ? 'listed' : 'followed'
  const id = idFor(wave.ground.seed, listedAt, `contact/${story.n}/${person}`)
  const record: RecordRow = {
    id, areaId: story.record.areaId, state, stateReason: null, createdAt: listedAt,
    values: {
      caseId: story.record.id, tier: 'f1', ...(own === undefined ? strangerOf(dice) : { individualId: own }), relation, foundBy: FOUND_BY[relation], lastContactOn, exposure: EXPOSURES[relation],
      minutes: relation === 'household' ? null : dice.between(3, 40) * 5, masked: relation === 'household' ? null : dice.pick(['yes', 'no', 'unknown']), ...(isElsewhere && { residenceAreaId: unitOf(wave, person).id }), listedAt, watchUntil, ...steps,
    },
  }
  return { commune: story.commune, record, person, days: daysOf(around, record, ownCase), acceptedAt: accepted !== null && accepted < limit ? accepted : null, metId: null }
}

/** Sampled and isolated mostly within their day, some too late; what would lie ahead has not been done. */
function stepsOf(dice: Dice, listedAt: string, limit: string, ownCase: string | null): Record<string, unknown> {
  const after = (least: number, most: number): string | null => {
    const at = shiftMinutes(listedAt, dice.between(least * 60, most * 60))
    return at < limit ? at : null
  }
  const slow = (): [number, number] => (dice.chance(0.86) ? [1, 22] : [26, 50])
  const [informedAt, sampledAt, isolatedAt] = [after(0, 2), after(...slow()), after(...slow())]
  const answered = sampledAt !== null && shiftMinutes(sampledAt, 20 * 60) < limit
  return { informedAt, sampledAt, isolatedAt, result: sampledAt === null ? null : ownCase !== null && ownCase < limit ? 'positive' : answered ? 'negative' : 'pending' }
}

/** One who met an F1 after the case did. */
function secondOf({ wave, story, dice, limit, listedAt }: Around, met: ContactStory): ContactStory {
  const at = shiftMinutes(listedAt, dice.between(60, 300))
  const watchUntil = addDays(String(met.record.values.lastContactOn), WATCHED)
  const record: RecordRow = {
    id: idFor(wave.ground.seed, at, `contact/${story.n}/of/${met.record.id}`), areaId: story.record.areaId, state: watchUntil < wave.ground.today ? 'released' : 'followed', stateReason: null, createdAt: at,
    values: { caseId: story.record.id, tier: 'f2', ...strangerOf(dice), relation: 'daily', foundBy: 'patient', lastContactOn: met.record.values.lastContactOn, listedAt: at, watchUntil, informedAt: shiftMinutes(at, 60) < limit ? shiftMinutes(at, 60) : null },
  }
  return { commune: story.commune, record, person: null, days: [], acceptedAt: null, metId: met.record.id }
}

/** The days on which somebody was seen until yesterday: most of them; one who became a case was ill on the last. */
function daysOf({ wave: { ground: { seed, today } }, dice }: Around, { id, createdAt, values }: RecordRow, ownCase: string | null): SeenDay[] {
  const yesterday = addDays(today, -1)
  const last = [String(values.watchUntil), yesterday, ...(ownCase === null ? [] : [addDays(ownCase.slice(0, 10), -1)])].toSorted()[0]!
  const days: SeenDay[] = []
  for (let onDay = addDays(createdAt.slice(0, 10), 1); onDay <= last; onDay = addDays(onDay, 1)) {
    const ill = (ownCase !== null && onDay === last) || dice.chance(0.01)
    if (!ill && dice.chance(0.07)) continue
    const enteredAt = `${onDay}T${String(dice.between(8, 16)).padStart(2, '0')}:${dice.between(10, 59)}:00.000+07:00`
    const answered = ill && onDay < yesterday
    days.push({ id: idFor(seed, enteredAt, `seen/${id}/${onDay}`), contactId: id, onDay, manner: dice.chance(0.3) ? 'seen' : 'phone', temperature: ill ? 37.5 + dice.between(0, 14) / 10 : null, symptoms: ill ? ['cough'] : [], illAt: ill ? enteredAt : null, sampledAt: answered ? shiftMinutes(enteredAt, 300) : null, enteredAt })
  }
  return days
}
