/** Matching around the engine: whom to compare, and what is told of it. */
import { blockingKeys, compare, identityFaults, readPerson, type Comparison, type PersonFacts } from '@phaodai/person-matching'
import type { Match, MatchAsk, Pair } from '@phaodai/office'
import { viewing, type Tx } from '#kernel/session.ts'
import { birthOf, knownSex, loadCandidates, loadFacts, loadLines, loadPairs, loadPath } from './load.ts'

const MOST_SHOWN = 10

/** What is known of a person from a form, who lives at the end of `residence`. */
export function factsFrom(ask: Omit<MatchAsk, 'areaId'>, residence: readonly number[]): PersonFacts {
  return {
    name: ask.fullName, sex: knownSex(ask.sex), birthDate: birthOf(ask.birthOn, ask.birthYear), phones: ask.phone === null ? [] : [ask.phone],
    identity: [ask.identityNumber, ask.oldIdentityNumber].filter((number) => number !== null), residence, address: ask.address,
  }
}

/** The same, whose residence has to be looked up. */
export async function factsAsked(tx: Tx, ask: MatchAsk): Promise<PersonFacts> {
  return factsFrom(ask, await loadPath(tx, ask.areaId))
}

/** Somebody on file who may be the one described. */
export type Likely = Comparison & { id: string }

/** People in scope who may be the one described, the likeliest first; each viewing is noted. */
export async function findMatches(tx: Tx, facts: PersonFacts): Promise<Match[]> {
  const read = readPerson(facts)
  const candidates = await loadFacts(tx, await loadCandidates(tx, blockingKeys(read)))
  return matchesOf(tx, candidates.map((each) => ({ id: each.id, ...compare(read, readPerson(each)) })))
}

/** The likeliest of those compared, as a screen shows them; each viewing is noted. */
export async function matchesOf(tx: Tx, compared: readonly Likely[]): Promise<Match[]> {
  const likely = compared.filter(({ verdict }) => verdict !== 'different').sort((a, b) => b.bits - a.bits).slice(0, MOST_SHOWN)
  const lines = new Map((await loadLines(tx, likely.map(({ id }) => id))).map((line) => [line.id, line]))
  await viewing(tx, 'individual', [...lines.keys()])
  return likely.flatMap(({ id, verdict, probability, evidence }) => {
    const line = lines.get(id)
    return line && verdict !== 'different' ? [{ ...line, verdict, probability, evidence }] : []
  })
}

/** Faults of both identity numbers beside sex and birth. */
export function faultsOf(facts: { sex: string; birthOn: string | null; birthYear: number | null; identityNumber: string | null; oldIdentityNumber: string | null }, today: string): string[] {
  const stated = { sex: knownSex(facts.sex), birthDate: birthOf(facts.birthOn, facts.birthYear) }
  const numbers = [facts.identityNumber, facts.oldIdentityNumber].filter((number) => number !== null)
  const born = facts.birthOn !== null && facts.birthYear !== null && Number(facts.birthOn.slice(0, 4)) !== facts.birthYear ? ['year-and-day-differ'] : []
  return [...new Set([...numbers.flatMap((number) => identityFaults(number, stated, today)), ...born])]
}

/** Pairs with both of their people; each viewing is noted. */
export async function pairsShown(tx: Tx, individualId: string | null): Promise<Pair[]> {
  const rows = await loadPairs(tx, individualId)
  const ids = [...new Set(rows.flatMap(({ aId, bId }) => [aId, bId]))]
  const lines = new Map((await loadLines(tx, ids)).map((line) => [line.id, line]))
  await viewing(tx, 'individual', [...lines.keys()])
  return rows.flatMap(({ aId, bId, ...row }) => {
    const [a, b] = [lines.get(aId), lines.get(bId)]
    return a && b ? [{ ...row, a, b }] : []
  })
}
