import type { Detection, Infection } from '@phaodai/scenario'
import { adviseClass } from '@phaodai/office/case.ts'
import { addDays } from '@phaodai/vocabulary'
import { word } from '#server/words/index.ts'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { Dice, idFor } from '../random.ts'
import type { RecordRow } from '../records/index.ts'
import { officeHour, shiftMinutes } from '../working-hours.ts'
import type { CourseStep, Ended, Entered } from './rows.ts'
import { unitOf } from './residents.ts'
import { dayOf, type Wave } from './wave.ts'

export const DISEASE = 'covid-19'

/** The simulator's classes of detection in the words of the register. */
export const DETECTED_AS: Record<Detection, string> = { community: 'community', quarantine: 'quarantine', zone: 'locked-zone', entry: 'entry', hospital: 'hospital-screening' }

/** What surrounds a case when it is entered: who it is, who enters it, the place it was found, and the legal clock of its day. */
export interface Around { individualId: string; earlier: { id: string } | undefined; reporter: { name: string; phone: string }; place: LandUnit | undefined; clockHours: number; centre: string }

/** A case as it is entered, and what became of it: every step belongs to a named action of its register. */
export interface CaseStory { n: number; commune: LandUnit; record: RecordRow; entered: Entered | undefined; treat: CourseStep | undefined; end: Ended | undefined }

/** From this day on a contact's positive rapid test confirms (CV 11042/BYT-DP of 29/12/2021). */
const RAPID_SINCE = '2021-12-29'
/** Share of cases that are not severe and stayed at home in the last weeks of 2021 (QĐ 4156/QĐ-BYT of 28/8/2021, QĐ 5525/QĐ-BYT of 1/12/2021); a guess. */
const AT_HOME = 0.4
/** Days after which somebody without symptoms is let go at the earliest. */
const RELEASE = 10

/**
 * When a case was diagnosed: results come by day and well into the evening; on the demo's own day before six in the morning,
 * since nobody knows at what hour the demo is looked at.
 */
export function diagnosedAt(wave: Wave, n: number): string {
  const { ground: { seed, today }, outbreak: { infections } } = wave
  const dice = new Dice(seed, `wave/diagnosis/${n}`)
  const day = dayOf(wave, infections[n]!.detectedOn)
  const clock = (hour: number): string => `${day}T${String(hour).padStart(2, '0')}:${dice.between(10, 59)}:${dice.between(10, 59)}.000+07:00`
  if (day === today) return clock(dice.between(0, 4))
  return dice.chance(0.6) ? officeHour(dice, day) : clock(dice.between(18, 22))
}

/** The id of a case, by its place in the truth. */
export function caseIdOf(wave: Wave, n: number): string {
  return idFor(wave.ground.seed, diagnosedAt(wave, n), `case/${n}`)
}

/** The story of one case from its diagnosis to its end, as far as the demo's day lets it be known. */
export function storyOf(wave: Wave, n: number, around: Around): CaseStory {
  const { ground: { seed, today }, outbreak: { infections }, population, communes } = wave
  const dice = new Dice(seed, `wave/case/${n}`)
  const infection = infections[n]!
  const [id, at, limit] = [caseIdOf(wave, n), diagnosedAt(wave, n), `${today}T00:00:00.000+07:00`]
  const record = { id, areaId: unitOf(wave, infection.person).id, state: 'open', stateReason: null, createdAt: shiftMinutes(at, dice.between(15, 55)), values: valuesOf(wave, infection, dice, { ...around, day: at.slice(0, 10), diagnosedAt: at }) }
  return { n, commune: communes[population.commune[infection.person]!]!, record, entered: enteredOf(dice, id, at, around, limit), ...courseOf(wave, infection, dice, id, around.centre) }
}

type Diagnosed = Around & { day: string; diagnosedAt: string }

function valuesOf(wave: Wave, infection: Infection, dice: Dice, { individualId, earlier, reporter, place, day, ...diagnosis }: Diagnosed): Record<string, unknown> {
  const { onset, detectedOn, detection, infectiousFrom, person } = infection
  const ill = onset >= 0 && onset <= detectedOn
  const testKind = earlier !== undefined && day >= RAPID_SINCE && dice.chance(0.4) ? 'rapid' : 'pcr'
  const sampledOn = detectedOn > infectiousFrom && testKind === 'pcr' && dice.chance(0.6) ? addDays(day, -1) : day
  const symptoms = ill ? symptomsOf(dice) : []
  const { reason } = adviseClass({ diseaseCode: DISEASE, symptoms, testKind, testResult: 'positive', linked: earlier !== undefined })
  const age = wave.population.age[person]!
  return {
    diseaseCode: DISEASE, individualId, classification: 'confirmed', classReason: word(`cases.class.${reason}`), detectedAs: DETECTED_AS[detection!], diagnosedAt: diagnosis.diagnosedAt, sampledOn, testKind, testResult: 'positive', resultOn: day,
    severity: severityOf(infection, detectedOn), ...(ill && { onsetOn: dayOf(wave, onset), symptoms: symptoms.map((symptom) => ({ symptom })) }), ...vaccination(dice, age),
    ...(place && { detectionAreaId: place.id }), history: historyOf(wave, infection, dice), reporterName: reporter.name, reporterPhone: reporter.phone,
  }
}

function symptomsOf(dice: Dice): string[] {
  return (['fever', 'cough', 'sore-throat', 'tired', 'loss-of-taste', 'headache', 'muscle-pain', 'runny-nose'] as const).filter((_, index) => dice.chance([0.75, 0.65, 0.4, 0.4, 0.3, 0.25, 0.2, 0.2][index]!))
}

/** As it stood on a day of the scenario. */
function severityOf({ onset, hospital, outcome }: Infection, day: number): string {
  if (hospital >= 0 && hospital <= day) return outcome === 'died' ? 'critical' : 'severe'
  return onset >= 0 && onset <= day ? 'mild' : 'none'
}

/** The simulator knows of no vaccine: doses are made up, by age, and change nothing. */
function vaccination(dice: Dice, age: number): { vaccinated: string; doses?: number } {
  if (age < 12) return { vaccinated: 'no', doses: 0 }
  const vaccinated = dice.weighted({ 'yes': 6, 'no': 3, 'unknown': 1 })
  return { vaccinated, ...(vaccinated === 'yes' ? { doses: dice.between(1, 2) } : vaccinated === 'no' ? { doses: 0 } : {}) }
}

/** Where the person says he was in the two weeks before: of the places he really goes to. */
function historyOf({ population, communes, firstDay }: Wave, { person, detectedOn, layer }: Infection, dice: Dice): { day: string; place: string; doing: string }[] {
  const commune = communes[population.commune[person]!]!.name
  const places: [number, string, string][] = [
    ...(layer === 'import' ? [[-dice.between(3, 5), 'Ngoài tỉnh', 'Trở về địa phương'] as [number, string, string]] : []),
    ...(population.market.of[person]! >= 0 ? [[-dice.between(2, 7), `Chợ ${commune}`, 'Mua bán'] as [number, string, string]] : []),
    ...(population.site.of[person]! >= 0 ? [[-dice.between(1, 4), population.age[person]! < 18 ? 'Trường học' : 'Nơi làm việc', population.age[person]! < 18 ? 'Đi học' : 'Làm việc'] as [number, string, string]] : []),
  ]
  return places.sort(([a], [b]) => a - b).map(([before, place, doing]) => ({ day: addDays(firstDay, detectedOn + before), place, doing }))
}

/** Shares of cases entered into the national system in time and too late; the rest stay missing. */
const ENTRY = { inTime: 0.9, late: 0.085, missing: 0.015 }

/** Its entry into the national system and the link that tracing found; an entry that would lie ahead has not been made. */
function enteredOf(dice: Dice, id: string, diagnosed: string, { earlier, clockHours }: Around, limit: string): Entered | undefined {
  const how = dice.weighted(ENTRY)
  const hours = how === 'inTime' ? clockHours * (0.04 + 0.7 * dice.next() ** 2) : clockHours * (1.05 + dice.next())
  const at = shiftMinutes(diagnosed, Math.round(hours * 60))
  const known = how !== 'missing' && at < limit
  if (!known && earlier === undefined) return undefined
  return { id, systemId: known ? `MẪU-${id.slice(-8).toUpperCase()}` : null, systemEnteredAt: known ? at : null, linkedCaseId: earlier?.id ?? null }
}

/** Treatment from the day after, and how it ended, as far as that is past. */
function courseOf(wave: Wave, infection: Infection, dice: Dice, id: string, centre: string): Pick<CaseStory, 'treat' | 'end'> {
  const { detectedOn, end, outcome, hospital } = infection
  const last = wave.outbreak.days - 2 // yesterday
  const from = detectedOn + dice.between(0, 1)
  if (from > last) return { treat: undefined, end: undefined }
  const isSevere = hospital >= 0 && hospital <= last
  const until = Math.max(outcome === 'died' ? end : Math.max(end, detectedOn + RELEASE + dice.between(0, 4)), from)
  const care = !isSevere && (wave.ground.profile === '2025' || dice.chance(AT_HOME)) ? 'home' : 'inpatient'
  const facility = isSevere ? 'Bệnh viện đa khoa tỉnh Lạng Sơn' : care === 'home' ? null : `Cơ sở thu dung, điều trị COVID-19 ${centre} (MẪU)`
  const treat = { id, care, facility, admittedOn: care === 'home' ? null : dayOf(wave, from), severity: severityOf(infection, last), onsetOn: infection.onset >= 0 && infection.onset <= last ? dayOf(wave, infection.onset) : null }
  return { treat, end: until > last ? undefined : { id, state: outcome, outcomeOn: dayOf(wave, until) } }
}
