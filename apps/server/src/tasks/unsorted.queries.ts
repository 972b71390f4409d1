import type { Tx } from '#kernel/transaction.ts'

/**
 * Asks one statement for which the planner shall not sort: where it takes many rows for few, it would sort what it had
 * better walk or hash. `ask` sends its statement at once; the three travel together.
 */
export async function unsorted<T>(tx: Tx, ask: () => Promise<T>): Promise<T> {
  const [, answer] = await Promise.all([tx.run('set local enable_sort = off'), ask(), tx.run('set local enable_sort = on')])
  return answer
}
