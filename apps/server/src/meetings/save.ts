import type { BridgeInput, MeetingInput, MeetingTextKind } from '@phaodai/office/meeting.ts'
import type { Tx } from '#kernel/transaction.ts'

/** A plan with the titles of those who lead it and what it is found by. */
export type Planned = Omit<MeetingInput, 'bridges' | 'version'> & { chairTitle: string; secretaryTitle: string; searchKey: string }

const COLUMNS = {
  title: 'title', kind: 'kind', form: 'form', urgent: 'urgent', chairPostId: 'chair_post_id', chairTitle: 'chair_title', secretaryPostId: 'secretary_post_id', secretaryTitle: 'secretary_title',
  startsAt: 'starts_at', endsAt: 'ends_at', place: 'place', link: 'link', agenda: 'agenda', searchKey: 'search_key',
} as const satisfies Record<keyof Planned, string>
const names = Object.keys(COLUMNS) as (keyof Planned)[]

/** Makes a meeting of the acting body; 0 when the id is taken. */
export function insertMeeting(tx: Tx, id: string, plan: Planned): Promise<number> {
  return tx.run(`insert into meeting (id, ${names.map((name) => COLUMNS[name]).join(', ')}) values ($1, ${names.map((_, n) => `$${n + 2}`).join(', ')}) on conflict (id) do nothing`, [id, ...names.map((name) => plan[name])])
}

/** Plans a meeting that has not begun anew, under the version read; 0 = stale, or begun. */
export function updateMeeting(tx: Tx, id: string, version: number, plan: Planned): Promise<number> {
  return tx.run(`update meeting set ${names.map((name, n) => `${COLUMNS[name]} = $${n + 3}`).join(', ')} where id = $1 and version = $2 and state in ('planned', 'invited', 'postponed')`, [id, version, ...names.map((name) => plan[name])])
}

/** Writes bridges over: new ones are added, known ones corrected, those left out are taken off. */
export async function saveBridges(tx: Tx, meetingId: string, bridges: readonly BridgeInput[]): Promise<void> {
  const rows = JSON.stringify(bridges.map(({ id, bodyId, place }, position) => ({ id, body_id: bodyId, place, position })))
  await tx.run(`insert into meeting_bridge (id, meeting_id, body_id, place, position) select id, $1, body_id, place, position from jsonb_to_recordset($2) r (id uuid, body_id int, place text, position int) on conflict (id) do nothing`, [meetingId, rows])
  await tx.run(`
    update meeting_bridge b set place = r.place, position = r.position, removed_at = null from jsonb_to_recordset($2) r (id uuid, place text, position int)
    where b.id = r.id and b.meeting_id = $1 and (b.place, b.position, b.removed_at) is distinct from (r.place, r.position, null::timestamptz)`, [meetingId, rows])
  await tx.run('update meeting_bridge set removed_at = now() where meeting_id = $1 and id <> all ($2::uuid[]) and removed_at is null', [meetingId, bridges.map(({ id }) => id)])
}

/** The same for those invited. */
export async function saveInvitees(tx: Tx, meetingId: string, bridges: readonly BridgeInput[]): Promise<void> {
  const all = bridges.flatMap(({ id: bridgeId, invitees }) => invitees.map(({ id, bodyId, words }, position) => ({ id, bridge_id: bridgeId, body_id: bodyId, words, position })))
  const rows = JSON.stringify(all)
  await tx.run(`
    insert into meeting_invitee (id, meeting_id, bridge_id, body_id, words, position)
    select id, $1, bridge_id, body_id, words, position from jsonb_to_recordset($2) r (id uuid, bridge_id uuid, body_id int, words text, position int) on conflict (id) do nothing`, [meetingId, rows])
  await tx.run(`
    update meeting_invitee i set words = r.words, position = r.position, removed_at = null from jsonb_to_recordset($2) r (id uuid, words text, position int)
    where i.id = r.id and i.meeting_id = $1 and (i.words, i.position, i.removed_at) is distinct from (r.words, r.position, null::timestamptz)`, [meetingId, rows])
  await tx.run('update meeting_invitee set removed_at = now() where meeting_id = $1 and id <> all ($2::uuid[]) and removed_at is null', [meetingId, all.map(({ id }) => id)])
}

/** Moves a meeting that stands in one of `from` under the version read; 0 = stale or elsewhere. */
export function moveMeeting(tx: Tx, id: string, version: number, from: readonly string[], to: string, reason: string | null): Promise<number> {
  return tx.run('update meeting set state = $4, reason = $5 where id = $1 and version = $2 and state = any ($3::text[])', [id, version, from, to, reason])
}

/** Minutes signed by both move a running meeting on; later states have passed that already. */
export function markMinuted(tx: Tx, id: string): Promise<number> {
  return tx.run("update meeting set state = 'minuted' where id = $1 and state = 'running'", [id])
}

/** Ties a draft of the office to its meeting, once; 0 when there is one already. */
export function linkDraft(tx: Tx, id: string, which: 'invitation' | 'conclusion', draftId: string): Promise<number> {
  return tx.run(`update meeting set ${which}_draft_id = $2 where id = $1 and ${which}_draft_id is null`, [id, draftId])
}

/** Tells all who sit at a bridge or are invited. */
export async function tellAll(tx: Tx, id: string, kind: string, at: string): Promise<void> {
  await tx.run('select tell_meeting($1, $2, $3)', [id, kind, at])
}

/** Tells single bodies, each the next in its own row of tidings. */
export async function tellSome(tx: Tx, id: string, kind: string, at: string, bodyIds: readonly number[]): Promise<void> {
  if (bodyIds.length === 0) return
  await tx.run(`
    insert into meeting_call (meeting_id, body_id, kind, n, at)
    select $1, b, $2, (select count(*)::int + 1 from meeting_call c where c.meeting_id = $1 and c.body_id = b), $3 from unnest($4::int[]) b`, [id, kind, at, bodyIds])
}

/** Notes that the acting body has looked, the first time after each tiding. */
export function markSeen(tx: Tx, id: string, at: string, by: string): Promise<number> {
  return tx.run('update meeting_call set seen_at = $2, seen_by = $3 where meeting_id = $1 and body_id = app_body() and seen_at is null', [id, at, by])
}

interface Given { id: string; version: number; at: string; by: string; substituteName: string | null; substitutePost: string | null }

/** What an invited body says; 0 = stale, somebody else's, or too late. */
export function saveAnswer(tx: Tx, meetingId: string, { id, version, at, by, substituteName, substitutePost }: Given, answer: string, reason: string | null): Promise<number> {
  return tx.run(`
    update meeting_invitee set answer = $4, answer_reason = $5, substitute_name = $6, substitute_post = $7, answered_at = $8, answered_by = $9
    where id = $1 and meeting_id = $2 and version = $3 and removed_at is null`, [id, meetingId, version, answer, reason, substituteName, substitutePost, at, by])
}

/** Who came, as the bridge's secretary saw it; null takes the mark away. */
export function saveAttendance(tx: Tx, meetingId: string, { id, version, at, by, substituteName, substitutePost }: Given, attendance: string | null): Promise<number> {
  return tx.run(`
    update meeting_invitee set attendance = $4, marked_at = case when $4::text is not null then $5::timestamptz end, marked_by = case when $4::text is not null then $6 end,
      substitute_name = coalesce($7, substitute_name), substitute_post = coalesce($8, substitute_post)
    where id = $1 and meeting_id = $2 and version = $3 and removed_at is null`, [id, meetingId, version, attendance, at, by, substituteName, substitutePost])
}

/** Saves one of the secretary's texts: version 0 begins it; 0 rows = stale or signed. */
export function saveText(tx: Tx, meetingId: string, kind: MeetingTextKind, version: number, text: string, by: string): Promise<number> {
  return version === 0
    ? tx.run('insert into meeting_text (meeting_id, kind, text, saved_by) values ($1, $2, $3, $4) on conflict (meeting_id, kind) do nothing', [meetingId, kind, text, by])
    : tx.run('update meeting_text set text = $4, saved_by = $5 where meeting_id = $1 and kind = $2 and version = $3 and secretary_signed_at is null', [meetingId, kind, version, text, by])
}

/** Signs the minutes in the acting post; 0 = stale. */
export function signMinutes(tx: Tx, meetingId: string, version: number, as: 'secretary' | 'chair', at: string): Promise<number> {
  return tx.run(`update meeting_text set ${as}_signed_at = $3, ${as}_name = (select full_name from person where id = app_person()) where meeting_id = $1 and kind = 'minutes' and version = $2`, [meetingId, version, at])
}

/** Takes the secretary's signature back for a correction, until the chair has signed; 0 = stale. */
export function reopenMinutes(tx: Tx, meetingId: string, version: number): Promise<number> {
  return tx.run("update meeting_text set secretary_signed_at = null, secretary_name = null where meeting_id = $1 and kind = 'minutes' and version = $2", [meetingId, version])
}

/** A line of the meeting's history. */
export function insertEvent(tx: Tx, e: { meetingId: string; kind: string; at: string; by: string; note?: string | null; from?: string; to?: string }): Promise<number> {
  return tx.run('insert into meeting_event (meeting_id, kind, at, by_title, note, from_state, to_state) values ($1, $2, $3, $4, $5, $6, $7)', [e.meetingId, e.kind, e.at, e.by, e.note ?? null, e.from ?? null, e.to ?? null])
}
