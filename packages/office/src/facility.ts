/** Facilities and stays on the wire: the board of beds, who lies where, who waits, what is proposed and what was done. */
import { facilityKinds, riskClasses, stayPurposes, treatmentTiers, warningSigns } from '@phaodai/vocabulary'
import * as z from 'zod'

const Id = z.guid().transform((id) => id.toLowerCase())
const At = z.iso.datetime({ offset: true })
const Flag = z.enum(['0', '1']).default('0').transform((value) => value === '1')
const Text = (max: number) => z.string().normalize('NFC').trim().max(max).nullable().default(null).transform((text) => text || null)

/** Beds counted: of one facility, of a tier, of an area, of all that is seen. */
const counts = { beds: z.int(), taken: z.int(), oxygenBeds: z.int(), oxygenTaken: z.int(), arrives: z.int(), leaves: z.int() }
export const BedCounts = z.object({ facilities: z.int(), ...counts })
export type BedCounts = z.infer<typeof BedCounts>

export const FacilityLine = z.object({
  id: z.string(), version: z.int(), name: z.string(), kind: z.enum(facilityKinds), tier: z.enum(treatmentTiers).nullable(), areaId: z.int(), area: z.string(), state: z.string(), body: z.string().nullable(), ...counts,
})
export type FacilityLine = z.infer<typeof FacilityLine>

export const BoardAsk = z.object({ tier: z.enum([...treatmentTiers, 'none']).optional(), areaId: z.coerce.number().int().positive().optional() })
/** What the board shows of single facilities; the sums are over all of them. */
export const BOARD_LINES = 200
export const OccupancyBoard = z.object({
  day: z.string(), total: BedCounts, tiers: z.array(BedCounts.extend({ tier: z.enum(treatmentTiers).nullable() })), areas: z.array(BedCounts.extend({ areaId: z.int(), area: z.string() })),
  facilities: z.array(FacilityLine), more: z.int(), waiting: z.int(), warned: z.int(),
})
export type OccupancyBoard = z.infer<typeof OccupancyBoard>

/** Somebody's stay as whoever sees one of its two places reads it; the name only where the post may see it. */
export const StayLine = z.object({
  id: z.string(), version: z.int(), code: z.string(), state: z.string(), purpose: z.enum(stayPurposes), diseaseCode: z.string(), disease: z.string(), name: z.string().nullable(), sex: z.string().nullable(), birthYear: z.number().nullable(),
  riskClass: z.enum(riskClasses).nullable(), tier: z.enum(treatmentTiers).nullable(), oxygen: z.boolean(), areaId: z.int(), area: z.string(), facilityId: z.string().nullable(), facility: z.string().nullable(), room: z.string().nullable(), bed: z.int().nullable(),
  householdId: z.string().nullable(), individualId: z.string().nullable(), askedOn: z.string(), exposedOn: z.string().nullable(), enteredAt: z.string().nullable(), dueOn: z.string().nullable(), leftAt: z.string().nullable(), receivedAt: z.string().nullable(), warnedAt: z.string().nullable(),
})
export type StayLine = z.infer<typeof StayLine>

/** Which stays a list shows: by what is to be done about them next. */
export const stayBoxes = ['waiting', 'staying', 'warned', 'due', 'left', 'done'] as const
export type StayBox = (typeof stayBoxes)[number]
export const StayAsk = z.object({ box: z.enum(stayBoxes).default('waiting'), facilityId: Id.optional(), reveal: Flag })
export const StayList = z.object({ stays: z.array(StayLine), more: z.boolean(), counts: z.record(z.enum(stayBoxes), z.int()) })
export type StayList = z.infer<typeof StayList>

export const RoomView = z.object({ id: z.string(), name: z.string(), beds: z.int(), oxygenBeds: z.int(), taken: z.int(), stays: z.array(StayLine) })
export type RoomView = z.infer<typeof RoomView>
export const FacilityView = z.object({ facility: FacilityLine, address: z.string().nullable(), phone: z.string().nullable(), decision: z.string().nullable(), ours: z.boolean(), rooms: z.array(RoomView) })
export type FacilityView = z.infer<typeof FacilityView>

export const RoomInput = z.object({ name: z.string().normalize('NFC').trim().min(1).max(40), beds: z.int().min(1).max(200), oxygenBeds: z.int().min(0).max(200).default(0) }).refine(({ beds, oxygenBeds }) => oxygenBeds <= beds, { path: ['oxygenBeds'], message: 'out-of-range' })

/** Somebody is put on the list of those who wait for a bed. */
export const WaitInput = z.object({
  areaId: z.int().positive(), diseaseCode: z.string().max(60), purpose: z.enum(stayPurposes), individualId: Id, householdId: Id.nullable().default(null), riskClass: z.enum(riskClasses), tier: z.enum(treatmentTiers).nullable().default(null),
  oxygen: z.boolean().default(false), exposedOn: z.iso.date().nullable().default(null), facilityId: Id.nullable().default(null), caseId: Id.nullable().default(null), contactId: Id.nullable().default(null), orderId: Id.nullable().default(null), exempt: z.boolean().default(false), note: Text(500),
})
export type WaitInput = z.infer<typeof WaitInput>

/** From whose page somebody is put on the list of those who wait for a bed. */
export const bedSources = ['case', 'contact'] as const

/** Why somebody is proposed a place, or none. */
export const placeReasons = ['family-together', 'with-family', 'away-from-family', 'alike', 'cheapest', 'cheaper-is-full', 'full', 'no-facility', 'only-rooms-of-others', 'no-oxygen'] as const
export const ProposedPlace = z.object({
  stayId: z.string(), code: z.string(), name: z.string().nullable(), facilityId: z.string().nullable(), facility: z.string().nullable(), roomId: z.string().nullable(), room: z.string().nullable(), km: z.number().nullable(), reasons: z.array(z.enum(placeReasons)),
})
export type ProposedPlace = z.infer<typeof ProposedPlace>
export const Proposal = z.object({ places: z.array(ProposedPlace), optimal: z.boolean() })
export type Proposal = z.infer<typeof Proposal>
export const ProposeInput = z.object({ ids: z.array(Id).max(500).default([]), reveal: z.boolean().default(false) })

export const AdmitInput = z.object({ places: z.array(z.object({ stayId: Id, facilityId: Id, roomId: Id.nullable().default(null) })).min(1).max(500), at: At.nullable().default(null) })
/** What became of each: done, the same once more, or the rule that refused, in words. */
export const StayAnswer = z.object({ stayId: z.string(), answer: z.string(), sentence: z.string().nullable() })
export type StayAnswer = z.infer<typeof StayAnswer>

export const TransferInput = z.object({
  transferId: Id, onwardId: Id, facilityId: Id, tier: z.enum(treatmentTiers).nullable().default(null), oxygen: z.boolean().nullable().default(null), riskClass: z.enum(riskClasses).nullable().default(null), reason: z.string().normalize('NFC').trim().min(1).max(500), at: At.nullable().default(null),
})
export type TransferInput = z.infer<typeof TransferInput>
/** To another room of the same place. */
export const MoveInput = z.object({ roomId: Id, at: At.nullable().default(null) })
export const AtInput = z.object({ at: At.nullable().default(null) })

export const ChartInput = z.object({
  stayId: Id, at: At.nullable().default(null), spo2: z.number().min(30).max(100).nullable().default(null), breaths: z.int().min(4).max(120).nullable().default(null), temperature: z.number().min(30).max(45).nullable().default(null),
  drowsy: z.boolean().default(false), cyanosis: z.boolean().default(false), oxygenLitres: z.number().min(0).max(80).nullable().default(null), note: Text(500),
}).refine(({ spo2, breaths, temperature, drowsy, cyanosis, note }) => [spo2, breaths, temperature, note].some((value) => value !== null) || drowsy || cyanosis, { path: ['spo2'], message: 'required' })
export type ChartInput = z.infer<typeof ChartInput>
export const ChartLine = z.object({
  id: z.string(), at: z.string(), spo2: z.number().nullable(), breaths: z.int().nullable(), temperature: z.number().nullable(), drowsy: z.boolean(), cyanosis: z.boolean(), oxygenLitres: z.number().nullable(), note: z.string().nullable(), warnings: z.array(z.enum(warningSigns)),
})
export type ChartLine = z.infer<typeof ChartLine>
export const ChartAnswer = z.object({ warnings: z.array(z.enum(warningSigns)) })

export const DischargeRule = z.object({ minDays: z.int(), negatives: z.int(), hoursApart: z.int(), lastWithinHours: z.int().nullable(), ctAtLeast: z.number().nullable(), watchDays: z.int(), source: z.string(), confidence: z.string() })
export type DischargeRule = z.infer<typeof DischargeRule>
export const TransferLine = z.object({ id: z.string(), from: z.string(), to: z.string(), fromStayId: z.string().nullable(), toStayId: z.string().nullable(), reason: z.string(), movedAt: z.string() })
export type TransferLine = z.infer<typeof TransferLine>
export const TestLine = z.object({ takenAt: z.string(), barcode: z.string(), method: z.string(), outcome: z.string().nullable(), ct: z.number().nullable() })
export const StayView = z.object({
  stay: StayLine, phone: z.string().nullable(), address: z.string().nullable(), note: z.string().nullable(), exempt: z.boolean(), here: z.boolean(), home: z.boolean(), rule: DischargeRule.nullable(), against: z.string().nullable(),
  warningRule: z.object({ spo2Below: z.number(), breathsAbove: z.int(), temperatureFrom: z.number(), source: z.string(), confidence: z.string() }).nullable(), chart: z.array(ChartLine), transfers: z.array(TransferLine), tests: z.array(TestLine),
})
export type StayView = z.infer<typeof StayView>

/** Where somebody could be transferred: a free bed of the tier asked for or above, nearest first. */
export const TransferTarget = z.object({ facilityId: z.string(), facility: z.string(), area: z.string(), tier: z.enum(treatmentTiers), free: z.int(), oxygenFree: z.int(), km: z.number().nullable() })
export type TransferTarget = z.infer<typeof TransferTarget>

/** Papers of a stay, by what it came to. */
export const stayPapers = ['admission', 'transfer', 'discharge', 'handover'] as const
export type StayPaper = (typeof stayPapers)[number]
/** Papers of a stay that stand at this step; `moved`: somebody was transferred into it or out of it. */
export function stayPapersAt(state: string, moved: boolean): StayPaper[] {
  const papers: StayPaper[] = [...(state === 'waiting' || state === 'withdrawn' ? [] : ['admission'] as const), ...(moved ? ['transfer'] as const : [])]
  return state === 'discharged' || state === 'handed_over' ? [...papers, 'discharge', 'handover'] : papers
}

/** GET /api/map/facilities: where facilities stand; at the middle of their area where nobody said. */
export const FacilityPoint = z.object({ id: z.string(), name: z.string(), kind: z.enum(facilityKinds), lat: z.number().nullable(), lon: z.number().nullable() })
export type FacilityPoint = z.infer<typeof FacilityPoint>
