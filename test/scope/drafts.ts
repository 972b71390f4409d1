import { DraftContent } from '@phaodai/office'
import { bodies, type Member } from '#test/people.ts'
import { newId, note, reads, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Way } from './way.ts'

const LATE = '2099-12-01'
const FORMAT = 'docx or pdf'

const contentOf = (marker: string): DraftContent => DraftContent.parse({
  system: 'state', docType: 'cong-van', issuer: marker, place: 'Mẫu Sơn', abstract: marker, preamble: [marker], signature: { capacity: [{ text: 'Chủ tịch' }], name: marker },
  addressees: [{ written: marker }], items: [{ id: 'a', text: marker }],
})

/** A draft in the works with a remark, a kept version, a step and an event; and one that waits for its signed copy. */
export async function plantDrafts(soil: Soil, author: Member): Promise<void> {
  const { client } = soil
  const owner = author.actsForId
  const sees: Planted['sees'] = (viewer) => reads(viewer, 'draft') && viewer.member.actsForId === owner
  const put = async (state: string, more: string): Promise<Planted> => {
    const row = note(soil, 'draft', sees, newId(), { owner, state })
    await client.query(
      `insert into draft (id, owner_id, author_title, saved_by, saved_post, system, doc_type, abstract, content, state, search_key, created_by, number, issued_on)
       values ($1, $2, $3, $3, $4, 'state', 'cong-van', $3, $5, $6, $3, $4, ${more})`, [row.id, owner, row.marker, author.postId, JSON.stringify(contentOf(row.marker)), state])
    return row
  }
  const draft = await put('drafting', 'null, null')
  await put('numbered', `'9/UBND-VP', '2021-08-05'`)
  const [remark, version, step, event] = [note(soil, 'draft_comment', sees), note(soil, 'draft_version', sees), note(soil, 'draft_step', sees), note(soil, 'draft_event', sees)]
  await client.query('insert into draft_comment (id, draft_id, body_id, text, by_title, created_by) values ($1, $2, $3, $4, $4, $5)', [remark.id, draft.id, owner, remark.marker, author.postId])
  await client.query('insert into draft_version (id, draft_id, round, n, content, saved_by) values ($1, $2, 1, 1, $3, $4)', [version.id, draft.id, JSON.stringify(contentOf(version.marker)), version.marker])
  await client.query("insert into draft_step (id, draft_id, round, position, kind, post_id, title) values ($1, $2, 9, 0, 'sign', $3, $4)", [step.id, draft.id, author.postId, step.marker])
  await client.query("insert into draft_event (id, draft_id, kind, by_title, post_id) values ($1, $2, 'begun', $3, $4)", [event.id, draft.id, event.marker, author.postId])
}

/** Drafts of the viewer's own office. */
export function writingOf({ member: { actsForId } }: Me['viewer'], planted: readonly Planted[]): Partial<Me> {
  const own = (state: string): string | undefined => planted.find((row) => row.kind === 'draft' && row.facts?.owner === actsForId && row.facts?.state === state)?.id
  return { writing: own('drafting'), numbered: own('numbered') }
}

const of = (me: Me, rest = ''): string => `/api/drafts/${me.writing}${rest}`
const remark = { at: null, quoted: '', text: 'Xem lại' }
const blank = { from: 'blank', system: 'state', docType: 'cong-van' }

/** How the routes of drafts are asked. */
export const draftWays: Record<string, Way> = {
  'GET /api/drafts': { pages: [page('/api/drafts?limit=200', 'draft'), ...['mine', 'asked', 'done'].map((box) => page(`/api/drafts?box=${box}`))] },
  'GET /api/drafts/choices': { pages: [page('/api/drafts/choices')] },
  'GET /api/drafts/sources/{directiveId}': { places: { directiveId: missing('directive', 'not-found', (id) => ({ url: `/api/drafts/sources/${id}` })) } },
  'GET /api/drafts/{id}': opened('draft'),
  'GET /api/drafts/{id}/versions/{versionId}': { places: {
    id: missing('draft', 'not-found', (id) => ({ url: `/api/drafts/${id}/versions/${newId()}` })), versionId: missing('draft_version', 'not-found', (id, me) => ({ url: of(me, `/versions/${id}`) })),
  } },
  'GET /api/drafts/{id}/paper.{format}': { places: { format: FORMAT, id: missing('draft', 'not-found', (id) => ['docx', 'pdf'].map((format) => ({ url: `/api/drafts/${id}/paper.${format}` }))) } },
  'PUT /api/drafts/{id}': { places: {
    id: taken('draft', () => ({ body: blank })),
    directiveId: missing('directive', 'not-found', (id) => ({ url: `/api/drafts/${newId()}`, body: { from: 'directive', directiveId: id } })),
  } },
  'PATCH /api/drafts/{id}': changed('draft', { version: 1, content: contentOf('khác') }),
  'PUT /api/drafts/{id}/comments/{commentId}': { places: {
    id: missing('draft', 'not-found', (id) => ({ url: `/api/drafts/${id}/comments/${newId()}`, body: remark })), commentId: taken('draft_comment', (id, me) => ({ url: of(me, `/comments/${id}`), body: remark }), 'writing'),
  } },
  'POST /api/drafts/{id}/comments/{commentId}/resolve': { places: {
    id: missing('draft', 'not-found', (id) => ({ url: `/api/drafts/${id}/comments/${newId()}/resolve`, body: {} })),
    commentId: missing('draft_comment', 'not-found', (id, me) => ({ url: of(me, `/comments/${id}/resolve`), body: {} })),
  } },
  'POST /api/drafts/{id}/drop': changed('draft', { version: 1 }),
  'POST /api/drafts/{id}/ask': changed('draft', { version: 1, bodyIds: [bodies.communeB1], dueOn: LATE }),
  'POST /api/drafts/{id}/answer': changed('draft', { verdict: 'agree' }),
  'POST /api/drafts/{id}/resume': changed('draft', { version: 1 }),
  'POST /api/drafts/{id}/submit': { places: {
    id: missing('draft', 'not-found', (_, me) => ({ body: { version: 1, steps: [{ kind: 'sign', postId: me.viewer.member.postId }] } })),
    'steps[].postId': missing('post', 'reference-missing', (id, me) => ({ url: of(me, '/submit'), body: { version: 1, steps: [{ kind: 'sign', postId: id }] } })),
  } },
  'POST /api/drafts/{id}/decide': { places: { id: missing('draft', 'not-found', () => ['form', 'sign'].map((kind) => ({ body: { version: 1, kind, decision: 'passed' } }))) } },
  'POST /api/drafts/{id}/number': changed('draft', { version: 1, issuedOn: LATE }),
  'POST /api/drafts/{id}/issue': changed('draft', { version: 1 }),
  'POST /api/drafts/{id}/signed': { places: {
    id: missing('draft', 'not-found', () => ({ body: { fileId: newId(), kind: 'stamped' } })),
    fileId: missing('file', 'reference-missing', (id, me) => ({ url: `/api/drafts/${me.numbered}/signed`, body: { fileId: id, kind: 'stamped' } })),
  } },
}
