import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Checklist, ChecklistInput, CheckAnswer, CompleteInput, FindingRow, Photo, PhotoInput } from '@phaodai/office/inspection.ts'
import { BodyRef, Day, Instant } from '@phaodai/office'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/session.ts'
import { attachFiles } from '#server/files/index.ts'
import { loadFindings } from './finding.queries.ts'
import { findChecklist, findInspection, findVersion, loadChecklists, loadPhotos, loadWork } from './load.ts'
import { sendFile } from '#server/sheets/index.ts'
import { inspectionPaper } from './papers.ts'
import { completeInspection, findPhoto, insertChecklist, insertPhoto } from './save.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })

const InspectionView = z.object({
  id: z.uuid(), version: z.int(), state: z.string(), stateReason: z.string().nullable(), areaId: z.int(), placeName: z.string(), placeKind: z.string(), address: z.string().nullable(), plannedOn: Day, visitedAt: Instant.nullable(),
  location: z.object({ lat: z.number(), lon: z.number() }).nullable(), area: z.object({ id: z.int(), name: z.string() }), team: BodyRef.nullable(), body: BodyRef.nullable(), lead: z.string().nullable(),
  checklistId: z.string().nullable(), checklist: z.array(CheckAnswer).nullable(), conclusion: z.string().nullable(), previousId: z.uuid().nullable(), plan: z.object({ id: z.uuid(), title: z.string() }).nullable(), voided: z.boolean(),
  /** The version it was done with, or the one in force today. */
  form: Checklist.nullable(),
  photos: z.array(Photo), findings: z.array(FindingRow),
})

/** An inspection with its form, photos and findings. Problem `not-found`. */
export async function viewInspection(tx: Tx, id: string, day: string): Promise<z.input<typeof InspectionView>> {
  const found = await findInspection(tx, id)
  if (!found) throw new Problem('not-found')
  const form = found.checklistId === null ? await findChecklist(tx, found.placeKind, day) : await findVersion(tx, found.checklistId)
  return { ...found, form: form ?? null, photos: await loadPhotos(tx, id), findings: await loadFindings(tx, { inspectionId: id }, day) }
}

async function complete(tx: Tx, id: string, given: z.output<typeof CompleteInput>, now: Date): Promise<void> {
  const before = await findInspection(tx, id)
  if (!before) throw new Problem('not-found')
  if (before.version !== given.version) refuseStale(before, given)
  if (before.state !== 'planned') throw new Problem('illegal-state')
  if (new Date(given.visitedAt) > now) throw new Problem('invalid-input', { fields: { visitedAt: 'Giờ kiểm tra chưa đến.' } })
  const form = await findVersion(tx, given.checklistId)
  if (form?.placeKind !== before.placeKind) throw new Problem('invalid-input', { fields: { checklistId: 'Bảng kiểm không dùng cho loại nơi này.' } })
  const answered = new Map(given.checklist.map((each) => [each.point, each]))
  const open = form.questions.filter(({ point }) => (answered.get(point)?.answer ?? null) === null)
  if (open.length > 0) throw new Problem('invalid-input', { detail: `Còn ${open.length} nội dung chưa trả lời: ${open.map(({ question }) => question).join('; ')}.` })
  const checklist = form.questions.map(({ point, question }) => ({ ...answered.get(point)!, point, question }))
  if (await completeInspection(tx, id, { ...given, checklist }) === 0) throw new Problem('not-allowed')
}

function registerInspections(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/inspections/work', permission: 'inspection.read', summary: 'Inspections still to be made within the areas of the acting post, by day.',
    answer: z.object({ rows: z.array(z.object({ id: z.uuid(), placeName: z.string(), placeKind: z.string(), plannedOn: Day, area: z.string(), team: z.string().nullable(), mine: z.boolean(), late: z.boolean() })) }),
    run: async ({ tx }) => ({ rows: await loadWork(tx, today(deps.clock)) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/inspections/:id', permission: 'inspection.read', summary: 'One inspection with its checklist, photos and findings.', params: ById, answer: InspectionView, refuses: ['not-found'],
    run: ({ tx, params }) => viewInspection(tx, params.id, today(deps.clock)),
  })
  route(app, deps, {
    method: 'POST', url: '/api/inspections/:id/complete', permission: 'inspection.complete', summary: 'Ends a visit with the answers to its checklist; every question wants an answer.', params: ById, body: CompleteInput,
    answer: InspectionView, refuses: ['not-found', 'stale', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      await complete(tx, params.id, body, deps.clock.now())
      return viewInspection(tx, params.id, today(deps.clock))
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/inspections/:id/report.:format', permission: 'inspection.read', summary: 'The record of an inspection as Word file or PDF.', params: ById.extend({ format: z.enum(['docx', 'pdf']) }),
    refuses: ['not-found', 'illegal-state'], run: ({ tx, who, params }) => inspectionPaper(tx, who, params.id, today(deps.clock), params.format), send: sendFile,
  })
  route(app, deps, {
    method: 'PUT', url: '/api/inspections/:id/photos/:photoId', permission: 'inspection_photo.add', summary: 'Adds a photo that was uploaded before, with its place where it is known.', params: ById.extend({ photoId: z.uuid().toLowerCase() }),
    body: PhotoInput, answer: InspectionView, refuses: ['not-found', 'duplicate', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      if (!await findInspection(tx, params.id)) throw new Problem('not-found')
      if (await findPhoto(tx, params.photoId) === undefined) {
        await attachFiles(tx, 'inspection', params.id, [body.fileId])
        await insertPhoto(tx, params.id, params.photoId, body)
      }
      sameOrRefuse(await findPhoto(tx, params.photoId), (row) => row.inspectionId === params.id && row.fileId === body.fileId)
      return viewInspection(tx, params.id, today(deps.clock))
    },
  })
}

function registerChecklists(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/inspection-checklists', permission: 'inspection.read', summary: 'Checklists by kind of place, every version.', answer: z.object({ rows: z.array(Checklist) }),
    run: async ({ tx }) => ({ rows: await loadChecklists(tx) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/inspection-checklists/:id', permission: 'inspection_checklist.manage', summary: 'Adds a version of a checklist that holds from a day on.',
    params: z.object({ id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60) }), body: ChecklistInput, answer: Checklist, refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      await insertChecklist(tx, params.id, body)
      return sameOrRefuse(await findVersion(tx, params.id), (row) => row.placeKind === body.placeKind && row.validFrom === body.validFrom && row.name === body.name)
    },
  })
}

/** Inspections beside their register: the form on a phone, photos, checklists. */
export function registerVisitRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerInspections(app, deps)
  registerChecklists(app, deps)
}
