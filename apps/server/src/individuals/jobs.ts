import { blockingKeys, compare, readPerson } from '@phaodai/person-matching'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem, type Tx } from '#kernel/transaction.ts'
import { loadCandidates, loadFacts, type KnownFacts } from './load.ts'
import { forgetPairs, replaceKeys, settleStale, takeStale, writePair, type Stale } from './stale.queries.ts'

const BATCH = 100

/** Finds the pairs of one person over the whole installation; who sees both is decided by the pair's own policy. */
async function pairUp(tx: Tx, person: KnownFacts): Promise<void> {
  const read = readPerson(person)
  const others = await loadFacts(tx, (await loadCandidates(tx, blockingKeys(read))).filter((id) => id !== person.id))
  for (const other of others) {
    const { verdict, bits, evidence } = compare(read, readPerson(other))
    if (verdict !== 'different') await writePair(tx, { a: person, b: other, bits, verdict, evidence })
  }
}

async function refresh(tx: Tx, stale: readonly Stale[]): Promise<void> {
  const ids = stale.map(({ id }) => id)
  await forgetPairs(tx, ids)
  const people = await loadFacts(tx, ids)
  for (const person of people) await replaceKeys(tx, person.id, person.areaId, blockingKeys(readPerson(person)))
  for (const person of people) await pairUp(tx, person)
  await settleStale(tx, stale)
}

/** Finds keys and pairs of all whose record changed; returns how many there were. */
export async function matchStale({ pools }: Pick<AppDeps, 'pools'>): Promise<number> {
  for (let looked = 0; ;) {
    const n = await asSystem(pools.jobs, async (tx) => {
      const stale = await takeStale(tx, BATCH)
      if (stale.length > 0) await refresh(tx, stale)
      return stale.length
    })
    looked += n
    if (n < BATCH) return looked
  }
}

/** Every minute: duplicates across jurisdictions, which no entry form can show. */
export function registerIndividualJobs(deps: AppDeps): void {
  deps.jobs.work('individual.match', async () => void await matchStale(deps))
  deps.jobs.schedule('individual.match', '* * * * *')
}
