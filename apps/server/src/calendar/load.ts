import { dayInVietnam } from '@phaodai/vocabulary'
import type { CalendarCount, CalendarEntry, CalendarFeed, SpecialDay } from '@phaodai/office'
import type { Tx, Who } from '#kernel/session.ts'
import { settingOn } from '#kernel/setting.queries.ts'
import { dutyInCalendar, leaveInCalendar } from '../committees/index.ts'
import { clearancesInCalendar } from '../drafts/index.ts'
import { handlingInCalendar } from '../handling/index.ts'
import { loadMeetingTimes, type MeetingTime } from '../meetings/index.ts'
import { dueInCalendar } from '../tasks/index.ts'

/** Days between two that differ from their weekday: public holidays and days worked instead. */
export function loadSpecialDays(tx: Tx, from: string, to: string): Promise<SpecialDay[]> {
  return tx.rows<SpecialDay>('select day, kind, name from calendar_day where day between $1 and $2 order by day', [from, to])
}

export interface Entries { entries: CalendarEntry[]; counts: CalendarCount[] }

/** A meeting on the days it lasts; one that was put off or called off stays as something that is over. */
function meetingEntry({ id, host, title, startsAt, endsAt, place, state }: MeetingTime): CalendarEntry {
  return {
    kind: 'meeting', id, day: dayInVietnam(startsAt), lastDay: dayInVietnam(endsAt), startsAt, endsAt, code: ['postponed', 'cancelled'].includes(state) ? state : null, number: null,
    text: [title, place].filter(Boolean).join(', '), who: host.name, mine: false, timing: null, done: ['postponed', 'cancelled'].includes(state), path: `/hop/${id}`,
  }
}

const ABOUT_PEOPLE: ReadonlySet<CalendarEntry['kind']> = new Set(['duty', 'leave'])

/**
 * All that falls between two days for the acting post, each under the policy of its own table; a part that the role does not
 * read is empty. Of tasks a day shows the first and counts the rest. `onlyOwn`: of duty and leave only the acting post's.
 */
export async function loadEntries(tx: Tx, who: Who, from: string, to: string, today: string, onlyOwn = false): Promise<Entries> {
  const [own, given] = [await dueInCalendar(tx, 'mine', from, to, today), await dueInCalendar(tx, 'given', from, to, today)]
  const others = [
    await handlingInCalendar(tx, who.seatId, from, to, today), await clearancesInCalendar(tx, from, to, today), await dutyInCalendar(tx, from, to, onlyOwn), await leaveInCalendar(tx, from, to),
    (await loadMeetingTimes(tx, who.bodyId, from, to)).map(meetingEntry),
  ]
  const shown = others.flat().filter((entry) => !onlyOwn || entry.mine || !ABOUT_PEOPLE.has(entry.kind))
  return { entries: [...own.entries, ...given.entries, ...shown], counts: [...own.counts, ...given.counts] }
}

/** The person's own feeds, those in use first. */
export function loadFeeds(tx: Tx): Promise<CalendarFeed[]> {
  return tx.rows<CalendarFeed>(`
    select f.id, f.label, b.short_name as body, o.title, f.created_at as "createdAt", f.fetched_at as "fetchedAt", f.revoked_at as "revokedAt"
    from calendar_feed f join body b on b.id = f.body_id join post o on o.id = f.post_id
    order by f.revoked_at is not null, f.created_at desc, f.id limit 50`)
}

/** Whether titles may leave the house on a day. */
export async function titlesMayLeave(tx: Tx, day: string): Promise<boolean> {
  return (await tx.get<{ titles: number | null }>(`select ${settingOn('feed-titles', '$1')} as titles`, [day])).titles === 1
}

/** What the head of a feed says: whose calendar it is, and whether it is a demo's. */
export function loadFeedHead(tx: Tx): Promise<{ body: string; sample: boolean }> {
  return tx.get('select b.short_name as body, coalesce((select demo from installation), false) as sample from body b where b.id = app_body()')
}
