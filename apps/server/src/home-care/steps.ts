import { ageBy, riskOf, type HomeCareInput, type ReferInput, type RiskFacts, type RiskRow } from '@phaodai/office'
import { homeCare, stay, stockMovement } from '@phaodai/registers'
import { dayInVietnam, makeId } from '@phaodai/vocabulary'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { filled, word } from '#server/words/index.ts'
import { findCare, findKit, findOrder, loadRiskRows, type CareRow, type CaredOrder } from './load.ts'
import { insertKit, insertRisk, markReferred, setRisk } from './save.ts'

const RUNNING: readonly string[] = ['decided', 'running', 'violated']
const fault = (key: string): Problem => new Problem('illegal-state', { detail: word(`homeCare.fault.${key}`), fields: { rule: key } })

/** The class of risk by the rule of a day; refused where no rule is kept for the disease, since a class of no source would be a guess. */
async function weigh(tx: Tx, { diseaseCode, birthYear }: Pick<CareRow, 'diseaseCode' | 'birthYear'>, facts: RiskFacts, now: string): Promise<RiskRow> {
  const day = dayInVietnam(now)
  const row = riskOf(await loadRiskRows(tx, diseaseCode, day), { ...facts, age: ageBy(birthYear, day) })
  if (!row) throw fault('no-rule')
  return row
}

/** Why he is in his class, as it is kept and printed: what the row asks for, and the document. */
function ruleWords({ ageFrom, ageTo, comorbid, dosesBelow, spo2Below, source }: RiskRow): string {
  const asked = Object.entries({ ageFrom, ageTo, dosesBelow, spo2Below }).flatMap(([key, n]) => (n === null ? [] : [filled(word(`homeCare.because.${key}`), { n })]))
  const words = [...asked, ...(comorbid === true ? [word('homeCare.because.comorbid')] : [])]
  return `${words.join(', ') || word('homeCare.because.nothing')} (${source})`.slice(0, 300)
}

function caredFor(order: CaredOrder | undefined): CaredOrder {
  if (!order) throw new Problem('reference-missing')
  if (order.subject !== 'f0' || order.form !== 'home' || !RUNNING.includes(order.state)) throw fault('no-case-at-home')
  return order
}

/** Takes a case at home into care, under its order of isolation. */
export async function beginCare(tx: Tx, id: string, { orderId, teamId, note, ...facts }: HomeCareInput, now: string): Promise<void> {
  const order = caredFor(await findOrder(tx, orderId))
  const { areaId, diseaseCode, individualId, caseId, doses } = order
  const known = { ...facts, doses: facts.doses ?? doses }
  const row = await weigh(tx, order, known, now)
  const before = await findCare(tx, id)
  await createRecord(tx, homeCare, id, { areaId, diseaseCode, individualId, orderId, caseId, teamId, riskClass: row.riskClass, riskRule: ruleWords(row), startedOn: before?.startedOn ?? dayInVietnam(now), endedOn: null, note })
  if (!before) await insertRisk(tx, id, known, row.riskClass, now)
}

async function careOf(tx: Tx, id: string): Promise<CareRow> {
  const care = await findCare(tx, id)
  if (!care) throw new Problem('not-found')
  if (care.state !== 'in_care') throw fault('not-in-care')
  return care
}

/** Weighs the risk anew, and says which station is in charge. */
export async function weighAgain(tx: Tx, id: string, version: number, teamId: string | null, facts: RiskFacts, now: string): Promise<void> {
  const care = await careOf(tx, id)
  const row = await weigh(tx, care, facts, now)
  if (await setRisk(tx, id, version, row.riskClass, ruleWords(row), teamId) === 0) refuseStale(await findCare(tx, id), { version })
  await insertRisk(tx, id, facts, row.riskClass, now)
}

/** Hands out a kit: it leaves the store of the commune in the same transaction, which refuses when the store has none. */
export async function giveKit(tx: Tx, id: string, careId: string, itemId: string, quantity: number, now: string): Promise<void> {
  const known = await findKit(tx, id)
  if (known) return void sameOrRefuse(known, (kit) => kit.careId === careId && kit.itemId === itemId)
  const care = await careOf(tx, careId)
  const movementId = makeId(Date.parse(now), crypto.getRandomValues(new Uint8Array(10)))
  await createRecord(tx, stockMovement, movementId, { areaId: care.areaId, voucher: filled(word('homeCare.voucher'), { code: id.slice(-8) }), direction: 'out', itemId, quantity, movedOn: dayInVietnam(now) })
  await insertKit(tx, id, careId, movementId, now)
}

/** Refers somebody to a bed: he waits for one of the tier said, and care at home ends as referred. */
export async function refer(tx: Tx, id: string, { stayId, version, tier, oxygen, reason }: ReferInput, now: string): Promise<void> {
  const before = await findCare(tx, id)
  if (before?.state === 'referred') return
  const { areaId, diseaseCode, individualId, orderId, caseId, riskClass } = await careOf(tx, id)
  if (individualId === null) throw fault('no-person')
  const day = dayInVietnam(now)
  await createRecord(tx, stay, stayId, { areaId, diseaseCode, purpose: 'treatment', individualId, orderId, caseId, riskClass, tier, oxygen, exposedOn: day, askedOn: day, note: reason })
  if (await markReferred(tx, id, version, reason, day) === 0) refuseStale(await findCare(tx, id), { version })
}
