import { problemFrom, type Problem } from './problem.ts'
import type { Tx } from './transaction.ts'

/**
 * Does one of several pieces of work in a transaction: a refusal undoes this piece alone and is answered; the others stand.
 * What is no refusal (a fault of ours, a lost connection) is thrown and undoes all. One piece at a time.
 */
export async function attempt(tx: Tx, work: () => Promise<void>): Promise<Problem | null> {
  await tx.run('savepoint attempt')
  try {
    await work()
    await tx.run('release savepoint attempt')
    return null
  } catch (error) {
    const problem = problemFrom(error)
    if (!problem || problem.status >= 500) throw error
    await tx.run('rollback to savepoint attempt')
    return problem
  }
}
