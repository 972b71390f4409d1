import { gatheringAnswers, type GatheringAnswer, type GatheringDecide, type GatheringView } from '@phaodai/office'
import { gathering as register } from '@phaodai/registers'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { adviceFor } from './advise.ts'
import { findDecision, findGathering } from './load.ts'
import { insertDecision, moveGathering } from './save.ts'

/** An event with what the rules of its day say, and how it was decided; Problem `not-found`. */
export async function viewGathering(tx: Tx, id: string): Promise<GatheringView> {
  const gathering = await findGathering(tx, id)
  if (!gathering) throw new Problem('not-found')
  return { gathering, advice: await adviceFor(tx, gathering), decision: await findDecision(tx, id) ?? null }
}

const severity = (answer: GatheringAnswer): number => gatheringAnswers.indexOf(answer)
const fault = (key: string, values: Record<string, string> = {}): string => filled(word(`gathering.fault.${key}`), values)

/** Decides an event. Stricter than the rules needs a reason; laxer is refused, with the rule that stands against it. */
export async function decideGathering(tx: Tx, who: Who, id: string, answer: GatheringAnswer, { version, conditions, reason }: GatheringDecide, at: string): Promise<void> {
  const { gathering, advice } = await viewGathering(tx, id)
  if (gathering.version !== version) refuseStale(gathering, { version })
  if (gathering.state !== 'registered') throw new Problem('illegal-state', { detail: fault('decided') })
  if (severity(answer) < severity(advice.answer)) throw new Problem('illegal-state', { detail: fault('laxer', { why: advice.why }) })
  if (severity(answer) > severity(advice.answer) && reason === null) throw new Problem('invalid-input', { detail: fault('stricter'), fields: { reason: 'required' } })
  const stated = answer === 'limit' ? conditions ?? advice.conditions : null
  if (answer === 'limit' && stated === null) throw new Problem('invalid-input', { detail: fault('conditions'), fields: { conditions: 'required' } })
  if (await moveGathering(tx, id, version, register.actions[answer]!.to) === 0) refuseStale(await findGathering(tx, id), { version })
  await insertDecision(tx, { id, answer, ruled: advice.ruled, why: [advice.why, reason].filter(Boolean).join(' '), conditions: stated, by: who.title, at })
}
