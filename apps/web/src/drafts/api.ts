/** Calls of the writing screens. */
import type { AnswerInput, AskInput, Draft, DraftChoices, DraftContent, DraftDetail, DraftSource, DraftStart, SubmitInput } from '@phaodai/office'
import type * as z from 'zod'
import { download, get, newId, send, upload } from '../api/client.ts'

type Source = z.infer<typeof DraftSource>
const at = (id: string, rest = ''): string => `/api/drafts/${id}${rest}`

export const listDrafts = (box: string) => get<{ rows: Draft[] }>('/api/drafts', { box })
export const getDraft = (id: string) => get<DraftDetail>(at(id))
export const getChoices = () => get<DraftChoices>('/api/drafts/choices')
export const getSource = (directiveId: string) => get<Source>(`/api/drafts/sources/${directiveId}`)
export const getVersion = (id: string, versionId: string) => get<{ id: string; content: DraftContent }>(at(id, `/versions/${versionId}`))
export const startDraft = (input: z.input<typeof DraftStart>) => send<DraftDetail>('PUT', at(newId()), input)
export const saveDraft = (id: string, version: number, content: DraftContent, keep: boolean) => send<DraftDetail>('PATCH', at(id), { version, content, keep })
export const commentOn = (id: string, input: { at: string | null; quoted: string; text: string }) => send<DraftDetail>('PUT', at(id, `/comments/${newId()}`), input)
export const resolveComment = (id: string, commentId: string, resolution: string) => send<DraftDetail>('POST', at(id, `/comments/${commentId}/resolve`), { resolution })
export const askFor = (id: string, input: z.infer<typeof AskInput>) => send<DraftDetail>('POST', at(id, '/ask'), input)
export const answerDraft = (id: string, input: z.infer<typeof AnswerInput>) => send<DraftDetail>('POST', at(id, '/answer'), input)
export const submitDraft = (id: string, input: z.infer<typeof SubmitInput>) => send<DraftDetail>('POST', at(id, '/submit'), input)
export const decideDraft = (id: string, input: { version: number; kind: string; decision: 'passed' | 'returned'; reason: string }) => send<DraftDetail>('POST', at(id, '/decide'), input)
export const numberDraft = (id: string, input: { version: number; issuedOn: string; number: string | null }) => send<DraftDetail>('POST', at(id, '/number'), input)
/** The moves that need the version alone. */
export const moveDraft = (id: string, step: 'resume' | 'issue' | 'drop', version: number) => send<DraftDetail>('POST', at(id, `/${step}`), { version })
export const withdrawIssued = (directiveId: string, version: number, reason: string) => send<unknown>('POST', `/api/directives/${directiveId}/withdraw`, { version, reason })

/** Sends the signed paper and has it checked. */
export async function fileSigned(id: string, file: File, kind: 'digital' | 'stamped'): Promise<DraftDetail> {
  const fileId = newId()
  await upload(`/api/files/${fileId}?name=${encodeURIComponent(file.name)}`, file)
  return send<DraftDetail>('POST', at(id, '/signed'), { fileId, kind })
}

/** Fetches the document as a paper. */
export function downloadPaper(draft: Pick<Draft, 'id' | 'number'>, format: 'docx' | 'pdf'): Promise<void> {
  return download(at(draft.id, `/paper.${format}`), `${(draft.number ?? 'du-thao').replaceAll('/', '-')}.${format}`)
}
