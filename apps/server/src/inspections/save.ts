import type { ChecklistInput, CompleteInput, PhotoInput } from '@phaodai/office/inspection.ts'
import type * as z from 'zod'
import type { Tx } from '#kernel/session.ts'

/** Ends a visit: answers, conclusion, time and place in one step; names of the host only when given, since not every writer may read them. The number of rows touched. */
export function completeInspection(tx: Tx, id: string, given: z.output<typeof CompleteInput>): Promise<number> {
  const host = Object.entries({ host_name: given.hostName, host_phone: given.hostPhone }).filter(([, value]) => value !== null)
  return tx.run(
    `update inspection set state = 'done', checklist_id = $3, checklist = $4, conclusion = $5, visited_at = $6, location = coalesce($7::jsonb, location)
       ${host.map(([column], n) => `, ${column} = $${n + 8}`).join('')} where id = $1 and version = $2`,
    [id, given.version, given.checklistId, JSON.stringify(given.checklist), given.conclusion, given.visitedAt, given.location === null ? null : JSON.stringify(given.location), ...host.map(([, value]) => value)])
}

export function insertPhoto(tx: Tx, inspectionId: string, id: string, { fileId, point, caption, position, takenAt }: z.output<typeof PhotoInput>): Promise<number> {
  return tx.run(
    `insert into inspection_photo (id, inspection_id, file_id, point, caption, lat, lon, accuracy, located_by, taken_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
    [id, inspectionId, fileId, point, caption, position?.lat ?? null, position?.lon ?? null, position?.accuracy ?? null, position?.by ?? null, takenAt])
}

/** A photo's inspection and file, for a repeat of the same sending. */
export function findPhoto(tx: Tx, id: string): Promise<{ inspectionId: string; fileId: string } | undefined> {
  return tx.find('select inspection_id as "inspectionId", file_id as "fileId" from inspection_photo where id = $1', [id])
}

/** A new version of a checklist; what was done with an older one stays as it is. */
export function insertChecklist(tx: Tx, id: string, given: z.output<typeof ChecklistInput>): Promise<number> {
  return tx.run('insert into inspection_checklist (id, place_kind, name, valid_from, source, confidence, questions) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
    [id, given.placeKind, given.name, given.validFrom, given.source, given.confidence, JSON.stringify(given.questions)])
}
