import { assessTree, RULE_SETS, whatIf, type AreaFigures, type RuleSet } from '@phaodai/epidemic-level'
import { percentile, type Bench, type Row } from './bench.ts'
import { random } from './random.ts'

/** Vietnam of 2021. */
const [PROVINCES, DISTRICTS, COMMUNES] = [63, 705, 10_598]
const RUNS = 25

function country(seed: number): AreaFigures[] {
  const r = random(seed)
  const above = (prefix: string, count: number, index: number, parents: number) => `${prefix}${Math.floor((index * parents) / count)}`
  const percentage = () => ({ count: Math.round(r() * 1000) / 10, base: 100, percentage: true as const })
  return [
    ...Array.from({ length: PROVINCES }, (_, index): AreaFigures => ({ id: `p${index}`, parent: null, measures: { 'icu-beds': { count: Math.floor(r() * 60), base: 1_000_000 }, 'first-dose-18': percentage(), 'full-dose-50': percentage() } })),
    ...Array.from({ length: DISTRICTS }, (_, index): AreaFigures => ({ id: `d${index}`, parent: above('p', DISTRICTS, index, PROVINCES), measures: { 'first-dose-18': percentage(), 'full-dose-50': percentage() } })),
    ...Array.from({ length: COMMUNES }, (_, index): AreaFigures => ({
      id: `c${index}`, parent: above('d', COMMUNES, index, DISTRICTS), levelBefore: 1,
      measures: { 'community-cases-14-days': { count: Math.floor(r() ** 4 * 80), base: 2000 + Math.floor(r() * 15_000) }, 'first-dose-18': percentage(), 'full-dose-50': percentage() },
    })),
  ]
}

/** Median processor time of a call, the collector's threads included. */
function milliseconds(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return percentile(times, 0.5)
}

function run(): Promise<Row[]> {
  const areas = country(20_260_701)
  const communes = areas.filter(({ id }) => id.startsWith('c')).map((area) => ({ ...area, parent: null, measures: { ...area.measures, 'icu-beds': { count: 3, base: 100_000 } } }))
  const rules = (id: string) => RULE_SETS.find((each) => each.id === id) as RuleSet
  return Promise.resolve([
    { what: `${COMMUNES} communes by Decision 4800`, value: milliseconds(() => assessTree(rules('4800-11'), communes, false)), unit: 'ms CPU, median', goal: { atMost: 50 } },
    { what: `${COMMUNES} communes by Decision 218`, value: milliseconds(() => assessTree(rules('218'), communes, false)), unit: 'ms CPU, median', goal: { atMost: 50 } },
    { what: `${COMMUNES} communes by Decision 4800, each explained`, value: milliseconds(() => assessTree(rules('4800-11'), communes)), unit: 'ms CPU, median' },
    { what: `${COMMUNES} communes by Decision 218, each explained`, value: milliseconds(() => assessTree(rules('218'), communes)), unit: 'ms CPU, median' },
    { what: 'the whole country with districts and provinces, 4800', value: milliseconds(() => assessTree(rules('4800-11'), areas)), unit: 'ms CPU, median' },
    { what: 'the whole country with districts and provinces, 2686', value: milliseconds(() => assessTree(rules('2686'), areas)), unit: 'ms CPU, median' },
    { what: 'what if one commune had 500 cases, whole country', value: milliseconds(() => whatIf(rules('4800-11'), areas, new Map([['c77', { measures: { 'community-cases-14-days': { count: 500, base: 5000 } } }]]))), unit: 'ms CPU, median' },
  ])
}

/** Levels of every area of Vietnam of 2021, in processor time. */
export const bench: Bench = { name: 'level', run }
