import type { Days } from './course.ts'

/** What the health service does. Probabilities from 0 to 1, lengths in days. */
export type ResponseRules = {
  /** A person with symptoms has himself tested, so many days after onset. */
  seeksTest: number
  onsetToTest: Days
  sensitivity: number
  /** An arrival is tested at once. */
  testsAtEntry: number
  /** Contacts found, by how one knows them. */
  traces: { household: number; team: number; other: number }
  tracingDelay: number
  quarantineDays: number
  /** Days of quarantine on which a sample is taken. */
  sampledOn: readonly number[]
  /** Quarantine away from home: in a facility, so that the household is spared. */
  inFacility: boolean
  /** So many cases of a village within seven days close it off. */
  zoneFrom: number
  zoneDays: number
  /** Contacts in a zone outside one's home, against before. */
  zoneFactor: number
  /** In a zone everybody is sampled every so many days. */
  zoneSamplesEvery: number
  zoneParticipation: number
}

/**
 * The practice of summer 2021: close contacts 14 days in a facility, tests at entry and before leaving (CV 5599/BYT-MT of
 * 14/7/2021), mass testing of zones every three days. Shares are assumptions to be edited.
 */
export const RESPONSE_2021: ResponseRules = {
  seeksTest: 0.6, onsetToTest: { mean: 2.5, sd: 1.5 }, sensitivity: 0.95, testsAtEntry: 0.7,
  traces: { household: 0.98, team: 0.85, other: 0.5 }, tracingDelay: 1, quarantineDays: 14, sampledOn: [1, 7, 13], inFacility: true,
  zoneFrom: 3, zoneDays: 14, zoneFactor: 0.25, zoneSamplesEvery: 3, zoneParticipation: 0.9,
}
