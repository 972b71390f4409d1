import { warningSigns, type IsolationDayInput, type IsolationInput, type IsolationListInput, type IsolationRenewal } from '@phaodai/office'
import { isolationOrder, type RecordRow } from '@phaodai/registers'
import { dayInVietnam, daysBetween, formatDay, makeId, type Day } from '@phaodai/vocabulary'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { filled, word } from '#server/words/index.ts'
import { askTable } from './decide.ts'
import { countBound, insertRenewals, putOnList } from './from-list.queries.ts'
import { loadByIds, loadDays, loadSignRule } from './load.ts'
import { markStep, upsertDay } from './save.ts'
import { faultsOf, orderOf, shorterOrders } from './view.ts'

const newId = (now: string): string => makeId(Date.parse(now), crypto.getRandomValues(new Uint8Array(10)))
const fault = (key: string, values: Record<string, string | number> = {}): string => filled(word(`isolation.fault.${key}`), values)

/** Asks for one order by hand, with days and form as the table of today says or as given. */
export async function enterOrder(tx: Tx, id: string, input: IsolationInput, now: string): Promise<RecordRow> {
  const today = dayInVietnam(now)
  if (input.countedFrom > today) throw new Problem('invalid-input', { detail: fault('in-future'), fields: { countedFrom: 'in-future' } })
  const { plan, rule } = (await askTable(tx, input.diseaseCode, input.areaId, today)).decide(input)
  const [form, untilOn] = [input.form ?? plan?.form, input.untilOn ?? plan?.untilOn]
  if (form === undefined || untilOn === undefined) throw new Problem('invalid-input', { detail: fault(rule === null ? 'no-rule' : 'not-isolated', { source: rule?.source ?? '' }), fields: { form: 'required', untilOn: 'required' } })
  if (untilOn < today) throw new Problem('invalid-input', { detail: fault('ends-before-it-begins', { from: formatDay(today), until: formatDay(untilOn) }), fields: { untilOn: 'before-start' } })
  const ruled = plan !== null && plan.untilOn === untilOn
  const residenceAreaId = input.residenceAreaId === input.areaId ? null : input.residenceAreaId
  return createRecord(tx, isolationOrder, id, {
    ...input, residenceAreaId, form, untilOn, fromOn: today, days: daysBetween(input.countedFrom, untilOn), contactId: null, thenForm: ruled ? plan.thenForm : null, thenFrom: ruled ? plan.thenFrom : null, watchUntil: ruled ? plan.watchUntil : null,
    longestUntil: ruled ? plan.longestUntil : null, tests: (plan?.tests ?? []).filter((day) => day <= untilOn).map((day) => ({ day })), rule: rule?.code ?? null, ruleSource: rule?.source ?? null, renewal: null, replacesId: null, requestedAt: now, startedAt: null, endedAt: null,
  })
}

/** Refuses a step that the state does not allow, with the rule's name. */
function allowed(state: string, act: string): void {
  const from = isolationOrder.actions[act]!.from
  if (!from.includes(state)) throw new Problem('illegal-state', { detail: fault('state', { state: word(`register.isolation_order.state.${state}`).toLocaleLowerCase('vi'), rule: `isolation_order.${act}`, from: from.map((each) => word(`register.isolation_order.state.${each}`).toLocaleLowerCase('vi')).join(', ') }) })
}

/** Does one step of one order. */
export async function takeStep(tx: Tx, id: string, act: string, version: number, reason: string | null, now: string): Promise<void> {
  const today = dayInVietnam(now)
  const row = await orderOf(tx, id, today)
  if (row.version !== version) refuseStale(row, { version })
  allowed(row.state, act)
  if (act === 'complete') await refuseTooSoon(tx, id, today)
  const { to } = isolationOrder.actions[act]!
  if (await markStep(tx, id, version, to, reason, ['completed', 'ended_early'].includes(to) ? now : null) === 0) refuseStale(await orderOf(tx, id, today), { version })
}

/** Completing waits for the last day and for every test that the rule asks for; what is missing is named. */
async function refuseTooSoon(tx: Tx, id: string, today: Day): Promise<void> {
  const faults = await faultsOf(tx, await orderOf(tx, id, today), today)
  if (faults.length > 0) throw new Problem('illegal-state', { detail: [...faults.map(({ rule, on }) => fault(`complete.${rule}`, { day: formatDay(on) })), fault('rule', { rule: 'isolation_order.complete' })].join(' ') })
}

/** Asks for an order that takes the place of a running one: longer, or elsewhere. */
export async function renew(tx: Tx, id: string, newOrder: string, { renewal, form, untilOn, address, note: _ }: IsolationRenewal, now: string): Promise<void> {
  const today = dayInVietnam(now)
  const row = await orderOf(tx, id, today)
  allowed(row.state, renewal)
  const until = untilOn ?? row.untilOn
  if (renewal === 'extend' && until <= row.untilOn) throw new Problem('invalid-input', { detail: fault('no-longer', { until: formatDay(row.untilOn) }), fields: { untilOn: 'before-start' } })
  await insertRenewals(tx, [{ id: newOrder, replacesId: id, form, address, days: daysBetween(row.countedFrom, until), fromOn: today, untilOn: until, watchUntil: row.watchUntil, longestUntil: row.longestUntil, tests: row.tests, rule: row.rule, ruleSource: row.ruleSource, renewal }], now)
}

/** Orders that end running ones earlier, by the table of today: made and told as ids in the order asked for. */
async function shorten(tx: Tx, ids: readonly string[], now: string): Promise<string[]> {
  const today = dayInVietnam(now)
  const found = (await shorterOrders(tx, now, false)).filter(({ row }) => ids.includes(row.id))
  if (found.length < ids.length) throw new Problem('reference-missing', { detail: fault('not-shorter', { n: ids.length - found.length }) })
  const orders = found.map(({ row, plan, rule }) => {
    const untilOn = plan.untilOn < today ? today : plan.untilOn
    return { id: newId(now), replacesId: row.id, form: null, address: null, days: daysBetween(row.countedFrom, untilOn), fromOn: today, untilOn, watchUntil: plan.watchUntil, longestUntil: plan.longestUntil, tests: plan.tests.filter((day) => day <= untilOn).map((day) => ({ day })), rule: rule.code, ruleSource: rule.source, renewal: 'shorten' }
  })
  await insertRenewals(tx, orders, now)
  return orders.map(({ id }) => id)
}

/** Which orders go on one list: those given, or new ones in their place that end by today's rule. Refuses any that is not free. */
export async function ordersForList(tx: Tx, { orderIds, shorten: shorter }: IsolationListInput, now: string): Promise<{ ids: string[]; areaId: number }> {
  const wanted = [...new Set(orderIds.map((id) => id.toLowerCase()))]
  const ids = shorter ? await shorten(tx, wanted, now) : wanted
  const { missing, bound, areaId } = await countBound(tx, ids)
  if (missing > 0 || areaId === null) throw new Problem('reference-missing', { detail: fault('orders-missing', { n: missing }) })
  if (bound > 0) throw new Problem('illegal-state', { detail: fault('orders-bound', { n: bound }) })
  return { ids, areaId }
}

export { putOnList }

/** Enters half a day of health, and whether it calls for help at once. */
export async function enterDay(tx: Tx, id: string, day: Day, half: string, input: IsolationDayInput, now: string): Promise<string[]> {
  const today = dayInVietnam(now)
  const row = await orderOf(tx, id, today)
  if (!['decided', 'running', 'violated'].includes(row.state)) throw new Problem('illegal-state', { detail: fault('not-running') })
  if (day > today || day < row.countedFrom) throw new Problem('invalid-input', { detail: fault('day'), fields: { day: 'out-of-range' } })
  const signs = warningSigns(input, await loadSignRule(tx, day))
  if (await upsertDay(tx, id, day, half, input, signs.length > 0, now) === 0) {
    const known = (await loadDays(tx, id, true)).find((each) => each.onDay === day && each.half === half)
    if (!known) throw new Problem('not-allowed')
    throw new Problem('stale', { versions: { theirs: known, yours: input } })
  }
  return signs
}

/** Whether these orders were all begun; those that could not are counted. */
export async function beginAll(tx: Tx, ids: readonly string[], at: string, now: string, begin: (at: string) => Promise<string[]>): Promise<number> {
  if (Date.parse(at) > Date.parse(now)) throw new Problem('invalid-input', { detail: fault('in-future'), fields: { at: 'in-future' } })
  const begun = await begin(at)
  if (begun.length === 0 && (await loadByIds(tx, ids, dayInVietnam(now), false)).length === 0) throw new Problem('not-found')
  return begun.length
}
