import { makePopulation, type Infection, type LayerName } from '@phaodai/scenario'
import { addDays } from '@phaodai/vocabulary'
import { describe, expect, it } from 'vitest'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import { clustersOf, settingOf, type Counted } from './clusters.ts'
import type { DayRule } from './rows.ts'
import { simulateWave } from './scenario.ts'
import { PROVINCE_PEOPLE, sizesOf } from './sizes.ts'
import { watchedIn } from './watched.ts'
import type { Wave } from './wave.ts'

const unit = (id: number, kind: string, code = String(id).padStart(5, '0')): LandUnit => ({ id, lastId: id, parentId: 1, level: 'commune', code, kind, name: `Số ${id}`, fullName: `${kind} số ${id}`, searchKey: '', validFrom: '2021-01-01', validTo: null, lat: null, lon: null })
const FIRST = '2026-10-04'
const infection = (layer: LayerName, person = 0): Infection => ({
  person, infector: 0, layer, day: 0, infectiousFrom: 1, infectiousTo: 2, infectiousness: 1, onset: -1, hospital: -1, end: 2, outcome: 'recovered', detectedOn: 2, detection: 'community', quarantinedOn: -1,
})
const waveOf = (infections: Infection[]): Wave => ({
  ground: { seed: 1, today: addDays(FIRST, 56) }, firstDay: FIRST, population: makePopulation([{ id: 1, people: 400 }], 1), outbreak: { days: 57, infections, quarantines: [], zones: [], tests: 0 },
} as unknown as Wave)
/** The rule of COVID-19 since 1 July 2026 on every day: five cases within 14 days, over after 28. */
const rules = new Map<string, DayRule>(Array.from({ length: 57 }, (_, n) => [addDays(FIRST, n), { day: addDays(FIRST, n), clock: '48h', cases: 5, withinDays: 14, endDays: 28 }]))
const cases = (days: number[]): Counted[] => days.map((day, n) => ({ n, id: `case-${n}`, day: addDays(FIRST, day), foundOn: addDays(FIRST, day) }))

describe('outbreaks by rule', () => {
  const opened = (days: number[]) => clustersOf(waveOf(days.map(() => infection('village'))), unit(1, 'xã'), cases(days), rules)
    .map(({ record, step, cases: own }) => [record.values.reportedOn, step.state, step.endedOn, own.length])

  it('are opened on the day of the fifth case within 14 days, and not before', () => {
    expect(opened([3, 4, 5, 6])).toEqual([])
    expect(opened([1, 4, 9, 12, 16])).toEqual([]) // the first lies 15 days back
    expect(opened([2, 4, 9, 12, 15])).toEqual([[addDays(FIRST, 15), 'ended', addDays(FIRST, 44), 5]]) // days 16 to 43 were the 28
  })

  it('end on the first day after 28 without a case, are under control after 14, and may come again', () => {
    expect(opened([1, 1, 1, 1, 1])).toEqual([[addDays(FIRST, 1), 'ended', addDays(FIRST, 30), 5]])
    expect(opened([1, 1, 1, 1, 1, 30])).toEqual([[addDays(FIRST, 1), 'controlled', null, 6]]) // one came on the day it would have ended
    expect(opened([1, 1, 1, 1, 1, 31])).toEqual([[addDays(FIRST, 1), 'ended', addDays(FIRST, 30), 5]])
    expect(opened([1, 1, 1, 1, 1, 50, 50, 50, 50, 51])).toEqual([[addDays(FIRST, 1), 'ended', addDays(FIRST, 30), 5], [addDays(FIRST, 51), 'active', null, 5]])
    expect(opened([40, 41, 41, 41, 41])).toEqual([[addDays(FIRST, 41), 'controlled', null, 5]])
    expect(opened([41, 42, 42, 42, 42])).toEqual([[addDays(FIRST, 42), 'active', null, 5]])
  })

  it('leave what was found in the night to be taken in', () => {
    expect(opened([50, 50, 50, 50, 51, 56])).toEqual([[addDays(FIRST, 51), 'active', null, 5]])
  })

  it('are named after the market where enough were infected, a household when small and within it, else the village', () => {
    const named = (layers: LayerName[]) => settingOf(waveOf(layers.map((layer) => infection(layer))), cases(layers.map(() => 1)))
    expect(named(['market', 'market', 'market', 'household', 'household', 'village'])).toBe('market')
    expect(named(['market', 'household', 'household', 'household', 'village'])).toBe('household')
    expect(named(['market', 'village', 'village', 'household', 'village'])).toBe('village')
  })
})

describe('whom the quick report counts', () => {
  it('are sent away, come home after it and are watched there for 14 days', () => {
    const { population, ...wave } = waveOf([])
    const quarantines = [{ person: 0, because: 0, from: 10, to: 24 }, { person: 1, because: 0, from: 12, to: 26 }]
    const on = (day: number) => watchedIn({ ...wave, population, communes: [unit(1, 'xã')], outbreak: { ...wave.outbreak, quarantines } })(1, addDays(FIRST, day))
    expect(on(12)).toMatchObject({ f1_new: 1, f1_total: 2, f1_done: 0, quarantine_current: 2, home_total: 0 })
    expect(on(25)).toMatchObject({ quarantine_done: 1, quarantine_current: 1, home_new: 1, home_current: 1 })
    expect(on(39)).toMatchObject({ quarantine_current: 0, home_total: 2, home_done: 1, home_current: 1 })
    expect(watchedIn({ ...wave, population, communes: [unit(1, 'xã')], outbreak: { ...wave.outbreak, quarantines } })(2, FIRST)).toMatchObject({ f1_total: 0 })
  })
})

describe('people of communes', () => {
  const land = [unit(1, 'phường'), unit(2, 'thị trấn'), unit(3, 'xã'), unit(4, 'xã'), unit(5, 'phường')]
  it('sum up to the province’s exactly, towns larger than villages, whatever the seed', () => {
    for (const profile of ['2021', '2025'] as const) {
      const sizes = sizesOf(land, profile)
      expect(sizes.reduce((sum, { people }) => sum + people, 0)).toBe(PROVINCE_PEOPLE)
      expect(Math.min(sizes[0]!.people, sizes[4]!.people)).toBeGreaterThan(Math.max(sizes[2]!.people, sizes[3]!.people))
    }
  })

  it('give the same wave for a seed and another for another', () => {
    const size = { people: 30_000, least: 1, most: 30_000 }
    const towns = [unit(1, 'xã', '06184'), unit(2, 'xã', '06166'), unit(3, 'phường', '05977')]
    expect(simulateWave(towns, '2021', 4, size).outbreak).toEqual(simulateWave(towns, '2021', 4, size).outbreak)
    expect(simulateWave(towns, '2021', 4, size).outbreak).not.toEqual(simulateWave(towns, '2021', 5, size).outbreak)
  })
})
