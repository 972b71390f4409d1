/** Calls of the register books, of incoming documents and of oral directions. */
import type {
  BookEntry, BookRuleView, BookShelf, ByHandInput, DeliveryStatus, DirectInput, DirectionInput, DirectiveDetail, EntryInput, EntryPage, EntryPatch, FinishInput, HandlingChoices, HandlingCounts, HandlingDetail,
  HandlingPage, RecallInput, RecordInput, RegisterInput, RuleInput, TermInput,
} from '@phaodai/office'
import type * as z from 'zod'
import { get, send, upload, withQuery } from './client.ts'

export type EntryFilter = { bodyId?: number | undefined; direction?: string | undefined; system?: string | undefined; firstDay?: string | undefined; docType?: string | undefined; mark?: string | undefined; q?: string | undefined }

export const getShelf = () => get<BookShelf>('/api/books')
export const listEntries = (filter: EntryFilter, after?: string, limit = 100) => get<EntryPage>('/api/books/entries', { ...filter, after, limit })
export const enterByHand = (id: string, input: z.input<typeof EntryInput>) => send<BookEntry>('PUT', `/api/books/entries/${id}`, input)
export const correctEntry = (id: string, patch: EntryPatch) => send<BookEntry>('PATCH', `/api/books/entries/${id}`, patch)
export const cancelEntry = (id: string, version: number, reason: string) => send<BookEntry>('POST', `/api/books/entries/${id}/cancel`, { version, reason })
export const bookPath = (filter: EntryFilter, format: string) => withQuery(`/api/books/entries/export.${format}`, filter)
export const putRule = (id: string, input: z.input<typeof RuleInput>) => send<BookRuleView>('PUT', `/api/books/rules/${id}`, input)
export const putTerm = (id: string, input: z.input<typeof TermInput>) => send<BookShelf>('PUT', `/api/books/terms/${id}`, input)

export const listHandling = (box: string, q: string, after?: string, limit = 50) => get<HandlingPage>('/api/handling', { box, q, after, limit })
export const countHandling = () => get<HandlingCounts>('/api/handling/counts')
export const getHandling = (id: string) => get<HandlingDetail>(`/api/handling/${id}`)
export const getChoices = () => get<HandlingChoices>('/api/handling/choices')
export const getDeliveryStatus = (directiveId: string) => get<DeliveryStatus>(`/api/handling/status/${directiveId}`)
export const registerByHand = (id: string, input: z.input<typeof ByHandInput>) => send<HandlingDetail>('PUT', `/api/handling/${id}`, input)

/** What each step of an incoming document is sent with, its version aside. */
export type StepInputs = {
  'register': z.input<typeof RegisterInput>; 'refuse': { version: number; reason: string }; 'direct': DirectInput; 'record': RecordInput; 'start': { version: number }
  'finish': z.input<typeof FinishInput>; 'ask-back': { version: number; reason: string }; 'answer-recall': RecallInput
}
export const stepHandling = <S extends keyof StepInputs>(id: string, step: S, input: StepInputs[S]) => send<HandlingDetail>('POST', `/api/handling/${id}/${step}`, input)

export const recordDirection = (id: string, input: z.input<typeof DirectionInput>) => send<DirectiveDetail>('PUT', `/api/directions/${id}`, input)
export const takeInEdxml = (id: string, file: File, declaredNotSecret: boolean) => upload<DirectiveDetail>(withQuery(`/api/edxml/${id}`, { declaredNotSecret }), file)
