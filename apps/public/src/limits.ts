import type { Clock } from '#kernel/clock.ts'

/** How much is taken of one sender: so many a minute, and at most `burst` at once. */
export type Limit = { perMinute: number; burst: number }

/** Many phones stand behind one address of a mobile network, so that addresses are given much more than phones. */
export const LIMITS = {
  read: { perMinute: 6_000, burst: 1_000 },
  checkInAddress: { perMinute: 6_000, burst: 2_000 },
  checkInPhone: { perMinute: 30, burst: 60 },
  enrol: { perMinute: 120, burst: 60 },
  write: { perMinute: 30, burst: 15 },
  code: { perMinute: 6, burst: 6 },
} satisfies Record<string, Limit>
export type Limits = Record<keyof typeof LIMITS, Limit>

/** Takes up to `wanted` for a sender and tells how many it may have now. */
export type Limiter = (sender: string, wanted?: number) => number

const MOST_SENDERS = 100_000

/** Counts senders in memory, a bucket each; those whose bucket is full again are forgotten. */
export function createLimiter({ perMinute, burst }: Limit, clock: Clock): Limiter {
  const buckets = new Map<string, { left: number; at: number }>()
  const filledAt = (now: number) => ({ left, at }: { left: number; at: number }): number => Math.min(burst, left + ((now - at) / 60_000) * perMinute)
  const forget = (now: number): void => {
    for (const [sender, bucket] of buckets) if (filledAt(now)(bucket) >= burst) buckets.delete(sender)
    if (buckets.size > MOST_SENDERS) buckets.clear() // a flood of addresses: better to begin anew than to grow
  }
  return (sender, wanted = 1) => {
    const now = clock.now().getTime()
    if (buckets.size > MOST_SENDERS) forget(now)
    const left = filledAt(now)(buckets.get(sender) ?? { left: burst, at: now })
    const given = Math.min(wanted, Math.floor(left))
    buckets.set(sender, { left: left - given, at: now })
    return given
  }
}
