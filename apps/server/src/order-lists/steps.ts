import { orderSteps, type OrderListInput, type OrderState, type OrderStep } from '@phaodai/office'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findRule } from '#server/diseases/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findCase, findCommittee, findList, loadLines, loadLists, loadSigners, loadTraced, type ListRow } from './load.ts'
import { insertLines, insertList, markConfirmed, markRequested } from './save.ts'
import { listOf } from './view.ts'

/** Where all of these contacts of the case are traced; Problem `reference-missing` when one is not in scope, no longer watched, or traced elsewhere. */
async function tracedIn(tx: Tx, caseId: string, contactIds: readonly string[]): Promise<number> {
  const found = await loadTraced(tx, caseId, contactIds)
  const [first] = found
  if (!first || found.length < new Set(contactIds).size || found.some(({ areaId }) => areaId !== first.areaId)) throw new Problem('reference-missing', { detail: word('orders.fault.contacts') })
  return first.areaId
}

async function refuseListed(tx: Tx, caseId: string, { kind, contactIds }: OrderListInput): Promise<void> {
  const open = (await loadLists(tx, 'all', caseId)).filter((list) => list.kind === kind && (orderSteps.withdraw as readonly OrderState[]).includes(list.state))
  const n = contactIds.filter((id) => open.some((list) => list.contactIds.includes(id))).length
  if (n > 0) throw new Problem('duplicate', { detail: filled(word('orders.fault.listed'), { n }), fields: { contactIds: 'listed' } })
}

/** Begins a draft with its lines; the same sending once more changes nothing. */
export async function begin(tx: Tx, id: string, caseId: string, input: OrderListInput, now: string): Promise<void> {
  const source = await findCase(tx, caseId)
  if (!source) throw new Problem('not-found')
  const areaId = await tracedIn(tx, caseId, input.contactIds)
  const bodyId = await findCommittee(tx, input.above)
  if (bodyId === null) throw new Problem('no-superior')
  if (await insertList(tx, id, caseId, areaId, bodyId, input, now) === 0) {
    sameOrRefuse(await findList(tx, id), (row) => row.caseId === caseId && row.kind === input.kind && row.contactIds.join() === input.contactIds.join())
    return
  }
  await refuseListed(tx, caseId, input)
  await insertLines(tx, id, input, (await findRule(tx, source.diseaseCode, source.diagnosedOn))?.followupDays ?? null)
}

const states = (names: readonly OrderState[]): string => names.map((state) => word(`orders.state.${state}`).toLocaleLowerCase('vi')).join(', ')

/** Does one step of a list: refused with the rule's name where its state does not allow it, with both versions where it has changed. */
export async function step(tx: Tx, id: string, which: OrderStep, version: number, change: (row: ListRow) => Promise<number>): Promise<void> {
  const row = await listOf(tx, id)
  if (row.version !== version) refuseStale(row, { version })
  const from: readonly OrderState[] = orderSteps[which]
  if (!from.includes(row.state)) throw new Problem('illegal-state', { detail: filled(word('orders.fault.state'), { state: states([row.state]), rule: `order_list.${which}`, from: states(from) }) })
  if (await change(row) === 0) refuseStale(await findList(tx, id), { version })
}

/** Asks for the signature of a list in which every isolation has an end. */
export async function request(tx: Tx, who: Who, { id, version, kind }: ListRow, now: string): Promise<number> {
  const endless = kind === 'isolate' ? (await loadLines(tx, id, false)).filter(({ untilOn }) => untilOn === null).length : 0
  if (endless > 0) throw new Problem('invalid-value', { detail: filled(word('orders.fault.days'), { n: endless }) })
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
