import type { AnswerRemark, LevelHistory, LevelsInForce, LevelView, NoteLevels, ProposeRound, RemarkInput, RoundList, RoundView, RuleSetLine, SettleLevel, TellInput, ToldInput, ToldList, WhatIf, WhatIfAnswer } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send } from '../api/client.ts'

/** All questions about levels stand under this key, so that an act asks them anew. */
export const LEVELS = ['levels'] as const

export type InForceAsk = { day?: string | undefined; within?: number | undefined; level?: string | undefined }
export const getLevels = (ask: InForceAsk) => get<LevelsInForce>('/api/levels', ask)
export const getHistory = (areaId: number) => get<LevelHistory>(`/api/levels/${areaId}/history`)
export const getRules = () => get<{ rules: RuleSetLine[] }>('/api/level-rules')
export const listRounds = () => get<RoundList>('/api/level-rounds')
export const getRound = (id: string) => get<RoundView>(`/api/level-rounds/${id}`)
export const getLevel = (id: string, areaId: number) => get<LevelView>(`/api/level-rounds/${id}/areas/${areaId}`)
export const propose = async (input: z.input<typeof ProposeRound>) => send<{ id: string }>('PUT', `/api/level-rounds/${newId()}`, input)
export const tryFigures = (id: string, input: z.input<typeof WhatIf>) => send<WhatIfAnswer>('POST', `/api/level-rounds/${id}/what-if`, input)
export const argue = (input: z.input<typeof RemarkInput>) => send<{ id: string }>('PUT', `/api/level-remarks/${newId()}`, input)
export const answerRemark = (id: string, answer: z.input<typeof AnswerRemark>) => send<{ id: string }>('POST', `/api/level-remarks/${id}/answer`, answer)
export const settle = (id: string, input: z.input<typeof SettleLevel>) => send<{ id: string }>('POST', `/api/level-rounds/${id}/settle`, input)
export const stepRound = (id: string, step: 'review' | 'reopen' | 'withdraw' | 'publish' | 'refresh', more: object = {}) => send<{ id: string }>('POST', `/api/level-rounds/${id}/${step}`, more)
export const listTold = (area: number | undefined) => get<ToldList>('/api/level-inputs', { area })
export const tell = (input: z.input<typeof TellInput>) => send<ToldInput>('PUT', `/api/level-inputs/${newId()}`, input)
export const retract = (id: string, version: number, reason: string) => send<ToldInput>('POST', `/api/level-inputs/${id}/retract`, { version, reason })
export const noteLevels = (input: z.input<typeof NoteLevels>) => send<{ id: string }>('PUT', `/api/noted-levels/${newId()}`, input)
export const attachSignedCopy = (id: string, version: number, fileId: string) => send<{ id: string }>('POST', `/api/level-rounds/${id}/signed-copy`, { version, fileId })
