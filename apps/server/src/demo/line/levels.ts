import { ruleSetsOn, type RuleSet } from '@phaodai/epidemic-level'
import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { loadLines, markPublished, markReviewed, measuresIn, propose, settleLevel } from '#server/levels/index.ts'
import type { Ground } from '../ground.ts'
import type { DemoPost } from '../people.ts'
import { Dice, idFor } from '../random.ts'
import { actAs } from '../save.ts'
import { DISEASE } from '../wave/cases.ts'
import { whoIs } from '../issue.ts'
import { loadLinked, saveTold } from './line.queries.ts'

/** How many days ago the levels in force were published; yesterday's round is still proposed. */
const PUBLISHED = 8

/** What no record counts, told for each unit: shares of people with doses, or cases that are linked, as the rules of the day ask. */
const TOLD: Readonly<Record<string, (dice: Dice, linked: number) => number>> = {
  'first-dose-18': (dice) => dice.between(82, 97), 'full-dose-50': (dice) => dice.between(68, 93), 'full-dose-65': (dice) => dice.between(68, 93), 'icu-beds': () => 4, 'linked-cases': (_, linked) => linked,
}

/** The rules by which the demo's day is judged: those that count before those that are decided. */
const rulesOn = (day: string): RuleSet | undefined => ruleSetsOn(day).find(({ method }) => method !== 'decided')

/** The levels of the province, published a week ago by the rules of that day, and a round of yesterday that units may argue with. Without rules of the day nothing is made up. */
export async function keepLevels(tx: Tx, ground: Ground): Promise<void> {
  const { today, people } = ground
  const post = (role: string, body: string): DemoPost => [...people.ofBody.values()].flat().find((each) => each.role === role && each.bodyName.startsWith(body))!
  const [proposer, reviewer, publisher] = [post('health', 'Sở Y tế'), post('leader', 'Sở Y tế'), post('province-leader', 'UBND tỉnh')]
  const old = await proposeRound(tx, ground, addDays(today, -PUBLISHED - 1), proposer)
  if (old === null) return
  await actAs(tx, reviewer, 'level_round.review')
  await markReviewed(tx, old, 1, reviewer.title, `${addDays(today, -PUBLISHED)}T08:30:00.000+07:00`)
  await actAs(tx, publisher, 'level_round.publish')
  const day = addDays(today, -PUBLISHED)
  await markPublished(tx, old, { version: 2, number: 'MẪU 1885/QĐ-UBND', decidedOn: day, inForceFrom: day, signerName: 'Lương Quốc MẪU' }, publisher.title, `${day}T10:00:00.000+07:00`)
  await proposeRound(tx, ground, addDays(today, -1), proposer)
}

/** A round of one day, with what is told for it; units of which too little is known are left to what they lie in. */
async function proposeRound(tx: Tx, { seed, land }: Ground, day: string, by: DemoPost): Promise<string | null> {
  const rules = rulesOn(day)
  if (!rules) return null
  const at = `${addDays(day, 1)}T07:45:00.000+07:00`
  const id = idFor(seed, at, 'line/levels')
  const asked = measuresIn(rules).filter((measure) => measure in TOLD)
  await actAs(tx, by, 'level_round.declare')
  const units = await loadLinked(tx, land.find(({ level }) => level === 'province')!.id, day)
  await saveTold(tx, units.flatMap(({ areaId, linked }) => asked.map((measure) => ({ id: idFor(seed, at, `line/told/${areaId}/${measure}`), areaId, measure, day, count: TOLD[measure]!(new Dice(seed, `line/told/${areaId}/${measure}`), linked), createdAt: at }))))
  await actAs(tx, by, 'level_round.propose')
  await propose(tx, whoIs(by, 'level_round.propose'), id, { day, diseaseCode: DISEASE, ruleSet: rules.id, cases: 'community', diseaseKind: rules.id === '15-2026' ? 'not-endemic' : null, note: null }, at)
  await actAs(tx, by, 'level_round.settle')
  for (const { areaId, version, level } of await loadLines(tx, id)) {
    if (level === null) await settleLevel(tx, id, areaId, version, areaId === units[0]!.areaId ? { level: rules.levels[0]!.level, follows: false, reason: 'Chưa đủ số liệu, Sở Y tế đề xuất (MẪU).' } : { level: null, follows: true, reason: 'Chưa đủ số liệu (MẪU).' })
  }
  return id
}
