import type { DeliveryChaseInput } from '@phaodai/office'
import { workingCalendar } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { dueByFor, loadCalendarBefore, type Moment } from '../tasks/index.ts'
import { loadChases, loadStanding, loadUnreadRules } from './load.ts'
import { chaseByRule, insertChases, tellIssuers } from './save.ts'

type Chased = { chased: string[]; refused: { id: string; code: string }[] }

/** Chases several recipients at once; says for each what happened. A repeat of a chase's id counts as done. */
export async function chaseDeliveries(tx: Tx, who: Who, { at }: Moment, { deliveries, note }: DeliveryChaseInput): Promise<Chased> {
  const known = new Map((await loadChases(tx, deliveries.map(({ chaseId }) => chaseId))).map(({ id, deliveryId }) => [id, deliveryId]))
  const fresh = deliveries.filter(({ id, chaseId }) => known.get(chaseId) !== id)
  const standing = new Map((await loadStanding(tx, fresh.map(({ id }) => id))).map(row => [row.id, row]))
  const refusals = fresh.flatMap(({ id }) => {
    const row = standing.get(id)
    const code = row === undefined ? 'not-found' : row.ownerId !== who.bodyId ? 'not-allowed' : row.waits ? null : 'illegal-state'
    return code === null ? [] : [{ id, code }]
  })
  const allowed = fresh.filter(({ id }) => !refusals.some(refused => refused.id === id))
  const changed = new Set(await insertChases(tx, allowed, who.title, at, note))
  if (allowed.some(({ id }) => !changed.has(id))) throw new Problem('not-allowed') // the id of somebody else's chase
  return {
    chased: deliveries.filter(({ id, chaseId }) => changed.has(id) || known.get(chaseId) === id).map(({ id }) => id),
    refused: refusals,
  }
}

/** The latest day of delivery that is so many working days past; null where the office has no such rule. */
export async function waitedSince(tx: Tx, today: string, workingDays: number | null): Promise<string | null> {
  return workingDays === null ? null : dueByFor(workingCalendar(await loadCalendarBefore(tx, today)), today, workingDays)
}

/**
 * The rule about documents that nobody opens: the recipient is chased, then the issuer's leader is told, each after its
 * number of working days (office_setting, dated). Repeating it on one day does nothing more. Runs as the system.
 */
export async function chaseUnread(tx: Tx, { at, today }: Moment): Promise<{ chased: number; told: number }> {
  const rules = await loadUnreadRules(tx, today)
  const [chaseSince, tellSince] = [await waitedSince(tx, today, rules.chase), await waitedSince(tx, today, rules.leader)]
  return {
    chased: chaseSince === null ? 0 : await chaseByRule(tx, chaseSince, at),
    told: tellSince === null ? 0 : await tellIssuers(tx, tellSince, at, today),
  }
}
