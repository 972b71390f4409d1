import * as z from 'zod'

/** Where the legal clock of a case stands; `none` = the law asks for no report, or no row of the disease is in force that day. */
export const clockStates = ['none', 'running', 'soon', 'late', 'in-time', 'too-late'] as const
export type ClockState = (typeof clockStates)[number]

export type Clock = { kind: string; startedAt: string; dueAt: string; stoppedAt: string | null }

/** Share of the time that is left when a clock begins to warn. */
const WARNS_AT = 0.25

/** State of a clock at an instant: entered in time or too late, else running, soon due (the last quarter), or late. */
export function clockState(clock: Clock | null, now: Date): ClockState {
  if (!clock) return 'none'
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  if (clock.stoppedAt !== null) return Date.parse(clock.stoppedAt) <= due ? 'in-time' : 'too-late'
  if (now.getTime() > due) return 'late'
  return now.getTime() >= due - (due - start) * WARNS_AT ? 'soon' : 'running'
}

export const ClockView = z.object({ kind: z.string(), startedAt: z.string(), dueAt: z.string(), stoppedAt: z.string().nullable() })

/** A line of the case list. The name stands only where the post may see names. */
export const CaseLine = z.object({
  id: z.guid(), code: z.string().nullable(), diseaseCode: z.string(), disease: z.string(), individualId: z.guid().nullable(), person: z.string().nullable(), name: z.string().nullable(),
  sex: z.string().nullable(), birthYear: z.number().nullable(), areaId: z.int(), area: z.string(), classification: z.string(), detectedAs: z.string().nullable(),
  onsetOn: z.string().nullable(), diagnosedAt: z.string(), state: z.string(), clock: ClockView.nullable(), clockState: z.enum(clockStates),
})
export type CaseLine = z.infer<typeof CaseLine>

export const CaseAsk = z.object({
  disease: z.string().max(60).optional(), areaId: z.coerce.number().int().positive().optional(), clock: z.enum(['late', 'soon', 'running', 'done']).optional(),
  /** Those of one outbreak, or of none. */
  outbreakId: z.union([z.guid(), z.literal('none')]).optional(),
  state: z.enum(['current', 'all']).default('all'), from: z.iso.date().optional(), to: z.iso.date().optional(), q: z.string().trim().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  /** Names too, where the post may see them; who was shown is noted. */
  reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1'),
})
export type CaseAsk = z.infer<typeof CaseAsk>

/** Counts of what the asker sees: by area one level below, and by clock. */
export const CaseCounts = z.object({
  total: z.int(), open: z.int(), late: z.int(), soon: z.int(), inTime: z.int(), entered: z.int(),
  areas: z.array(z.object({ areaId: z.int(), area: z.string(), cases: z.int(), confirmed: z.int(), late: z.int() })),
  places: z.array(z.object({ detectedAs: z.string().nullable(), cases: z.int() })),
})
export type CaseCounts = z.infer<typeof CaseCounts>

export type ClassFacts = { diseaseCode: string; symptoms: readonly string[]; testKind: string | null; testResult: string | null; linked: boolean }
export type ClassAdvice = { classification: 'suspected' | 'probable' | 'confirmed' | null; reason: string }

/**
 * The class that symptoms, test and link speak for, with the reason as a code (`cases.class.<reason>`). COVID-19 after CV
 * 11042/BYT-DP of 29/12/2021; other diseases by the form's own split: confirmed by a laboratory, suspected by the clinic.
 */
export function adviseClass({ diseaseCode, symptoms, testKind, testResult, linked }: ClassFacts): ClassAdvice {
  const positive = testResult === 'positive'
  if (positive && (testKind === 'pcr' || testKind === 'culture')) return { classification: 'confirmed', reason: 'laboratory' }
  if (positive && testKind === 'serology') return { classification: diseaseCode === 'covid-19' ? 'suspected' : 'confirmed', reason: 'serology' }
  if (diseaseCode === 'covid-19') return adviseCovid(symptoms, testKind === 'rapid' && positive, linked)
  if (positive) return { classification: 'probable', reason: 'rapid' }
  if (symptoms.length > 0) return linked ? { classification: 'probable', reason: 'clinic-and-link' } : { classification: 'suspected', reason: 'clinic' }
  return { classification: null, reason: 'too-little' }
}

function adviseCovid(symptoms: readonly string[], rapid: boolean, linked: boolean): ClassAdvice {
  if (rapid && linked) return { classification: 'confirmed', reason: 'rapid-and-link' }
  if (rapid) return { classification: 'suspected', reason: 'rapid' }
  const breath = ['cough', 'sore-throat', 'short-breath'].some((each) => symptoms.includes(each))
  return symptoms.includes('fever') && breath && linked ? { classification: 'suspected', reason: 'clinic-and-link' } : { classification: null, reason: 'too-little' }
}
