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

/** Milliseconds that an answer waits for what it can do without. */
const LONG_MS = 80
const CANCELLED = '57014'

/** What `work` reads, or null when the database is long about it: a page does not wait for what only adorns it. */
export async function unlessLong<T>(tx: Tx, work: () => Promise<T>): Promise<T | null> {
  await tx.run('savepoint adornment')
  await tx.run(`set local statement_timeout = ${LONG_MS}`)
  try {
    const read = await work()
    await tx.run('set local statement_timeout to default')
    await tx.run('release savepoint adornment')
    return read
  } catch (error) {
    if ((error as { code?: unknown }).code !== CANCELLED) throw error
    await tx.run('rollback to savepoint adornment')
    return null
  }
}
