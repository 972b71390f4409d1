import { assess, type AreaFigures, type Assessment } from './assess.ts'
import { countReaching, type Measures, type Ratio } from './rate.ts'
import type { Degrees, MatrixRules, Measure, RuleSet } from './rules.ts'

/**
 * The level of every area of a tree, parts before the whole. A measure that an area lacks is added up from its parts where
 * all of them have it; one the rules inherit is taken from the nearest area above. The answer is in the order given.
 * `explained` false leaves the reasons out: for maps.
 * @throws RangeError for an id given twice, a parent that is not there, or a ring of parents
 */
export function assessTree(rules: RuleSet, areas: readonly AreaFigures[], explained = true): Assessment[] {
  const tree = treeOf(areas)
  const inherited = rules.method === 'matrix' ? [...rules.columns, rules.row].filter((each) => each.inherited).map(({ measure }) => measure) : []
  const measures = addedUp(areas, tree)
  fillIn(tree, measures, inherited)
  const found: Assessment[] = []
  for (const index of tree.upwards) {
    const [area, own, parts] = [areas[index]!, measures[index]!, tree.parts[index]!]
    found[index] = assess(rules, own === area.measures ? area : { ...area, measures: own }, parts.map((part) => found[part]!.level), explained)
  }
  return found
}

/** `parts`, `above`: indexes of the parts of each area and of what it is part of (-1: nothing); `upwards`: parts before wholes. */
interface Tree { parts: number[][]; above: number[]; upwards: number[] }

function treeOf(areas: readonly AreaFigures[]): Tree {
  const index = new Map<string, number>()
  areas.forEach(({ id }, position) => index.set(id, position))
  if (index.size < areas.length) throw new RangeError('an area is given twice')
  const parts: number[][] = areas.map(() => [])
  const above = areas.map(({ id, parent }, position) => {
    if (parent === null) return -1
    const whole = index.get(parent)
    if (whole === undefined) throw new RangeError(`${id}: its parent ${parent} is not given`)
    parts[whole]!.push(position)
    return whole
  })
  const downwards: number[] = []
  above.forEach((whole, position) => { if (whole === -1) downwards.push(position) })
  for (const position of downwards) for (const part of parts[position]!) downwards.push(part)
  if (downwards.length < areas.length) throw new RangeError('areas are parts of each other in a ring')
  return { parts, above, upwards: downwards.reverse() }
}

function addedUp(areas: readonly AreaFigures[], { parts, upwards }: Tree): Measures[] {
  const measures: Measures[] = []
  for (const index of upwards) {
    const below = parts[index]!
    const own = areas[index]!.measures
    measures[index] = below.length === 0 ? own : { ...sums(below.map((part) => measures[part]!)), ...own }
  }
  return measures
}

function sums(parts: readonly Measures[]): Measures {
  const [first, ...others] = parts
  const shared = (Object.keys(first!) as Measure[]).filter((measure) => others.every((part) => part[measure] !== undefined && !part[measure].percentage) && !first![measure]!.percentage)
  return Object.fromEntries(shared.map((measure) => [measure, sum(parts.map((part) => part[measure]!))]))
}

function sum(ratios: readonly Ratio[]): Ratio {
  return ratios.reduce((total, { count, base }) => ({ count: total.count + count, base: total.base + base, summed: ratios.length }), { count: 0, base: 0 })
}

function fillIn({ above, upwards }: Tree, measures: Measures[], inherited: readonly Measure[]): void {
  for (const measure of inherited) {
    for (const index of upwards.toReversed()) {
      const whole = above[index]!
      const given = whole === -1 ? undefined : measures[whole]![measure]
      if (given !== undefined && measures[index]![measure] === undefined) measures[index] = { ...measures[index], [measure]: given }
    }
  }
}

/** What an area would be with other figures: everything left out stays. */
export type Change = Partial<Pick<AreaFigures, 'measures' | 'flags' | 'levelBefore'>>
export interface Difference { area: string; before: Assessment; after: Assessment }

/** Which levels of a tree would be other ones if the figures of some areas were changed; nothing is kept. */
export function whatIf(rules: RuleSet, areas: readonly AreaFigures[], changes: ReadonlyMap<string, Change>): Difference[] {
  const changed = areas.map((area) => {
    const change = changes.get(area.id)
    return change ? { ...area, ...change, measures: { ...area.measures, ...change.measures } } : area
  })
  const [before, after] = [assessTree(rules, areas), assessTree(rules, changed)]
  return before.flatMap((each, index) => (each.level === after[index]!.level ? [] : [{ area: each.area, before: each, after: after[index]! }]))
}

/** From so many of a count on the area has this level, everything else as it is. */
export interface Turn { count: number; level: number | null }

/** At which counts of its first rate (cases) the level of an area turns: for "how many cases more or fewer". Empty where the rate is not known. */
export function turningPoints(rules: MatrixRules, area: AreaFigures): Turn[] {
  const [degrees] = rules.columns as [Degrees]
  const base = area.measures[degrees.measure]?.base
  if (base === undefined) return []
  const counts = [...new Set([0, 1, ...degrees.edges.map((edge) => countReaching(edge, base, degrees))])].sort((a, b) => a - b)
  const turns = counts.map((count) => ({ count, level: assess(rules, { ...area, measures: { ...area.measures, [degrees.measure]: { count, base } } }).level }))
  return turns.filter(({ level }, index) => index === 0 || level !== turns[index - 1]!.level)
}
