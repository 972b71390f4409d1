import type { Random } from './random.ts'

/** A length in days: mean and standard deviation of a gamma distribution. */
export type Days = { mean: number; sd: number }

/** How a disease runs in one person. Lengths are days; probabilities may depend on age in years. */
export type DiseaseCourse = {
  /** From infection to being infectious. */
  latent: Days
  infectious: Days
  /** Days that one is infectious before symptoms begin. */
  presymptomatic: number
  symptomatic: (age: number) => number
  /** Infectiousness of a person without symptoms against one with them. */
  asymptomaticInfectiousness: number
  /** Relative chance of catching it. */
  susceptibility: (age: number) => number
  /** Of people with symptoms. */
  hospitalised: (age: number) => number
  /** Of all infected. */
  dies: (age: number) => number
  onsetToHospital: Days
  onsetToOutcome: Days
}

const percent = (value: number): number => value / 100
const atMost = (limit: number, value: number): number => Math.min(limit, value)

/**
 * COVID-19, Delta, unvaccinated. Latent period 4.0 days, infectious from about 2 days before onset (Kang et al. 2022,
 * Guangdong); intrinsic generation time near 4.7 days (Hart et al. 2022); infection fatality by age: log10 of the percentage
 * is -3.27 + 0.0524 × age (Levin et al. 2020). Shares without symptoms and in hospital are assumptions to be edited.
 */
export const COVID19_DELTA: DiseaseCourse = {
  latent: { mean: 4, sd: 1.6 },
  infectious: { mean: 5, sd: 2 },
  presymptomatic: 2,
  symptomatic: (age) => (age < 18 ? 0.5 : age < 60 ? 0.65 : 0.8),
  asymptomaticInfectiousness: 0.5,
  susceptibility: (age) => (age < 15 ? 0.6 : 1),
  hospitalised: (age) => atMost(0.6, 0.01 * Math.exp(0.045 * age)),
  dies: (age) => atMost(0.5, percent(10 ** (-3.27 + 0.0524 * age))),
  onsetToHospital: { mean: 6, sd: 3 },
  onsetToOutcome: { mean: 16, sd: 6 },
}

export const OUTCOMES = ['recovered', 'died'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One infection's days, counted from the scenario's first day; -1 = does not happen. */
export type Run = { infectiousFrom: number; infectiousTo: number; onset: number; hospital: number; end: number; outcome: Outcome; infectiousness: number }

const wholeDays = (random: Random, { mean, sd }: Days, least: number): number => Math.max(least, Math.round(random.gamma(mean, sd)))

/** Draws how an infection caught on `day` runs in somebody of this age. */
export function drawRun(random: Random, course: DiseaseCourse, age: number, day: number): Run {
  const infectiousFrom = day + wholeDays(random, course.latent, 1)
  const infectiousTo = infectiousFrom + wholeDays(random, course.infectious, 1)
  const isSymptomatic = random.chance(course.symptomatic(age))
  const outcome = random.chance(course.dies(age)) ? 'died' : 'recovered'
  const isIll = isSymptomatic || outcome === 'died'
  const onset = isIll ? infectiousFrom + course.presymptomatic : -1
  const isAdmitted = outcome === 'died' || (isIll && random.chance(course.hospitalised(age)))
  const hospital = isAdmitted ? onset + wholeDays(random, course.onsetToHospital, 0) : -1
  const end = isIll ? Math.max(onset + wholeDays(random, course.onsetToOutcome, 3), hospital + 1) : infectiousTo
  return { infectiousFrom, infectiousTo, onset, hospital, end, outcome, infectiousness: isIll ? 1 : course.asymptomaticInfectiousness }
}
