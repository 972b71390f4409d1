import { isolationForms, isolationSubjects, originLevels, symptoms, type Day } from '@phaodai/vocabulary'
import * as z from 'zod'

const DayText = z.iso.date()
const At = z.string().nullable()
const Whether = z.enum(['0', '1']).default('0').transform((value) => value === '1')

/** What is to be done of isolation, box by box. */
export const isolationBoxes = ['ends', 'unseen', 'running', 'violated', 'decided', 'requested', 'done'] as const
export type IsolationBox = (typeof isolationBoxes)[number]

export const IsolationAsk = z.object({ box: z.enum(isolationBoxes).default('ends'), q: z.string().trim().max(60).optional(), reveal: Whether })

/** One order as a list shows it. */
export const IsolationLine = z.object({
  id: z.guid(), version: z.int(), state: z.string(), subject: z.enum(isolationSubjects), form: z.enum(isolationForms), name: z.string().nullable(), birthYear: z.number().nullable(), address: z.string().nullable(), phone: z.string().nullable(), area: z.string(), residence: z.string().nullable(),
  countedFrom: z.string(), days: z.number().nullable(), fromOn: z.string(), untilOn: z.string(), thenForm: z.string().nullable(), thenFrom: z.string().nullable(), watchUntil: z.string().nullable(), longestUntil: z.string().nullable(), tests: z.array(z.object({ day: z.string() })),
  rule: z.string().nullable(), ruleSource: z.string().nullable(), disease: z.string(), requestedAt: z.string(), startedAt: At, endedAt: At, number: z.string().nullable(), decidedAt: At, /** Halves of today that were looked at. */ looked: z.array(z.string()),
  certificate: z.string().nullable(),
})
export type IsolationLine = z.infer<typeof IsolationLine>

export const IsolationList = z.object({ today: z.string(), orders: z.array(IsolationLine), more: z.boolean(), counts: z.record(z.enum(isolationBoxes), z.int()) })
export type IsolationList = z.infer<typeof IsolationList>

/** How many are isolated, by place: what a leader reads, without a name. */
export const IsolationPlace = z.object({ areaId: z.int(), area: z.string(), running: z.int(), atHome: z.int(), endsToday: z.int(), late: z.int(), violated: z.int(), waiting: z.int() })
export type IsolationPlace = z.infer<typeof IsolationPlace>

/** One row of the rule table that was looked at, and why it was taken or not. */
export const IsolationReason = z.object({
  code: z.string(), source: z.string(), confidence: z.enum(['high', 'medium', 'low']), note: z.string().nullable(), from: z.string(), to: z.string().nullable(), form: z.enum(isolationForms).nullable(), days: z.int(), watchDays: z.int(), testDays: z.array(z.int()).nullable(), firstDay: z.int(),
  verdict: z.enum(['taken', 'outranked', 'unmet']), unmet: z.array(z.string()),
})
export type IsolationReason = z.infer<typeof IsolationReason>

export const IsolationPlanView = z.object({ form: z.enum(isolationForms), countedFrom: z.string(), fromOn: z.string(), untilOn: z.string(), thenForm: z.enum(isolationForms).nullable(), thenFrom: z.string().nullable(), watchUntil: z.string().nullable(), tests: z.array(z.string()), watchTests: z.array(z.string()), longestUntil: z.string().nullable() })
export const IsolationAdvice = z.object({ rule: z.string().nullable(), source: z.string().nullable(), plan: IsolationPlanView.nullable(), reasons: z.array(IsolationReason) })
export type IsolationAdvice = z.infer<typeof IsolationAdvice>

/** What is known of somebody beside who he is; the rule is asked with it. */
export const IsolationFactsInput = z.object({
  doses: z.int().min(0).max(20).nullable().default(null), lastDoseOn: DayText.nullable().default(null), recoveredOn: DayText.nullable().default(null), originLevel: z.enum(originLevels).nullable().default(null), homeFit: z.boolean().nullable().default(null),
})
export type IsolationFactsInput = z.infer<typeof IsolationFactsInput>

export const IsolationAdviceAsk = IsolationFactsInput.extend({ diseaseCode: z.string().max(60), subject: z.enum(isolationSubjects), birthYear: z.int().min(1880).max(2199).nullable().default(null), areaId: z.int().nullable().default(null), countedFrom: DayText })

/** An order asked for by hand: of a case, an entrant, a traveller; contacts come from their lists. Days and form as the rule says, or as given. */
export const IsolationInput = IsolationAdviceAsk.extend({
  areaId: z.int(), individualId: z.guid().nullable().default(null), caseId: z.guid().nullable().default(null), fullName: z.string().trim().min(1).max(120), phone: z.string().trim().min(1).max(30).nullable().default(null), address: z.string().trim().min(1).max(400).nullable().default(null),
  sex: z.enum(['male', 'female', 'unknown']).nullable().default(null), residenceAreaId: z.int().nullable().default(null), form: z.enum(isolationForms).nullable().default(null), untilOn: DayText.nullable().default(null), note: z.string().trim().min(1).max(500).nullable().default(null),
})
export type IsolationInput = z.infer<typeof IsolationInput>

/** What takes the place of a running order: longer, or elsewhere. */
export const IsolationRenewal = z.object({ renewal: z.enum(['extend', 'move']), form: z.enum(isolationForms).nullable().default(null), untilOn: DayText.nullable().default(null), address: z.string().trim().min(1).max(400).nullable().default(null), note: z.string().trim().min(1).max(500) })
export type IsolationRenewal = z.infer<typeof IsolationRenewal>

/** A running order that the rule of today would end earlier. */
export const ShortenedOrder = z.object({ id: z.guid(), name: z.string().nullable(), area: z.string(), untilOn: z.string(), rule: z.string().nullable(), newUntil: z.string(), newRule: z.string(), newSource: z.string() })
export type ShortenedOrder = z.infer<typeof ShortenedOrder>

const MOST = 500
export const IsolationListInput = z.object({ orderIds: z.array(z.guid()).min(1).max(MOST), /** Orders to be shortened by today's rule, instead of those that were asked for. */ shorten: z.boolean().default(false), grounds: z.string().trim().min(1).max(1000).nullable().default(null), above: z.boolean().default(false) })
export type IsolationListInput = z.infer<typeof IsolationListInput>

export const IsolationBegin = z.object({ ids: z.array(z.guid()).min(1).max(MOST), at: z.iso.datetime({ offset: true }).nullable().default(null) })
export const IsolationMove = z.object({ version: z.int() })
export const IsolationClose = IsolationMove.extend({ reason: z.string().trim().min(1).max(1000) })

/** Conditions of isolation at home (QĐ 879, CV 897, CV 5599); those of `needed` make it unfit when they fail. */
export const homeConditions = ['ownRoom', 'apart', 'aired', 'ownToilet', 'soap', 'bin', 'sign', 'noEvents', 'carer', 'phone'] as const
export type HomeCondition = (typeof homeConditions)[number]
export const neededAtHome: readonly HomeCondition[] = ['ownRoom', 'apart', 'aired', 'ownToilet', 'soap']
export const HomeCheckInput = z.object({ items: z.partialRecord(z.enum(homeConditions), z.boolean()), note: z.string().trim().min(1).max(500).nullable().default(null) })
/** Whether a home is fit: every needed condition was looked at and met. */
export const fitHome = (items: Partial<Record<HomeCondition, boolean>>): boolean => neededAtHome.every((each) => items[each] === true)

export const dayHalves = ['morning', 'evening'] as const
export const graveSigns = ['drowsy', 'blue'] as const
export const IsolationDayInput = z.object({
  temperature: z.number().min(30).max(45).nullable().default(null), spo2: z.int().min(40).max(100).nullable().default(null), breaths: z.int().min(4).max(90).nullable().default(null), symptoms: z.array(z.enum(symptoms)).max(20).default([]), signs: z.array(z.enum(graveSigns)).max(2).default([]),
  note: z.string().trim().min(1).max(300).nullable().default(null), version: z.int().nullable().default(null),
})
export type IsolationDayInput = z.infer<typeof IsolationDayInput>
export type SignRule = { fever: number; lowSpo2: number; fastBreath: number }

/** Signs that call for help at once. */
export function warningSigns({ spo2, breaths, signs }: Pick<IsolationDayInput, 'spo2' | 'breaths' | 'signs'>, { lowSpo2, fastBreath }: SignRule): string[] {
  return [...(spo2 !== null && spo2 < lowSpo2 ? ['spo2'] : []), ...(breaths !== null && breaths > fastBreath ? ['breath'] : []), ...signs]
}

export const violationKinds = ['left', 'visitors', 'no-check', 'refused-test', 'other'] as const
export const IsolationViolationInput = z.object({ kind: z.enum(violationKinds), seenAt: z.iso.datetime({ offset: true }), fact: z.string().trim().min(1).max(1000) })

const IsolationDay = z.object({ onDay: z.string(), half: z.string(), warns: z.boolean(), enteredAt: z.string(), version: z.int(), temperature: z.number().nullable(), spo2: z.int().nullable(), breaths: z.int().nullable(), symptoms: z.array(z.string()).nullable(), signs: z.array(z.string()).nullable(), note: z.string().nullable() })
export const IsolationView = z.object({
  order: IsolationLine.extend({ stateReason: z.string().nullable(), requesterTitle: z.string().nullable(), deciderTitle: z.string().nullable(), body: z.string().nullable(), listId: z.guid().nullable(), contactId: z.guid().nullable(), caseId: z.guid().nullable(), caseCode: z.string().nullable(), renewal: z.string().nullable(), replacesId: z.guid().nullable(), replacedBy: z.guid().nullable(), note: z.string().nullable() }),
  today: z.string(), faults: z.array(z.object({ rule: z.string(), on: z.string() })), specimens: z.array(z.object({ takenOn: z.string(), outcome: z.string().nullable() })), reasons: z.array(IsolationReason), signRule: z.object({ fever: z.number(), lowSpo2: z.int(), fastBreath: z.int(), source: z.string() }),
  days: z.array(IsolationDay), homeChecks: z.array(z.object({ checkedAt: z.string(), fit: z.boolean(), items: z.record(z.string(), z.boolean()).nullable(), note: z.string().nullable() })), violations: z.array(z.object({ id: z.guid(), kind: z.string(), seenAt: z.string(), fact: z.string().nullable() })),
})
export type IsolationView = z.infer<typeof IsolationView>

export const isolationPapers = ['decision', 'completion', 'handover'] as const
export type IsolationPaper = (typeof isolationPapers)[number]
const READY: Record<IsolationPaper, (order: { state: string; decidedAt: string | null }) => boolean> = { decision: ({ decidedAt }) => decidedAt !== null, completion: ({ state }) => state === 'completed', handover: ({ state }) => ['running', 'completed', 'ended_early'].includes(state) }
/** Whether an order has come so far that this paper of it can be written. */
export const paperStands = (paper: IsolationPaper, order: { state: string; decidedAt: string | null }): boolean => READY[paper](order)
export const PaperRunInput = z.object({ orderIds: z.array(z.guid()).min(1).max(MOST), paper: z.enum(isolationPapers), format: z.enum(['pdf', 'zip']) })
export const PaperRun = z.object({ id: z.guid(), paper: z.enum(isolationPapers), format: z.enum(['pdf', 'zip']), total: z.int(), done: z.int(), state: z.enum(['queued', 'drawing', 'ready', 'stopped', 'failed']) })
export type PaperRun = z.infer<typeof PaperRun>

/** Completed years on a day as far as the year of birth tells. */
export const ageBy = (birthYear: number | null, on: Day): number | null => (birthYear === null ? null : Number(on.slice(0, 4)) - birthYear)
/** Half of the day in Vietnam at an instant. */
export const halfOf = (instant: string): (typeof dayHalves)[number] => (new Date(Date.parse(instant) + 7 * 3_600_000).getUTCHours() < 12 ? 'morning' : 'evening')
