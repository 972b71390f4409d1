import type { ConcretisationPage, DirectiveTree, ReferenceInput, References, ReviewPage } from '@phaodai/office'
import type { ReviewInput } from '@phaodai/office'
import { get, send } from '../api/client.ts'

export const getReferences = (id: string) => get<References>(`/api/directives/${id}/references`)
export const putReference = (id: string, referenceId: string, input: ReferenceInput) => send<References>('PUT', `/api/directives/${id}/references/${referenceId}`, input)
export const setExpiry = (id: string, version: number, expiresOn: string | null) => send<References>('PATCH', `/api/directives/${id}/expiry`, { version, expiresOn })
export const getTree = (id: string) => get<DirectiveTree>(`/api/directives/${id}/tree`)
export const getConcretisation = (id: string) => get<ConcretisationPage>(`/api/directives/${id}/concretisation`)
export const markOwed = (id: string, bodyIds: number[], owed: boolean) => send<ConcretisationPage>('PUT', `/api/directives/${id}/owed`, { bodyIds, owed })
export const getReviews = () => get<ReviewPage>('/api/reviews')
export const countReviews = () => get<{ count: number }>('/api/reviews/count')
type Decided = { decided: string[]; refused: { id: string; code: string }[] }
export const decideReviews = (what: 'tasks' | 'documents' | 'zones', input: ReviewInput) => send<Decided>('POST', `/api/reviews/${what}`, input)
