// Rows of the wave as they are written; days as YYYY-MM-DD, instants in ISO.

export type Relation = 'head' | 'spouse' | 'child' | 'parent'
/** Who lives in a household, and since when. */
export interface Member { id: string; householdId: string; individualId: string; areaId: number; relation: Relation; fromOn: string }

/** What the rule of a disease says on a day; null where it says nothing of it. */
export interface DayRule { day: string; clock: string | null; cases: number | null; withinDays: number | null; endDays: number | null }

/** A case's entry into the national system and the link that tracing found; null where there is none. */
export interface Entered { id: string; systemId: string | null; systemEnteredAt: string | null; linkedCaseId: string | null }

/** Where a case is cared for, and how it is by now. */
export interface CourseStep { id: string; care: string; facility: string | null; admittedOn: string | null; severity: string; onsetOn: string | null }

/** How a case ended. */
export interface Ended { id: string; state: 'recovered' | 'died'; outcomeOn: string }

/** What became of an outbreak. */
export interface OutbreakStep { id: string; state: 'active' | 'controlled' | 'ended'; stateReason: string | null; lastOnsetOn: string; endedOn: string | null }

/** From what a wave was drawn. */
export interface RunRow { id: string; diseaseCode: string; profile: string; seed: number; firstDay: string; days: number; people: number; parameters: object }

/** One infection as it truly was, in days of the calendar. */
export interface TruthRow {
  runId: string; n: number; infector: number | null; layer: string; day: string; areaId: number; person: number; household: number; age: number
  infectiousFrom: string; infectiousTo: string; onsetOn: string | null; admittedOn: string | null; endedOn: string; outcome: string
  quarantinedOn: string | null; detectedOn: string | null; detection: string | null; individualId: string | null; caseId: string | null
}
