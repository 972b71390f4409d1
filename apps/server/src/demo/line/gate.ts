import { addDays } from '@phaodai/vocabulary'
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
import { shiftMinutes } from '../working-hours.ts'
import { saveCodes, saveCrossings, saveRequests, saveShifts } from './line.queries.ts'

/** Since when declarations and crossings are collected; visits are, since the wave's own decision of that number. */
const COLLECTED = 14
const NUMBER = 'MẪU 15/QĐ-UBND'

/** The province's decision lets declarations and crossings be collected too; returns which row of it each rests on. */
export async function openRound(tx: Tx, { seed, today, land }: Ground, officer: DemoPost): Promise<{ declaration: string; crossing: string }> {
  const [at, province] = [`${addDays(today, -COLLECTED)}T08:00:00.000+07:00`, land.find(({ level }) => level === 'province')!]
  const row = (collects: string): RecordRow => ({
    id: idFor(seed, at, `line/collects/${collects}`), areaId: province.id, state: 'in_force', stateReason: null, createdAt: at,
    values: { number: NUMBER, issuer: 'UBND tỉnh Lạng Sơn (MẪU)', collects, diseaseCode: DISEASE, fromOn: addDays(today, -COLLECTED), toOn: addDays(today, 60), keepDays: 30 },
  })
  const [declaration, crossing] = [row('declaration'), row('crossing')]
  await actAs(tx, officer, 'collection_decision.create')
  await saveAll(tx, { collection_decision: [declaration, crossing] })
  return { declaration: declaration.id, crossing: crossing.id }
}

/** Places of the commune of the cast with the codes of their posters, and two that ask to be registered. */
export async function keepPlaces(tx: Tx, { seed, today }: Ground, home: LandUnit, by: DemoPost): Promise<void> {
  const at = `${addDays(today, -COLLECTED)}T10:00:00.000+07:00`
  const place = (kind: string, name: string): RecordRow => ({ id: idFor(seed, at, `line/place/${kind}`), areaId: home.id, state: 'open', stateReason: null, createdAt: at, values: { kind, name, address: home.fullName } })
  await actAs(tx, by, 'place.create')
  await saveAll(tx, { place: [place('office', `Trụ sở UBND ${home.fullName} (MẪU)`), place('health', `Trạm Y tế ${home.name} (MẪU)`)] })
  await saveCodes(tx, at)
  const asked = `${addDays(today, -1)}T18:05:00.000+07:00`
  const asks = (kind: string, name: string, owner: string): object => ({ id: idFor(seed, asked, `line/asked/${kind}`), areaId: home.id, name, kind, address: `Thôn 1, ${home.fullName}`, ownerName: owner, ownerPhone: '0000 333 444', askedAt: asked })
  await saveRequests(tx, [asks('shop', `Tạp hóa ${home.name} (MẪU)`, 'Lã Thị Hàng MẪU'), asks('lodging', `Nhà nghỉ ${home.name} (MẪU)`, 'Mông Văn Trọ MẪU')])
}

/** A checkpoint on the way into the commune of the cast, and one of the province that is closed again. */
export async function keepCheckpoints(tx: Tx, ground: Ground, { home, officer, decisionId }: { home: LandUnit; officer: DemoPost; decisionId: string }): Promise<void> {
  const { seed, today, bodies } = ground
  const at = `${addDays(today, -COLLECTED)}T14:00:00.000+07:00`
  const point = (key: string, state: string, values: object): RecordRow => ({
    id: idFor(seed, at, `line/checkpoint/${key}`), areaId: home.id, state, stateReason: state === 'closed' ? 'Hết thời hạn theo quyết định (MẪU).' : null, createdAt: at,
    values: { kind: 'commune', decision: `${NUMBER} ngày ${Number(addDays(today, -COLLECTED).slice(8))}/${Number(addDays(today, -COLLECTED).slice(5, 7))}`, keeperId: byPlace(bodies).get(`cong-an@${home.code}`)?.id ?? byPlace(bodies).get(`ubnd@${home.code}`)!.id, fromOn: addDays(today, -COLLECTED), ...values },
  })
  const [open, closed] = [point('open', 'active', { name: `Chốt kiểm soát số 1 ${home.fullName} (MẪU)`, stands: 'Tỉnh lộ vào trung tâm xã (MẪU)', toOn: addDays(today, 30) }), point('closed', 'closed', { name: `Chốt kiểm soát số 2 ${home.fullName} (MẪU)`, stands: 'Ngã ba đường liên thôn (MẪU)', toOn: addDays(today, -1) })]
  await actAs(tx, officer, 'checkpoint.create')
  await saveAll(tx, { checkpoint: [open, closed] })
  await actAs(tx, officer, 'crossing.roster')
  await saveShifts(tx, [-1, 0].flatMap((day) => [0, 8, 16].map((hour) => shiftOf(ground, open, addDays(today, day), hour))))
  await actAs(tx, officer, 'crossing.note')
  await saveCrossings(tx, [-2, -1, 0].flatMap((day) => crossingsOn(ground, open, addDays(today, day), decisionId)))
}

const CREWS = ['Công an xã 2, dân quân 2, y tế 1 (MẪU)', 'Công an xã 1, dân quân 3, y tế 1 (MẪU)', 'Công an xã 2, đoàn thanh niên 2 (MẪU)']

/** Eight hours; those that ended before six this morning are handed over. */
function shiftOf({ seed, today }: Ground, { id, areaId }: RecordRow, day: string, hour: number): object {
  const fromAt = `${day}T${String(hour).padStart(2, '0')}:00:00.000+07:00`
  const toAt = shiftMinutes(fromAt, 480)
  const over = toAt <= `${today}T06:00:00.000+07:00`
  return { id: idFor(seed, fromAt, `line/shift/${id}`), checkpointId: id, areaId, fromAt, toAt, crew: CREWS[hour / 8]!, handedOverAt: over ? shiftMinutes(toAt, -5) : null, handOver: over ? 'Bàn giao đủ sổ, máy đo thân nhiệt, 40 khẩu trang; không có việc tồn (MẪU).' : null }
}

/** Some forty a day, most by card or plate; this morning those before six. */
function crossingsOn({ seed, today }: Ground, { id, areaId }: RecordRow, day: string, decisionId: string): object[] {
  return Array.from({ length: 40 }, (_, n) => {
    const dice = new Dice(seed, `line/crossing/${day}/${n}`)
    const crossedAt = shiftMinutes(`${day}T00:00:00.000+07:00`, day === today ? dice.between(5, 350) : dice.between(300, 1320))
    const via = dice.weighted({ card: 5, plate: 4, none: 1 })
    const refused = dice.chance(0.1)
    return {
      id: idFor(seed, crossedAt, `line/crossing/${n}`), checkpointId: id, areaId, decisionId, crossedAt, direction: dice.chance(0.55) ? 'in' : 'out', via, receiptNumber: null, verdict: null, identity: via === 'card' ? `******${dice.between(100000, 999999)}` : null,
      plate: via === 'plate' ? `12C-${dice.between(10000, 99999)}` : null, people: via === 'plate' ? dice.between(1, 4) : 1, outcome: refused ? 'refused' : 'passed', reason: refused ? 'Không có lý do cần thiết theo quy định của khu (MẪU)' : null, receivedAt: crossedAt,
    }
  }).slice(0, day === today ? 9 : 40)
}
