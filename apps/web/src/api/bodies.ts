/** Bodies, people, accounts and the audit trail, as the organisation screens ask for them. */
import type { BodyRef } from '@phaodai/office'
import { get, newId, send } from './client.ts'

export type Body = BodyRef & { shortName: string; parentId: number | null; kind: string; chain: string; level: string; childCount?: number }
export type BodyDetail = Body & {
  parent: BodyRef | null
  areas: { id: number; fullName: string }[]
  posts: { id: string; title: string; role: string; personName: string; validFrom: string; validTo: string | null }[]
  children: Body[]
}

export const searchBodies = (q: string, query: { under?: number; limit?: number } = {}) => get<{ rows: Body[] }>('/api/bodies', { q, ...query })
export const listChildren = (parentId: number | null) => get<{ rows: Body[] }>('/api/bodies', { parentId: parentId ?? 'top', limit: 200 })
export const getBody = (id: number) => get<BodyDetail>(`/api/bodies/${id}`)

export type PostView = { id: string; personId: string; bodyId: number; bodyName: string; actsForId: number; role: string; title: string; validFrom: string; validTo: string | null; version: number }
export type PersonView = { id: string; fullName: string; phone?: string | null; email?: string | null; version: number; posts: PostView[] }
export type AccountView = { id: string; personId: string; fullName: string; username: string; mustChangePassword: boolean; passwordSetAt: string | null; disabledAt: string | null; lockedUntil: string | null; secondFactor: boolean; version: number }
export type SessionView = { id: string; username: string; fullName: string; createdAt: string; expiresAt: string; ipAddress: string | null; userAgent: string | null }
export type AuditEntry = { id: number; at: string; personId: string | null; postId: string | null; permission: string | null; action: string; subject: string; rowId: string | null; before: unknown; after: unknown; rowIds: string[] | null; delegationId: string | null }
export type NewPost = { bodyId: number; actsForId: number; role: string; title: string; validFrom: string }

export const listPeople = (search: string, bodyId?: number) => get<PersonView[]>('/api/people', { search, bodyId })
export const listRoles = () => get<{ name: string }[]>('/api/roles')
export const createPerson = (id: string, person: { fullName: string; phone: string | null; email: string | null; post: NewPost & { id: string } }) => send<PersonView>('PUT', `/api/people/${id}`, person)
export const addPost = (personId: string, post: NewPost) => send<PostView>('PUT', `/api/posts/${newId()}`, { personId, ...post })
export const changePost = (id: string, change: { version: number; title: string; validTo: string | null }) => send<PostView>('PATCH', `/api/posts/${id}`, change)

export const listAccounts = (search: string) => get<AccountView[]>('/api/accounts', { search })
export const createAccount = (id: string, account: { personId: string; username: string; password: string }) => send<AccountView>('PUT', `/api/accounts/${id}`, account)
export const setPassword = (id: string, password: string) => send<AccountView>('POST', `/api/accounts/${id}/password`, { password })
export const resetFactor = (id: string) => send<AccountView>('POST', `/api/accounts/${id}/second-factor/reset`)
export const switchAccount = (id: string, on: boolean, version: number) => send<AccountView>('POST', `/api/accounts/${id}/${on ? 'enable' : 'disable'}`, { version })

export const listSessions = () => get<SessionView[]>('/api/sessions')
export const endSession = (id: string) => send<unknown>('DELETE', `/api/sessions/${id}`)

export const listAudit = (filter: { subject?: string; row?: string; person?: string; before?: number }) => get<{ entries: AuditEntry[]; next: number | null }>('/api/audit', filter)
