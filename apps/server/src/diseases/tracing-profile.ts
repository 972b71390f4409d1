import { ANY_DISEASE, type StayKind, type TracingProfile } from '@phaodai/contact-tracing'
import { exposureKinds, type DiseaseRule, type DiseaseTracing } from '@phaodai/office'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Rule = Pick<DiseaseRule, 'incubationMinDays' | 'incubationMaxDays' | 'infectiousFromDays' | 'infectiousToDays' | 'tracing'>

/** Where a rule does not say how it is traced: who met the case in any way, and nothing is due. */
const UNSAID: Pick<DiseaseTracing, 'tiers' | 'exposures' | 'leastMinutes' | 'close' | 'incubation' | 'infectiousness' | 'duties'> = {
  tiers: 1, exposures: [...exposureKinds], leastMinutes: 0, close: { metres: 2, maskedMinutes: 0, unmaskedMinutes: 0 }, incubation: null, infectiousness: null, duties: [],
}

/** Meetings that do not count weigh nothing. */
function weightsOf(exposures: DiseaseTracing['exposures']): TracingProfile['weights'] {
  const weights = { ...ANY_DISEASE.weights }
  for (const kind of exposureKinds) if (!exposures.includes(kind)) weights[kind] = 0
  return weights
}

/**
 * How a disease is traced by its rule of the day. Curves that the rule does not name are spread evenly over its days, a quarter of
 * the span as deviation: an assumption. Without an incubation the infectious days stand for it.
 */
export function tracingProfile(disease: string, rule: Rule): TracingProfile {
  const { tiers, exposures, leastMinutes, close, incubation, infectiousness, duties } = rule.tracing ?? UNSAID
  const [begins, ends] = [rule.infectiousFromDays ?? 0, rule.infectiousToDays ?? rule.incubationMaxDays ?? 1]
  const [least, most] = [rule.incubationMinDays ?? 0, Math.max(1, rule.incubationMaxDays ?? ends)]
  return {
    ...ANY_DISEASE, disease, tiers, leastOverlap: Math.max(1, leastMinutes * MINUTE), close, weights: weightsOf(exposures),
    infectious: { before: -begins * DAY, after: Math.max(1, ends) * DAY },
    incubation: { least: least * DAY, most: most * DAY, ...(incubation ?? { mean: Math.max(0.5, (least + most) / 2), sd: Math.max(0.5, (most - least) / 4) }) },
    infectiousness: infectiousness ?? { mean: (begins + ends) / 2, sd: Math.max(1, (ends - begins) / 4) },
    duties: duties.map(({ withinHours, ...duty }) => ({ ...duty, ...(withinHours !== undefined && { within: withinHours * HOUR }) })),
  }
}

/** Whether meetings of a kind count for a disease. */
export function countsAs({ weights }: TracingProfile, kind: StayKind | 'encounter'): boolean {
  return weights[kind] > 0
}
