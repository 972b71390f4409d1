import type { IsolationFactsInput } from '@phaodai/office'
import { addDays, daysBetween, dayInVietnam, formatDay, makeId, type Day, type IsolationSubject } from '@phaodai/vocabulary'
import type { IsolationDecision } from '@phaodai/isolation'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { askTable } from './decide.ts'
import { insertListed, loadListed, type ListedLine } from './from-list.queries.ts'

const ONE = ['domain_isolation_one_person', 'domain_isolation_one_contact']

/** Whoever decides, begins or asks twice for one person is told which rule he met. */
export async function refusingSecondOrder<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const clash = error as { code?: string; constraint?: string }
    if (clash.code === '23505' && ONE.includes(clash.constraint ?? '')) throw new Problem('duplicate', { detail: word('isolation.fault.one-running') })
    throw error
  }
}

export type ListedFacts = { id: string; tier: string; birthYear: number | null; lastContactOn: Day }

/** What the table of the disease says of contacts on a day, each by the day of the last contact. */
export async function decideContacts(tx: Tx, contacts: readonly ListedFacts[], diseaseCode: string | null, areaId: number, on: Day): Promise<Map<string, IsolationDecision>> {
  if (diseaseCode === null) return new Map()
  const { decide } = await askTable(tx, diseaseCode, areaId, on)
  return new Map(contacts.map(({ id, tier, birthYear, lastContactOn }) => [id, decide({ subject: tier as IsolationSubject, birthYear, countedFrom: lastContactOn })]))
}

/** What the table of the day says of the contact of one line of a draft, with what is known of him; undefined where the line is none of a contact who waits for his order. */
export async function decideLine(tx: Tx, listId: string, lineId: string, facts: IsolationFactsInput, on: Day): Promise<IsolationDecision | undefined> {
  const line = (await loadListed(tx, listId)).find(({ id }) => id === lineId)
  if (!line) return undefined
  const { decide } = await askTable(tx, line.diseaseCode, line.areaId, on)
  return decide({ subject: line.tier as IsolationSubject, birthYear: line.birthYear, countedFrom: line.lastContactOn, ...facts })
}

const NOTHING: Partial<IsolationFactsInput> = {}

function orderOf(line: ListedLine, decision: IsolationDecision, now: string): Record<string, unknown> {
  const { rule, plan } = decision
  const facts = line.facts ?? NOTHING
  const untilOn = line.untilOn ?? plan?.untilOn
  const asRuled = plan !== null && plan.untilOn === untilOn && plan.form === line.form
  const today = dayInVietnam(now)
  if (untilOn === undefined || untilOn < today) throw new Problem('invalid-value', { detail: filled(word('isolation.fault.ends-before-it-begins'), { until: untilOn === undefined ? '' : formatDay(untilOn), from: formatDay(today) }) })
  return {
    id: makeId(Date.parse(now), crypto.getRandomValues(new Uint8Array(10))), lineId: line.id, subject: line.tier, form: line.form, ...facts, countedFrom: line.lastContactOn, days: daysBetween(line.lastContactOn, untilOn), fromOn: today, untilOn,
    thenForm: asRuled ? plan.thenForm : null, thenFrom: asRuled ? plan.thenFrom : null, longestUntil: asRuled ? plan.longestUntil : null,
    watchUntil: plan === null || plan.watchUntil === null ? null : addDays(untilOn, daysBetween(plan.untilOn, plan.watchUntil)),
    tests: (plan?.tests ?? []).filter((day) => day <= untilOn).map((day) => ({ day })), rule: rule?.code ?? null, ruleSource: rule?.source ?? null,
  }
}

/** Makes the orders of a list that is asked for: of each contact on it one, with today's version of the rule frozen on it. */
export async function requestIsolations(tx: Tx, listId: string, now: string): Promise<void> {
  const lines = await loadListed(tx, listId)
  if (lines.length === 0) return
  const running = lines.filter(({ running: isRunning }) => isRunning).length
  if (running > 0) throw new Problem('duplicate', { detail: filled(word('isolation.fault.already'), { n: running }) })
  const { decide } = await askTable(tx, lines[0]!.diseaseCode, lines[0]!.areaId, dayInVietnam(now))
  const orders = lines.map((line) => orderOf(line, decide({ subject: line.tier as IsolationSubject, birthYear: line.birthYear, countedFrom: line.lastContactOn, ...(line.facts ?? NOTHING) }), now))
  await insertListed(tx, listId, orders, now)
}
