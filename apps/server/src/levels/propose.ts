import { assessTree, type RuleSet } from '@phaodai/epidemic-level'
import type { ProposeRound } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { gather, type Gathered } from './gather.ts'
import { findLawGroup } from './gather.queries.ts'
import { toldAssessment } from './load.ts'
import { ruleSetFor } from './rules.ts'
import { findUnit, insertLevels, insertRound, type NewLevel } from './save.ts'

/** The rules applied to everything that was gathered, unit by unit. */
export function assessed(rules: RuleSet, all: readonly Gathered[]): NewLevel[] {
  const found = assessTree(rules, all.map(({ figures }) => figures))
  return all.map(({ unit, figures, origins, above }, index) => {
    const { level, missing, reasons, confidence } = toldAssessment(found[index]!)
    return { areaId: unit.id, computed: level, level, measures: figures.measures, above, origins, flags: figures.flags ?? [], levelBefore: figures.levelBefore ?? null, reasons, missing, confidence }
  })
}

/** How the disease counts in rules that ask for it: as chosen, or of group A by law; Problem `invalid-input` where nobody said. */
async function kindOf(tx: Tx, rules: RuleSet, { diseaseKind, diseaseCode, day }: ProposeRound): Promise<ProposeRound['diseaseKind']> {
  if (rules.method !== 'conditions' || !rules.conditions.some(({ onlyFor }) => onlyFor)) return null
  if (diseaseKind !== null) return diseaseKind
  if (await findLawGroup(tx, diseaseCode, day) === 'A') return 'group-a'
  throw new Problem('invalid-input', { fields: { diseaseKind: word('levels.fault.kind') } })
}

/** Proposes the levels of the acting body's unit and of all in it; a repeat under the same id changes nothing. */
export async function propose(tx: Tx, who: Who, id: string, input: ProposeRound, now: string): Promise<void> {
  if (input.day > dayInVietnam(now)) throw new Problem('invalid-input', { fields: { day: word('levels.fault.day') } })
  const rules = ruleSetFor(input.ruleSet, input.day)
  const unit = await findUnit(tx)
  if (!unit) throw new Problem('not-allowed', { detail: word('levels.fault.no-unit') })
  const asked = { ...input, diseaseKind: await kindOf(tx, rules, input) }
  if (await insertRound(tx, id, unit, asked, rules, who.title, now) === 0) return
  const all = await gather(tx, { rootId: unit.areaId, day: input.day, diseaseCode: input.diseaseCode, cases: input.cases, diseaseKind: asked.diseaseKind, rules })
  await insertLevels(tx, id, input.diseaseCode, assessed(rules, all))
}
