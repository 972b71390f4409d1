import type { BodyRef } from '@phaodai/office'
import type { MeetingChoices, MeetingDetail, MeetingInput } from '@phaodai/office/meeting.ts'
import { addDays, dayInVietnam, type Day } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { clockOf } from './marks.tsx'

export type GuestPlan = { id: string; body: BodyRef; words: string }
export type BridgePlan = { id: string; body: BodyRef; place: string; guests: GuestPlan[] }
/** A meeting as it is typed: day and clock apart, the agenda a line a point. */
export type Plan = Pick<MeetingInput, 'title' | 'kind' | 'form' | 'urgent' | 'chairPostId' | 'secretaryPostId' | 'place'> & { day: Day | null; from: string; to: string; link: string; agenda: string; bridges: BridgePlan[] }

const HALF_HOUR = 1_800_000
const HOUR = 3_600_000

/** A guest of a body, with fresh ids. */
export const guestOf = (body: BodyRef): GuestPlan => ({ id: newId(), body, words: t('meetings.defaultGuest') })
/** A bridge at a body, which is invited itself. */
export const bridgeOf = (body: BodyRef): BridgePlan => ({ id: newId(), body, place: t('meetings.defaultPlace', { body: body.name }), guests: [guestOf(body)] })

/** Begins tomorrow at 08:00, or when it is urgent an hour from now at the full half hour. */
function times(urgent: boolean): Pick<Plan, 'day' | 'from' | 'to'> {
  if (!urgent) return { day: addDays(dayInVietnam(new Date().toISOString()), 1), from: '08:00', to: '10:00' }
  const start = new Date(Math.ceil((Date.now() + HOUR) / HALF_HOUR) * HALF_HOUR).toISOString()
  return { day: dayInVietnam(start), from: clockOf(start), to: clockOf(new Date(Date.parse(start) + HOUR).toISOString()) }
}

/** What an earlier meeting lends: its people, bridges and place, with ids of their own. */
function lentBy({ kind, form, place, link, chairPostId, secretaryPostId, bridges, title, agenda }: MeetingDetail) {
  return {
    kind, form, place, link: link ?? '', title, agenda: agenda.join('\n'), ...(chairPostId === null ? {} : { chairPostId }), ...(secretaryPostId === null ? {} : { secretaryPostId }),
    bridges: bridges.map((bridge): BridgePlan => ({ id: newId(), body: bridge.body, place: bridge.place, guests: bridge.invitees.map(({ body, words }) => ({ id: newId(), body, words })) })),
  }
}

/** A new plan: an empty one at the host's own place, or with what an earlier meeting lends. */
export function newPlan(choices: MeetingChoices, postId: string | null, urgent: boolean, lender: MeetingDetail | null): Plan {
  const leader = choices.posts.find(({ role }) => role.endsWith('leader')) ?? choices.posts[0]
  const own = choices.posts.find(({ id }) => id === postId) ?? choices.posts.find(({ role }) => role === 'clerk') ?? choices.posts[0]
  const home: BridgePlan = { id: newId(), body: choices.host, place: choices.place, guests: [] }
  const empty = {
    title: '', kind: 'briefing' as const, form: 'mixed' as const, chairPostId: leader?.id ?? '', secretaryPostId: own?.id ?? '', place: choices.place, link: '', agenda: '', bridges: [home],
  }
  return { ...empty, ...(lender ? lentBy(lender) : {}), ...(urgent ? { title: t('meetings.urgentTitle'), agenda: '' } : {}), ...times(urgent), urgent }
}

/** A meeting as it stands, to be corrected. */
export function planOf(meeting: MeetingDetail): Plan {
  const { title, kind, form, urgent, place, link, agenda, day, startsAt, endsAt, bridges } = meeting
  return {
    title, kind, form, urgent, place, day, chairPostId: meeting.chairPostId ?? '', secretaryPostId: meeting.secretaryPostId ?? '', from: clockOf(startsAt), to: clockOf(endsAt), link: link ?? '', agenda: agenda.join('\n'),
    bridges: bridges.map((bridge) => ({ id: bridge.id, body: bridge.body, place: bridge.place, guests: bridge.invitees.map(({ id, body, words }) => ({ id, body, words })) })),
  }
}

/** What is missing before a plan can be sent, by field. */
export function missingIn(plan: Plan): Partial<Record<'title' | 'day' | 'place' | 'chairPostId' | 'bridges', string>> {
  return {
    ...(plan.title.trim() === '' && { title: t('meetings.need.title') }), ...((plan.day === null || plan.from === '' || plan.to === '') && { day: t('meetings.need.day') }),
    ...(plan.place.trim() === '' && { place: t('meetings.need.place') }), ...(plan.chairPostId === '' && { chairPostId: t('meetings.need.chair') }),
    ...(plan.bridges.some(({ place, guests }) => place.trim() === '' || guests.some(({ words }) => words.trim() === '')) && { bridges: t('meetings.need.bridges') }),
  }
}

/** An end that reads earlier than the start lies on the next day. */
export function inputOf(plan: Plan, version: number): MeetingInput {
  const { day, from, to, agenda, link, bridges, ...rest } = plan
  const instant = (on: Day, clock: string): string => `${on}T${clock}:00+07:00`
  return {
    ...rest, version, title: plan.title.trim(), place: plan.place.trim(), link: link.trim() === '' ? null : link.trim(), startsAt: instant(day!, from), endsAt: instant(to <= from ? addDays(day!, 1) : day!, to),
    agenda: agenda.split('\n').map((line) => line.trim()).filter(Boolean),
    bridges: bridges.map(({ id, body, place, guests }) => ({ id, bodyId: body.id, place: place.trim(), invitees: guests.map((guest) => ({ id: guest.id, bodyId: guest.body.id, words: guest.words.trim() })) })),
  }
}
