import { isIll, type ContactVisit, type VisitInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

const sent = (input: VisitInput): unknown[] => [input.manner, input.temperature, input.symptoms, input.note]

/** Enters a day; false when somebody was faster. */
export async function insertVisit(tx: Tx, contactId: string, day: string, input: VisitInput, now: string): Promise<boolean> {
  return (await tx.run(`
    insert into contact_visit (contact_id, on_day, manner, temperature, symptoms, note, ill_at, entered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (contact_id, on_day) do nothing`, [contactId, day, ...sent(input), isIll(input) ? now : null, now])) === 1
}

/** Corrects a day; symptoms that stood before keep the hour at which they were entered. False when it has changed since this version. */
export async function updateVisit(tx: Tx, contactId: string, day: string, input: VisitInput, before: ContactVisit, now: string): Promise<boolean> {
  return (await tx.run(`
    update contact_visit set manner = $4, temperature = $5, symptoms = $6, note = $7, ill_at = $8
    where contact_id = $1 and on_day = $2 and version = $3`, [contactId, day, input.version, ...sent(input), isIll(input) ? before.illAt ?? now : null])) === 1
}

/** A contact became the case just written; null when it is not in scope, false when it has changed since this version. */
export async function turnContact(tx: Tx, contactId: string, version: number, caseId: string): Promise<boolean | null> {
  return (await tx.get<{ done: boolean | null }>('select turn_case_contact($1, $2, $3) as done', [contactId, version, caseId])).done
}

/** Tells the bodies that watch contacts how many were not seen on a day; returns how many bodies. */
export async function callMissed(tx: Tx, day: string, at: string): Promise<number> {
  return (await tx.get<{ told: number }>('select call_missed($1, $2) as told', [day, at])).told
}
