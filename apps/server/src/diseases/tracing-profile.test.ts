import type { DiseaseTracing } from '@phaodai/office'
import { expect, test } from 'vitest'
import { countsAs, tracingProfile } from './tracing-profile.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
const days = { incubationMinDays: 7, incubationMaxDays: 21, infectiousFromDays: -4, infectiousToDays: 4 }
const tracing: DiseaseTracing = {
  tiers: 2, exposures: ['household', 'class'], leastMinutes: 10, close: { metres: 1, maskedMinutes: 30, unmaskedMinutes: 5 }, incubation: { mean: 12.5, sd: 2 }, infectiousness: null,
  duties: [{ code: 'list', tiers: [1], since: 'requested', withinHours: 6 }, { code: 'test', tiers: [1], since: 'last-exposure', days: [3] }], source: 'Hướng dẫn mẫu', confidence: 'low',
}

test('a disease is traced as its rule says', () => {
  const profile = tracingProfile('measles', { ...days, tracing })
  expect(profile).toMatchObject({
    disease: 'measles', tiers: 2, leastOverlap: 600_000, close: { metres: 1, maskedMinutes: 30, unmaskedMinutes: 5 }, infectious: { before: 4 * DAY, after: 4 * DAY }, incubation: { least: 7 * DAY, most: 21 * DAY, mean: 12.5, sd: 2 },
    infectiousness: { mean: 0, sd: 2 }, duties: [{ code: 'list', within: 6 * HOUR }, { code: 'test', days: [3] }],
  })
  expect((['household', 'class', 'visit', 'encounter', 'vehicle', 'ward', 'team'] as const).filter((kind) => countsAs(profile, kind))).toEqual(['household', 'class'])
})

test('a rule that does not say how is traced to who met the case in any way, with nothing due', () => {
  const profile = tracingProfile('mumps', { ...days, tracing: null })
  expect(profile).toMatchObject({ tiers: 1, duties: [], incubation: { mean: 14, sd: 3.5 } })
  expect(countsAs(profile, 'visit')).toBe(true)
})
