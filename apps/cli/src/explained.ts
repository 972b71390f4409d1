/** A fault a person can put right; its message is the sentence to show. */
export class Explained extends Error {}

/** Does the work of a command; an {@link Explained} fault is printed as a sentence and ends the command with code 1. */
export async function orExplain(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    if (!(fault instanceof Explained)) throw fault
    process.stderr.write(`${fault.message}\n`)
    process.exitCode = 1
  }
}
