/** What became of one attempt to send. Errors are codes and reasons, never addresses. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'retry'; error: string; afterSeconds?: number }
  | { kind: 'dead'; error: string }
  /** The receiver no longer exists. */
  | { kind: 'gone' }

/** Minutes to wait after each attempt that may be repeated; after the last of them the message is given up. */
export const RETRY_MINUTES: readonly number[] = [1, 5, 15, 60, 240]

/** When to try again after so many attempts, ISO; null = given up. `afterSeconds`: the receiver asked for at least that long. */
export function nextTry(now: Date, attempts: number, afterSeconds = 0): string | null {
  const minutes = RETRY_MINUTES[attempts - 1]
  if (minutes === undefined) return null
  return new Date(now.getTime() + Math.max(minutes * 60_000, Math.min(afterSeconds, 86_400) * 1000)).toISOString()
}

const ADDRESS = /<?[^\s<>@]+@[^\s<>@]+>?/g

/** A reason as it may be kept and shown: one line, at most 200 characters, addresses taken out. */
export function reasonOf(text: string): string {
  return text.replace(ADDRESS, '…').replace(/\s+/g, ' ').trim().slice(0, 200)
}
