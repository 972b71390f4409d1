import { contactDueAt, contactUrgency, unsampledIllness, type ContactLine } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { ContactRow } from './load.ts'

/** What a contact asks for now, and by when. */
export function standing(row: Omit<ContactRow, 'early'>, now: Date): Pick<ContactLine, 'urgency' | 'dueAt'> {
  const facts = { ...row, illAt: unsampledIllness(row.visits)?.illAt ?? null }
  return { urgency: contactUrgency(facts, now, dayInVietnam(now.toISOString())), dueAt: contactDueAt(facts) }
}
