import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrated, COVID19_DELTA, detectedByDay, groupsOf, infectedByDay, layersOf, makePopulation, meanOffspring, offspring, Random, RESPONSE_2021, simulate, sizeOf, type DiseaseCourse, type Groups, type Infection, type Layer, type Outbreak, type Population, type Scenario } from './index.ts'

const membersOf = ({ members, start }: Groups, group: number): number[] => Array.from(members.subarray(start[group]!, start[group + 1]!))

const COMMUNES = [{ id: 101, people: 2300 }, { id: 102, people: 4100 }, { id: 103, people: 900 }]
const province = makePopulation(COMMUNES, 20)

/** A disease without differences between people: every infection lasts the same, everybody is alike. */
const ALIKE: DiseaseCourse = {
  latent: { mean: 3, sd: 0.001 }, infectious: { mean: 5, sd: 0.001 }, presymptomatic: 1, symptomatic: () => 1, asymptomaticInfectiousness: 1,
  susceptibility: () => 1, hospitalised: () => 0, dies: () => 0, onsetToHospital: { mean: 5, sd: 1 }, onsetToOutcome: { mean: 10, sd: 1 },
}
const crowd = (people: number): Population => makePopulation([{ id: 1, people }], 3)
const mixing = (r0: number): Layer[] => [{ name: 'province', contacts: 10, intensity: -Math.log(1 - r0 / (10 * 5)) }]

/** The final size z of an epidemic among people who mix alike solves 1 - z = exp(-R0 z) (Kermack and McKendrick 1927). */
function finalSize(r0: number): number {
  let size = 0.5
  for (let round = 0; round < 200; round++) size = 1 - Math.exp(-r0 * size)
  return size
}

describe('a population', () => {
  test('has exactly the people asked for in each commune, households of one village and one commune', () => {
    expect(COMMUNES.map((_, index) => province.commune.filter((commune) => commune === index).length)).toEqual([2300, 4100, 900])
    for (let home = 0; home < province.household.count; home++) {
      const members = membersOf(province.household, home)
      expect(new Set(members.map((person) => province.commune[person])).size).toBe(1)
      expect(new Set(members.map((person) => province.village.of[person])).size).toBe(1)
    }
  })

  test('has the ages and household size of the census of 2019: 24.3 %, 68.0 %, 7.7 %, and 3.6 people', () => {
    const large = makePopulation([{ id: 1, people: 60_000 }], 9)
    const share = (from: number, to: number): number => large.age.filter((age) => age >= from && age <= to).length / large.size
    expect(share(0, 14)).toBeCloseTo(0.243, 1)
    expect(share(15, 64)).toBeCloseTo(0.68, 1)
    expect(Math.abs(share(65, 120) - 0.077)).toBeLessThan(0.02)
    expect(Math.abs(large.size / large.household.count - 3.6)).toBeLessThan(0.15)
  })

  test('sends pupils to classes of one age that are not larger than they may be', () => {
    const { team, age } = province
    const classes = Array.from({ length: team.count }, (_, group) => membersOf(team, group).map((person) => age[person]!))
      .filter((ages) => ages.some((years) => years < 18))
    expect(classes.every((ages) => new Set(ages).size === 1 && ages.length <= 32)).toBe(true)
  })

  test('empty communes and an empty province are no fault', () => {
    const empty = makePopulation([{ id: 1, people: 0 }, { id: 2, people: 3 }], 1)
    const outbreak = simulate({ population: empty, course: ALIKE, layers: layersOf(empty), days: 5, imports: [{ day: 0, commune: 0, people: 2 }], seed: 1 })
    expect(outbreak.infections).toEqual([])
    expect(makePopulation([], 1).size).toBe(0)
  })
})

describe('groups', () => {
  test('members and groups say the same, whoever belongs nowhere', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 60 }), (of) => {
      const groups = groupsOf(Int32Array.from(of), 7)
      const told = Array.from({ length: 7 }, (_, group) => membersOf(groups, group))
      const wanted = Array.from({ length: 7 }, (_, group) => of.flatMap((each, person) => (each === group ? [person] : [])))
      expect(told).toEqual(wanted)
      expect(wanted.map((members) => members.length)).toEqual(wanted.map((_, group) => sizeOf(groups, group)))
    }))
  })
})

describe('an epidemic among people who mix alike', () => {
  test.each([1.5, 2, 3])('with R0 %d ends at the final size of Kermack and McKendrick', (r0) => {
    const population = crowd(20_000)
    const outbreak = simulate({ population, course: ALIKE, layers: mixing(r0), days: 400, imports: [{ day: 0, commune: 0, people: 40 }], seed: 8 })
    expect(outbreak.infections.length / population.size).toBeCloseTo(finalSize(r0), 1.5)
  })

  test('one infects R0 others where nobody is immune', () => {
    expect(meanOffspring({ population: crowd(20_000), course: ALIKE, layers: mixing(2.5) }, 4, 20_000)).toBeCloseTo(2.5, 1)
  })

  test('grows by the rate of Euler and Lotka: with a generation of 5.0 days (3 latent, passed on over days 3 to 7) and R0 2', () => {
    // Each of the five days of infectiousness passes on 2/5: sum over days 3…7 of 0.4 e^(-r day) = 1 gives r = 0.1427 a day.
    const population = crowd(400_000)
    const days = infectedByDay(simulate({ population, course: ALIKE, layers: mixing(2), days: 46, imports: [{ day: 0, commune: 0, people: 40 }], seed: 12 }))
    const week = (from: number): number => days.slice(from, from + 7).reduce((sum, count) => sum + count, 0)
    expect(Math.log(week(30) / week(16)) / 14).toBeCloseTo(0.1427, 1.5)
  })
})

/** A scenario of the small province with everything in it. */
const full = (seed: number, others: Partial<Scenario> = {}): Scenario => ({
  population: province, course: COVID19_DELTA, layers: layersOf(province), days: 40, seed, response: RESPONSE_2021,
  imports: [{ day: 0, commune: 1, people: 3 }, { day: 6, commune: 0, people: 2 }],
  measures: [{ layer: 'market', factor: 0, from: 15, to: 40, communes: [1] }], ...others,
})

describe('the truth that is kept', () => {
  const outbreaks = fc.record({ seed: fc.nat(), days: fc.integer({ min: 1, max: 40 }), hasResponse: fc.boolean() })
    .map(({ seed, days, hasResponse }): [Scenario, Outbreak] => {
      const scenario = full(seed, { days, ...(hasResponse ? {} : { response: undefined }) })
      return [scenario, simulate(scenario)]
    })

  test('is a forest in time: infectors were infectious on the day, nobody is infected twice', () => {
    fc.assert(fc.property(outbreaks, ([{ days }, { infections }]) => {
      expect(new Set(infections.map(({ person }) => person)).size).toBe(infections.length)
      const isSound = ({ infector, day, layer }: Infection): boolean => {
        const by = infections[infector]
        return day < days && (by ? by.infectiousFrom <= day && day < by.infectiousTo : layer === 'import')
      }
      expect(infections.filter((infection) => !isSound(infection))).toEqual([])
    }), { numRuns: 12 })
  })

  test('infects within the layer it names', () => {
    const { infections } = simulate(full(77, { response: undefined }))
    const groups = { household: province.household, team: province.team, site: province.site, village: province.village, market: province.market }
    for (const { person, infector, layer } of infections.filter((each) => each.layer !== 'import' && each.layer !== 'province')) {
      const { of } = groups[layer as keyof typeof groups]
      expect(of[person]).toBe(of[infections[infector]!.person])
    }
  })

  test('finds nobody before he can be found, and nobody twice', () => {
    fc.assert(fc.property(outbreaks, ([{ days }, outbreak]) => {
      const found = outbreak.infections.filter(({ detectedOn }) => detectedOn >= 0)
      expect(found.every(({ detectedOn, infectiousFrom, detection }) => detectedOn >= infectiousFrom && detection !== undefined)).toBe(true)
      expect(detectedByDay(outbreak)).toHaveLength(days)
      expect(detectedByDay(outbreak).reduce((sum, count) => sum + count, 0)).toBe(found.length)
    }), { numRuns: 12 })
  })

  test('keeps cases and people in a facility from infecting anybody', () => {
    const { infections, quarantines } = simulate(full(5))
    const inFacility = (person: number, day: number): boolean => quarantines.some((each) => each.person === person && each.from < day && day <= each.to)
    for (const { infector, day } of infections.filter((each) => each.infector >= 0)) {
      const by = infections[infector]!
      expect(by.detectedOn >= 0 && day > by.detectedOn).toBe(false)
      expect(inFacility(by.person, day)).toBe(false)
    }
    expect(quarantines.length).toBeGreaterThan(0)
  })
})

describe('a scenario', () => {
  test('with the same seed is the same, with another another', () => {
    expect(simulate(full(1))).toEqual(simulate(full(1)))
    expect(simulate(full(1))).not.toEqual(simulate(full(2)))
  })

  test('of more days begins with the same days', () => {
    const [short, long] = [infectedByDay(simulate(full(3, { days: 20 }))), infectedByDay(simulate(full(3)))]
    expect(long.slice(0, 20)).toEqual(short)
  })

  test('where nobody meets has no infection but those brought in', () => {
    const measures = layersOf(province).map(({ name }) => ({ layer: name, factor: 0, from: 0, to: 40 }))
    expect(simulate(full(4, { measures, response: undefined })).infections.map(({ layer }) => layer)).toEqual(['import', 'import', 'import', 'import', 'import'])
  })

  test('with testing, tracing and zones has fewer infections than without', () => {
    const total = (response: Scenario['response']): number => [1, 2, 3, 4, 5].reduce((sum, seed) => sum + simulate(full(seed, { response })).infections.length, 0)
    expect(total(RESPONSE_2021)).toBeLessThan(total(undefined) / 2)
  })

  test('a market that is closed in one commune infects nobody of that commune there', () => {
    const { infections } = simulate(full(6, { response: undefined, days: 60, measures: [{ layer: 'market', factor: 0, from: 0, to: 60, communes: [1] }] }))
    expect(infections.filter(({ layer }) => layer === 'market').every(({ person }) => province.commune[person] !== 1)).toBe(true)
    expect(infections.length).toBeGreaterThan(100)
  })

  test('is set to the wanted number infected by one, or says that it cannot be', () => {
    const setting = { population: province, course: COVID19_DELTA, layers: layersOf(province) }
    const layers = calibrated(setting, 4, 2)
    expect(meanOffspring({ ...setting, layers }, 99, 4000)).toBeCloseTo(4, 0.5)
    expect(() => calibrated({ ...setting, layers: [] }, 4, 2)).toThrow(RangeError)
  })

  test('who was infected first stands first, and each infector’s count is that of his infections', () => {
    const outbreak = simulate(full(9))
    const days = outbreak.infections.map(({ day }) => day)
    expect(days).toEqual(days.toSorted((a, b) => a - b))
    expect(offspring(outbreak).reduce((sum, count) => sum + count, 0)).toBe(outbreak.infections.filter(({ infector }) => infector >= 0).length)
  })
})

describe('chance', () => {
  test('draws gamma and Poisson numbers of the asked mean and spread', () => {
    const random = new Random(3)
    const of = (draw: () => number): [number, number] => {
      const drawn = Array.from({ length: 40_000 }, draw)
      const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length
      return [mean, Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length)]
    }
    for (const [mean, sd] of [[4, 1.6], [16, 6], [1, 2]] as const) {
      const [drawnMean, drawnSd] = of(() => random.gamma(mean, sd))
      expect(Math.abs(drawnMean / mean - 1)).toBeLessThan(0.04)
      expect(Math.abs(drawnSd / sd - 1)).toBeLessThan(0.06)
    }
    for (const mean of [0.4, 5, 80]) {
      const [drawnMean, drawnSd] = of(() => random.poisson(mean))
      expect(Math.abs(drawnMean / mean - 1)).toBeLessThan(0.03)
      expect(Math.abs(drawnSd / Math.sqrt(mean) - 1)).toBeLessThan(0.03)
    }
  })
})
