import { assess, assessTree, whatIf, type AreaFigures, type Change, type Measure, type Measures, type RuleSet } from '@phaodai/epidemic-level'
import type { AnswerRemark, RemarkInput, SettleLevel, WhatIf, WhatIfAnswer } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { gather } from './gather.ts'
import { figuresOf, findRemark, getLevel, getRound, loadKept, loadTaken, toldAssessment, type Kept, type RoundRow } from './load.ts'
import { inheritedIn } from './rules.ts'
import { answerRemark, insertRemark, restateLevels, settleLevel } from './save.ts'

/** Figures of one unit that are held to be other ones, and whose word that is. */
type Argued = { areaId: number; measures: Measures; flags: readonly string[] | null }

/** What the wholes above a unit count more or fewer when the unit does; percentages are not added up. */
function addedAbove(areas: readonly { id: string; parent: string | null; measures: Measures }[], id: string, changed: Measures): Map<string, Measures> {
  const byId = new Map(areas.map((each) => [each.id, each]))
  const own = byId.get(id)!
  const found = new Map<string, Measures>()
  for (let whole = byId.get(own.parent ?? ''); whole; whole = byId.get(whole.parent ?? '')) {
    const sums = Object.entries(changed).flatMap(([measure, to]) => {
      const [before, sum] = [own.measures[measure as Measure], whole.measures[measure as Measure]]
      if (!before || !sum || before.percentage || sum.percentage || to.percentage) return []
      return [[measure, { ...sum, count: sum.count + to.count - before.count, base: before.base === to.base ? sum.base : sum.base + to.base - before.base }]]
    })
    if (sums.length > 0) found.set(whole.id, Object.fromEntries(sums) as Measures)
  }
  return found
}

function changesOf(areas: readonly AreaFigures[], { areaId, measures, flags }: Argued): Map<string, Change> {
  const id = String(areaId)
  const changes = new Map<string, Change>([...addedAbove(areas, id, measures)].map(([whole, sums]) => [whole, { measures: sums }]))
  return changes.set(id, { measures, ...(flags && { flags }) })
}

function refuseNonsense({ measures }: Pick<WhatIf, 'measures'>): void {
  for (const [measure, { count, base, percentage }] of Object.entries(measures)) {
    if ((percentage || measure.includes('dose')) && count > base) throw new Problem('invalid-input', { fields: { [measure]: word('levels.fault.share') } })
  }
}

/** What the rules would say of a unit, and of what it lies in as far as the caller sees it, with other figures. Nothing is kept. */
export async function tryFigures(tx: Tx, roundId: string, input: WhatIf): Promise<WhatIfAnswer> {
  refuseNonsense(input)
  const round = await getRound(tx, roundId)
  const kept = await loadKept(tx, roundId)
  const areas = figuresOf(kept, round.diseaseKind)
  const at = areas.findIndex(({ id }) => id === String(input.areaId))
  if (at === -1) throw new Problem('not-found')
  const changes = changesOf(areas, input)
  const changed = areas.map((area) => ({ ...area, ...changes.get(area.id), measures: { ...area.measures, ...changes.get(area.id)?.measures } }))
  const [before, after] = [assessTree(round.rules, areas)[at]!, assessTree(round.rules, changed)[at]!]
  const others = whatIf(round.rules, areas, changes).filter(({ area }) => area !== String(input.areaId))
  const names = new Map(kept.map(({ areaId, area }) => [String(areaId), area]))
  return { before: toldAssessment(before), after: toldAssessment(after), others: others.map(({ area, before: was, after: is }) => ({ areaId: Number(area), area: names.get(area)!, before: was.level, after: is.level })) }
}

const NOT_PROPOSED = (): Problem => new Problem('illegal-state', { detail: word('levels.fault.not-proposed') })

/** A unit says what it holds against its proposed level; a repeat under the same id changes nothing. */
export async function argue(tx: Tx, who: Who, id: string, input: RemarkInput, now: string): Promise<void> {
  refuseNonsense(input)
  const round = await getRound(tx, input.roundId)
  if (round.state !== 'proposed') throw NOT_PROPOSED()
  if (input.counterLevel !== null && !round.levels.some(({ level }) => level === input.counterLevel)) throw new Problem('invalid-input', { fields: { counterLevel: word('levels.fault.level') } })
  const own = await getLevel(tx, input.roundId, input.areaId)
  const computed = assess(round.rules, { id: String(own.areaId), parent: null, measures: { ...own.above, ...own.measures, ...input.measures } as Measures, flags: input.flags ?? own.flags, levelBefore: own.before, ...(round.diseaseKind && { disease: round.diseaseKind }) }).level
  if (await insertRemark(tx, id, input, computed, who.title, now) === 0 && !(await findRemark(tx, id))) throw new Problem('not-allowed')
}

/** Puts argued figures into what a round keeps, the wholes above counting along. */
function putIn(kept: readonly Kept[], argued: Argued & { by: string | null; at: string }): Kept[] {
  const areas = kept.map((each) => ({ id: String(each.areaId), parent: each.parentId === null ? null : String(each.parentId), measures: each.measures }))
  const above = addedAbove(areas, String(argued.areaId), argued.measures)
  const origin = { kind: 'argued' as const, day: dayInVietnam(argued.at), by: argued.by, source: null, confidence: null, areaId: null }
  return kept.map((each) => {
    const sums = above.get(String(each.areaId))
    if (sums) return { ...each, measures: { ...each.measures, ...sums } }
    if (each.areaId !== argued.areaId) return each
    return { ...each, measures: { ...each.measures, ...argued.measures }, flags: [...(argued.flags ?? each.flags)], origins: { ...each.origins, ...Object.fromEntries(Object.keys(argued.measures).map((measure) => [measure, origin])) } }
  })
}

/** What each takes from above it, read anew; the whole stands before its parts. */
function handDown(kept: readonly Kept[], inherited: readonly Measure[]): Kept[] {
  const done = new Map<number, Kept>()
  for (const each of kept) {
    const whole = each.parentId === null ? undefined : done.get(each.parentId)
    const given = whole ? inherited.flatMap((measure) => {
      const ratio = each.measures[measure] ? undefined : whole.measures[measure] ?? whole.above[measure]
      return ratio ? [[measure, ratio]] : []
    }) : Object.entries(each.above)
    done.set(each.areaId, { ...each, above: Object.fromEntries(given) as Measures })
  }
  return [...done.values()]
}

/** Writes what the rules say of these figures; a level set by hand stays as it was set. */
async function restate(tx: Tx, rules: RuleSet, diseaseKind: RoundRow['diseaseKind'], changed: readonly Kept[]): Promise<void> {
  const kept = handDown(changed, inheritedIn(rules))
  const found = assessTree(rules, figuresOf(kept, diseaseKind))
  await restateLevels(tx, kept.map((each, index) => {
    const { level: computed, ...told } = toldAssessment(found[index]!)
    return { id: each.id, computed, level: each.follows || each.decidedReason !== null ? each.level : computed, measures: each.measures, above: each.above, origins: each.origins, flags: each.flags, ...told }
  }))
}

async function openRound(tx: Tx, id: string): Promise<RoundRow> {
  const round = await getRound(tx, id)
  if (!round.within) throw new Problem('not-allowed')
  if (round.state !== 'proposed') throw NOT_PROPOSED()
  return round
}

/** Answers a remark: its figures are put in and all levels found anew, its level is set, or nothing changes; each with the reason. */
export async function answer(tx: Tx, who: Who, id: string, { version, take, reason }: AnswerRemark, now: string): Promise<string> {
  const remark = await findRemark(tx, id)
  if (!remark) throw new Problem('not-found')
  const round = await openRound(tx, remark.roundId)
  if (take === 'level' && remark.counterLevel === null) throw new Problem('invalid-input', { fields: { take: word('levels.fault.no-counter-level') } })
  if (await answerRemark(tx, id, version, take === 'nothing' ? null : take, reason, who.title, now) === 0) refuseStale(await findRemark(tx, id), { version })
  if (take === 'figures') await restate(tx, round.rules, round.diseaseKind, putIn(await loadKept(tx, round.id), { ...remark, measures: remark.measures as Measures }))
  if (take === 'level') {
    const { version: rowVersion, computed } = await getLevel(tx, round.id, remark.areaId)
    await settleLevel(tx, round.id, remark.areaId, rowVersion, { level: remark.counterLevel, follows: false, reason: remark.counterLevel === computed ? null : reason })
  }
  return round.id
}

/** Sets the level of a unit by hand with the reason, leaves it out, or goes back to what the rules say. */
export async function settle(tx: Tx, roundId: string, { areaId, version, set, level, reason }: SettleLevel): Promise<void> {
  const round = await openRound(tx, roundId)
  const own = await getLevel(tx, roundId, areaId)
  if (set === 'level' && !round.levels.some((each) => each.level === level)) throw new Problem('invalid-input', { fields: { level: word('levels.fault.level') } })
  if (set !== 'computed' && reason === null) throw new Problem('invalid-input', { fields: { reason: word('levels.fault.reason') } })
  const wanted = { level: set === 'level' ? level : set === 'computed' ? own.computed : null, follows: set === 'follows', reason: set === 'computed' ? null : reason }
  if (await settleLevel(tx, roundId, areaId, version, wanted) === 0) refuseStale(await getLevel(tx, roundId, areaId), { version })
}

/** Reads all figures anew for the day of the round, since something was told or counted meanwhile; what was argued and put in stays. */
export async function refresh(tx: Tx, roundId: string): Promise<void> {
  const { areaId: rootId, day, diseaseCode, cases, diseaseKind, rules } = await openRound(tx, roundId)
  const fresh = new Map((await gather(tx, { rootId, day, diseaseCode, cases, diseaseKind, rules })).map((each) => [each.unit.id, each]))
  let kept = (await loadKept(tx, roundId)).map((each): Kept => {
    const now = fresh.get(each.areaId)
    return now ? { ...each, measures: now.figures.measures, above: now.above, origins: now.origins, flags: [...(now.figures.flags ?? [])] } : each
  })
  for (const argued of await loadTaken(tx, roundId)) kept = putIn(kept, argued)
  await restate(tx, rules, diseaseKind, kept)
}
