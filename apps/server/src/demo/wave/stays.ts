import { grouped } from '#server/areas/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { idFor } from '../random.ts'
import { actAs } from '../save.ts'
import { centreOf, centresOf, type Staff } from './staff.ts'
import { loadInpatients, saveFacilities, saveRooms, saveStays, type Inpatient, type StayRow } from './stays.queries.ts'
import type { Wave } from './wave.ts'

/** Beds of a room, and rooms kept free of four that are taken. */
const [BEDS, SPARE] = [4, 0.25]
const SINCE = '2020-06-01T09:00:00.000+07:00'
/** Of a severity: the tier that treats it, and the class of risk. */
const TIERS: Readonly<Record<string, { tier: string; riskClass: string }>> = {
  none: { tier: '1', riskClass: 'low' }, mild: { tier: '1', riskClass: 'low' }, moderate: { tier: '2', riskClass: 'medium' }, severe: { tier: '3', riskClass: 'high' }, critical: { tier: '3', riskClass: 'very-high' },
}
const needOf = ({ severity }: Inpatient) => TIERS[severity] ?? TIERS.mild!

/** Who lies in hospital at the end of the wave lies in a bed of a facility, alike people in a room; each place keeps some rooms free. */
export async function keepStays(tx: Tx, wave: Wave, staff: Staff): Promise<void> {
  const people = await loadInpatients(tx)
  for (const [name, inside] of grouped(people, ({ facility }) => facility)) await keepPlace(tx, wave, staff, name, inside)
}

async function keepPlace(tx: Tx, { ground: { seed, bodies }, communes }: Wave, staff: Staff, name: string, inside: readonly Inpatient[]): Promise<void> {
  const commune = communes.find(({ id }) => id === inside[0]!.areaId) ?? communes[0]!
  const [post, centre] = [staff.of(commune), centreOf(centresOf(bodies), commune)]
  const facilityId = idFor(seed, SINCE, `facility/${name}`)
  const tier = inside.map((each) => needOf(each).tier).toSorted().at(-1)!
  await actAs(tx, post, 'facility.create')
  await saveFacilities(tx, [{ id: facilityId, areaId: centre.seatAreaId, name, kind: tier === '3' ? 'hospital' : 'field-hospital', tier, bodyId: centre.id, createdBy: post.postId, createdAt: SINCE }])
  const groups = [...grouped(inside, (each) => `${needOf(each).riskClass} ${each.sex}`).values()].flatMap((group) => Array.from({ length: Math.ceil(group.length / BEDS) }, (_, n) => group.slice(n * BEDS, (n + 1) * BEDS)))
  const roomOf = (n: number): string => idFor(seed, SINCE, `room/${name}/${n}`)
  const rooms = Array.from({ length: groups.length + Math.ceil(groups.length * SPARE) }, (_, n) => ({ id: roomOf(n), facilityId, name: `P${String(n + 1).padStart(2, '0')}`, oxygen: tier !== '1', createdBy: post.postId }))
  await saveRooms(tx, rooms)
  await actAs(tx, post, 'stay.admit')
  await saveStays(tx, groups.flatMap((group, n) => group.map((each, position): StayRow => ({
    ...each, ...needOf(each), id: idFor(seed, SINCE, `stay/${each.caseId}`), facilityId, askedOn: each.admittedOn, enteredAt: `${each.admittedOn}T15:00:00.000+07:00`, roomId: roomOf(n), position: position + 1, createdBy: each.postId,
  }))))
}
