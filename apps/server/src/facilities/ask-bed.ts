import type { bedSources } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { dayInVietnam } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { createRecord, findRecord } from '#server/registers/index.ts'
import { word } from '#server/words/index.ts'
import { findBedAsker, findOpenStay } from './load.ts'

/** Puts the person of a case or of a contact in sight on the list of those who wait for a bed, with what is known of him; nobody waits twice. */
export async function askBed(tx: Tx, id: string, source: (typeof bedSources)[number], sourceId: string, now: string): Promise<void> {
  if (await findRecord(tx, stay, id)) return
  const found = await findBedAsker(tx, source, sourceId)
  if (!found) throw new Problem('not-found')
  const refuse = (rule: string): Problem => new Problem('illegal-state', { detail: word(`facilities.fault.${rule}`), fields: { rule } })
  if (found.individualId === null) throw refuse('no-person')
  if (await findOpenStay(tx, found.individualId, found.diseaseCode)) throw refuse('already-waits')
  await createRecord(tx, stay, id, { ...found, askedOn: dayInVietnam(now), [source === 'case' ? 'caseId' : 'contactId']: sourceId })
}
