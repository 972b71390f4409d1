import { readFileSync } from 'node:fs'
import { asPrinted, assess, percent, rateOf, ruleSetsOn, type AreaFigures, type MatrixRules } from '@phaodai/epidemic-level'
import { describe, expect, test } from 'vitest'
import { referenceFile } from './reference.ts'

const file = referenceFile('levels/published_levels.csv')
const [heading = [], ...rows] = file === undefined ? [] : readFileSync(file, 'utf8').trim().split(/\r?\n/u).map((line) => line.split(','))
const published = rows.map((cells) => Object.fromEntries(heading.map((name, column) => [name, cells[column] ?? ''])))

/** People of Hà Nội in 2020 (General Statistics Office). */
const HANOI = 8_246_500

function notice(place: string, date: string): Record<string, string> {
  const row = published.find((each) => each.place === place && each.date!.startsWith(date))
  if (row === undefined) throw new Error(`no notice of ${place} ${date}`)
  return row
}

function assessed(day: string, measures: AreaFigures['measures'], more: Partial<AreaFigures> = {}) {
  return assess(ruleSetsOn(day)[0]!, { id: 'a', parent: null, measures, ...more })
}

const RATE = { per: 100_000, weeks: 2 }

/** What notices published of 2021 show; without them there is nothing to compare. */
const checks: Record<string, () => void> = {
  'Hà Nội, about 5 November 2021: 84 cases are printed as 1; elderly below 80 %: level 2': () => {
    const row = notice('Hà Nội', '2021-11-05')
    const cases = { count: Number(row.cases_14d_total || row.cases_14d_community), base: HANOI }
    expect(asPrinted(rateOf(cases, RATE))).toBe(Number(row.published_rate_per_100k_week))
    const found = assessed('2021-11-05', { 'community-cases-14-days': cases, 'full-dose-50': percent(79.9) })
    expect(found.level).toBe(Number(row.place_level))
  },
  'Hà Nội, 26 November 2021: 3,292 cases are printed as 20; 1,124 of the community alone would be 7; the level stays 2 by criterion 3 alone': () => {
    const row = notice('Hà Nội', '2021-11-26')
    const cases = { count: Number(row.cases_14d_total), base: HANOI }
    expect(asPrinted(rateOf(cases, RATE))).toBe(Number(row.published_rate_per_100k_week))
    expect(asPrinted(rateOf({ count: Number(row.cases_14d_community), base: HANOI }, RATE))).toBe(7)
    const measures = { 'community-cases-14-days': cases, 'first-dose-18': percent(Number(row.first_dose_18plus_pct)), 'full-dose-50': percent(Number(row.full_dose_elderly_pct)) }
    expect(assessed('2021-11-26', measures).level).toBe(1)
    expect(assessed('2021-11-26', measures, { levelBefore: 2 }).level).toBe(Number(row.place_level))
  },
  'Hải Phòng, October 2021: below 20 on 100,000: level 1': () => {
    const measures = { 'community-cases-14-days': { count: 0, base: 100_000 }, 'first-dose-18': percent(70) }
    expect(assessed('2021-10-20', measures).level).toBe(Number(notice('Hải Phòng', '2021-10').place_level))
  },
  'Long An, 24 October 2021: half of those from 65 fully vaccinated: level 2 at any rate below 50': () => {
    const row = notice('Long An', '2021-10-24')
    expect(row.elderly_age).toBe('65')
    for (const count of [1, 39, 40, 99]) {
      const found = assessed('2021-10-24', { 'community-cases-14-days': { count, base: 100_000 }, 'first-dose-18': percent(90), 'full-dose-65': percent(Number(row.full_dose_elderly_pct)) })
      expect(found.level).toBe(Number(row.place_level))
    }
  },
  'every level published is one that the rules of its day know': () => {
    for (const { date, place_level: level } of published) {
      const rules = ruleSetsOn(/^\d{4}-\d{2}-\d{2}/u.exec(date!)?.[0] ?? `${date!.slice(0, 7)}-20`)[0] as MatrixRules
      if (/^\d$/u.test(level!)) expect(rules.levels.map((each) => each.level)).toContain(Number(level))
    }
  },
}

describe('published levels', () => {
  if (file === undefined) test('are not on this machine', () => expect(published).toEqual([]))
  else for (const [what, check] of Object.entries(checks)) test(what, check)
})
