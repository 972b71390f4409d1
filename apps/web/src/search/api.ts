import type { SearchAnswer } from '@phaodai/office'
import { get } from '../api/client.ts'

/** What may stand in the address of a search, and is asked of the server as it stands there. */
export const searchNames = ['q', 'kind', 'issuerId', 'from', 'to', 'state'] as const
export type SearchFilter = Partial<Record<(typeof searchNames)[number], string>>

/** One search over everything; `after` begins a further page of one kind. An answer that is no longer wanted is dropped by its signal. */
export function findEverything(filter: SearchFilter, page: { limit?: number; after?: string | undefined } = {}, signal?: AbortSignal): Promise<SearchAnswer> {
  return get<SearchAnswer>('/api/search', { ...filter, ...page }, signal)
}

/** Address of the page that shows a search whole. */
export function searchAt(filter: SearchFilter): string {
  return `/tim-kiem?${new URLSearchParams(filter as Record<string, string>).toString()}`
}
