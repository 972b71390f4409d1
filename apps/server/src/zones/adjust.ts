import type { ZoneAddInput, ZoneDraftInput, ZoneMeasure } from '@phaodai/office'
import { formatDay, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { fault, refuseBackwards } from './faults.ts'
import { loadCatalogue, loadMeasures, loadMeasuresOf, type ZoneRow } from './load.ts'
import { addMeasures, endMeasures, noteAdds, noteClauses, noteEnds } from './steps.queries.ts'

/** What a decision ends and adds among the measures of a zone. */
export type Changes = { ends: readonly ZoneMeasure[]; adds: readonly (ZoneAddInput & Pick<ZoneMeasure, 'activityName' | 'source'>)[] }

const refuse = (key: string, field: string, values: Record<string, string> = {}): never => {
  throw new Problem('invalid-input', { detail: fault(key, values), fields: { [field]: 'refused' } })
}
const holds = ({ fromOn, untilOn }: Pick<ZoneMeasure, 'fromOn' | 'untilOn'>, from: Day, until: Day | null): boolean => (until === null || fromOn <= until) && (untilOn === null || untilOn >= from)

/** The articles of a decision written here that end and add measures; a decision that does something else says that first. */
export function articlesOf({ kind, ends, adds }: { kind: string; ends: number; adds: number }): { end: number; add: number } {
  const end = kind === 'adjust' ? 1 : 2
  return { end, add: ends > 0 && adds > 0 ? end + 1 : end }
}

function refuseEnds(standing: readonly ZoneMeasure[], { ends, effectiveOn }: ZoneDraftInput): ZoneMeasure[] {
  const chosen = standing.filter(({ id, fromOn, untilOn }) => ends.includes(id) && fromOn < effectiveOn && (untilOn === null || untilOn >= effectiveOn))
  if (chosen.length < new Set(ends).size) refuse('measure-over', 'ends', { day: formatDay(effectiveOn) })
  return chosen
}

/** What is added, as the catalogue of its day says; refuses what that does not say. */
async function takenFrom(tx: Tx, day: Day, adds: readonly ZoneAddInput[]): Promise<Changes['adds']> {
  const { rules, activities } = await loadCatalogue(tx, day)
  return adds.map((each) => {
    const rule = rules.find(({ id, activity, answer }) => id === each.ruleId && activity === each.activity && answer === each.answer)
    if (!rule) return refuse('not-of-the-catalogue', 'adds', { activity: activities.find(({ code }) => code === each.activity)?.name ?? each.activity, day: formatDay(day) })
    return { ...each, activityName: rule.activityName, source: rule.source }
  })
}

/** Refuses changes of measures that would not hold: outside the zone's days, not of the catalogue of their day, twice over one activity, or leaving nothing. */
export async function changesOf(tx: Tx, zone: ZoneRow, input: ZoneDraftInput): Promise<Changes> {
  const { kind, effectiveOn, adds } = input
  if (input.ends.length + adds.length === 0) return kind === 'adjust' ? refuse('nothing-changed', 'adds') : { ends: [], adds: [] }
  if (kind === 'establish' || kind === 'lift') refuse('no-changes-here', 'adds')
  const last = input.untilOn ?? zone.untilOn
  if (effectiveOn < zone.fromOn || (last !== null && effectiveOn > last)) refuse('outside-term', 'effectiveOn', { from: formatDay(zone.fromOn), until: last === null ? '…' : formatDay(last) })
  for (const { untilOn } of adds) refuseBackwards(effectiveOn, untilOn, 'adds')
  const measures = await loadMeasures(tx, zone.id)
  const ends = refuseEnds(measures, input)
  const left = measures.filter((each) => !ends.includes(each))
  const taken = adds.length === 0 ? [] : await takenFrom(tx, effectiveOn, adds)
  for (const { activity, activityName, untilOn } of taken) {
    if (adds.filter((each) => each.activity === activity).length > 1 || left.some((each) => each.activity === activity && holds(each, effectiveOn, untilOn ?? last))) refuse('measure-stands', 'adds', { activity: activityName })
  }
  if (adds.length === 0 && !left.some((each) => holds(each, effectiveOn, effectiveOn))) refuse('none-left', 'ends')
  return { ends, adds: taken }
}

/** Notes with a decision in the making what it ends and adds. */
export async function noteChanges(tx: Tx, moment: Moment, zone: ZoneRow, decisionId: string, { effectiveOn, untilOn }: ZoneDraftInput, { ends, adds }: Changes): Promise<void> {
  const decided = { zoneId: zone.id, decisionId, effectiveOn }
  if (ends.length > 0) await noteEnds(tx, decided, ends.map(({ id }) => ({ id: freshId(moment), measureId: id })))
  if (adds.length > 0) await noteAdds(tx, decided, untilOn ?? zone.untilOn, adds.map((each) => ({ ...each, id: freshId(moment) })))
}

/** Carries out what a recorded decision ends, under its own clauses. */
export async function endDecided(tx: Tx, decisionId: string, clause: string, articles: { end: number; add: number } | null): Promise<void> {
  await noteClauses(tx, decisionId, clause, articles)
  await endMeasures(tx, decisionId)
}

/** Carries out what a recorded decision adds; the measures it added. */
export async function addDecided(tx: Tx, zoneId: string, decisionId: string): Promise<ZoneMeasure[]> {
  if (await addMeasures(tx, decisionId) === 0) return []
  return loadMeasuresOf(tx, zoneId, decisionId)
}
