import type { ZoneMeasureInput } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { beginExtent, groundMeasures, insertExtent, insertMeasures, loadCatalogue, moveZone, openDuties, recordDecision } from '#server/zones/index.ts'
import { byPlace } from '../cast.ts'
import type { Ground } from '../ground.ts'
import { saveEvents, saveStandings, saveStates } from '../history/history.queries.ts'
import type { Step } from '../history/types.ts'
import type { DemoPost } from '../people.ts'
import { idFor } from '../random.ts'
import { saveAll } from '../records/records.queries.ts'
import { actAs } from '../save.ts'
import { DISEASE } from '../wave/cases.ts'
import type { Cluster } from '../wave/clusters.ts'
import { signers } from '../weeks.ts'
import { shiftMinutes } from '../working-hours.ts'
import { issuePaper } from './decision.ts'
import { loadZoneTasks, openDecision, placeHouseholds } from './line.queries.ts'

/** A zone that the demo plants: who asks for it, who decides, and what it covers. */
interface Plan { key: string; commune: LandUnit; name: string; kind: 'lockdown' | 'restricted'; regime: string; outbreakId: string | null; grounds: string; boundary: string; since: number; days: number; by: DemoPost; number: string; authority: string }

/** Six corners around a point, closed; longitude first, about a kilometre across. */
export function ringAround({ lat, lon }: Pick<LandUnit, 'lat' | 'lon'>, degrees = 0.009): [number, number][] {
  const corner = (n: number): [number, number] => [Number((lon! + degrees * Math.cos((n * Math.PI) / 3)).toFixed(6)), Number((lat! + degrees * 0.93 * Math.sin((n * Math.PI) / 3)).toFixed(6))]
  return Array.from({ length: 7 }, (_, n) => corner(n % 6))
}

/** The latest outbreak that is not under control is locked down by the province; the commune of the cast has a zone of its own, and one that waits for a decision. */
export async function keepZones(tx: Tx, ground: Ground, clusters: readonly Cluster[], health: (commune: LandUnit) => DemoPost, home: LandUnit): Promise<void> {
  const burning = clusters.filter(({ step, commune }) => step.state === 'active' && commune.id !== home.id).toSorted((a, b) => b.record.createdAt.localeCompare(a.record.createdAt))[0]
  if (burning) {
    const { commune, record } = burning
    await enforceZone(tx, ground, {
      key: 'outbreak', commune, name: `Khu phong tỏa trung tâm ${commune.fullName.replace(/^\p{Lu}/u, (first) => first.toLocaleLowerCase('vi'))}`, kind: 'lockdown', regime: 'ct-16', outbreakId: record.id, since: 4, days: 14,
      grounds: `${String(record.values.name)} chưa được kiểm soát (MẪU).`, boundary: `Khu trung tâm ${commune.fullName} (MẪU)`, by: health(commune), number: '1912/QĐ-UBND', authority: 'ubnd@20',
    })
  }
  await enforceZone(tx, ground, {
    key: 'home', commune: home, name: `Khu cách ly quanh chợ ${home.name}`, kind: 'restricted', regime: 'ct-15', outbreakId: null, since: 6, days: 14, grounds: 'Người đi chợ phiên có ca bệnh từ địa bàn giáp ranh (MẪU).', boundary: `Chợ ${home.name} và các nhà liền kề (MẪU)`,
    by: health(home), number: '412/QĐ-UBND', authority: ground.profile === '2021' ? 'ubnd@189' : 'ubnd@06625',
  })
  await proposeZone(tx, ground, home, health(home))
  await actAs(tx, health(home), 'household.update')
  await placeHouseholds(tx)
}

/** Measures of a regime that are in force, in the order of the catalogue; the first carries out the province's directive. */
async function measuresOf(tx: Tx, regime: string, day: string): Promise<ZoneMeasureInput[]> {
  const { rules } = await loadCatalogue(tx, day)
  return rules.filter((rule) => rule.regime === regime).map(({ id, activity, answer, words, wordsEn }) => ({ ruleId: id, activity, answer, words, wordsEn, fromOn: null, untilOn: null, carriesOutId: null, carriesOutLabel: null }))
}

type Draft = Pick<Plan, 'key' | 'commune' | 'name' | 'kind' | 'outbreakId' | 'grounds' | 'boundary' | 'by'> & { fromOn: string; untilOn: string; at: string; measures: readonly ZoneMeasureInput[]; villages: readonly number[] }

/** The version of a zone that was entered and proposed. */
const PROPOSED = 2

/** A zone as its health station proposes it. */
async function draftZone(tx: Tx, { seed }: Ground, d: Draft): Promise<string> {
  const id = idFor(seed, d.at, `line/zone/${d.key}`)
  await actAs(tx, d.by, 'zone.create')
  await saveAll(tx, { zone: [{ id, areaId: d.commune.id, state: 'draft', stateReason: null, createdAt: d.at, values: { name: d.name, kind: d.kind, diseaseCode: DISEASE, outbreakId: d.outbreakId, fromOn: d.fromOn, untilOn: d.untilOn, boundary: d.boundary, grounds: d.grounds } }] })
  const part = { id: idFor(seed, d.at, `line/extent/${d.key}`), zoneId: id, decisionId: null, fromOn: d.fromOn, untilOn: d.untilOn }
  await insertExtent(tx, part, d.villages.length > 0 ? { shape: 'area', areaIds: [...d.villages] } : { shape: 'polygon', ring: ringAround(d.commune) })
  await insertMeasures(tx, id, d.measures.map((_, n) => idFor(seed, d.at, `line/measure/${d.key}/${n}`)), d.measures, d.fromOn, d.untilOn)
  await actAs(tx, d.by, 'zone.propose')
  await moveZone(tx, id, 1, 'proposed')
  return id
}

/** A zone proposed, decided by an issued document and in force, with its duties given and under way. */
async function enforceZone(tx: Tx, ground: Ground, plan: Plan): Promise<void> {
  const { seed, today, bodies, people } = ground
  const [fromOn, untilOn] = [addDays(today, -plan.since), addDays(today, plan.days - plan.since - 1)]
  const committee = byPlace(bodies).get(plan.authority)!
  const clerk = people.ofBody.get(committee.id)!.find(({ role }) => role === 'clerk')!
  const measures = await measuresOf(tx, plan.regime, fromOn)
  const zoneId = await draftZone(tx, ground, { ...plan, fromOn, untilOn, at: `${addDays(fromOn, -1)}T16:20:00.000+07:00`, measures, villages: [] })
  const { id: directiveId, desk } = await issuePaper(tx, clerk, seed, { key: plan.key, number: plan.number, day: fromOn, committee, seat: committee.level === 'province' ? 'Lạng Sơn' : committee.name.replace(/^.*?(huyện|xã) /u, ''), zone: plan.name.replace(/^Khu/u, 'khu'), untilOn, measures: measures.map(({ words }) => words) })
  const decisionId = idFor(seed, desk.moment.at, `line/zone/${plan.key}/decision`)
  await actAs(tx, clerk, 'zone.enforce')
  await openDecision(tx, { id: decisionId, zoneId, effectiveOn: fromOn, untilOn, by: clerk.title })
  await recordDecision(tx, decisionId, directiveId, 'Điều 1', clerk.title, desk.moment.at)
  await groundMeasures(tx, zoneId, decisionId, 'Điều 1', true)
  await beginExtent(tx, zoneId)
  await moveZone(tx, zoneId, PROPOSED, 'in_force')
  await openDuties(tx, desk.who('zone.enforce'), desk.moment, { id: zoneId, name: plan.name, kind: plan.kind, diseaseCode: DISEASE, areaId: plan.commune.id, fromOn }, directiveId)
  await work(tx, ground, zoneId, desk.moment.at)
}

/** What each body has done of its duty by this morning: minutes after the decision, what, and how far. */
const DONE: Readonly<Record<string, readonly (Pick<Step, 'kind' | 'note'> & Partial<Step> & { after: number })[]>> = {
  'checkpoint': [{ after: 90, kind: 'accepted', note: null, toState: 'in_progress' }, { after: 300, kind: 'reported', note: 'Đã lập chốt, trực ba ca (MẪU).', percent: 60 }],
  'test-round': [{ after: 60, kind: 'accepted', note: null, toState: 'in_progress' }, { after: 1900, kind: 'completed', note: 'Đã lấy mẫu toàn bộ người trong khu, chờ kết quả xác nhận (MẪU).', percent: 100, toState: 'awaiting_confirmation' }],
  'health-watch': [{ after: 75, kind: 'accepted', note: null, toState: 'in_progress' }, { after: 1500, kind: 'reported', note: 'Theo dõi hằng ngày, chưa có người có triệu chứng mới (MẪU).', percent: 40 }],
  'supplies': [{ after: 120, kind: 'accepted', note: null, toState: 'in_progress' }, { after: 1700, kind: 'reported', note: 'Đã phát lương thực đợt 1 (MẪU).', percent: 30 }],
  'announce': [{ after: 45, kind: 'accepted', note: null, toState: 'in_progress' }, { after: 240, kind: 'completed', note: 'Đã thông báo đến từng hộ (MẪU).', percent: 100, toState: 'awaiting_confirmation' }],
}

/** The duties of a zone as they stand this morning; one that nobody took up yet stays as it was given. */
async function work(tx: Tx, ground: Ground, zoneId: string, at: string): Promise<void> {
  const lives = (await loadZoneTasks(tx, zoneId)).map(({ duty, ...task }) => ({
    task: { ...task, createdAt: at }, escalatedTo: null,
    steps: (DONE[duty] ?? []).map(({ after, ...step }): Step => ({ ...step, at: shiftMinutes(at, after), byBody: task.bodyId })),
  }))
  await saveStates(tx, lives)
  await saveStandings(tx, lives)
  await saveEvents(tx, lives, signers(ground), (key, when) => idFor(ground.seed, when, key))
}

/** What a station asked for yesterday evening and nobody has decided yet: two villages, where the tree has villages. */
async function proposeZone(tx: Tx, ground: Ground, home: LandUnit, by: DemoPost): Promise<void> {
  const [fromOn, villages] = [addDays(ground.today, 1), ground.land.filter(({ parentId, level }) => level === 'village' && parentId === home.id).slice(0, 2)]
  await draftZone(tx, ground, {
    key: 'proposed', commune: home, name: `Khu phong tỏa ${villages.map(({ name }) => name).join(', ')}`, kind: 'lockdown', outbreakId: null, grounds: 'Hai ca bệnh liên quan trong ba ngày (MẪU).', boundary: 'Theo ranh giới thôn (MẪU)', by,
    fromOn, untilOn: addDays(fromOn, 13), at: `${addDays(ground.today, -1)}T20:15:00.000+07:00`, measures: await measuresOf(tx, 'ct-16', fromOn), villages: villages.map(({ id }) => id),
  })
}
