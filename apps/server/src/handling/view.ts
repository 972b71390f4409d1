import { actsFrom, handlingActions, statusCodes, timingOf, type Handling, type HandlingAction, type HandlingDetail } from '@phaodai/office'
import { daysBetween } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findHandling, loadDirections, loadEvents, loadMay, type HandlingRow } from './load.ts'

const ENDED = new Set(['refused', 'recalled'])

/** A row as lists show it, with its timing derived as of tasks. */
export function asHandling(row: HandlingRow, today: string): Handling {
  const { id, state, number, docType, issuerText, issuedOn, abstract, urgency, arrivalNumber, arrivedOn, source, deadline, doneAt, directiveId, entryId, lead, sentence, mine, version } = row
  const timing = ENDED.has(state) ? 'no_deadline' : timingOf(deadline, row.doneOn, today)
  return {
    id, state, number, docType, issuerText, issuedOn, abstract, urgency, arrivalNumber, arrivedOn, source, deadline, doneAt, directiveId, entryId, lead, sentence, mine, version,
    timing, daysLate: timing === 'overdue' ? daysBetween(deadline!, row.doneOn ?? today) : 0,
  }
}

/** Work is done by those whom the bút phê names, or by whoever keeps the books; a leader files what needs no bút phê. */
export function mayWork(row: Pick<HandlingRow, 'mine' | 'state'>, may: ReadonlySet<string>): boolean {
  return row.mine || may.has('handling.register') || (row.state === 'registered' && may.has('handling.direct'))
}

/** What the acting post may do now. */
export function actionsOf(row: HandlingRow, may: ReadonlySet<string>): HandlingAction[] {
  return handlingActions.filter(action => may.has(`handling.${action}`) && actsFrom[action].includes(row.state) && (!['start', 'finish'].includes(action) || mayWork(row, may)))
}

/** Everything of an incoming document; Problem `not-found` for another office's. */
export async function detailOf(tx: Tx, who: Who, id: string, today: string): Promise<HandlingDetail> {
  const row = await findHandling(tx, id, who.seatId)
  if (!row) throw new Problem('not-found')
  const { secret, reason, result, resultDirectiveId, fileId, directiveState, ownDirective } = row
  return {
    ...asHandling(row, today), secret, reason, result, resultDirectiveId, fileId, directiveState, ownDirective, statusCode: statusCodes[row.state],
    directions: await loadDirections(tx, id), events: await loadEvents(tx, id), actions: actionsOf(row, await loadMay(tx, who.role)),
  }
}
