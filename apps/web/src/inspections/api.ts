/** What the screens of inspections ask of the server. */
import type * as z from 'zod'
import type {
  Checklist, CompleteInput, DecideInput, Finding, FindingRow, FindingTaskInput, InspectionStatistics, Photo, PhotoInput, Plan, PlanInput, PlanRow, Repeats, StepInput, TeamInput, Violation, VisitInput, CheckAnswer,
} from '@phaodai/office/inspection.ts'
import type { RepeatRule, Sanction, SanctionInput } from '@phaodai/office/penalty.ts'
import { get, newId, send, withQuery } from '../api/client.ts'

type Ref = { id: number; name: string }
export type Work = { id: string; placeName: string; placeKind: string; plannedOn: string; area: string; team: string | null; mine: boolean; late: boolean }
export type Inspection = {
  id: string; version: number; state: string; stateReason: string | null; areaId: number; placeName: string; placeKind: string; address: string | null; plannedOn: string; visitedAt: string | null
  location: { lat: number; lon: number } | null; area: Ref; team: Ref | null; body: Ref | null; lead: string | null; checklistId: string | null; checklist: CheckAnswer[] | null; conclusion: string | null
  previousId: string | null; plan: { id: string; title: string } | null; voided: boolean; form: Checklist | null; photos: Photo[]; findings: FindingRow[]
}

export const listPlans = () => get<{ rows: PlanRow[] }>('/api/inspection-plans')
export const getPlan = (id: string) => get<Plan>(`/api/inspection-plans/${id}`)
export const putPlan = (id: string, given: z.input<typeof PlanInput>) => send<Plan>('PUT', `/api/inspection-plans/${id}`, given)
export const putTeam = (planId: string, id: string, given: z.input<typeof TeamInput>) => send<Plan>('PUT', `/api/inspection-plans/${planId}/teams/${id}`, given)
export const putVisit = (planId: string, id: string, given: z.input<typeof VisitInput>) => send<Plan>('PUT', `/api/inspection-plans/${planId}/visits/${id}`, given)
export const dropVisit = (planId: string, id: string, version: number, reason: string) => send<Plan>('POST', `/api/inspection-plans/${planId}/visits/${id}/drop`, { version, reason })
export const movePlan = (id: string, version: number, action: 'approve' | 'start' | 'end') => send<Plan>('POST', `/api/inspection-plans/${id}/${action}`, { version })

export const listWork = () => get<{ rows: Work[] }>('/api/inspections/work')
export const getInspection = (id: string) => get<Inspection>(`/api/inspections/${id}`)
export const completeInspection = (id: string, given: z.input<typeof CompleteInput>) => send<Inspection>('POST', `/api/inspections/${id}/complete`, given)
export const addPhoto = (id: string, photoId: string, given: z.input<typeof PhotoInput>) => send<Inspection>('PUT', `/api/inspections/${id}/photos/${photoId}`, given)
export const listChecklists = () => get<{ rows: Checklist[] }>('/api/inspection-checklists')

export const listFindings = (box: string, overdue: boolean) => get<{ rows: FindingRow[] }>('/api/findings', { box, overdue: overdue ? '1' : undefined })
export const getFinding = (id: string) => get<Finding>(`/api/findings/${id}`)
export const takeStep = (id: string, stepId: string, given: z.input<typeof StepInput>) => send<Finding>('PUT', `/api/findings/${id}/steps/${stepId}`, given)
export const giveTask = (id: string, taskId: string, given: z.input<typeof FindingTaskInput>) => send<Finding>('PUT', `/api/findings/${id}/tasks/${taskId}`, given)

export const getViolation = (id: string) => get<Violation>(`/api/violations/${id}`)
export const recordViolation = (id: string, version: number, number: string, behaviourId: string) => send<Violation>('POST', `/api/violations/${id}/record`, { version, number, behaviourId })
export const decideViolation = (id: string, given: z.input<typeof DecideInput>) => send<Violation>('POST', `/api/violations/${id}/decide`, given)
export const payViolation = (id: string, version: number, paidOn: string, receipt: string) => send<Violation>('POST', `/api/violations/${id}/pay`, { version, paidOn, receipt })
export const remedyViolation = (id: string, version: number, remediedOn: string) => send<Violation>('POST', `/api/violations/${id}/remedy`, { version, remediedOn })
export const getRepeats = (id: string) => get<Repeats>(`/api/violations/${id}/repeats`)
export const listSanctions = () => get<{ rows: Sanction[]; rules: RepeatRule[] }>('/api/sanctions')
export const putSanction = (id: string | null, given: z.input<typeof SanctionInput>) => send<Sanction>('PUT', `/api/sanctions/${id ?? newId()}`, given)

export const getStatistics = (from: string, to: string) => get<InspectionStatistics>('/api/inspection-statistics', { from, to })
export const statisticsFile = (from: string, to: string) => withQuery('/api/inspection-statistics.xlsx', { from, to })
