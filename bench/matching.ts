/** Precision and recall of person matching on a labelled set. */
import { blockingKeys, compare, readPerson, type ReadPerson, type Verdict } from '@phaodai/person-matching'
import type { LabelledPerson } from './synthetic-people.ts'

export interface Measured { precision: number; recall: number; pairs: number; compared: number; blockingRecall: number; possibleRecall: number; wrong: number }

type Pair = [number, number]

/** Pairs of one person in the set. */
export function truePairs(people: readonly LabelledPerson[]): Set<string> {
  return new Set(pairsWithin(groups(people, ({ who }) => [String(who)])).map(String))
}

/** Every pair that shares a blocking key, once. */
export function candidatePairs(read: readonly ReadPerson[]): Pair[] {
  return pairsWithin(groups(read, blockingKeys))
}

function groups<T>(list: readonly T[], keys: (each: T) => string[]): number[][] {
  const found = new Map<string, number[]>()
  list.forEach((each, index) => keys(each).forEach((key) => {
    const group = found.get(key)
    if (group) group.push(index)
    else found.set(key, [index])
  }))
  return [...found.values()]
}

function pairsWithin(groups: number[][]): Pair[] {
  const seen = new Set<number>()
  const pairs: Pair[] = []
  for (const group of groups) for (let one = 0; one < group.length; one++) for (let other = one + 1; other < group.length; other++) {
    const [a, b] = [group[one]!, group[other]!]
    const key = a * 4_194_304 + b
    if (!seen.has(key)) { seen.add(key); pairs.push([a, b]) }
  }
  return pairs
}

/** What a method finds, held against the labels. */
export function measure(people: readonly LabelledPerson[]): Measured {
  const truth = truePairs(people)
  const read = people.map(readPerson)
  const candidates = candidatePairs(read)
  const verdicts = candidates.map((pair): [string, Verdict] => [String(pair), compare(read[pair[0]]!, read[pair[1]]!).verdict])
  const found = verdicts.filter(([, verdict]) => verdict === 'same').map(([pair]) => pair)
  const right = found.filter((pair) => truth.has(pair)).length
  const possible = verdicts.filter(([pair, verdict]) => verdict !== 'different' && truth.has(pair)).length
  return {
    precision: right / found.length, recall: right / truth.size, pairs: truth.size, compared: candidates.length,
    blockingRecall: verdicts.filter(([pair]) => truth.has(pair)).length / truth.size, possibleRecall: possible / truth.size, wrong: found.length - right,
  }
}

/** The peers' way: lower-cased name and birth date equal, or one number or phone and the name equal. */
export function measureExact(people: readonly LabelledPerson[]): { precision: number; recall: number } {
  const truth = truePairs(people)
  const keys = (person: LabelledPerson): string[] => {
    const name = person.name.toLowerCase().trim()
    return [`${name}|${person.birthDate}`, ...person.identity.map((number) => `i${number}`), ...person.phones.map((phone) => `${name}|p${phone}`)]
  }
  const found = pairsWithin(groups(people, keys)).map(String)
  const right = found.filter((pair) => truth.has(pair)).length
  return { precision: right / found.length, recall: right / truth.size }
}
