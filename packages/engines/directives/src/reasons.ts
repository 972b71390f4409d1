import type { Missing } from './reading.ts'

/** Why a value is null: stable codes that the screens put into words. */
export const REASONS = {
  notPrinted: 'not-printed',
  noHeader: 'no-header',
  noDate: 'no-place-and-date-line',
  dayNotPrinted: 'day-not-printed',
  noSuchDay: 'no-such-day',
  noNumber: 'no-number-printed',
  noAbstract: 'no-abstract-printed',
  noIssuer: 'issuer-not-named',
  noSignature: 'no-signature-block',
  noSignerName: 'signer-name-not-printed',
  unknownType: 'type-not-printed',
  unknownSystem: 'no-sign-of-party-or-state-form',
  noDisease: 'no-disease-named',
  noYear: 'deadline-without-year',
  beforeDocument: 'deadline-before-document-date',
  noRecurrence: 'no-recurrence-printed',
  noReport: 'no-report-due',
  noAddressee: 'report-without-addressee',
} as const

const missingFor = new Map<string, Missing>(Object.values(REASONS).map(reason => [reason, Object.freeze({ value: null, reason })]))

/** A value that is not there, and why; one object a reason, since nearly every task lacks something. */
export function missing(reason: string): Missing {
  return missingFor.get(reason) ?? { value: null, reason }
}
