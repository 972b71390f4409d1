/** From a positive specimen to its case: a new one, or the open one of the same person, each by its own named act. */
import { diseaseCase, type FieldValues, type RecordRow } from '@phaodai/registers'
import { dayInVietnam, watchedContactStates } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { enterCase } from '#server/cases/index.ts'
import { turnContact } from '#server/follow-up/index.ts'
import { changeRecord } from '#server/registers/index.ts'
import { word } from '#server/words/index.ts'
import { findDetails, loadByIds, type SpecimenRow } from './load.ts'
import { linkCase } from './save.ts'

const AS_CASE_FORM: Readonly<Record<string, string>> = { 'rt-pcr': 'pcr', 'rapid-antigen': 'rapid', 'serology': 'serology', 'culture': 'culture', 'other': 'other' }

async function positiveOf(tx: Tx, id: string): Promise<SpecimenRow> {
  const [row] = await loadByIds(tx, [id], false)
  if (!row || row.form !== 'single') throw new Problem('not-found')
  if (row.outcome !== 'positive' && row.outcome !== 'conflicting') throw new Problem('illegal-state', { detail: word('testing.fault.not-positive') })
  return row
}

/** What a case form says of the test. */
export function testOf({ method, outcome, takenAt, resultedAt }: Pick<SpecimenRow, 'method' | 'outcome' | 'takenAt' | 'resultedAt'>): FieldValues {
  const testResult = outcome === 'positive' || outcome === 'negative' ? outcome : 'indeterminate'
  return { testKind: AS_CASE_FORM[method] ?? 'other', testResult, sampledOn: dayInVietnam(takenAt), resultOn: resultedAt === null ? null : dayInVietnam(resultedAt) }
}

/** Enters the case that a specimen has found, closes the contact it was taken from, and links the two. */
export async function openCase(tx: Tx, id: string, caseId: string, values: FieldValues, now: Date): Promise<RecordRow> {
  const row = await positiveOf(tx, id)
  if (row.caseId !== null && row.caseId !== caseId) throw new Problem('duplicate', { detail: word('testing.fault.has-case') })
  const made = await enterCase(tx, caseId, values, now)
  const { contactState, contactVersion } = (await findDetails(tx, id, false))!
  if (row.contactId !== null && contactState !== null && watchedContactStates.includes(contactState)) await turnContact(tx, row.contactId, contactVersion!, caseId)
  if (!(await linkCase(tx, id, caseId))) throw new Problem('not-found')
  return made
}

/** Writes the specimen's result into the open case of its person; a positive RT-PCR confirms it. */
export async function updateCase(tx: Tx, id: string, caseId: string, version: number): Promise<RecordRow> {
  const row = await positiveOf(tx, id)
  const details = (await findDetails(tx, id, false))!
  if (details.openCaseId !== caseId) throw new Problem('not-found')
  const confirms = row.method === 'rt-pcr' && row.outcome === 'positive' && details.openCaseClass !== 'confirmed'
  const changed = await changeRecord(tx, diseaseCase, caseId, { version, ...testOf(row), ...(confirms && { classification: 'confirmed', classReason: word('testing.confirmedByPcr') }) })
  if (!(await linkCase(tx, id, caseId))) throw new Problem('not-found')
  return changed
}
