/** Who the people of a line list are: found on file by the same identity number, asked for where they may be, else new. */
import { blockingKeys, compare, readPerson, type ReadPerson } from '@phaodai/person-matching'
import type { MatchAsk } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import { factsFrom, loadFacts, loadPaths, type Likely } from '#server/individuals/index.ts'
import { loadBearers } from './load.ts'
import type { ReadLine } from './read.ts'

/** What a line's person turned out to be. `person` = on file under this id; `likely` = has to be asked. */
export type Identified = { facts: ReadPerson; person: string | null; likely: Likely[]; keys: string[] }

/**
 * What is asked of a list's lines: not a birth year or a birthday with a given name alone, nor, where a birth is known, a name in a
 * commune whatever the year. All are shared by many (the birthday alone was six of seven people a line was compared with among
 * 200,000), and nobody is found by them whom the list would ask for; the search for duplicates over the whole installation compares
 * them afterwards.
 */
function telling(person: ReadPerson, keys: readonly string[]): string[] {
  return keys.filter((key) => key[0] !== 'm' && (key[0] !== 'c' || person.birth === null))
}

const byNumber = ({ verdict, evidence }: Likely): boolean => verdict === 'same' && evidence.some(({ code }) => code === 'identity.same')

/**
 * One on file with the same identity number, whose other facts agree, is that person. Who agrees in everything but has no such
 * number is asked for. Who only may be the same becomes a person of his own: the pair is shown with all other pairs later.
 */
function identified(facts: ReadPerson, compared: readonly Likely[], keys: string[]): Identified {
  const certain = compared.filter(byNumber)
  if (certain.length === 1) return { facts, person: certain[0]!.id, likely: [], keys }
  return { facts, person: null, likely: compared.filter(({ verdict }) => verdict === 'same'), keys }
}

function candidatesOf(keys: readonly string[], bearers: ReadonlyMap<string, string[]>): string[] {
  return [...new Set(keys.flatMap((key) => bearers.get(key) ?? []))]
}

/** Identifies the people of good lines among those in scope, in the order of the lines. */
export async function identify(tx: Tx, lines: readonly ReadLine[]): Promise<Identified[]> {
  const paths = await loadPaths(tx, lines.map(({ person }) => person.areaId as number))
  const read = lines.map(({ person }) => readPerson(factsFrom(person as unknown as MatchAsk, paths.get(person.areaId as number) ?? [])))
  const keys = read.map((each) => blockingKeys(each).filter((key) => key[0] !== 'g'))
  const asked = read.map((each, index) => telling(each, keys[index]!))
  const bearers = await loadBearers(tx, [...new Set(asked.flat())])
  const known = new Map((await loadFacts(tx, [...new Set([...bearers.values()].flat())])).map((facts) => [facts.id, readPerson(facts)]))
  return read.map((each, index) => identified(each, comparedWith(each, candidatesOf(asked[index]!, bearers), known), keys[index]!))
}

function comparedWith(person: ReadPerson, candidates: readonly string[], known: ReadonlyMap<string, ReadPerson>): Likely[] {
  return candidates.flatMap((id) => {
    const other = known.get(id)
    return other ? [{ id, ...compare(person, other) }] : []
  })
}
