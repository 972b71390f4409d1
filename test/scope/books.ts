import { bodies, cast, type Member } from '#test/people.ts'
import type { Viewer } from './oracle.ts'
import { COMMON, newId, type Planted, type Soil } from './rows.ts'
import { changed, missing, opened, page, taken, type Me, type Place, type Way } from './way.ts'

const DAY = '2021-08-20'
const WORDS = `q=${COMMON}`
const CORNERS = [bodies.provinceParty, bodies.districtState, bodies.communeA1Party, bodies.communeA1, bodies.communeB1]

/** A line of a body's book of arrivals and the way of what it names through that body's office, with a bút phê. */
export async function plantHandling({ client, planted, marker }: Soil, owner: number, author: Member, leader: Member): Promise<void> {
  const note = (kind: string, subject: string, facts?: Planted['facts']): Planted => {
    const sees = (viewer: Viewer): boolean => viewer.permissions.has(`${subject}.read`) && viewer.member.actsForId === owner
    const row: Planted = { kind, id: newId(), marker: marker(), sees, ...(facts && { facts }) }
    planted.push(row)
    return row
  }
  const [book, rule, entry] = [newId(), note('book_rule', 'book'), note('book_entry', 'book')]
  const [handling, said, event] = [note('handling', 'handling', { owner, state: 'registered' }), note('handling_direction', 'handling'), note('handling_event', 'handling')]
  await client.query("insert into book_rule (id, body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $2, $2, 'state', 'external', 'by-type', '2021-01-01', $3)", [rule.id, owner, rule.marker])
  await client.query("insert into register_book (id, body_id, keeper_id, direction, system, doc_type, period, first_day) values ($1, $2, $2, 'incoming', 'state', '', '2021', '2021-01-01')", [book, owner])
  await client.query(
    `insert into book_entry (id, book_id, keeper_id, printed, day, issuer_text, doc_type, abstract, recipients, late, search_key, created_by)
     values ($1, $2, $3, $4, '2021-08-05', $4, 'cong-van', $4, $4, false, $4, $5)`, [entry.id, book, owner, entry.marker, author.postId])
  await client.query("insert into handling (id, body_id, entry_id, source, state, reason, created_by) values ($1, $2, $3, 'book', 'registered', $4, $5)", [handling.id, owner, entry.id, handling.marker, author.postId])
  await client.query(
    `insert into handling_direction (id, handling_id, body_id, sentence, leader_post_id, leader_title, said_on, on_behalf, recorded_by, created_by)
     values ($1, $2, $3, $4, $5, $4, '2021-08-05', true, $4, $6)`, [said.id, handling.id, owner, said.marker, leader.postId, author.postId])
  await client.query("insert into handling_party (direction_id, body_id, role, post_id) values ($1, $2, 'lead', $3)", [said.id, owner, leader.postId])
  await client.query("insert into handling_event (handling_id, body_id, kind, post_id, by_title, note) values ($1, $2, 'registered', $3, $4, $4)", [handling.id, owner, author.postId, event.marker])
}

/** What the viewer's own office has of these, as far as there is any. */
export function officeOf({ member: { actsForId } }: Viewer, planted: readonly Planted[]): Partial<Me> {
  const leads = (member: Member): boolean => member.actsForId === actsForId && ['leader', 'province-leader'].includes(member.role)
  return { handling: planted.find((row) => row.kind === 'handling' && row.facts?.owner === actsForId)?.id, leader: Object.values<Member>(cast).find(leads)?.postId }
}

const line = (me: Me): object => ({ bodyId: me.viewer.member.actsForId, direction: 'incoming', system: 'state', docType: 'cong-van', day: DAY, abstract: 'Lũ' })
const rule = (me: Me): object => ({ bodyId: me.viewer.member.actsForId, system: 'state', numbering: 'own', series: 'single', subNumbers: false, code: null, organCode: null, validFrom: '2099-01-01', source: 'Thử' })

const books: Record<string, Way> = {
  'GET /api/books': { pages: [page('/api/books')] },
  'GET /api/books/entries': { pages: [page('/api/books/entries?limit=200', 'book_entry'), page(`/api/books/entries?${WORDS}`, 'book_entry'), page('/api/books/entries?direction=outgoing'), ...CORNERS.map((body) => page(`/api/books/entries?bodyId=${body}`))] },
  'GET /api/books/entries/export.{format}': { places: { format: 'csv, xlsx, docx or pdf' }, pages: [page('/api/books/entries/export.csv', 'book_entry'), page('/api/books/entries/export.xlsx?direction=incoming', 'book_entry')] },
  'PUT /api/books/entries/{id}': { places: { id: taken('book_entry', (_, me) => ({ body: line(me) })) } },
  'PATCH /api/books/entries/{id}': changed('book_entry', { version: 1, abstract: 'Khác' }),
  'POST /api/books/entries/{id}/cancel': changed('book_entry', { version: 1, reason: 'nhầm' }),
  'PUT /api/books/rules/{id}': { places: { id: taken('book_rule', (_, me) => ({ body: rule(me) })) } },
  'PUT /api/books/terms/{id}': { places: { id: 'terms are open to all who read books' } },
}

const said = (me: Me, more: object): object => ({ id: newId(), version: 1, sentence: 'Làm', deadline: null, lead: { postId: me.viewer.member.postId }, ...more })
const moved = (action: string, body: object): Record<string, Way> => ({ [`POST /api/handling/{id}/${action}`]: changed('handling', { version: 1, ...body }) })

/** A bút phê, the leader's own or one written down for the leader `by`. */
function directed(action: string, by: (me: Me) => object): Way {
  const asked = (of: (id: string) => object) => (id: string, me: Me) => ({ url: `/api/handling/${me.handling ?? newId()}/${action}`, body: said(me, { ...by(me), ...of(id) }) })
  const post = (of: (id: string) => object): Place => missing('post', 'reference-missing', asked(of))
  return { places: {
    id: missing('handling', 'not-found', (id, me) => ({ url: `/api/handling/${id}/${action}`, body: said(me, by(me)) })),
    'lead.postId': post((id) => ({ lead: { postId: id } })), 'coordinates[].postId': post((id) => ({ coordinates: [{ postId: id }] })),
    ...(action === 'record' && { leaderPostId: post((id) => ({ leaderPostId: id })) }),
  } }
}

const handling: Record<string, Way> = {
  'GET /api/handling': { pages: [page('/api/handling?box=all&limit=200', 'handling_direction'), page(`/api/handling?box=all&${WORDS}`), ...['arrived', 'to-direct', 'mine', 'open', 'late', 'done'].map((box) => page(`/api/handling?box=${box}`))] },
  'GET /api/handling/counts': { pages: [page('/api/handling/counts')] },
  'GET /api/handling/choices': { pages: [page('/api/handling/choices')] },
  'GET /api/handling/{id}': opened('handling'),
  'GET /api/handling/status/{directiveId}': { places: { directiveId: missing('directive', '200', (id) => ({ url: `/api/handling/status/${id}` })) } },
  'PUT /api/handling/{id}': { places: { id: taken('handling', (_, me) => ({ body: line(me) })) } },
  'POST /api/handling/{id}/direct': directed('direct', () => ({})),
  'POST /api/handling/{id}/record': directed('record', (me) => ({ leaderPostId: me.leader ?? newId(), saidOn: DAY })),
  ...moved('register', { day: DAY }), ...moved('refuse', { reason: 'nhầm' }), ...moved('start', {}), ...moved('ask-back', { reason: 'nhầm' }), ...moved('answer-recall', { agree: true, note: 'thôi' }),
  'POST /api/handling/{id}/finish': { places: {
    id: missing('handling', 'not-found', () => ({ body: { version: 1, result: 'Xong' } })),
    resultDirectiveId: { ...missing('directive', 'not-allowed', (id, me) => ({ url: `/api/handling/${me.handling}/finish`, body: { version: 1, result: 'Xong', resultDirectiveId: id } })), needs: 'handling' },
  } },
}

const EDXML = '<edXML><edXMLEnvelope><edXMLHeader><MessageHeader><From><OrganName>Bộ Y tế</OrganName></From><Subject>Lũ</Subject></MessageHeader></edXMLHeader></edXMLEnvelope></edXML>'
const point = { text: 'Rà soát', leadId: bodies.communeA1, deadline: null }

/** How the routes of books, of incoming documents and of oral directions are asked. */
export const bookWays: Record<string, Way> = {
  ...books, ...handling,
  'GET /api/edxml/of/{directiveId}': { places: { directiveId: missing('directive', 'not-found', (id) => ({ url: `/api/edxml/of/${id}` })) } },
  'PUT /api/edxml/{id}': { places: { id: taken('directive', () => ({ body: EDXML, headers: { 'content-type': 'application/xml' } })) } },
  'PUT /api/directions/{id}': { places: {
    id: taken('directive', (_, me) => ({ body: { leaderPostId: me.leader, saidOn: DAY, points: [point] } }), 'leader'),
    leaderPostId: missing('post', 'reference-missing', (id) => ({ url: `/api/directions/${newId()}`, body: { leaderPostId: id, saidOn: DAY, points: [point] } })),
  } },
}
