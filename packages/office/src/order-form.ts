import type { Day } from '@phaodai/vocabulary'
import type { OrderForm, OrderKind } from './order-list.ts'

/** Why a form is proposed: which document says so, or what about the person. */
export const formReasons = ['ill', 'qd-878', 'qd-879', 'cv-897', 'cv-5599', 'cv-10696', 'cv-762', 'no-rule', 'chosen'] as const
export type FormReason = (typeof formReasons)[number]
export type ProposedForm = { form: OrderForm; reason: FormReason | null }

/** Of whom a form is proposed: `isIll` when symptoms or a positive result stand unanswered. */
export type FormFacts = { diseaseCode: string | null; tier: string; birthYear: number | null; isIll: boolean }

/** From which day what is said of a contact of COVID-19 in isolation, the later row first (domain B3.3); `under`: of children below this age alone. */
const COVID: readonly { from: Day; tier?: string; under?: number; form: OrderForm; reason: FormReason }[] = [
  { from: '2023-10-20', form: 'home', reason: 'no-rule' }, // group B since: no document on isolation of contacts is known
  { from: '2022-02-21', tier: 'f1', form: 'home', reason: 'cv-762' },
  { from: '2021-12-16', tier: 'f1', form: 'home', reason: 'cv-10696' },
  { from: '2021-02-01', tier: 'f1', under: 5, form: 'home', reason: 'cv-897' },
  { from: '2021-07-14', tier: 'f1', form: 'facility', reason: 'cv-5599' }, // at home only where its conditions were looked at and met
  { from: '2020-03-12', tier: 'f1', form: 'facility', reason: 'qd-878' },
  { from: '2020-03-12', form: 'home', reason: 'qd-879' },
]

/** The form proposed for somebody on a day with why, by the rule in force; who decides may choose another. */
export function proposedForm(kind: OrderKind, { diseaseCode, tier, birthYear, isIll }: FormFacts, on: Day): ProposedForm {
  if (kind === 'sample') return { form: 'rt-pcr', reason: null }
  if (isIll) return { form: 'hospital', reason: 'ill' }
  const age = birthYear === null ? null : Number(on.slice(0, 4)) - birthYear
  const rule = diseaseCode === 'covid-19' ? COVID.find((each) => each.from <= on && (each.tier === undefined || each.tier === tier) && (each.under === undefined || (age !== null && age < each.under))) : undefined
  return rule ?? { form: 'home', reason: 'no-rule' }
}
