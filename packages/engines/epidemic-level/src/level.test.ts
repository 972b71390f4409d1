import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asPrinted, assess, assessTree, percent, RULE_SETS, ruleSetsOn, turningPoints, whatIf, type AreaFigures, type MatrixRules, type Measures, type RuleSet } from './index.ts'

const rules = <T extends RuleSet = RuleSet>(id: string) => RULE_SETS.find((each) => each.id === id) as T
const area = (measures: Measures, more: Partial<AreaFigures> = {}): AreaFigures => ({ id: 'a', parent: null, measures, ...more })
const of = (count: number, base: number) => ({ count, base })

describe('which rules are in force', () => {
  test.each([
    ['2021-05-30', []], ['2021-05-31', ['2686']], ['2021-10-10', ['2686']], ['2021-10-11', ['4800']], ['2021-10-31', ['4800']],
    ['2021-11-01', ['4800-11']], ['2022-01-26', ['4800-11']], ['2022-01-27', ['218']], ['2023-10-20', []], ['2026-07-01', ['15-2026', 'civil-defence']],
  ])('%s', (day, ids) => {
    expect(ruleSetsOn(day).map(({ id }) => id)).toEqual(ids)
  })

  test('every fact has a source and a confidence; matrices have a cell for each row and column', () => {
    for (const set of RULE_SETS) {
      expect(set.source.length, set.id).toBeGreaterThan(5)
      if (set.method !== 'matrix') continue
      expect(set.table.map((row) => row.length)).toEqual(Array.from({ length: set.row.edges.length + 1 }, () => set.columns[0]!.edges.length + 1))
      for (const fact of [...set.columns, set.row, set.tableSource, ...set.raises, ...set.holds, ...set.watched]) expect(['high', 'medium', 'low']).toContain(fact.confidence)
    }
  })
})

describe('Decision 4800', () => {
  /** A place of 100,000: 20, 50, 150 a week on average of two weeks are 40, 100 and 300 cases in 14 days. */
  const place = (cases: number, firstDose: number, elderly = 90) => assess(rules('4800-11'), area({ 'community-cases-14-days': of(cases, 100_000), 'first-dose-18': percent(firstDose), 'full-dose-50': percent(elderly) })).level

  test.each([
    [0, 1, 1], [39, 1, 1], [40, 1, 2], [99, 1, 2], [100, 2, 3], [299, 2, 3], [300, 3, 4], [5000, 3, 4],
  ])('%i cases: level %i where 70 %% have a dose, level %i below', (cases, vaccinated, unvaccinated) => {
    expect(place(cases, 70)).toBe(vaccinated)
    expect(place(cases, 69.9)).toBe(unvaccinated)
  })

  test.each([
    // Below 80 % of the elderly: one level more; not without cases, never above 4.
    [0, 79.9, 1], [1, 79.9, 2], [1, 80, 1], [100, 79.9, 3], [300, 79.9, 4],
  ])('%i cases, %f %% of the elderly: level %i', (cases, elderly, level) => expect(place(cases, 90, elderly)).toBe(level))

  test('at level 4 already nothing is added, known or not', () => {
    expect(place(300, 50, 10)).toBe(4)
    expect(assess(rules('4800-11'), area({ 'community-cases-14-days': of(300, 100_000), 'first-dose-18': percent(50) })).level).toBe(4)
  })

  test('8,246 people: 20 × 2 × 8,246 / 100,000 = 3.3, so 3 cases are below and 4 reach', () => {
    const level = (cases: number) => assess(rules('4800'), area({ 'community-cases-14-days': of(cases, 8246), 'first-dose-18': of(3000, 6000), 'full-dose-65': of(8, 10) })).level
    expect([level(3), level(4)]).toEqual([1, 2])
  })

  test('in October the elderly count from 65, from November from 50', () => {
    const figures = area({ 'community-cases-14-days': of(5, 100_000), 'first-dose-18': percent(90), 'full-dose-65': percent(90), 'full-dose-50': percent(70) })
    expect([assess(rules('4800'), figures).level, assess(rules('4800-11'), figures).level]).toEqual([1, 2])
  })

  test('criterion 3 not met: the level does not fall, and the line says so; nor does it rise by that', () => {
    const figures = { 'community-cases-14-days': of(10, 100_000), 'first-dose-18': percent(90), 'full-dose-50': percent(90) }
    const held = assess(rules('4800-11'), area(figures, { levelBefore: 3 }))
    expect(held.level).toBe(3)
    expect(held.reasons!.at(-1)).toMatchObject({ id: 'response-ready', step: 'hold', outcome: 3, counts: true })
    expect(assess(rules('4800-11'), area(figures, { levelBefore: 3, flags: ['response-ready'] })).level).toBe(1)
    expect(assess(rules('4800-11'), area({ ...figures, 'community-cases-14-days': of(400, 100_000) }, { levelBefore: 1 })).level).toBe(3)
  })

  test('what is not known is named and no level is made up; what makes no difference is not asked for', () => {
    expect(assess(rules('4800-11'), area({ 'first-dose-18': percent(90), 'full-dose-50': percent(90) }))).toMatchObject({ level: null, missing: ['community-cases-14-days'] })
    expect(assess(rules('4800-11'), area({ 'community-cases-14-days': of(100, 100_000), 'full-dose-50': percent(90) }))).toMatchObject({ level: null, missing: ['first-dose-18'] })
    expect(assess(rules('4800-11'), area({ 'community-cases-14-days': of(1, 100_000), 'first-dose-18': percent(90) }))).toMatchObject({ level: null, missing: ['full-dose-50'] })
    // Degree 1 is level 1 in both rows.
    expect(assess(rules('4800-11'), area({ 'community-cases-14-days': of(1, 100_000), 'full-dose-50': percent(90) }))).toMatchObject({ level: 1, missing: [] })
  })

  test('the explanation, row by row', () => {
    const { reasons, confidence } = assess(rules('4800-11'), area({ 'community-cases-14-days': of(100, 100_000), 'first-dose-18': percent(65), 'full-dose-50': percent(75) }))
    expect(reasons!.map(({ id, step, value, outcome, counts }) => [id, step, value, outcome, counts])).toEqual([
      ['incidence', 'column', 50, 3, true], ['first-dose', 'row', 65, 1, true], ['table', 'table', null, 3, true],
      ['elderly', 'raise', 75, 4, true], ['response-ready', 'hold', 0, 4, false],
    ])
    expect(confidence).toBe('medium')
  })
})

describe('Decision 218', () => {
  /** A province with so many intensive care beds on a million people, and one of its communes of 100,000. */
  const level = (cases: number, icu: number, province: Measures = {}) => assessTree(rules('218'), [
    { id: 'tinh', parent: null, measures: { 'icu-beds': of(icu, 1_000_000), 'community-cases-14-days': of(0, 1_000_000), ...province } },
    { id: 'xa', parent: 'tinh', measures: { 'community-cases-14-days': of(cases, 100_000) } },
  ]).map((each) => each.level)[1]

  test.each([
    // 90, 450, 600 a week are 180, 900, 1,200 in 14 days. Columns: at least 4 beds on 100,000, 2 to below 4, below 2.
    [179, 1, 1, 2], [180, 1, 2, 3], [899, 1, 2, 3], [900, 2, 3, 4], [1199, 2, 3, 4], [1200, 3, 4, 4],
  ])('%i cases: level %i, %i, %i by 40, 39 and 19 beds on a million', (cases, high, medium, low) => {
    expect([level(cases, 40), level(cases, 39), level(cases, 20), level(cases, 19)]).toEqual([high, medium, medium, low])
  })

  test('the worst of cases, oxygen and deaths counts; 8.8 on 100,000 are 88 on a million', () => {
    expect(level(0, 39, { 'oxygen-patients': of(87, 1_000_000) })).toBe(1)
    expect(level(0, 39, { 'oxygen-patients': of(88, 1_000_000) })).toBe(2)
    expect([level(0, 39, { 'deaths-14-days': of(119, 1_000_000) }), level(0, 39, { 'deaths-14-days': of(120, 1_000_000) })]).toEqual([1, 2])
  })

  test('what may be left out is shown as unknown; vaccination is shown without effect', () => {
    const { reasons, level: found } = assess(rules('218'), area({ 'community-cases-14-days': of(1, 1000), 'icu-beds': of(1, 1000), 'full-dose-eligible': percent(74) }))
    expect(found).toBe(1)
    expect(reasons!.find(({ id }) => id === 'oxygen')).toMatchObject({ value: null, outcome: null, counts: false })
    expect(reasons!.filter(({ step }) => step === 'watched')).toMatchObject([{ id: 'full-dose', outcome: 0, counts: false }, { id: 'at-risk', outcome: null }])
  })
})

describe('Decision 2686', () => {
  const district = (levels: (number | null)[], more: Partial<AreaFigures> = {}) => assess(rules('2686'), area({ 'community-cases-14-days': of(0, 100_000) }, more), levels).level
  const communes = (...counts: [level: number, count: number][]) => counts.flatMap(([level, count]) => Array<number>(count).fill(level))

  test.each([
    [[[1, 10]], 1], [[[1, 8], [3, 2]], 1], [[[1, 7], [3, 3]], 3], [[[1, 6], [2, 4]], 1], [[[1, 5], [2, 5]], 3], [[[1, 9], [4, 1]], 3],
    [[[1, 8], [4, 2]], 3], [[[1, 7], [4, 3]], 4], [[[1, 6], [3, 4]], 3], [[[1, 5], [3, 5]], 4],
  ] as [[number, number][], number][])('ten communes %j: level %i', (counts, level) => expect(district(communes(...counts))).toBe(level))

  test('more than 1 case on 100,000 in 14 days: 1 of 100,000 is not, 1 of 99,999 is', () => {
    const level = (cases: number, people: number) => assess(rules('2686'), area({ 'community-cases-14-days': of(cases, people) })).level
    expect([level(1, 100_000), level(2, 100_000), level(1, 99_999)]).toEqual([1, 2, 2])
  })

  test('what the steering committee declares; cases not known matter only below level 2', () => {
    expect(district([], { flags: ['known-source-case'] })).toBe(2)
    expect(district([], { flags: ['industrial-zone'] })).toBe(3)
    expect(assess(rules('2686'), area({}, { flags: ['uncontrolled-50'] }))).toMatchObject({ level: 4, missing: [] })
    expect(assess(rules('2686'), area({}))).toMatchObject({ level: null, missing: ['community-cases-14-days'] })
  })

  test('from village to province in one go', () => {
    const village = (id: string, parent: string, cases: number): AreaFigures => ({ id, parent, measures: { 'community-cases-14-days': of(cases, 1000) } })
    const found = assessTree(rules('2686'), [
      { id: 'huyen', parent: null, measures: {} }, { id: 'xa-1', parent: 'huyen', measures: {} }, { id: 'xa-2', parent: 'huyen', measures: {}, flags: ['uncontrolled-50'] },
      village('thon-1', 'xa-1', 1), village('thon-2', 'xa-1', 0), village('thon-3', 'xa-2', 0),
    ])
    // thon-1 is at risk, half of xa-1, so xa-1 is 3; xa-2 is declared 4; half of the district is at 4: more than 30 %.
    expect(found.map(({ level }) => level)).toEqual([4, 3, 4, 2, 1, 1])
  })
})

describe('the rules of 2026', () => {
  const measured = (measures: Measures, more: Partial<AreaFigures>) => assess(rules('15-2026'), area(measures, more))

  test('endemic: a month above mean + 2 SD of five years is an epidemic, a week above mean + 1 SD an alert', () => {
    const usual = { 'cases-this-month': { mean: 10, deviation: 3 }, 'cases-this-week': { mean: 3, deviation: 1 } }
    const level = (month: number, week: number) => measured({ 'cases-this-month': of(month, 1), 'cases-this-week': of(week, 1) }, { disease: 'endemic', usual }).level
    expect([level(16, 4), level(16, 5), level(17, 5)]).toEqual([0, 1, 2])
  })

  test('not endemic: 3 linked cases are an alert, 5 an epidemic; of group A one case is an alert', () => {
    const linked = (count: number) => measured({ 'linked-cases': of(count, 1) }, { disease: 'not-endemic' }).level
    expect([2, 3, 4, 5].map(linked)).toEqual([0, 1, 1, 2])
    expect([0, 1].map((count) => measured({ 'cases-this-week': of(count, 1) }, { disease: 'group-a' }).level)).toEqual([0, 1])
  })

  test('civil defence is decided, never computed', () => {
    expect(assess(rules('civil-defence'), area({ 'cases-this-week': of(99, 1) }))).toMatchObject({ level: null, reasons: [] })
  })
})

const figures = fc.record({ cases: fc.integer({ min: 0, max: 2000 }), people: fc.integer({ min: 1, max: 300_000 }), first: fc.integer({ min: 0, max: 100 }), elderly: fc.integer({ min: 0, max: 100 }) })
  .map(({ cases, people, first, elderly }): Measures => ({ 'community-cases-14-days': of(cases, people), 'first-dose-18': percent(first), 'full-dose-50': percent(elderly), 'icu-beds': of(first, 1_000_000) }))

describe('whatever the figures', () => {
  test('a degree begins at the very case that whole-number arithmetic says', () => {
    fc.assert(fc.property(figures, (measures) => {
      const { count, base } = measures['community-cases-14-days']!
      const expected = 1 + [20n, 50n, 150n].filter((edge) => BigInt(count) * 100_000n >= edge * 2n * BigInt(base)).length
      expect(assess(rules('4800-11'), area(measures)).reasons![0]!.outcome).toBe(expected)
    }))
  })

  test('more cases never lower the level, more vaccinated never raise it', () => {
    fc.assert(fc.property(figures, fc.constantFrom('4800-11', '218'), fc.integer({ min: 0, max: 500 }), (measures, id, more) => {
      const level = (changed: Measures) => assess(rules(id), area({ ...measures, ...changed })).level!
      const { count, base } = measures['community-cases-14-days']!
      expect(level({ 'community-cases-14-days': of(count + more, base) })).toBeGreaterThanOrEqual(level({}))
      expect(level({ 'first-dose-18': percent(100), 'full-dose-50': percent(100) })).toBeLessThanOrEqual(level({}))
    }))
  })

  test('turning points: at each count the level is the new one, one case less it is the old one', () => {
    fc.assert(fc.property(figures, fc.constantFrom('4800-11', '218'), (measures, id) => {
      const set = rules<MatrixRules>(id)
      const level = (count: number) => assess(set, area({ ...measures, 'community-cases-14-days': of(count, measures['community-cases-14-days']!.base) })).level
      const turns = turningPoints(set, area(measures))
      turns.forEach((turn, index) => {
        expect(level(turn.count)).toBe(turn.level)
        if (index > 0) expect(level(turn.count - 1)).toBe(turns[index - 1]!.level)
      })
    }))
  })

  test('the order of a tree changes nothing; what if nothing changes nothing', () => {
    const trees = fc.array(fc.record({ measures: figures, parent: fc.nat() }), { minLength: 1, maxLength: 20 })
      .map((list) => list.map(({ measures, parent }, index): AreaFigures => ({ id: String(index), parent: index === 0 ? null : String(parent % index), measures })))
    fc.assert(fc.property(trees, fc.constantFrom('2686', '4800-11', '218'), (areas, id) => {
      const byId = (list: AreaFigures[]) => Object.fromEntries(assessTree(rules(id), list).map(({ area: name, level }) => [name, level]))
      expect(byId(areas.toReversed())).toEqual(byId(areas))
      expect(assessTree(rules(id), areas, false)).toEqual(assessTree(rules(id), areas).map((each) => ({ ...each, reasons: null })))
      expect(whatIf(rules(id), areas, new Map([['0', {}]]))).toEqual([])
    }))
  })
})

describe('the tree', () => {
  const commune = (id: string, cases: number, people: number): AreaFigures => ({ id, parent: 'huyen', measures: { 'community-cases-14-days': of(cases, people), 'first-dose-18': of(people / 2, people), 'full-dose-50': percent(90) } })
  const district: AreaFigures = { id: 'huyen', parent: null, measures: { 'full-dose-50': percent(90) } }

  test('what the whole has not counted is added up from its parts, and says from how many; percentages are not', () => {
    const [whole] = assessTree(rules('4800-11'), [district, commune('a', 30, 10_000), commune('b', 10, 90_000)])
    // 40 cases of 100,000: 20 a week, degree 2; half vaccinated: level 2. A district without its own percentage has none.
    expect(whole).toMatchObject({ level: 2 })
    expect(whole!.reasons![0]).toMatchObject({ value: 20, summed: 2 })
    expect(assessTree(rules('4800-11'), [{ ...district, measures: {} }, commune('a', 3, 10_000)])[0]).toMatchObject({ level: null, missing: ['full-dose-50'] })
  })

  test('what if a commune had other figures: it and what stands above it', () => {
    const areas = [district, commune('a', 1, 10_000), commune('b', 10, 90_000)]
    const changed = whatIf(rules('4800-11'), areas, new Map([['a', { measures: { 'community-cases-14-days': of(100, 10_000) } }]]))
    expect(changed.map(({ area: id, before, after }) => [id, before.level, after.level])).toEqual([['huyen', 1, 3], ['a', 1, 4]])
  })

  test('a tree that is none, and counts that cannot be, are refused', () => {
    expect(() => assessTree(rules('4800'), [district, district])).toThrow('twice')
    expect(() => assessTree(rules('4800'), [commune('a', 1, 10)])).toThrow('a: its parent huyen is not given')
    expect(() => assessTree(rules('4800'), [{ ...district, parent: 'a' }, commune('a', 1, 10)])).toThrow('ring')
    expect(() => assess(rules('4800'), area({ 'community-cases-14-days': of(-1, 10) }))).toThrow(RangeError)
    expect(() => assess(rules('4800'), area({ 'community-cases-14-days': of(1, 0) }))).toThrow(RangeError)
  })

  test('rates are printed rounded up', () => expect([0, 0.51, 19.96, 20, 20.01].map(asPrinted)).toEqual([0, 1, 20, 20, 21]))
})
