import { addDays, daysBetween } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { movement, visitTo, type Field, type Move, type RecordRow } from '../records/index.ts'
import { officeHour } from '../working-hours.ts'
import type { Cluster, Setting } from './clusters.ts'
import { unitOf } from './residents.ts'
import { dayOf, type Wave } from './wave.ts'

type Outcome = 'refuted' | 'confirmed' | 'no_basis'
interface Claim { claim: (place: string) => string; harm: string; outcome: Outcome; finding: string; answer: string }

/** What goes round where cases were found: about places and measures, never about a person. */
const CLAIMS: readonly Claim[] = [
  { claim: (place) => `Ngày mai phong tỏa toàn bộ ${place}, không ai được ra khỏi nhà`, harm: 'high', outcome: 'refuted', finding: 'UBND xã chỉ lập vùng phong tỏa tại thôn có nhiều ca, có quyết định và thời hạn.', answer: 'Chỉ thôn có ổ dịch bị phong tỏa, theo quyết định đã niêm yết; hàng thiết yếu được cung ứng đủ.' },
  { claim: (place) => `Số ca ở ${place} bị giấu, thực tế gấp nhiều lần công bố`, harm: 'medium', outcome: 'refuted', finding: 'Đã đối chiếu danh sách của Trung tâm Y tế: mọi ca dương tính đều được công bố hằng ngày.', answer: 'Số ca được công bố hằng ngày trên cổng thông tin; mọi người có thể xem.' },
  { claim: (place) => `Chợ ở ${place} tạm dừng họp từ ngày mai`, harm: 'low', outcome: 'confirmed', finding: 'Đúng: xã đã có thông báo tạm dừng để khử khuẩn, xét nghiệm tiểu thương.', answer: 'Chợ tạm dừng để khử khuẩn; ngày mở lại sẽ được thông báo trên loa.' },
  { claim: (place) => `Xông lá ở ${place} chữa khỏi bệnh, không cần khai báo`, harm: 'high', outcome: 'refuted', finding: 'Không có bằng chứng; làm chậm việc phát hiện ca bệnh.', answer: 'Có triệu chứng hãy gọi Trạm Y tế. Xông lá không chữa được COVID-19.' },
  { claim: (place) => `Có người ra khỏi khu cách ly ở ${place} khi chưa đủ ngày`, harm: 'medium', outcome: 'no_basis', finding: 'Đã kiểm tra sổ của khu cách ly: không có trường hợp nào.', answer: 'Người cách ly chỉ về nhà khi đủ ngày và có kết quả âm tính.' },
]
const CHANNELS = ['social-network', 'messaging', 'word-of-mouth', 'hotline'] as const
/** Days of news within which a rumour is still being looked into. */
const FRESH = 5

/** One or two rumours in the days after an outbreak was opened. */
export function rumoursAbout(field: Field, cluster: Cluster): RecordRow[] {
  const { commune, record } = cluster
  const dice = new Dice(field.seed, `wave/rumours/${record.id}`)
  const heard = Array.from({ length: dice.between(1, 2) }, () => addDays(record.values.reportedOn as string, dice.between(0, 6))).filter((day) => day < field.today)
  return heard.map((heardOn, n) => {
    const known = dice.pick(CLAIMS)
    const createdAt = officeHour(dice, heardOn)
    const state = heardOn > addDays(field.today, -FRESH) ? dice.pick(['new', 'checking'] as const) : dice.pick([known.outcome, 'closed'] as const)
    const answered = state !== 'new' && state !== 'checking'
    return {
      id: idFor(field.seed, createdAt, `wave/rumour/${record.id}/${n}`), areaId: commune.id, state, stateReason: answered ? known.finding : null, createdAt,
      values: {
        claim: known.claim(`${commune.kind} ${commune.name}`), channel: dice.pick(CHANNELS), heardOn, spread: 'commune', harm: known.harm, handlerId: field.handlerOf(commune).id,
        ...(answered && { finding: known.finding, counterMessage: known.answer }), ...(record.values.location !== undefined && { location: record.values.location }),
      },
    }
  })
}

const SEEN: Partial<Record<Setting, readonly [kind: string, word: string]>> = { market: ['market', 'Chợ'], workplace: ['factory', 'Công ty MẪU tại'], school: ['school', 'Trường học'] }

/** The market, workplace or school an outbreak was named after is seen in the week after it was opened. */
export function visitsAfter(field: Field, { commune, setting, record }: Cluster): RecordRow[] {
  const seen = SEEN[setting]
  if (seen === undefined) return []
  const dice = new Dice(field.seed, `wave/visit/${record.id}`)
  return [visitTo(field, dice, { key: `wave/visit/${record.id}`, area: commune, placeKind: seen[0], placeName: `${seen[1]} ${commune.name}`, plannedOn: addDays(record.values.reportedOn as string, dice.between(2, 7)) })]
}

/** Each village that was closed off is seen while it is closed. */
export function zoneVisits(wave: Wave, field: Field): RecordRow[] {
  const { members, start } = wave.population.village
  return wave.outbreak.zones.map(({ village, from }, n) => {
    const unit = unitOf(wave, members[start[village]!]!)
    const commune = wave.communes[wave.population.commune[members[start[village]!]!]!]!
    const dice = new Dice(field.seed, `wave/zone/${n}`)
    const placeName = unit === commune ? `Vùng phong tỏa số ${n + 1}, ${commune.fullName}` : `Vùng phong tỏa ${unit.fullName}, ${commune.fullName}`
    return { ...visitTo(field, dice, { key: `wave/zone/${n}`, area: commune, placeKind: 'lockdown-zone', placeName, plannedOn: dayOf(wave, from + dice.between(1, 6)) }), areaId: unit.id }
  })
}

/** Sets and masks for each case of an outbreak: for tracing, sampling of villages and the people of the zone. */
const GIVEN = [{ item: 'KN-01', each: 60 }, { item: 'KT-01', each: 200 }] as const
/** Vouchers of the wave count from here, those of the quiet weeks below it. */
const FIRST_VOUCHER = 1001

/** What was sent to communes with outbreaks and used there; a delivery to the province covers all of it beforehand. */
export function suppliesFor(field: Field, clusters: readonly Cluster[]): RecordRow[] {
  const moves = clusters.flatMap((cluster) => GIVEN.flatMap(({ item, each }) => sent(field, cluster, item, each * cluster.cases.length)))
  const deliveries = GIVEN.map(({ item }) => ({ direction: 'in' as const, item, quantity: moves.filter((move) => move.item === item && move.direction === 'transfer').reduce((sum, { quantity }) => sum + quantity, 0), day: -54, area: field.province, source: 'higher-level' }))
  return [...deliveries.filter(({ quantity }) => quantity > 0), ...moves].map((move, n) => movement(field, new Dice(field.seed, `wave/stock/${n}`), FIRST_VOUCHER + n, move))
}

function sent(field: Field, { commune, record }: Cluster, item: string, quantity: number): Move[] {
  const day = Math.min(-1, daysBetween(field.today, record.values.reportedOn as string) + 1)
  const arrived = day < -2
  return [
    { direction: 'transfer', item, quantity, day, area: field.province, to: commune, arrived },
    ...(day < -7 ? [{ direction: 'out' as const, item, quantity: quantity / 2, day: day + 6, area: commune }] : []),
  ]
}
