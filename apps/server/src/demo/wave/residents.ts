import { sizeOf, type Population } from '@phaodai/scenario'
import { addDays, type Day } from '@phaodai/vocabulary'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { shiftMinutes } from '../working-hours.ts'
import type { Member, Relation } from './rows.ts'
import type { Wave } from './wave.ts'

// Names as they are borne in Lạng Sơn, every one ending in MẪU; phones begin with 0000, which no operator gives out; nobody
// has an identity number.
const FAMILY = ['Hoàng', 'Nông', 'Lương', 'Vi', 'Lý', 'Hứa', 'Chu', 'Triệu', 'Đinh', 'Lâm', 'Dương', 'Bế', 'Mông', 'Liễu', 'Phùng', 'Nguyễn', 'Trần', 'Đàm', 'Linh', 'Lã'] as const
const MIDDLE = { male: ['Văn', 'Văn', 'Đức', 'Quang', 'Minh', 'Xuân', 'Hữu', 'Công', 'Ngọc'], female: ['Thị', 'Thị', 'Thị Thu', 'Thị Bích', 'Ngọc', 'Thanh', 'Minh', 'Hồng', 'Thúy'] } as const
const GIVEN = {
  male: ['Hùng', 'Dũng', 'Cường', 'Sơn', 'Hải', 'Long', 'Tuấn', 'Nam', 'Thắng', 'Quân', 'Phong', 'Khánh', 'Kiên', 'Bình', 'Thành', 'Toàn', 'Đạt', 'Hiếu', 'Tiến', 'Vinh', 'Chiến', 'Lợi', 'Tùng', 'Duy', 'Giang', 'Trường'],
  female: ['Hoa', 'Lan', 'Hương', 'Hằng', 'Mai', 'Nga', 'Thảo', 'Trang', 'Linh', 'Yến', 'Loan', 'Liên', 'Hạnh', 'Nhung', 'Hiền', 'Thơm', 'Chanh', 'Đào', 'Xuyến', 'Quyên', 'Huệ', 'Duyên', 'Lệ', 'Bình', 'Vân', 'Diệp'],
} as const
const ETHNICITY = { 'Nùng': 43, 'Tày': 36, 'Kinh': 16, 'Dao': 4, 'Hoa': 1 } as const

type Sex = 'male' | 'female'

/** A household on file, because a case of it became known, with everybody in it. */
export interface Home { commune: LandUnit; household: RecordRow; people: { person: number; record: RecordRow }[]; members: Member[] }

/** The unit a person lives in: the village where the commune has villages, else the commune. */
export function unitOf({ population, communes, villages }: Pick<Wave, 'population' | 'communes' | 'villages'>, person: number): LandUnit {
  const commune = communes[population.commune[person]!]!
  const own = villages.get(commune.id)
  return own === undefined ? commune : own[population.village.of[person]! % own.length]!
}

/**
 * A household as it was put on file, shortly before the instant of its first case; `nth` gives it a phone of its own. What is `taken`,
 * names and days of birth, is taken but once: all are called MẪU, and matching shall not hold two of them to be one.
 */
export function homeOf(wave: Wave, number: number, nth: number, at: string, taken: Set<string>): Home {
  const { population, ground: { seed } } = wave
  const dice = new Dice(seed, `wave/home/${number}`)
  const createdAt = shiftMinutes(at, -8)
  const numbers = Array.from(population.household.members.subarray(population.household.start[number]!, population.household.start[number + 1]!))
  const unit = unitOf(wave, numbers[0]!)
  const commune = wave.communes[population.commune[numbers[0]!]!]!
  const address = unit === commune ? commune.fullName : `${unit.fullName}, ${commune.fullName}`
  const shared: Shared = { dice, taken, family: dice.pick(FAMILY), ethnicity: dice.weighted(ETHNICITY), address, areaId: unit.id, createdAt, phone: phoneOf(nth), head: population.age[numbers[0]!]!, headSex: dice.chance(numbers.length === 1 ? 0.5 : 0.2) ? 'female' : 'male' }
  const people = numbers.map((person, place) => ({ person, record: resident(wave, shared, person, place) }))
  const id = idFor(seed, createdAt, `household/${number}`)
  const household = { id, areaId: unit.id, state: 'present', stateReason: null, createdAt, values: { size: people.length, headName: people[0]!.record.values.fullName, address, phone: shared.phone } }
  const members = people.map(({ record }, place) => ({
    id: idFor(seed, createdAt, `member/${record.id}`), householdId: id, individualId: record.id, areaId: unit.id, relation: relationOf(shared.head, population.age[numbers[place]!]!, place), fromOn: addDays(wave.firstDay, -400 - dice.between(0, 3000)),
  }))
  return { commune, household, people, members }
}

/** Numbers of no operator, each household another and far from its neighbour's, so that none looks like a slip of one. */
function phoneOf(nth: number): string {
  const digits = String(100_000 + ((nth * 123_457) % 900_000))
  return `0000 ${digits.slice(0, 3)} ${digits.slice(3)}`
}

interface Shared { dice: Dice; taken: Set<string>; family: string; ethnicity: string; address: string; areaId: number; createdAt: string; phone: string; head: number; headSex: Sex }

/** In a simulated household the couple comes first, then its parents and children. */
function relationOf(head: number, age: number, place: number): Relation {
  if (place === 0) return 'head'
  if (place === 1) return 'spouse'
  return age > head ? 'parent' : 'child'
}

function resident(wave: Wave, { dice, taken, family, ethnicity, address, areaId, createdAt, phone, head, headSex }: Shared, person: number, place: number): RecordRow {
  const { population, ground: { seed }, firstDay } = wave
  const age = population.age[person]!
  const sex: Sex = place === 0 ? headSex : place === 1 ? (headSex === 'male' ? 'female' : 'male') : dice.pick(['male', 'female'] as const)
  const hasFamily = relationOf(head, age, place) === 'child' || (place < 2 && sex === 'male') // children are called after their father
  const own = hasFamily ? family : dice.pick(FAMILY)
  const birthOn = birthOf(dice, firstDay, age, taken)
  return {
    id: idFor(seed, createdAt, `individual/${person}`), areaId, state: 'present', stateReason: null, createdAt,
    values: {
      fullName: nameOf(dice, own, sex, taken), sex, birthYear: Number(birthOn.slice(0, 4)), birthOn, address, ethnicity, nationality: 'Việt Nam',
      ...(place === 0 && { phone }), ...occupationOf(population, dice, person, wave.communes[population.commune[person]!]!),
    },
  }
}

/** A name that nobody on file has yet: a second given name where the usual ones are taken. */
function nameOf(dice: Dice, family: string, sex: Sex, taken: Set<string>): string {
  let name = `${family} ${dice.pick(MIDDLE[sex])} ${dice.pick(GIVEN[sex])} MẪU`
  while (taken.has(name)) name = `${family} ${dice.pick(MIDDLE[sex])} ${dice.pick(GIVEN[sex])} ${dice.pick(GIVEN[sex])} MẪU`
  taken.add(name)
  return name
}

/** A day of birth that gives the age and that nobody on file has yet; the next older one where the year is full. */
function birthOf(dice: Dice, firstDay: Day, age: number, taken: Set<string>): Day {
  let birthOn = addDays(firstDay, -Math.round((age + dice.next()) * 365.25) - 1)
  while (taken.has(birthOn)) birthOn = addDays(birthOn, -1)
  taken.add(birthOn)
  return birthOn
}

/** From this many people on a workplace is called a company, below it a workshop. */
const COMPANY = 40

function occupationOf(population: Population, dice: Dice, person: number, { name }: LandUnit): { occupation: string; workplace?: string } {
  const age = population.age[person]!
  const site = population.site.of[person]!
  if (age < 3) return { occupation: 'child' }
  if (age < 18) return site < 0 ? { occupation: age < 6 ? 'child' : 'pupil' } : { occupation: age < 6 ? 'child' : 'pupil', workplace: schoolName(age, name) }
  if (site < 0) return { occupation: age > 64 ? 'home' : dice.weighted({ 'farmer': 6, 'trader': 2, 'freelance': 2, 'home': 1 }) }
  const people = sizeOf(population.site, site)
  const occupation = dice.weighted(people >= COMPANY ? { 'worker': 8, 'office': 1, 'driver': 1 } : { 'worker': 3, 'service': 3, 'office': 3, 'health-worker': 0.4, 'driver': 1 })
  return { occupation, workplace: people >= COMPANY ? `Công ty MẪU số ${site}` : `Cơ sở MẪU số ${site}` }
}

function schoolName(age: number, commune: string): string {
  const kind = age < 6 ? 'Mầm non' : age < 11 ? 'Tiểu học' : age < 15 ? 'THCS' : 'THPT'
  return `Trường ${kind} ${commune} (MẪU)`
}
