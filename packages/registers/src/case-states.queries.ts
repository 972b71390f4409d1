import { currentCaseStates } from './disease-case.ts'

/** The states of a case that is not over, as SQL: `state in ${CURRENT}`; literals, so that the partial index serves. */
export const CURRENT = `(${currentCaseStates.map((state) => `'${state}'`).join(', ')})`
