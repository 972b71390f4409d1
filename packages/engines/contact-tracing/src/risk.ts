/** A range of numbers; ends count unless said otherwise. */
type Range = { min: number; max: number; minExclusive?: boolean; maxExclusive?: boolean }
type LevelMapping = { normalizedTimeRange: Range; riskLevel: number }

/** Configuration of the exposure-risk calculation of the Corona-Warn-App (tech spec, exposure windows), as its files have it. */
export type RiskConfiguration = {
  minutesAtAttenuationFilters: { attenuationRange: Range; dropIfMinutesInRange: Range }[]
  trlFilters: { dropIfTrlInRange: Range }[]
  minutesAtAttenuationWeights: { attenuationRange: Range; weight: number }[]
  normalizedTimePerEWToRiskLevelMapping: LevelMapping[]
  normalizedTimePerDayToRiskLevelMapping: LevelMapping[]
  trlEncoding: {
    infectiousnessOffsetStandard: number
    infectiousnessOffsetHigh: number
    reportTypeOffsetRecursive: number
    reportTypeOffsetSelfReport: number
    reportTypeOffsetConfirmedClinicalDiagnosis: number
    reportTypeOffsetConfirmedTest: number
  }
  transmissionRiskValueMapping?: { transmissionRiskLevel: number; transmissionRiskValue: number }[]
  /** Of older configurations, without the mapping above: value = level × multiplier. */
  transmissionRiskLevelMultiplier?: number
  maxEncounterAgeInDays?: number
}

/** Scans of one near phone within half an hour of one day. Attenuations in dB. */
export type ExposureWindow = {
  ageInDays: number
  /** 1 confirmed test, 2 clinical diagnosis, 3 self-report, 4 recursive. */
  reportType: number
  /** 1 standard, 2 high. */
  infectiousness: number
  calibrationConfidence: number
  scanInstances: { minAttenuation: number; typicalAttenuation?: number; secondsSinceLastScan: number }[]
}

/** 1 low (which is also said where there was no risk), 2 high. */
export type Risk = {
  totalRiskLevel: number
  ageOfMostRecentDateWithLowRisk: number | null
  ageOfMostRecentDateWithHighRisk: number | null
  numberOfDaysWithLowRisk: number
  numberOfDaysWithHighRisk: number
  totalMinimumDistinctEncountersWithLowRisk: number
  totalMinimumDistinctEncountersWithHighRisk: number
  numberOfExposureWindowsWithLowRisk: number
  numberOfExposureWindowsWithHighRisk: number
}

const LOW = 1
const HIGH = 2

function contains({ min, max, minExclusive, maxExclusive }: Range, value: number): boolean {
  return (minExclusive === true ? value > min : value >= min) && (maxExclusive === true ? value < max : value <= max)
}

/** Decimals of the configuration are binary in the machine: 0.1 + 0.2 must count as 0.3 at a border. */
const exact = (value: number): number => Number(value.toPrecision(12))

function levelOf(mapping: readonly LevelMapping[], normalizedTime: number): number | undefined {
  return mapping.find(({ normalizedTimeRange }) => contains(normalizedTimeRange, normalizedTime))?.riskLevel
}

function transmissionRiskLevel({ trlEncoding: offsets }: RiskConfiguration, { infectiousness, reportType }: ExposureWindow): number {
  const byReport = [0, offsets.reportTypeOffsetConfirmedTest, offsets.reportTypeOffsetConfirmedClinicalDiagnosis, offsets.reportTypeOffsetSelfReport, offsets.reportTypeOffsetRecursive]
  return (infectiousness === 2 ? offsets.infectiousnessOffsetHigh : offsets.infectiousnessOffsetStandard) + (byReport[reportType] ?? 0)
}

function transmissionRiskValue(configuration: RiskConfiguration, level: number): number {
  const { transmissionRiskValueMapping: mapping, transmissionRiskLevelMultiplier } = configuration
  if (mapping) return mapping.find(each => each.transmissionRiskLevel === level)?.transmissionRiskValue ?? 0
  return level * (transmissionRiskLevelMultiplier ?? 1)
}

function secondsWithin(window: ExposureWindow, range: Range): number {
  return window.scanInstances.filter(scan => scan.secondsSinceLastScan >= 0 && contains(range, scan.minAttenuation)).reduce((sum, scan) => sum + scan.secondsSinceLastScan, 0)
}

function isDropped(configuration: RiskConfiguration, window: ExposureWindow, level: number): boolean {
  return window.ageInDays > (configuration.maxEncounterAgeInDays ?? Infinity)
    || configuration.minutesAtAttenuationFilters.some(filter => contains(filter.dropIfMinutesInRange, secondsWithin(window, filter.attenuationRange) / 60))
    || configuration.trlFilters.some(filter => contains(filter.dropIfTrlInRange, level))
}

function weightedMinutes({ minutesAtAttenuationWeights }: RiskConfiguration, window: ExposureWindow): number {
  const weightOf = (attenuation: number): number => minutesAtAttenuationWeights.find(({ attenuationRange }) => contains(attenuationRange, attenuation))?.weight ?? 0
  return window.scanInstances.filter(scan => scan.secondsSinceLastScan >= 0).reduce((sum, scan) => sum + scan.secondsSinceLastScan * weightOf(scan.minAttenuation), 0) / 60
}

type Weighed = { age: number; time: number; level: number | undefined; encounter: string }

function weigh(configuration: RiskConfiguration, window: ExposureWindow): Weighed[] {
  const level = transmissionRiskLevel(configuration, window)
  if (isDropped(configuration, window, level)) return []
  const time = exact(transmissionRiskValue(configuration, level) * weightedMinutes(configuration, window))
  const encounter = [window.ageInDays, level, window.calibrationConfidence].join(' ')
  return [{ age: window.ageInDays, time, level: levelOf(configuration.normalizedTimePerEWToRiskLevelMapping, time), encounter }]
}

/** Days by their risk: the windows of a day are added up before the day is judged. */
function daysAt(configuration: RiskConfiguration, windows: readonly Weighed[], risk: number): number[] {
  const times = new Map<number, number>()
  for (const { age, time } of windows) times.set(age, (times.get(age) ?? 0) + time)
  return [...times].filter(([, time]) => levelOf(configuration.normalizedTimePerDayToRiskLevelMapping, exact(time)) === risk).map(([age]) => age)
}

/** Risk of a person from the exposure windows of his phone, after the rules of the Corona-Warn-App. */
export function exposureRisk(configuration: RiskConfiguration, windows: readonly ExposureWindow[]): Risk {
  const weighed = windows.flatMap(window => weigh(configuration, window))
  const [low, high] = [daysAt(configuration, weighed, LOW), daysAt(configuration, weighed, HIGH)]
  const at = (risk: number): Weighed[] => weighed.filter(({ level }) => level === risk)
  const encounters = (risk: number): number => new Set(at(risk).map(({ encounter }) => encounter)).size
  return {
    totalRiskLevel: high.length > 0 ? HIGH : LOW,
    ageOfMostRecentDateWithLowRisk: low.length > 0 ? Math.min(...low) : null,
    ageOfMostRecentDateWithHighRisk: high.length > 0 ? Math.min(...high) : null,
    numberOfDaysWithLowRisk: low.length, numberOfDaysWithHighRisk: high.length,
    totalMinimumDistinctEncountersWithLowRisk: encounters(LOW), totalMinimumDistinctEncountersWithHighRisk: encounters(HIGH),
    numberOfExposureWindowsWithLowRisk: at(LOW).length, numberOfExposureWindowsWithHighRisk: at(HIGH).length,
  }
}
