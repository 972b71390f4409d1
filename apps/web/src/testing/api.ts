import type { ExpectedContact, LabDesk, LabRow, PoolingFacts, RejectInput, ResultFileAnswer, ResultFileInput, ResultInput, SettlementInput, SpecimenBox, SpecimenInput, SpecimenList, SpecimenView, TubeAnswer } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send, sendForBlob } from '../api/client.ts'

/** All questions about testing stand under this key, so that an act asks them anew. */
export const TESTING = ['registers', 'specimen'] as const

export const listSpecimens = (box: SpecimenBox, q: string, reveal: boolean) => get<SpecimenList>('/api/specimens', { box, q, reveal: reveal ? 1 : 0 })
export const getSpecimen = (id: string, reveal: boolean) => get<SpecimenView>(`/api/specimens/${id}`, { reveal: reveal ? 1 : 0 })
export const listExpected = (reveal: boolean) => get<{ contacts: ExpectedContact[] }>('/api/specimens/expected', { reveal: reveal ? 1 : 0 })
export const enterSpecimen = (id: string, values: Partial<SpecimenInput>) => send<{ row: { id: string } }>('PUT', `/api/specimens/${id}`, values)
export const makePool = (id: string, barcode: string, members: readonly string[], laboratoryId: string | null = null) => send<{ id: string }>('PUT', `/api/pools/${id}`, { barcode, members, laboratoryId })
export const sendTubes = (ids: readonly string[], laboratoryId: string, shipment: string) => send<{ sent: number }>('POST', '/api/specimens/send', { ids, laboratoryId, shipment })
export const enterResult = (id: string, result: Omit<z.input<typeof ResultInput>, 'barcode' | 'id'> & { laboratoryId: string | null }) => send<{ answer: string }>('POST', `/api/specimens/${id}/results`, { ...result, id: newId() })
export const withdrawResult = (id: string, resultId: string, reason: string) => send<{ answer: string }>('POST', `/api/specimens/${id}/results/${resultId}/withdraw`, { reason })
export const settleSpecimen = (id: string, outcome: z.input<typeof SettlementInput>['outcome'], reason: string) => send<{ answer: string }>('POST', `/api/specimens/${id}/settlements`, { id: newId(), outcome, reason })
export const writeIntoCase = (id: string, caseId: string, version: number) => send<{ row: { id: string } }>('POST', `/api/specimens/${id}/case-result`, { caseId, version })
export const openCase = (id: string, caseId: string, values: object) => send<{ row: { id: string; code: string | null } }>('PUT', `/api/specimens/${id}/cases/${caseId}`, { values })
export const getPoolingFacts = (disease: string) => get<PoolingFacts>('/api/specimens/pooling', { disease })
export const listLaboratories = () => get<{ laboratories: LabRow[] }>('/api/laboratories')
export const getDesk = (id: string) => get<LabDesk>(`/api/laboratories/${id}/desk`)
export const receiveTube = (lab: string, barcode: string) => send<TubeAnswer>('POST', `/api/laboratories/${lab}/receive`, { barcode })
export const rejectTube = (lab: string, barcode: string, reason: z.input<typeof RejectInput>['reason']) => send<TubeAnswer>('POST', `/api/laboratories/${lab}/reject`, { barcode, reason })
export const withdrawLast = (lab: string, barcode: string, reason: string) => send<TubeAnswer>('POST', `/api/laboratories/${lab}/withdraw`, { barcode, reason })
export const reportResult = (lab: string, result: z.input<typeof ResultInput>) => send<TubeAnswer>('POST', `/api/laboratories/${lab}/results`, result)
export const sendResultLines = (lab: string, asked: z.input<typeof ResultFileInput>) => send<ResultFileAnswer>('POST', `/api/laboratories/${lab}/result-file`, asked)
export const slipsBlob = (ids: readonly string[], format: 'docx' | 'pdf') => sendForBlob('/api/specimens/slips', { ids, format })
export const labelsBlob = (codes: readonly string[], copies: number, words: string) => sendForBlob('/api/barcode-labels', { codes, copies, words })
