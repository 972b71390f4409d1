import { createHash } from 'node:crypto'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { byPlace } from '../cast.ts'
import type { Ground } from '../ground.ts'
import type { DemoPost } from '../people.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { saveAll } from '../records/records.queries.ts'
import { actAs } from '../save.ts'
import { DISEASE } from '../wave/cases.ts'
import { decideUnruled, findProvince, saveDeclarations, saveLooks, type DeclarationRow } from './line.queries.ts'

/** Whoever comes: days ago, from which province (code) or country, how he became known, and how his record stands. */
const COMERS = [
  { name: 'Nông Văn Về MẪU', born: 1988, ago: 6, from: '01', found: 'declared', state: 'watched', doses: 'full' },
  { name: 'Hoàng Thị Quê MẪU', born: 1995, ago: 5, from: '22', found: 'declared', state: 'watched', doses: 'partial' },
  { name: 'Vi Văn Xa MẪU', born: 1979, ago: 4, from: '19', found: 'checkpoint', state: 'watched', doses: 'full' },
  { name: 'Lý Văn Biên MẪU', born: 1991, ago: 3, from: 'CN', found: 'checkpoint', state: 'watched', doses: 'unknown' },
  { name: 'Lương Thị Học MẪU', born: 2003, ago: 2, from: '01', found: 'declared', state: 'verified', doses: 'full' },
  { name: 'Trần Văn Nam MẪU', born: 1984, ago: 1, from: '22', found: 'checkpoint', state: 'found', doses: 'unknown' },
  { name: 'Đỗ Thị Thăm MẪU', born: 1966, ago: 1, from: '01', found: 'team', state: 'found', doses: 'none' },
  { name: 'Bế Văn Chuyến MẪU', born: 1990, ago: 25, from: '22', found: 'declared', state: 'completed', doses: 'full' },
  { name: 'Triệu Văn Qua MẪU', born: 1975, ago: 12, from: '19', found: 'declared', state: 'left', doses: 'full' },
] as const
type Comer = typeof COMERS[number]

/** Who declared and is not in the book yet. */
const DECLARED_ONLY = [{ name: 'Phùng Thị Tới MẪU', born: 1999, ago: 0, from: '01' }, { name: 'Ngô Văn Mai MẪU', born: 1987, ago: -1, from: '22' }] as const

const receiptOf = (seed: number, name: string): string => createHash('sha256').update(`${seed}/receipt/${name}`).digest('hex').slice(0, 12).toUpperCase()
const isCountry = (from: string): boolean => /^[A-Z]{2}$/u.test(from)
const phoneOf = (seed: number, name: string): string => `0000 ${new Dice(seed, `line/phone/${name}`).between(100, 999)} ${new Dice(seed, `line/phone2/${name}`).between(100, 999)}`

/** People who come to the commune of the cast: declared, found by a checkpoint or a team, verified, watched day by day, and over. */
export async function keepArrivals(tx: Tx, ground: Ground, { home, by, decisionId }: { home: LandUnit; by: DemoPost; decisionId: string }): Promise<void> {
  const { seed, today, bodies } = ground
  const places = new Map<string, number | undefined>()
  for (const { from, ago } of [...COMERS, ...DECLARED_ONLY]) if (!isCountry(from)) places.set(from, await findProvince(tx, from, addDays(today, -ago - 1)))
  const stands = { ground, home, decisionId, fromOf: (from: string) => (isCountry(from) ? { fromAreaId: null, fromCountry: from } : { fromAreaId: places.get(from)!, fromCountry: null }), team: byPlace(bodies).get(`tram-y-te@${home.code}`)!.id }
  await saveDeclarations(tx, [...COMERS.filter(({ found }) => found === 'declared'), ...DECLARED_ONLY].map((each) => declarationOf(stands, each)))
  await actAs(tx, by, 'arrival.create')
  const rows = COMERS.map((each) => arrivalOf(stands, each))
  await saveAll(tx, { arrival: rows })
  await decideUnruled(tx)
  await actAs(tx, by, 'arrival_watch.look')
  await saveLooks(tx, rows.flatMap(({ id, state, values }) => (state === 'watched' || state === 'completed' ? looksOf(seed, id, String(values.arrivedOn), today) : [])))
}

type Stands = { ground: Ground; home: LandUnit; decisionId: string; fromOf: (from: string) => { fromAreaId: number | null; fromCountry: string | null }; team: number }

function declarationOf({ ground: { seed, today }, home, decisionId, fromOf }: Stands, { name, born, ago, from }: Pick<Comer, 'name' | 'born' | 'ago' | 'from'> | typeof DECLARED_ONLY[number]): DeclarationRow {
  const declaredAt = `${addDays(today, -Math.max(ago, 0) - 1)}T19:${10 + (born % 50)}:00.000+07:00`
  return {
    id: idFor(seed, declaredAt, `line/declaration/${name}`), decisionId, areaId: home.id, declaredAt, fullName: name, birthYear: born, sex: name.includes(' Thị ') ? 'female' : 'male', identityNumber: `0000${born}0001`, phone: phoneOf(seed, name), mail: null,
    address: `Thôn 1, ${home.fullName} (MẪU)`, nationality: 'VN', ...fromOf(from), leftOn: addDays(today, -ago), arrivesOn: addDays(today, -ago), transport: 'Xe khách (MẪU)', symptoms: [], metCase: false, receiptNumber: receiptOf(seed, name), validUntil: `${addDays(today, -ago + 2)}T00:00:00.000+07:00`,
  }
}

function arrivalOf({ ground: { seed, today }, home, fromOf, team }: Stands, { name, born, ago, from, found, state, doses }: Comer): RecordRow {
  const [arrivedOn, at] = [addDays(today, -ago), `${addDays(today, -ago)}T16:30:00.000+07:00`]
  return {
    id: idFor(seed, at, `line/arrival/${name}`), areaId: home.id, state, stateReason: state === 'left' ? 'Đã trở lại nơi làm việc (MẪU).' : null, createdAt: at,
    values: {
      diseaseCode: DISEASE, fullName: name, birthYear: born, phone: phoneOf(seed, name), address: `Thôn 1, ${home.fullName} (MẪU)`, nationality: 'VN', ...fromOf(from), leftOn: arrivedOn, arrivedOn, foundBy: found,
      receiptNumber: found === 'declared' ? receiptOf(seed, name) : null, doses, symptoms: false, metCase: false, teamId: state === 'watched' || state === 'completed' ? team : null,
    },
  }
}

/** Looked after each day since, up to yesterday and fourteen days at most. */
function looksOf(seed: number, arrivalId: string, since: string, today: string): object[] {
  return Array.from({ length: Math.min(14, daysBetween(since, today) - 1) }, (_, n) => {
    const day = addDays(since, n + 1)
    return { id: idFor(seed, `${day}T08:30:00.000+07:00`, `line/look/${arrivalId}`), arrivalId, day, well: true, met: n % 3 !== 1, said: null, createdAt: `${day}T08:30:00.000+07:00` }
  })
}
