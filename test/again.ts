/** Set where the suite runs a second time, on another server (docs/adr/0059): the first run has asked everything, so the longest properties ask less. */
export const again = process.env.PHAODAI_TEST_AGAIN !== undefined

/** All of these; in a second run every third, beginning elsewhere for each `key`, so that all of them ask something. */
export function thirdOf<T>(all: readonly T[], key: string): T[] {
  return all.filter((_, n) => !again || (n + key.length) % 3 === 0)
}
