import { DETECTED_AS, DISEASE } from './cases.ts'
import { unitOf } from './residents.ts'
import type { RunRow, TruthRow } from './rows.ts'
import { dayOf, type Wave } from './wave.ts'
import { idFor } from '../random.ts'

/** From what the wave was drawn: enough to draw it again. */
export function runOf({ ground: { profile, seed }, firstDay, population, parameters }: Wave): RunRow {
  return { id: idFor(seed, `${firstDay}T00:00:00.000+07:00`, 'wave/run'), diseaseCode: DISEASE, profile, seed, firstDay, days: parameters.days, people: population.size, parameters }
}

/** Every infection, found or not, beside the records it left; `individuals` by person, `cases` by place in the truth. */
export function truthOf(wave: Wave, runId: string, individuals: ReadonlyMap<number, string>, cases: ReadonlyMap<number, string>): TruthRow[] {
  const { population, outbreak } = wave
  const day = (when: number): string | null => (when < 0 ? null : dayOf(wave, when))
  return outbreak.infections.map((infection, n) => ({
    runId, n, infector: infection.infector < 0 ? null : infection.infector, layer: infection.layer, day: dayOf(wave, infection.day), areaId: unitOf(wave, infection.person).id,
    person: infection.person, household: population.household.of[infection.person]!, age: population.age[infection.person]!,
    infectiousFrom: dayOf(wave, infection.infectiousFrom), infectiousTo: dayOf(wave, infection.infectiousTo), onsetOn: day(infection.onset), admittedOn: day(infection.hospital), endedOn: dayOf(wave, infection.end), outcome: infection.outcome,
    quarantinedOn: day(infection.quarantinedOn), detectedOn: day(infection.detectedOn), detection: infection.detection === undefined ? null : DETECTED_AS[infection.detection],
    individualId: individuals.get(infection.person) ?? null, caseId: cases.get(n) ?? null,
  }))
}
