/** Cases cared for at home, on the wire: class of risk with its reason, kits, calls, and who is to be called or referred now. */
import { riskClasses, treatmentTiers } from '@phaodai/vocabulary'
import * as z from 'zod'
import { KitLine } from './response-team.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const words = (max: number) => z.string().normalize('NFC').trim().min(1).max(max)
export type RiskClass = (typeof riskClasses)[number]

/** What is known of somebody when his risk is weighed; null is not known. */
export const RiskFacts = z.object({ comorbid: z.boolean().nullable().default(null), doses: z.int().min(0).max(20).nullable().default(null), spo2: z.int().min(40).max(100).nullable().default(null) })
export type RiskFacts = z.infer<typeof RiskFacts>

/** A dated row of the rule: null does not ask. */
export type RiskRow = { code: string; riskClass: RiskClass; ageFrom: number | null; ageTo: number | null; comorbid: boolean | null; dosesBelow: number | null; spo2Below: number | null; source: string; confidence: 'high' | 'medium' | 'low' }

/** Whether a row is met; what is not known meets no row that asks for it, and doses not known count as none, so that the graver class holds. */
function isMet(row: RiskRow, { age, comorbid, doses, spo2 }: RiskFacts & { age: number | null }): boolean {
  return (row.ageFrom === null || (age !== null && age >= row.ageFrom)) && (row.ageTo === null || (age !== null && age <= row.ageTo)) && (row.comorbid === null || row.comorbid === comorbid)
    && (row.dosesBelow === null || (doses ?? 0) < row.dosesBelow) && (row.spo2Below === null || (spo2 !== null && spo2 < row.spo2Below))
}

/** The gravest class of the rows that are met, with the row that says so; undefined where no rule is kept. */
export function riskOf(rows: readonly RiskRow[], facts: RiskFacts & { age: number | null }): RiskRow | undefined {
  return rows.filter((row) => isMet(row, facts)).toSorted((a, b) => riskClasses.indexOf(b.riskClass) - riskClasses.indexOf(a.riskClass))[0]
}

export const callAnswers = ['well', 'unwell', 'not-reached'] as const

/** What is to be done next about somebody at home. */
export const homeBoxes = ['to-call', 'warned', 'in-care', 'done'] as const
export type HomeBox = (typeof homeBoxes)[number]
export const HomeCareLine = z.object({
  id: z.string(), version: z.int(), state: z.string(), orderId: z.string().nullable(), name: z.string().nullable(), birthYear: z.number().nullable(), area: z.string(), address: z.string().nullable(), phone: z.string().nullable(), riskClass: z.enum(riskClasses), riskRule: z.string().nullable(),
  teamId: z.string().nullable(), team: z.string().nullable(), startedOn: z.string(), untilOn: z.string().nullable(), looked: z.array(z.string()), calledAt: z.string().nullable(), answer: z.enum(callAnswers).nullable(), kits: z.int(), warnedOn: z.string().nullable(),
})
export type HomeCareLine = z.infer<typeof HomeCareLine>
export const HomeCareAsk = z.object({ box: z.enum(homeBoxes).default('to-call'), teamId: Id.optional(), reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
export const HomeCareList = z.object({ today: z.string(), cares: z.array(HomeCareLine), more: z.boolean(), counts: z.record(z.enum(homeBoxes), z.int()) })
export type HomeCareList = z.infer<typeof HomeCareList>

export const HomeCallLine = z.object({ id: z.string(), calledAt: z.string(), answer: z.enum(callAnswers), note: z.string().nullable() })
export const HomeCareView = z.object({
  care: HomeCareLine.nullable(), isWarned: z.boolean(), needsOxygen: z.boolean(), teams: z.array(z.object({ id: z.string(), name: z.string() })), kits: z.array(KitLine), given: z.array(z.object({ id: z.string(), item: z.string(), quantity: z.number(), givenAt: z.string() })), calls: z.array(HomeCallLine),
  referral: z.object({ stayId: z.string(), state: z.string() }).nullable(),
})
export type HomeCareView = z.infer<typeof HomeCareView>

export const HomeCareInput = RiskFacts.extend({ orderId: Id, teamId: Id.nullable().default(null), note: words(500).nullable().default(null) })
export type HomeCareInput = z.infer<typeof HomeCareInput>
export const RiskInput = RiskFacts.extend({ version: z.int(), teamId: Id.nullable().default(null) })
export const HomeCallInput = z.object({ careId: Id, answer: z.enum(callAnswers), note: words(500).nullable().default(null) })
export const HomeKitInput = z.object({ careId: Id, itemId: Id, quantity: z.number().min(0.001).max(1000) })
export const ReferInput = z.object({ stayId: Id, version: z.int(), tier: z.enum(treatmentTiers), oxygen: z.boolean(), reason: words(500) })
export type ReferInput = z.infer<typeof ReferInput>
