import { orderSteps, type IsolationListInput, type OrderLineChange, type OrderListInput, type OrderState, type OrderStep } from '@phaodai/office'
import type { IsolationDecision } from '@phaodai/isolation'
import { dayInVietnam, daysBetween } from '@phaodai/vocabulary'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findRule } from '#server/diseases/index.ts'
import { decideContacts, decideLine, ordersForList, putOnList, requestIsolations } from '#server/isolation/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findCase, findCommittee, findList, loadLines, loadLists, loadSigners, loadTakenOver, loadTraced, type ListRow, type OrderedContact } from './load.ts'
import { insertLines, insertList, keepFacts, markConfirmed, markRequested, updateLine, type ProposedLine } from './save.ts'
import { listOf } from './view.ts'

/** All of these contacts, traced in one place; Problem `reference-missing` when one is not in scope, no longer watched, traced elsewhere or, without a case, not taken over here. */
async function orderable(tx: Tx, caseId: string | null, contactIds: readonly string[]): Promise<OrderedContact[]> {
  const found = caseId === null ? await loadTakenOver(tx, contactIds) : await loadTraced(tx, caseId, contactIds)
  const byId = new Map(found.map((each) => [each.id, each]))
  if (found.length < contactIds.length || found.some(({ areaId }) => areaId !== found[0]!.areaId)) throw new Problem('reference-missing', { detail: word('orders.fault.contacts') })
  return contactIds.map((id) => byId.get(id)!)
}

async function refuseListed(tx: Tx, caseId: string | null, { kind, contactIds }: OrderListInput): Promise<void> {
  const open = (await loadLists(tx, 'all', caseId ?? undefined)).filter((list) => list.kind === kind && (orderSteps.withdraw as readonly OrderState[]).includes(list.state))
  const n = contactIds.filter((id) => open.some((list) => list.contactIds.includes(id))).length
  if (n > 0) throw new Problem('duplicate', { detail: filled(word('orders.fault.listed'), { n }), fields: { contactIds: 'listed' } })
}

/** What one line is proposed: a hospital for who is ill, else as the row of the rule table says; the mildest where no row is known. What was chosen for all goes before. */
function proposedLine({ isIll }: OrderedContact, input: OrderListInput, decision: IsolationDecision | undefined, diseaseDays: number | null): ProposedLine {
  if (input.kind === 'sample') return { form: input.form ?? 'rt-pcr', reason: input.form === null ? null : 'chosen', days: null, ruleId: null }
  const { plan, rule } = decision ?? { plan: null, rule: null }
  const [form, reason] = input.form !== null ? [input.form, 'chosen'] as const : isIll ? ['hospital', 'ill'] as const : plan === null ? ['home', 'no-rule'] as const : [plan.form, rule!.code] as const
  return { form, reason, days: plan === null ? diseaseDays : daysBetween(plan.countedFrom, plan.untilOn), ruleId: plan === null ? null : rule!.id }
}

/** Begins a draft with its lines, each in the form chosen or in the one that the rule of the day proposes; of no case: for contacts taken over from elsewhere. The same sending once more changes nothing. */
export async function begin(tx: Tx, id: string, caseId: string | null, input: OrderListInput, now: string): Promise<void> {
  const source = caseId === null ? undefined : await findCase(tx, caseId)
  if (caseId !== null && !source) throw new Problem('not-found')
  const contacts = await orderable(tx, caseId, input.contactIds)
  const bodyId = await findCommittee(tx, input.above)
  if (bodyId === null) throw new Problem('no-superior')
  if (await insertList(tx, id, caseId, contacts[0]!.areaId, bodyId, input, now) === 0) {
    sameOrRefuse(await findList(tx, id), (row) => row.caseId === caseId && row.kind === input.kind && row.contactIds.join() === input.contactIds.join())
    return
  }
  await refuseListed(tx, caseId, input)
  const diseaseCode = source?.diseaseCode ?? contacts[0]!.diseaseCode
  const decided = await decideContacts(tx, contacts, diseaseCode, contacts[0]!.areaId, dayInVietnam(now))
  const diseaseDays = source ? ((await findRule(tx, source.diseaseCode, source.diagnosedOn))?.followupDays ?? null) : null
  await insertLines(tx, id, input, contacts.map((each) => proposedLine(each, input, decided.get(each.id), diseaseDays)))
}

/** Changes one line of a draft by hand, or by what is newly known of the person: then the rule of the day says form and days. 0 = stale. */
export async function changeLine(tx: Tx, listId: string, lineId: string, { version, form, days, facts }: OrderLineChange, now: string): Promise<number> {
  if (facts === null) return updateLine(tx, listId, lineId, version, form, days)
  const decision = await decideLine(tx, listId, lineId, facts, dayInVietnam(now))
  if (!decision) throw new Problem('illegal-state', { detail: word('orders.fault.facts') })
  const { plan, rule } = decision
  return keepFacts(tx, listId, lineId, version, facts, plan === null ? null : { form: plan.form, reason: rule!.code, days: daysBetween(plan.countedFrom, plan.untilOn), ruleId: rule!.id })
}

/** Begins a draft of orders that stand already, or that take the place of running ones; the same sending once more changes nothing. */
export async function beginOfOrders(tx: Tx, id: string, input: IsolationListInput, now: string): Promise<void> {
  const known = await findList(tx, id)
  if (known) {
    sameOrRefuse(known, (row) => row.caseId === null && row.kind === 'isolate' && row.people === input.orderIds.length)
    return
  }
  const bodyId = await findCommittee(tx, input.above)
  if (bodyId === null) throw new Problem('no-superior')
  const { ids, areaId } = await ordersForList(tx, input, now)
  if (await insertList(tx, id, null, areaId, bodyId, { kind: 'isolate', grounds: input.grounds }, now) === 0) throw new Problem('not-allowed')
  await putOnList(tx, id, ids)
}

const states = (names: readonly OrderState[]): string => names.map((state) => word(`orders.state.${state}`).toLocaleLowerCase('vi')).join(', ')

/** Refuses what the state of a list no longer allows, with the rule's name. */
export function refuseState(state: OrderState, rule: string, from: readonly OrderState[]): void {
  if (!from.includes(state)) throw new Problem('illegal-state', { detail: filled(word('orders.fault.state'), { state: states([state]), rule: `order_list.${rule}`, from: states(from) }) })
}

/** Does one step of a list: refused with the rule's name where its state does not allow it, with both versions where it has changed. */
export async function step(tx: Tx, id: string, which: OrderStep, version: number, change: (row: ListRow) => Promise<number>): Promise<void> {
  const row = await listOf(tx, id)
  if (row.version !== version) refuseStale(row, { version })
  refuseState(row.state, which, orderSteps[which])
  if (await change(row) === 0) refuseStale(await findList(tx, id), { version })
}

/** Asks for the signature of a list in which every isolation has an end; the orders it asks for are made with it. */
export async function request(tx: Tx, who: Who, { id, version, kind }: ListRow, now: string): Promise<number> {
  const endless = kind === 'isolate' ? (await loadLines(tx, id, false)).filter(({ untilOn }) => untilOn === null).length : 0
  if (endless > 0) throw new Problem('invalid-value', { detail: filled(word('orders.fault.days'), { n: endless }) })
  if (kind === 'isolate') await requestIsolations(tx, id, now)
  return markRequested(tx, id, version, who.title, now)
}

/** Writes down a yes on the phone of somebody who may sign, said after it was asked for and not in the future. */
export async function confirm(tx: Tx, who: Who, { id, requestedAt }: ListRow, { version, signerId, saidAt }: { version: number; signerId: string; saidAt: string }, now: string): Promise<number> {
  const signer = (await loadSigners(tx, id)).find(({ postId }) => postId === signerId.toLowerCase())
  if (!signer) throw new Problem('not-allowed', { detail: word('orders.fault.signer') })
  const said = Date.parse(saidAt)
  if (said > Date.parse(now) || said < Date.parse(requestedAt!) - 60_000) throw new Problem('invalid-input', { detail: word('orders.fault.saidAt'), fields: { saidAt: word('orders.fault.saidAt') } })
  return markConfirmed(tx, id, version, who.title, now, signer, saidAt)
}
