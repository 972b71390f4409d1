import { percent, type AreaFigures, type DiseaseKind, type Measure, type Measures, type Ratio, type RuleSet } from '@phaodai/epidemic-level'
import type { LevelOrigin } from '@phaodai/office'
import { addDays, type Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import { grouped } from '#server/areas/index.ts'
import { filled, word } from '#server/words/index.ts'
import { flagsIn, inheritedIn, measuresIn, sameScale } from './rules.ts'
import { loadBefore, loadCared, loadCounted, loadFormerPeople, loadToldFigures, loadUnits, type Cared, type Counted, type ToldRow, type Unit } from './gather.queries.ts'

/** What is asked for a round. */
export type Ask = { rootId: number; day: Day; diseaseCode: string; cases: 'community' | 'all'; diseaseKind: DiseaseKind | null; rules: RuleSet }

/** One unit with what is known of it, where each figure comes from, and what it takes from above. */
export type Gathered = { unit: Unit; figures: AreaFigures; origins: Record<string, LevelOrigin>; above: Measures }

type People = { count: number; origin: LevelOrigin }

const toldOrigin = ({ day, by, source, confidence }: Pick<ToldRow, 'day' | 'by' | 'source' | 'confidence'>, areaId: number | null = null): LevelOrigin => ({ kind: 'told', day, by, source, confidence, areaId })
const countedOrigin = (day: Day): LevelOrigin => ({ kind: 'counted', day, by: null, source: null, confidence: null, areaId: null })

/** People of each unit: as told, else of those it was made from, else added up from its parts where all of them are known. */
async function peopleOf(tx: Tx, units: readonly Unit[], told: readonly ToldRow[], day: Day): Promise<Map<number, People>> {
  const people = new Map(told.filter(({ measure }) => measure === 'population').map((row): [number, People] => [row.areaId, { count: row.count, origin: toldOrigin(row) }]))
  const former = await loadFormerPeople(tx, units.filter(({ id }) => !people.has(id)).map(({ id }) => id), day)
  for (const row of former) people.set(row.areaId, { count: row.people, origin: toldOrigin({ ...row, by: row.source }) })
  for (const unit of units.toReversed()) {
    const parts = units.filter(({ parentId, level }) => parentId === unit.id && level !== 'village')
    if (people.has(unit.id) || parts.length === 0 || !parts.every(({ id }) => people.has(id))) continue
    const sum = parts.reduce((total, { id }) => total + people.get(id)!.count, 0)
    people.set(unit.id, { count: sum, origin: { ...people.get(parts[0]!.id)!.origin, by: filled(word('levels.origin.parts'), { n: parts.length }) } })
  }
  return people
}

const COVID = 'covid-19'
const sumOf = (rows: readonly Counted[], pick: (row: Counted) => boolean): number => rows.reduce((sum, row) => (pick(row) ? sum + row.n : sum), 0)

/** Cases and deaths as records count them: of COVID-19 by where they were found, of another disease in whole. */
function countedMeasures({ day, diseaseCode, cases }: Ask, rows: readonly Counted[]): Partial<Record<Measure, number>> {
  const covid = diseaseCode === COVID
  const isCase = (row: Counted): boolean => (covid ? row.indicator === 'covid-confirmed' : row.indicator === 'cases-by-disease' && row.class === diseaseCode)
  const isCommunity = ({ class: found }: Counted): boolean => cases === 'all' || !covid || found === 'community' || found === ''
  const since = (days: number) => (row: Counted): boolean => row.day > addDays(day, -days)
  const within = (first: Day) => (row: Counted): boolean => row.day >= first
  return {
    'community-cases-14-days': sumOf(rows, (row) => isCase(row) && isCommunity(row) && since(14)(row)),
    'cases-this-week': sumOf(rows, (row) => isCase(row) && since(7)(row)),
    'cases-this-month': sumOf(rows, (row) => isCase(row) && within(`${day.slice(0, 8)}01`)(row)),
    ...(covid && { 'deaths-14-days': sumOf(rows, (row) => row.indicator === 'covid-died' && since(14)(row)) }),
  }
}

/** Measures whose base is everybody who lives there; the others are bare counts. */
const OF_PEOPLE: readonly Measure[] = ['community-cases-14-days', 'deaths-14-days', 'oxygen-patients', 'icu-beds']

function ratioOf(measure: Measure, count: number, people: number | undefined): Ratio | undefined {
  if (!OF_PEOPLE.includes(measure)) return { count, base: 1 }
  return people === undefined ? undefined : { count, base: people }
}

const toldRatio = ({ measure, count, base }: ToldRow, people: number | undefined): Ratio | undefined => {
  if (base !== null) return { count, base }
  return OF_PEOPLE.includes(measure as Measure) || measure.startsWith('cases-') || measure === 'linked-cases' ? ratioOf(measure as Measure, count, people) : percent(count)
}

type Known = { told: readonly ToldRow[]; counted: readonly Counted[]; cared: Cared | undefined; people: People | undefined }

/** What is known of one unit: told figures go before counted ones, since a body tells them because records fall short. */
function figuresOf(ask: Ask, wanted: readonly Measure[], { told, counted, cared, people }: Known): Pick<Gathered, 'origins'> & { measures: Measures } {
  const counts: Partial<Record<Measure, number>> = { ...countedMeasures(ask, counted), ...(cared && { 'oxygen-patients': cared.oxygen, ...(cared.beds > 0 && { 'icu-beds': cared.beds }) }) }
  const measures: Measures = {}
  const origins: Record<string, LevelOrigin> = people ? { population: people.origin } : {}
  for (const measure of wanted) {
    const row = told.find((each) => each.measure === measure)
    const ratio = row ? toldRatio(row, people?.count) : counts[measure] === undefined ? undefined : ratioOf(measure, counts[measure], people?.count)
    if (!ratio) continue
    measures[measure] = ratio
    origins[measure] = row ? toldOrigin(row) : countedOrigin(ask.day)
  }
  return { measures, origins }
}

const flagsOf = (told: readonly ToldRow[], known: readonly string[]): string[] => known.filter((id) => told.some(({ measure, count }) => measure === `flag-${id}` && count > 0))

/** What a unit takes from the nearest above it that has it, for the measures that rules hand down. */
function takeFromAbove(all: readonly Gathered[], inherited: readonly Measure[]): void {
  const byId = new Map(all.map((each) => [each.unit.id, each]))
  for (const each of all) { // the whole stands before its parts
    const whole = each.unit.parentId === null ? undefined : byId.get(each.unit.parentId)
    for (const measure of inherited) {
      const given = whole && (whole.figures.measures[measure] ?? whole.above[measure])
      if (!given || each.figures.measures[measure]) continue
      each.above[measure] = given
      each.origins[measure] = { ...whole.origins[measure]!, areaId: whole.origins[measure]!.areaId ?? whole.unit.id }
    }
  }
}

const CASES = ['covid-confirmed', 'covid-died']

/** Everything that is known of a unit and all in it up to a day, ready for the rules. Nothing is made up: what nobody counted or told is left out. */
export async function gather(tx: Tx, ask: Ask): Promise<Gathered[]> {
  const units = await loadUnits(tx, ask.rootId, ask.day)
  const ids = units.map(({ id }) => id)
  const first = [addDays(ask.day, -13), `${ask.day.slice(0, 8)}01`].sort()[0]!
  const [told, counted, cared, before] = [
    await loadToldFigures(tx, ids, ask.day), await loadCounted(tx, ask.diseaseCode === COVID ? CASES : ['cases-by-disease'], ids, first, ask.day),
    await loadCared(tx, ask.rootId, ids, ask.diseaseCode, ask.day), await loadBefore(tx, ids, ask.day, ask.diseaseCode),
  ]
  const people = await peopleOf(tx, units, told, ask.day)
  const [wanted, flags] = [measuresIn(ask.rules), flagsIn(ask.rules).map(({ id }) => id)]
  const [toldOf, countedOf] = [grouped(told, ({ areaId }) => areaId), grouped(counted, ({ areaId }) => areaId)]
  const all = units.map((unit): Gathered => {
    const mine = toldOf.get(unit.id) ?? []
    const { measures, origins } = figuresOf(ask, wanted, { told: mine, counted: countedOf.get(unit.id) ?? [], cared: cared.find(({ areaId }) => areaId === unit.id), people: people.get(unit.id) })
    return {
      unit, origins, above: {},
      figures: { id: String(unit.id), parent: unit.parentId === null ? null : String(unit.parentId), measures, flags: flagsOf(mine, flags), levelBefore: before.find(({ areaId, ruleSet }) => areaId === unit.id && sameScale(ruleSet, ask.rules))?.level ?? null, ...(ask.diseaseKind && { disease: ask.diseaseKind }) },
    }
  })
  takeFromAbove(all, inheritedIn(ask.rules))
  return all
}
