/** What the screens of committees, duty and delegation ask of the server. */
import type * as z from 'zod'
import type {
  AreaRecord, AreaRecordInput, ChargeInput, Committee, CommitteeRow, DecisionInput, DutyNow, FoundInput, Matrix, MemberInput, RegulationInput, UnitInput,
} from '@phaodai/office/committee.ts'
import type { DelegatedAct, Delegation, DelegationInput, DelegationPage, Leave, LeaveInput } from '@phaodai/office/delegation.ts'
import type { DutySwap, Roster, RotationInput } from '@phaodai/office/duty.ts'
import { get, newId, send, withQuery } from '../api/client.ts'

const at = (id: number, rest = ''): string => `/api/committees/${id}${rest}`

export const listCommittees = () => get<{ rows: CommitteeRow[] }>('/api/committees')
export const getCommittee = (id: number, day?: string) => get<Committee>(at(id), { day })
export const foundCommittee = (given: z.input<typeof FoundInput>) => send<Committee>('POST', '/api/committees', given)
export const putDecision = (id: number, given: z.input<typeof DecisionInput>) => send<Committee>('PUT', at(id, `/decisions/${newId()}`), given)
export const putUnit = (id: number, rowId: string, given: z.input<typeof UnitInput>) => send<Committee>('PUT', at(id, `/units/${rowId}`), given)
export const putMember = (id: number, rowId: string, given: z.input<typeof MemberInput>) => send<Committee>('PUT', at(id, `/members/${rowId}`), given)
export const setPhone = (id: number, version: number, officePhone: string | null) => send<Committee>('PATCH', at(id), { version, officePhone })
export const putRegulation = (id: number, rowId: string, given: z.input<typeof RegulationInput>) => send<Committee>('PUT', at(id, `/regulations/${rowId}`), given)
export const issueRegulation = (id: number, rowId: string, version: number) => send<Committee>('POST', at(id, `/regulations/${rowId}/issue`), { version })
export const expireRegulation = (id: number, rowId: string, version: number, validTo: string) => send<Committee>('POST', at(id, `/regulations/${rowId}/expire`), { version, validTo })

export const getMatrix = (id: number) => get<Matrix>(at(id, '/matrix'))
export const matrixPath = (id: number, format: 'csv' | 'xlsx') => withQuery(at(id, `/matrix.${format}`))
export const putCharge = (id: number, rowId: string, given: z.input<typeof ChargeInput>) => send<Matrix>('PUT', at(id, `/charges/${rowId}`), given)
export const listRecords = (chargeId: string) => get<{ records: AreaRecord[] }>(`/api/charges/${chargeId}/records`)
export const enterRecord = (id: string, given: z.input<typeof AreaRecordInput>) => send<AreaRecord>('PUT', `/api/area-records/${id}`, given)

export const getDutyNow = (id: number) => get<DutyNow>(at(id, '/on-duty'))
export const getRoster = (id: number, from: string, to: string) => get<Roster>(at(id, '/duty'), { from, to })
export const rotateDuty = (id: number, given: RotationInput) => send<Roster>('POST', at(id, '/duty/rotate'), given)
export const changeShift = (id: string, version: number, memberId: string) => send<Roster>('PATCH', `/api/duty-shifts/${id}`, { version, memberId })
export const askSwap = (shiftId: string, withShiftId: string, reason: string | null) => send<DutySwap>('PUT', `/api/duty-swaps/${newId()}`, { shiftId, withShiftId, reason })
export const decideSwap = (id: string, version: number, verb: 'agree' | 'decline') => send<DutySwap>('POST', `/api/duty-swaps/${id}/${verb}`, { version })

export const getDelegations = () => get<DelegationPage>('/api/delegations')
export const lend = (id: string, given: z.input<typeof DelegationInput>) => send<Delegation>('PUT', `/api/delegations/${id}`, given)
export const revoke = (id: string, version: number) => send<Delegation>('POST', `/api/delegations/${id}/revoke`, { version })
export const listActs = (id: string) => get<{ acts: DelegatedAct[] }>(`/api/delegations/${id}/acts`)
export const enterLeave = (given: z.input<typeof LeaveInput>) => send<Leave>('PUT', `/api/leaves/${newId()}`, given)
export const cancelLeave = (id: string, version: number) => send<Leave>('POST', `/api/leaves/${id}/cancel`, { version })
