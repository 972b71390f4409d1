/** Whom an order of isolation is for: case, contact of the first or second tier, entrant from abroad, traveller from an area with cases. */
export const isolationSubjects = ['f0', 'f1', 'f2', 'f3', 'entrant', 'traveller'] as const
export type IsolationSubject = (typeof isolationSubjects)[number]

/** Where somebody is isolated. */
export const isolationForms = ['home', 'facility', 'hotel', 'hospital'] as const
export type IsolationForm = (typeof isolationForms)[number]

/** Level of the area somebody comes from (NQ 128), or a closed zone. */
export const originLevels = ['1', '2', '3', '4', 'zone'] as const
export type OriginLevel = (typeof originLevels)[number]

/** States in which an order binds somebody now. */
export const runningIsolationStates: readonly string[] = ['running', 'violated']
