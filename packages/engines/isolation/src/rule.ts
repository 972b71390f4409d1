import type { Day, IsolationForm, IsolationSubject } from '@phaodai/vocabulary'

/** One dated row of the rule table: whom it is for, and what it asks. Null: the document does not say. */
export interface IsolationRule {
  id: string
  /** Name of this version; it is frozen on the order. */
  code: string
  from: Day
  /** Last day in force; null: until another row replaces it. */
  to: Day | null
  subject: IsolationSubject
  /** Completed years, both ends included. */
  ageFrom: number | null
  ageTo: number | null
  /** Vaccinated so often, both ends included; or recovered within `recoveredMonths`. */
  dosesFrom: number | null
  dosesTo: number | null
  /** The last dose was at least so many days ago, at most so many months ago. */
  doseDaysFrom: number | null
  doseMonthsTo: number | null
  recoveredMonths: number | null
  origins: readonly string[] | null
  /** Only where the conditions at home were looked at and met. */
  needsFitHome: boolean
  /** A pilot of one province. */
  provinceCode: string | null
  /** Null: nobody is isolated under this row. */
  form: IsolationForm | null
  days: number
  watchDays: number
  /** Days of tests within the isolation, and within the watch that follows it. */
  testDays: readonly number[] | null
  watchTestDays: readonly number[] | null
  /** A second part in another form. */
  thenForm: IsolationForm | null
  thenDays: number | null
  /** Who is still positive goes on until this day. */
  longestDays: number | null
  countsFrom: 'contact' | 'entry'
  /** Whether the day counted from is day 0 or day 1. */
  firstDay: 0 | 1
  source: string
  confidence: 'high' | 'medium' | 'low'
  note: string | null
}

/** What is known of somebody on the day the order is made. */
export interface IsolationFacts {
  subject: IsolationSubject
  on: Day
  age: number | null
  doses: number | null
  lastDoseOn: Day | null
  recoveredOn: Day | null
  origin: string | null
  homeFit: boolean | null
  provinceCode: string | null
  lastContactOn: Day | null
  enteredOn: Day | null
}
