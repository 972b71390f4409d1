/** Penalties for violations: which range holds on which day, and how long a penalty counts as a precedent. Pure; sums in đồng. */
import { addDays, lengthOfMonth, type Day } from '@phaodai/vocabulary'
import * as z from 'zod'
import { Day as DayText } from './task.ts'

export const penaltyForms = ['warning', 'fine'] as const
export type PenaltyForm = (typeof penaltyForms)[number]
export const confidences = ['high', 'medium', 'low'] as const
export const subjectKinds = ['person', 'organisation'] as const
export type SubjectKind = (typeof subjectKinds)[number]

const Sum = z.int().min(0).max(10_000_000_000)
const Words = z.string().trim().min(1)

export const SanctionInput = z.object({
  version: z.int().min(0), behaviourId: z.string().max(60), decree: Words.max(100), clause: Words.max(100), fineMin: Sum, fineMax: Sum,
  organisationFactor: z.number().min(1).max(10).multipleOf(0.01), validFrom: DayText, validTo: DayText.nullable(), source: Words.max(300), confidence: z.enum(confidences),
}).refine(({ fineMin, fineMax }) => fineMin <= fineMax, { path: ['fineMax'], message: 'Mức cao nhất không được nhỏ hơn mức thấp nhất.' })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { path: ['validTo'], message: 'Ngày hết hiệu lực không được trước ngày có hiệu lực.' })
export const Sanction = z.object({
  id: z.uuid(), version: z.int(), behaviourId: z.string(), behaviour: z.string(), decree: z.string(), clause: z.string(), fineMin: z.int(), fineMax: z.int(),
  organisationFactor: z.number(), validFrom: DayText, validTo: DayText.nullable(), source: z.string(), confidence: z.enum(confidences),
})
export type Sanction = z.infer<typeof Sanction>

export const RepeatRule = z.object({ form: z.enum(penaltyForms), months: z.int(), lapseMonths: z.int(), validFrom: DayText, source: z.string(), confidence: z.enum(confidences) })
export type RepeatRule = z.infer<typeof RepeatRule>

type Dated = { validFrom: Day; validTo: Day | null }

/** The sanctions of a behaviour in force on the day of the violation, both days included; newest first. */
export function sanctionsOn<S extends Dated & { behaviourId: string }>(sanctions: readonly S[], behaviourId: string, day: Day): S[] {
  return sanctions.filter((each) => each.behaviourId === behaviourId && each.validFrom <= day && (each.validTo === null || each.validTo >= day))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
}

/** The lowest and highest fine for a subject: an organisation's range is a person's times the factor. */
export function fineRange(sanction: Pick<Sanction, 'fineMin' | 'fineMax' | 'organisationFactor'>, subject: SubjectKind): { min: number; max: number } {
  const factor = subject === 'organisation' ? sanction.organisationFactor : 1
  return { min: Math.round(sanction.fineMin * factor), max: Math.round(sanction.fineMax * factor) }
}

/** The same day so many months later; the last day of a shorter month (Civil Code 2015, article 148: a period by months ends on the same day). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const whole = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(whole / 12), (whole % 12) + 1]
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(Math.min(date, lengthOfMonth(toYear, toMonth))).padStart(2, '0')}`
}

export type Served = { form: PenaltyForm; decidedOn: Day; paidOn: Day | null; remedyOwed: boolean; remedied: Day | null }

/** The day a penalty was carried out whole (fine paid, remedy done); null while anything is owed. A warning is carried out when decided. */
export function servedOn({ form, decidedOn, paidOn, remedyOwed, remedied }: Served): Day | null {
  const paid = form === 'fine' ? paidOn : decidedOn
  if (paid === null || (remedyOwed && remedied === null)) return null
  return remedied !== null && remedied > paid ? remedied : paid
}

/**
 * The last day on which a penalty still counts as a precedent (Law on handling of administrative violations, article 7.1):
 * months after it was carried out, or after the day its enforcement lapsed. Null without a rule in force when it was decided:
 * then nothing may be said.
 */
export function countsUntil(penalty: Served, rules: readonly RepeatRule[]): Day | null {
  const rule = rules.filter((each) => each.form === penalty.form && each.validFrom <= penalty.decidedOn).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
  if (!rule) return null
  const served = servedOn(penalty)
  const lapses = addMonths(penalty.decidedOn, rule.lapseMonths)
  return addDays(addMonths(served !== null && served <= lapses ? served : lapses, rule.months), -1)
}

/** Whether a violation of this day repeats one that was penalised: after the decision, and before the precedent ends. */
export function isRepeat(penalty: Served, rules: readonly RepeatRule[], day: Day): boolean {
  const until = countsUntil(penalty, rules)
  return until !== null && day >= penalty.decidedOn && day <= until
}
