import { bodies, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

const LATE = '2099-12-01'
const START = `${LATE}T08:00:00+07:00`
const END = `${LATE}T10:00:00+07:00`

/** A meeting of the keeper's body with two bridges, its own and a guest's, whose people have answered; minutes in the works; and one that nobody was told of. */
export async function plantMeeting(soil: Soil, keeper: Member, guest: number): Promise<void> {
  const { client } = soil
  const host = keeper.actsForId
  const hosts: Planted['sees'] = (viewer) => reads(viewer, 'meeting') && viewer.member.actsForId === host
  const sees: Planted['sees'] = (viewer) => hosts(viewer) || (reads(viewer, 'meeting') && viewer.member.actsForId === guest)
  const put = async (seen: Planted['sees'], state: string): Promise<Planted> => {
    const row = note(soil, 'meeting', seen, newId(), { host, state })
    await client.query(
      `insert into meeting (id, host_id, title, kind, form, chair_post_id, chair_title, secretary_post_id, secretary_title, starts_at, ends_at, place, agenda, state, search_key, created_by)
       values ($1, $2, $3, 'briefing', 'mixed', $4, $3, $4, $3, $5, $6, $3, array[$3], $7, $3, $4)`, [row.id, host, row.marker, keeper.postId, START, END, state])
    return row
  }
  await put(hosts, 'planned')
  const meeting = await put(sees, 'invited')
  for (const [n, body] of [host, guest].entries()) await plantBridge(soil, meeting, host, body, n, sees)
  await client.query("insert into meeting_call (meeting_id, body_id, kind, n, at) values ($1, $2, 'invited', 1, now())", [meeting.id, guest])
  const [text, event] = [note(soil, 'meeting_text', hosts), note(soil, 'meeting_event', hosts)]
  await client.query("insert into meeting_text (id, meeting_id, kind, text, saved_by) values ($1, $2, 'minutes', $3, $3)", [text.id, meeting.id, text.marker])
  await client.query("insert into meeting_text (meeting_id, kind, text, saved_by) values ($1, 'conclusions', $2, $2)", [meeting.id, text.marker])
  await client.query("insert into meeting_event (id, meeting_id, kind, at, by_title, post_id) values ($1, $2, 'planned', now(), $3, $4)", [event.id, meeting.id, event.marker, keeper.postId])
}

async function plantBridge(soil: Soil, meeting: Planted, host: number, body: number, position: number, sees: Planted['sees']): Promise<void> {
  const bridge = note(soil, 'meeting_bridge', sees, newId(), { host, body })
  await soil.client.query('insert into meeting_bridge (id, meeting_id, body_id, place, position) values ($1, $2, $3, $4, $5)', [bridge.id, meeting.id, body, bridge.marker, position])
  const person = note(soil, 'meeting_invitee', (viewer) => reads(viewer, 'meeting') && [host, body].includes(viewer.member.actsForId), newId(), { host, body, meeting: meeting.id })
  await soil.client.query(
    `insert into meeting_invitee (id, meeting_id, bridge_id, body_id, words, answer, substitute_name, answered_at, answered_by) values ($1, $2, $3, $4, $5, 'substitute', $5, now(), $5)`,
    [person.id, meeting.id, bridge.id, body, person.marker])
}

/** Meetings of the viewer's own body: one that is planned, and one with its guests. */
export function meetingOf({ member: { actsForId } }: Me['viewer'], planted: readonly Planted[]): Partial<Me> {
  const own = (state: string): string | undefined => planted.find((row) => row.kind === 'meeting' && row.facts?.host === actsForId && row.facts?.state === state)?.id
  return { planned: own('planned'), meeting: own('invited') }
}

const planBy = (me: Me, more: object = {}): object => ({
  version: 0, title: 'Họp', kind: 'briefing', form: 'mixed', chairPostId: me.viewer.member.postId, secretaryPostId: me.viewer.member.postId, startsAt: START, endsAt: END, place: 'Phòng họp', agenda: [], bridges: [], ...more,
})
const room = (more: object = {}): object => ({ id: newId(), bodyId: bodies.communeB1, place: 'Hội trường', invitees: [], ...more })
const fresh = (): string => `/api/meetings/${newId()}`
const reply = { version: 1, answer: 'attends' }
const mark = { version: 1, attendance: 'present' }
const guestWay = (verb: string, body: object): Way => ({ places: {
  id: missing('meeting', 'not-found', (id) => ({ url: `/api/meetings/${id}/invitees/${newId()}/${verb}`, body })),
  inviteeId: missing('meeting_invitee', 'not-found', (id, me) => ({ url: `/api/meetings/${me.meeting ?? newId()}/invitees/${id}/${verb}`, body })),
} })
const draftWay = (what: string, on: 'planned' | 'meeting'): Way => ({ places: { id: missing('meeting', 'not-found', (id) => ({ url: `/api/meetings/${id}/${what}/${newId()}`, body: {} })), draftId: taken('draft', (id, me) => ({ url: `/api/meetings/${me[on]}/${what}/${id}`, body: {} }), on) } })

/** How the routes of meetings are asked. */
export const meetingWays: Record<string, Way> = {
  'GET /api/meetings': { pages: [page('/api/meetings?limit=200', 'meeting'), page('/api/meetings?box=owed'), page('/api/meetings?box=past')] },
  'GET /api/meetings/choices': { pages: [page('/api/meetings/choices')] },
  'GET /api/meetings/{id}': opened('meeting'),
  'GET /api/meetings/{id}/paper/{what}.{format}': { places: { what: 'giay-moi or bien-ban', format: 'docx or pdf', id: missing('meeting', 'not-found', (id) => ['giay-moi', 'bien-ban'].map((what) => ({ url: `/api/meetings/${id}/paper/${what}.docx` }))) } },
  'GET /api/directives/{id}/meeting': { places: { id: missing('directive', 'not-found', (id) => ({ url: `/api/directives/${id}/meeting` })) } },
  'PUT /api/meetings/{id}': { places: {
    id: taken('meeting', (_, me) => ({ body: planBy(me) })),
    chairPostId: missing('post', 'reference-missing', (id, me) => ({ url: fresh(), body: planBy(me, { chairPostId: id }) })), secretaryPostId: missing('post', 'reference-missing', (id, me) => ({ url: fresh(), body: planBy(me, { secretaryPostId: id }) })),
    'bridges[].id': taken('meeting_bridge', (id, me) => ({ url: fresh(), body: planBy(me, { bridges: [room({ id })] }) })),
    'bridges[].bodyId': 'areas and bodies are public reference data', 'bridges[].invitees[].bodyId': 'areas and bodies are public reference data',
    'bridges[].invitees[].id': taken('meeting_invitee', (id, me) => ({ url: fresh(), body: planBy(me, { bridges: [room({ invitees: [{ id, bodyId: bodies.communeB1, words: 'Chủ tịch' }] })] }) })),
  } },
  ...Object.fromEntries(['invite', 'open'].map((verb) => [`POST /api/meetings/{id}/${verb}`, changed('meeting', { version: 1 })])),
  ...Object.fromEntries(['postpone', 'cancel'].map((verb) => [`POST /api/meetings/{id}/${verb}`, changed('meeting', { version: 1, reason: 'Bão' })])),
  'POST /api/meetings/{id}/papers': { places: {
    id: missing('meeting', 'not-found', () => ({ body: { fileIds: [newId()] } })), 'fileIds[]': missing('file', 'reference-missing', (id, me) => ({ url: `/api/meetings/${me.meeting ?? newId()}/papers`, body: { fileIds: [id] } })),
  } },
  'POST /api/meetings/{id}/invitees/{inviteeId}/answer': guestWay('answer', reply),
  'POST /api/meetings/{id}/invitees/{inviteeId}/attendance': guestWay('attendance', mark),
  'POST /api/meetings/{id}/minutes/begin': changed('meeting', {}),
  'PUT /api/meetings/{id}/texts/{kind}': { places: { kind: 'minutes or conclusions', id: missing('meeting', 'not-found', (id) => ({ url: `/api/meetings/${id}/texts/minutes`, body: { version: 0, text: 'Biên bản' } })) } },
  'POST /api/meetings/{id}/minutes/sign': changed('meeting', { version: 1, as: 'secretary' }),
  'PUT /api/meetings/{id}/invitation-draft/{draftId}': draftWay('invitation-draft', 'planned'),
  'PUT /api/meetings/{id}/conclusion-draft/{draftId}': draftWay('conclusion-draft', 'meeting'),
}
