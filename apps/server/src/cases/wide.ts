/** Questions that narrow cases by disease and area alone: what keeps those two beside it can answer them without the cases. */
import type { CaseAsk } from '@phaodai/office'

export type Put = (value: unknown) => string

/** Whether nothing but disease, area and clock narrows the cases asked for. */
export function isWide({ disease: _, areaId: __, limit: ___, reveal: ____, clock: _____, state, q, ...rest }: CaseAsk): boolean {
  return state === 'all' && (q ?? '').trim() === '' && Object.values(rest).every((value) => value === undefined)
}

/** The disease of a clock k. */
export const CLOCK_DISEASE = '(select r.disease_code from disease_rule r where r.id = k.rule_id)'

/** Conditions of disease and area over rows that carry them. */
export function placed({ disease, areaId }: CaseAsk, alias: string, put: Put, diseaseOf = `${alias}.disease_code`): string {
  return [
    'true',
    ...(disease === undefined ? [] : [`${diseaseOf} = ${put(disease)}`]),
    ...(areaId === undefined ? [] : [`${alias}.area_id between ${put(areaId)} and (select a.last_id from area a where a.id = ${put(areaId)})`]),
  ].join(' and ')
}
