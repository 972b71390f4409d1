/** What the screens of a rearrangement ask of the server. */
import type * as z from 'zod'
import type { BodyRef } from '@phaodai/office'
import type { AnswerInput, MoveInput, PostInput, Reform, ReformInput, ReformMove, ReformPost, ReformRow, ReformRun } from '@phaodai/office/reform.ts'
import { get, newId, send, upload, withQuery } from '../api/client.ts'

const at = (id: string, rest = ''): string => `/api/reforms/${id}${rest}`

export const listReforms = () => get<{ rows: ReformRow[] }>('/api/reforms')
export const getReform = (id: string) => get<Reform>(at(id))
export const putReform = (id: string, given: ReformInput) => send<Reform>('PUT', at(id), given)
export const makePlan = (id: string, version: number) => send<Reform>('POST', at(id, '/plan'), { version })
export const listMoves = (id: string, query: { q: string; open?: string | undefined; groupKey?: string | undefined }) => get<{ rows: ReformMove[] }>(withQuery(at(id, '/moves'), query))
export const searchHeirs = (id: string, q: string) => get<{ rows: BodyRef[] }>(withQuery(at(id, '/heirs'), { q }))
export const decideMove = (id: string, moveId: string, given: z.input<typeof MoveInput>) => send<ReformMove>('PATCH', at(id, `/moves/${moveId}`), given)
export const answerGroup = (id: string, given: z.input<typeof AnswerInput>) => send<Reform>('POST', at(id, '/answers'), given)
export const decidePost = (id: string, rowId: string, given: z.input<typeof PostInput>) => send<ReformPost>('PATCH', at(id, `/posts/${rowId}`), given)
export const importPosts = (id: string, file: Blob) => upload<{ taken: number; bad: { row: number; problem: string }[] }>(at(id, '/posts'), file)
export const rehearse = (id: string) => send<ReformRun>('POST', at(id, '/rehearse'), { runId: newId() })
export const moveOn = (id: string, action: 'propose' | 'confirm' | 'withdraw' | 'abandon', version: number) => send<Reform>('POST', at(id, `/${action}`), { version })
export const reportPath = (id: string, runId: string) => at(id, `/runs/${runId}/report.xlsx`)
export const postsPath = (id: string) => at(id, '/posts.xlsx')
