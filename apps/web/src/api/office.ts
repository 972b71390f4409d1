/** Every call of the office screens, by the names of the wire contract (@phaodai/office). */
import type {
  AssignInput, BulkInput, BulkResult, CascadeInput, CascadeProposal, ChaseInput, Directive, DirectiveDetail, DirectiveOrder, HeaderPatch, IntakeInput, IssueInput, OrderInput,
  PageWord, Picture, ResolveInput, Scan, ScanPage, Task, TaskActionInput, TaskDetail, TaskPage,
} from '@phaodai/office'
import type { ChaseResult, DirectivePage } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send, upload, withQuery } from './client.ts'

export type TaskFilter = {
  box?: string; pile?: string; state?: string; role?: string; bodyId?: string; underBodyId?: string; areaId?: string
  directiveId?: string; topic?: string; q?: string; sort?: string
  assignerId?: string; underAssignerId?: string; standing?: string; basis?: string; from?: string; to?: string; asOf?: string; deadlineSource?: string; without?: string
}
export type DirectiveFilter = { box?: string; q?: string; state?: string }
type DirectivePage = z.infer<typeof DirectivePage>
type ChaseResult = z.infer<typeof ChaseResult>
export type StoredFile = { id: string; name: string; mediaType: string; size: number }

export const getPicture = () => get<Picture>('/api/picture')

export const listTasks = (filter: TaskFilter, after?: string, limit = 50) => get<TaskPage>('/api/tasks', { ...filter, after, limit })
export const getTask = (id: string) => get<TaskDetail>(`/api/tasks/${id}`)
export const assignTask = (id: string, input: z.input<typeof AssignInput>) => send<Task>('PUT', `/api/tasks/${id}`, input)
export const actOnTask = (id: string, eventId: string, input: z.input<typeof TaskActionInput>) =>
  send<TaskDetail>('PUT', `/api/tasks/${id}/actions/${eventId}`, input)
export const cascadeTask = (id: string, input: z.input<typeof CascadeInput>) => send<TaskDetail>('PUT', `/api/tasks/${id}/cascade`, input)
export const proposeCascade = (id: string) => get<CascadeProposal>(`/api/tasks/${id}/cascade-proposal`)
export const chaseTasks = (input: ChaseInput) => send<ChaseResult>('POST', '/api/tasks/chase', input)
export const actOnTasks = (input: BulkInput) => send<BulkResult>('POST', '/api/tasks/bulk', input)
export const exportPath = (filter: TaskFilter, format: 'csv' | 'xlsx') => withQuery(`/api/tasks/export.${format}`, filter)

export const listDirectives = (filter: DirectiveFilter, after?: string) => get<DirectivePage>('/api/directives', { ...filter, after })
export const getDirective = (id: string) => get<DirectiveDetail>(`/api/directives/${id}`)
export const takeInText = (id: string, input: z.input<typeof IntakeInput>) => send<DirectiveDetail>('PUT', `/api/directives/${id}`, input)
export const takeInFile = (id: string, file: File, query: Record<string, string | boolean>, onProgress: (share: number) => void) =>
  upload<DirectiveDetail | Scan>(withQuery(`/api/directives/${id}/file`, { name: file.name, ...query }), file, onProgress)
export const listScans = () => get<{ rows: Scan[] }>('/api/scans')
export const getScan = (id: string) => get<Scan>(`/api/scans/${id}`)
export const cancelScan = (id: string) => send<Scan>('POST', `/api/scans/${id}/cancel`)
export const takeInScan = (id: string, input: { allowDuplicate: boolean; force: boolean }) => send<DirectiveDetail>('POST', `/api/scans/${id}/take-in`, input)
export const getPages = (id: string) => get<{ pages: ScanPage[] }>(`/api/directives/${id}/pages`)
export const correctWords = (id: string, version: number, corrections: (Pick<PageWord, 'start' | 'end'> & { text: string })[]) =>
  send<DirectiveDetail>('PATCH', `/api/directives/${id}/words`, { version, corrections })
export const listDirectiveFiles = (id: string) => get<{ rows: StoredFile[] }>(`/api/directives/${id}/files`)
export const keepStub = (id: string, stub: { number: string | null; issuedOn: string | null; issuerText: string | null }) =>
  send<unknown>('PUT', `/api/directives/${id}/stub`, stub)
export const patchHeader = (id: string, patch: HeaderPatch) => send<Directive>('PATCH', `/api/directives/${id}`, patch)
export const putOrder = (id: string, orderId: string, order: z.input<typeof OrderInput>) =>
  send<DirectiveOrder>('PUT', `/api/directives/${id}/orders/${orderId}`, order)
export const resolveBody = (id: string, answer: z.input<typeof ResolveInput>) => send<DirectiveDetail>('POST', `/api/directives/${id}/resolve`, answer)
export const issueDirective = (id: string, input: IssueInput) => send<DirectiveDetail>('POST', `/api/directives/${id}/issue`, input)
export const acknowledgeDirective = (id: string) => send<DirectiveDetail>('POST', `/api/directives/${id}/acknowledge`, {})
export const withdrawDirective = (id: string, input: { version: number; reason: string }) => send<DirectiveDetail>('POST', `/api/directives/${id}/withdraw`, input)
export const supersedeDirective = (id: string, input: { version: number; byId: string }) => send<DirectiveDetail>('POST', `/api/directives/${id}/supersede`, input)

/** Stores one evidence file; the id makes a repeated sending harmless. */
export async function storeFile(file: File, onProgress?: (share: number) => void): Promise<StoredFile> {
  return upload<StoredFile>(withQuery(`/api/files/${newId()}`, { name: file.name }), file, onProgress)
}
