import { ageBy, type IsolationAdvice, type IsolationFactsInput } from '@phaodai/office'
import { decideIsolation, type IsolationDecision, type IsolationFacts, type IsolationRule } from '@phaodai/isolation'
import type { Day, IsolationSubject } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import { findProvinceCode, loadIsolationRules } from './rules.queries.ts'

/** Of whom the table is asked. */
export type Subject = IsolationFactsInput & { subject: IsolationSubject; birthYear: number | null; countedFrom: Day; areaId: number | null }

const NOTHING_KNOWN: IsolationFactsInput = { doses: null, lastDoseOn: null, recoveredOn: null, originLevel: null, homeFit: null }

function factsOf({ subject, birthYear, doses, lastDoseOn, recoveredOn, originLevel, homeFit, countedFrom }: Subject, provinceCode: string | null, on: Day): IsolationFacts {
  const arrived = subject === 'f1' || subject === 'f2' ? { lastContactOn: countedFrom, enteredOn: null } : { lastContactOn: null, enteredOn: countedFrom }
  return { subject, on, age: ageBy(birthYear, on), doses, lastDoseOn, recoveredOn, origin: originLevel, homeFit, provinceCode, ...arrived }
}

/** Asks the table of a disease for many, each as of one day. */
export async function askTable(tx: Tx, diseaseCode: string, areaId: number | null, on: Day): Promise<{ rules: readonly IsolationRule[]; decide: (of: Omit<Subject, keyof IsolationFactsInput | 'areaId'> & Partial<IsolationFactsInput>) => IsolationDecision }> {
  const [rules, province] = [await loadIsolationRules(tx, diseaseCode), areaId === null ? null : await findProvinceCode(tx, areaId)]
  return { rules, decide: (of) => decideIsolation(rules, factsOf({ ...NOTHING_KNOWN, ...of, areaId }, province, on)) }
}

/** The answer as it is told: which row, which days, and why, row by row. */
export function toldAdvice({ rule, plan, lines }: IsolationDecision): IsolationAdvice {
  return {
    rule: rule?.code ?? null, source: rule?.source ?? null, plan,
    reasons: lines.map(({ rule: { code, source, confidence, note, from, to, form, days, watchDays, testDays, firstDay }, verdict, unmet }) => ({ code, source, confidence, note, from, to, form, days, watchDays, testDays: testDays === null ? null : [...testDays], firstDay, verdict, unmet })),
  }
}
