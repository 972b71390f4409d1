import type { StayIndex } from './stay-index.ts'
import type { CaseWindow } from './tracing.ts'

/** A place with its visitors, the cases among them, and how many there would be if cases went where everybody goes. */
export type PlaceCount = { place: number; visitors: number; cases: number; expected: number; ratio: number; surprise: number }

/**
 * Places by cases against expected visitors: a visitor counts once; a case counts where it was within its window (that of
 * its infection or of its infectiousness, as given). Most surprising first (log-likelihood ratio, Poisson), those with fewer
 * cases than expected last.
 */
export function placesByCases(index: StayIndex, cases: readonly CaseWindow[]): PlaceCount[] {
  const windows = new Map(cases.map(each => [each.person, each]))
  const isSeen = new Set<number>(index.person)
  const share = [...windows.keys()].filter(person => isSeen.has(person)).length / Math.max(1, isSeen.size)
  const found: PlaceCount[] = []
  for (let place = 0; place < index.places; place++) {
    const { visitors, ill } = countAt(index, place, windows)
    if (ill > 0) found.push(counted(place, visitors, ill, visitors * share))
  }
  return found.sort((one, other) => other.surprise - one.surprise || one.place - other.place)
}

function countAt({ placeStart, person, from, to }: StayIndex, place: number, windows: ReadonlyMap<number, CaseWindow>): { visitors: number; ill: number } {
  const [visitors, ill] = [new Set<number>(), new Set<number>()]
  for (let stay = placeStart[place]!; stay < placeStart[place + 1]!; stay++) {
    visitors.add(person[stay]!)
    const window = windows.get(person[stay]!)
    if (window && from[stay]! < window.to && to[stay]! > window.from) ill.add(person[stay]!)
  }
  return { visitors: visitors.size, ill: ill.size }
}

function counted(place: number, visitors: number, cases: number, expected: number): PlaceCount {
  const ratio = cases / expected
  const surprise = (cases * Math.log(ratio) - (cases - expected)) * Math.sign(cases - expected)
  return { place, visitors, cases, expected, ratio, surprise }
}
