import type { Bridge, Invitee, Meeting, MeetingChoices, MeetingDetail, MeetingQuery, MeetingText } from '@phaodai/office/meeting.ts'
import { searchKey } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'

const BODY = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name)`
const COLUMNS = `m.id, ${BODY('h')} as host, m.title, m.kind, m.form, m.urgent, m.starts_at as "startsAt", m.ends_at as "endsAt", m.day, m.place, m.state, m.version, m.host_id = app_body() as hosted,
  (select count(*)::int from meeting_invitee i where i.meeting_id = m.id and i.body_id = app_body() and i.removed_at is null and i.answer is null and m.state = 'invited' and m.host_id <> app_body()) as owes`

const OPEN = `m.state in ('planned', 'invited', 'running', 'postponed')`
const OWED = `m.state = 'invited' and m.host_id <> app_body() and exists (select from meeting_invitee i where i.meeting_id = m.id and i.body_id = app_body() and i.removed_at is null and i.answer is null)`
const boxes: Record<MeetingQuery['box'], { where: string; later: '<' | '>' }> = { coming: { where: OPEN, later: '>' }, owed: { where: OWED, later: '>' }, past: { where: `not (${OPEN})`, later: '<' } }

/** One page of the meetings that the acting body hosts or was told of (those to come first by time, past ones newest first), and the cursor of the next. */
export async function loadMeetings(tx: Tx, { box, q, after, limit }: MeetingQuery): Promise<{ rows: Meeting[]; next: string | null }> {
  const { where, later } = boxes[box]
  const [at, id] = after?.split('_') ?? [null, null]
  const direction = later === '<' ? 'desc' : 'asc'
  const found = await tx.rows<Meeting>(`
    select ${COLUMNS}, (select count(*)::int from meeting_bridge b where b.meeting_id = m.id and b.removed_at is null) as bridges
    from meeting m join body h on h.id = m.host_id
    where ${where} and not exists (select from unnest($1::text[]) w where position(w in m.search_key) = 0) and ($3::timestamptz is null or (m.starts_at, m.id) ${later} ($3, $4::uuid))
    order by m.starts_at ${direction}, m.id ${direction} limit $2 + 1`, [searchKey(q ?? '').split(' ').filter(Boolean), limit, at, id])
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? `${new Date(last.startsAt).toISOString()}_${last.id}` : null }
}

/** What a calendar shows of a meeting. */
export type MeetingTime = Pick<Meeting, 'id' | 'host' | 'title' | 'startsAt' | 'endsAt' | 'day' | 'place' | 'form' | 'urgent' | 'state'> & { link: string | null; updatedAt: string }

/**
 * Meetings that a body hosts or was told of and that touch a period of days in Vietnam, both included; called off ones
 * too, so that a calendar can take them out. Under a request's role no more than the acting body sees.
 */
export function loadMeetingTimes(tx: Tx, bodyId: number, from: string, to: string): Promise<MeetingTime[]> {
  return tx.rows<MeetingTime>(`
    select m.id, ${BODY('h')} as host, m.title, m.starts_at as "startsAt", m.ends_at as "endsAt", m.day, m.place, m.form, m.urgent, m.state, m.link, m.updated_at as "updatedAt"
    from meeting m join body h on h.id = m.host_id
    where m.starts_at < timezone('Asia/Ho_Chi_Minh', $3::date + time '24:00') and m.ends_at >= timezone('Asia/Ho_Chi_Minh', $2::date + time '00:00')
      and (m.host_id = $1 or (select c.kind from meeting_call c where c.meeting_id = m.id and c.body_id = $1 order by c.n desc limit 1) <> 'withdrawn')
    order by m.starts_at, m.id`, [bodyId, from, to])
}

/** A meeting as its own row says it. */
export type MeetingRow = Omit<Meeting, 'bridges'> & Pick<MeetingDetail, 'chairTitle' | 'secretaryTitle' | 'link' | 'agenda' | 'reason'>
  & { hostId: number; chairPostId: string; secretaryPostId: string; invitationDraftId: string | null; conclusionDraftId: string | null; directiveId: string | null }

/** One meeting under the viewer's policy. */
export function findMeeting(tx: Tx, id: string): Promise<MeetingRow | undefined> {
  return tx.find<MeetingRow>({ name: 'meeting.find', text: `
    select ${COLUMNS}, m.host_id as "hostId", m.chair_post_id as "chairPostId", m.chair_title as "chairTitle", m.secretary_post_id as "secretaryPostId", m.secretary_title as "secretaryTitle",
      m.link, m.agenda, m.reason, m.invitation_draft_id as "invitationDraftId", m.conclusion_draft_id as "conclusionDraftId", m.directive_id as "directiveId"
    from meeting m join body h on h.id = m.host_id where m.id = $1` }, [id])
}

type BridgeRow = Omit<Bridge, 'invitees'>
type InviteeRow = Invitee & { bridgeId: string }

const INVITEE = `i.id, i.version, i.bridge_id as "bridgeId", ${BODY('b')} as body, i.words, i.body_id = app_body() as mine, i.answer, i.answer_reason as "answerReason",
  i.substitute_name as "substituteName", i.substitute_post as "substitutePost", i.answered_at as "answeredAt", i.answered_by as "answeredBy", i.attendance, i.marked_at as "markedAt", i.marked_by as "markedBy"`

/** Bridges in order, each with those of its people whom the viewer may see. */
export async function loadBridges(tx: Tx, id: string): Promise<Bridge[]> {
  const bridges = await tx.rows<BridgeRow>(`
    select g.id, ${BODY('b')} as body, b.level, g.place, g.body_id = app_body() as mine
    from meeting_bridge g join body b on b.id = g.body_id where g.meeting_id = $1 and g.removed_at is null order by g.position, g.id`, [id])
  const people = await tx.rows<InviteeRow>(`select ${INVITEE} from meeting_invitee i join body b on b.id = i.body_id where i.meeting_id = $1 and i.removed_at is null order by i.position, i.id`, [id])
  return bridges.map((bridge) => ({ ...bridge, invitees: people.filter(({ bridgeId }) => bridgeId === bridge.id).map(({ bridgeId: _, ...invitee }) => invitee) }))
}

/** One of those invited, or undefined when out of sight or of another meeting. */
export function findInvitee(tx: Tx, meetingId: string, id: string): Promise<InviteeRow | undefined> {
  return tx.find<InviteeRow>(`select ${INVITEE} from meeting_invitee i join body b on b.id = i.body_id where i.meeting_id = $1 and i.id = $2 and i.removed_at is null`, [meetingId, id])
}

/** The secretary's text of a kind with who signed it. */
export type TextRow = MeetingText & { secretaryName: string | null; chairName: string | null }

/** One of the secretary's texts, as far as the viewer may read it. */
export function findText(tx: Tx, meetingId: string, kind: MeetingText['kind']): Promise<TextRow | undefined> {
  return tx.find<TextRow>(`
    select kind, text, saved_by as "savedBy", updated_at as "updatedAt", version, secretary_name as "secretaryName", secretary_signed_at as "secretarySignedAt",
      chair_name as "chairName", chair_signed_at as "chairSignedAt" from meeting_text where meeting_id = $1 and kind = $2`, [meetingId, kind])
}

/** Whom the host told what and who looked; a body reads its own line. */
export function loadCalls(tx: Tx, id: string): Promise<MeetingDetail['calls']> {
  return tx.rows(`
    select distinct on (c.body_id) ${BODY('b')} as body, c.kind, c.at, max(c.seen_at) over (partition by c.body_id) as "seenAt"
    from meeting_call c join body b on b.id = c.body_id where c.meeting_id = $1 order by c.body_id, c.n desc`, [id])
}

/** What happened to a meeting, in order; the host's alone. */
export function loadEvents(tx: Tx, id: string): Promise<MeetingDetail['events']> {
  return tx.rows('select id, kind, at, by_title as by, note from meeting_event where meeting_id = $1 order by nth', [id])
}

/** A draft of the acting office that stands for a meeting. */
export function findMeetingDraft(tx: Tx, id: string | null): Promise<MeetingDetail['invitationDraft'] | undefined> {
  return tx.find('select id, state, number from draft where id = $1', [id])
}

/** The issued notice, or undefined for whoever does not see it. */
export function findNotice(tx: Tx, id: string | null): Promise<NonNullable<MeetingDetail['notice']> | undefined> {
  return tx.find('select id, number, abstract, issued_on as "issuedOn", state from directive where id = $1', [id])
}

/** The visible meeting out of which a visible directive came. */
export function findOrigin(tx: Tx, directiveId: string): Promise<{ seen: boolean; id: string | null; title: string | null; day: string | null } | undefined> {
  return tx.find('select true as seen, m.id, m.title, m.day from directive d left join meeting m on m.directive_id = d.id where d.id = $1 order by m.starts_at limit 1', [directiveId])
}

/** Names by post of one's own office, for a paper to be signed. */
export function loadNames(tx: Tx, postIds: readonly string[]): Promise<{ postId: string; name: string }[]> {
  return tx.rows('select o.id as "postId", p.full_name as name from post o join person p on p.id = o.person_id where o.id = any ($1::uuid[])', [postIds])
}

/** The acting body with the place it meets at unless told otherwise. */
export function findHost(tx: Tx): Promise<{ id: number; name: string; fullName: string }> {
  return tx.get('select id, short_name as name, name as "fullName" from body where id = app_body()')
}

/** Bodies of a kind and level below the host (below the body that set it up, for a steering committee), where there are several. */
export function loadGroups(tx: Tx, day: string): Promise<MeetingChoices['groups']> {
  return tx.rows(`
    select b.kind, b.level, jsonb_agg(${BODY('b')} order by b.id) as bodies
    from body o join body top on top.id = case when o.kind = 'steering-committee' then coalesce(o.parent_id, o.id) else o.id end
      join body b on b.id between top.id and top.last_id and b.id <> o.id and b.chain = o.chain
    where o.id = app_body() and b.kind in ('people-committee', 'party-committee', 'department', 'health-station') and b.valid_from <= $1::date and coalesce(b.valid_to, $1::date) >= $1::date
      and (b.level <> top.level or b.kind = 'department')
    group by b.kind, b.level having count(*) > 1 order by array_position('{province,district,commune}', b.level), b.kind`, [day])
}

/** Posts that act for the acting body today and may chair or keep the minutes, leaders first. */
export function loadHostPosts(tx: Tx, day: string): Promise<MeetingChoices['posts']> {
  return tx.rows(`
    select o.id, o.title, o.role from post o where o.acts_for_id = app_body() and o.role in ('leader', 'province-leader', 'clerk', 'officer', 'health') and o.valid_from <= $1::date and coalesce(o.valid_to, $1::date) >= $1::date
    order by array_position('{province-leader,leader,clerk,officer,health}', o.role), o.title collate "vi-x-icu", o.id`, [day])
}

/** Titles of posts as they are now, by id. */
export async function titleOf(tx: Tx, postId: string): Promise<string | undefined> {
  return (await tx.find<{ title: string }>('select title from post where id = $1 and acts_for_id = app_body()', [postId]))?.title
}

/** Own meetings whose bridges may be taken over, newest first. */
export function loadBefore(tx: Tx): Promise<MeetingChoices['before']> {
  return tx.rows('select id, title, day from meeting where host_id = app_body() order by starts_at desc, id limit 30')
}

/** Full names of bodies as documents print them, by id. */
export function loadFullNames(tx: Tx, ids: readonly number[]): Promise<MeetingChoices['host'][]> {
  return tx.rows('select id, name from body where id = any ($1::int[]) order by id', [ids])
}

/** Bodies by id of a meeting's bridges or guests: an id that is not found here belongs to somebody else. */
export async function bodiesById(tx: Tx, table: 'meeting_bridge' | 'meeting_invitee', meetingId: string): Promise<Map<string, number>> {
  return new Map((await tx.rows<{ id: string; bodyId: number }>(`select id, body_id as "bodyId" from ${table} where meeting_id = $1`, [meetingId])).map(({ id, bodyId }) => [id, bodyId]))
}

/** Bodies at a bridge or invited, each once, in the order of the bridges. */
export async function loadParties(tx: Tx, id: string): Promise<number[]> {
  return (await tx.rows<{ bodyId: number }>(`
    select body_id as "bodyId" from (
      select body_id, min(n) as n from (
        select i.body_id, g.position * 1000 + i.position as n from meeting_invitee i join meeting_bridge g on g.id = i.bridge_id where i.meeting_id = $1 and i.removed_at is null and g.removed_at is null
        union all select g.body_id, g.position * 1000 from meeting_bridge g where g.meeting_id = $1 and g.removed_at is null) each_one group by body_id) once order by n, body_id`, [id])).map(({ bodyId }) => bodyId)
}
