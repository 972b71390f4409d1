import { dayInVietnam } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { isQuiet, timeOfDay } from './quiet.ts'
import { loadForDigest, loadRules, loadWaiting, queueMail, queuePushes, type SendingRules, type Waiting } from './sending.queries.ts'

/** After this time of day a digest that was missed is not made up for. */
const DIGEST_UNTIL = '12:00'

function tooSoon({ lastSentAt }: Waiting, now: Date, minutes: number): boolean {
  return lastSentAt !== null && now.getTime() - Date.parse(lastSentAt) < minutes * 60_000
}

/** What may go to a person now: everything; in quiet hours, or so soon after the last mail, only what is urgent; or nothing. */
function allowedNow(waiting: Waiting, now: Date, everyMinutes: number): { counts: Record<string, number>; urgentOnly: boolean } | null {
  const quiet = isQuiet(now, waiting.quietFrom, waiting.quietTo)
  if (!quiet && !tooSoon(waiting, now, everyMinutes)) return { counts: waiting.counts, urgentOnly: false }
  const breaks = Object.keys(waiting.urgent).length > 0 && (!quiet || waiting.urgentBreaks)
  return breaks ? { counts: waiting.urgent, urgentOnly: true } : null
}

/**
 * Puts what waits on its way, one message a person and channel; returns how many people are written to. `mails` = a
 * server for mail is configured.
 */
export async function gather(tx: Tx, now: Date, mails: boolean): Promise<number> {
  const at = now.toISOString()
  const rules = await loadRules(tx, dayInVietnam(at))
  let written = 0
  for (const channel of mails ? ['mail', 'push'] as const : ['push'] as const) {
    for (const waiting of await loadWaiting(tx, channel, rules)) {
      const allowed = allowedNow(waiting, now, channel === 'mail' ? rules.mailEveryMinutes : 0)
      if (!allowed) continue
      await (channel === 'mail' ? queueMail : queuePushes)(tx, { ...allowed, personId: waiting.personId, purpose: 'notice', key: at, until: at }, at)
      written += 1
    }
  }
  return written
}

function digestTime(now: Date, { digestAt }: SendingRules): boolean {
  const time = timeOfDay(now)
  return time >= digestAt && time < DIGEST_UNTIL
}

/** Once a day from the office's hour on: what stands unread, by kind; nobody without anything unread is written to. */
export async function gatherDigests(tx: Tx, now: Date): Promise<number> {
  const at = now.toISOString()
  const day = dayInVietnam(at)
  const rules = await loadRules(tx, day)
  if (!digestTime(now, rules)) return 0
  const until = new Date(`${day}T${rules.digestAt}:00+07:00`).toISOString()
  const people = await loadForDigest(tx, day, until, rules)
  const awake = people.filter((each) => !isQuiet(now, each.quietFrom, each.quietTo))
  for (const { personId, counts } of awake) await queueMail(tx, { personId, purpose: 'digest', counts, key: day, until, urgentOnly: false }, at)
  return awake.length
}
