import type { DeliveryStatus, HandlingChoices, HandlingCounts, HandlingParty, HandlingQuery, HandlingState, LeaderDirection } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/transaction.ts'

/** An incoming document as the list needs it, before timing and actions are told. */
export interface HandlingRow {
  id: string; state: HandlingState; number: string | null; docType: string; issuerText: string | null; issuedOn: string | null; abstract: string; urgency: string | null
  arrivalNumber: string | null; arrivedOn: string; source: 'intake' | 'delivery' | 'book' | 'edxml'; deadline: string | null; doneAt: string | null; doneOn: string | null
  directiveId: string | null; entryId: string | null; lead: string | null; sentence: string | null; mine: boolean; version: number; createdAt: string
  secret: boolean; reason: string | null; result: string | null; resultDirectiveId: string | null; fileId: string | null; directiveState: string | null; ownDirective: boolean
  stateBefore: HandlingState | null; system: 'party' | 'state'; signer: string | null
}

/** Party of the direction in force: the acting post, or the unit it sits in. */
const IS_MINE = `exists (select 1 from handling_party p where p.direction_id = l.id and (p.post_id = app_post() or p.unit_id = $1::int))`

const COLUMNS = `h.id, h.state, coalesce(d.number, e.printed) as number, coalesce(d.doc_type, e.doc_type) as "docType", coalesce(d.issuer_text, b.short_name, e.issuer_text) as "issuerText",
  coalesce(d.issued_on, e.issued_on) as "issuedOn", coalesce(d.abstract, e.abstract, '') as abstract, coalesce(d.urgency, e.urgency) as urgency,
  lpad(e.number::text, greatest(2, length(e.number::text)), '0') || e.suffix as "arrivalNumber", h.arrived_on as "arrivedOn", case when h.envelope is null then h.source else 'edxml' end as source, h.deadline, h.done_at as "doneAt",
  (h.done_at at time zone 'Asia/Ho_Chi_Minh')::date as "doneOn", d.id as "directiveId", e.id as "entryId", l.sentence, lp.lead, coalesce(l.id is not null and ${IS_MINE}, false) as mine,
  h.version, h.created_at as "createdAt", coalesce(e.secret, false) as secret, h.reason, h.result, (select r.id from directive r where r.id = h.result_directive_id) as "resultDirectiveId",
  d.file_id as "fileId", d.state as "directiveState", coalesce(d.owner_id = app_body(), false) as "ownDirective", h.state_before as "stateBefore",
  coalesce(k.system, case when o.chain = 'party' then 'party' else 'state' end) as system, d.signer_name as signer`
const FROM = `from handling h join body o on o.id = h.body_id left join directive d on d.id = h.directive_id left join body b on b.id = d.issuer_id and d.issuer_text is null
  left join book_entry e on e.id = h.entry_id left join register_book k on k.id = e.book_id
  left join lateral (select * from handling_direction x where x.handling_id = h.id order by x.created_at desc, x.id desc limit 1) l on true
  left join lateral (select string_agg(coalesce(u.short_name, po.title), ', ') as lead from handling_party p left join body u on u.id = p.unit_id left join post po on po.id = p.post_id
    where p.direction_id = l.id and p.role = 'lead') lp on true`

const OPEN = `h.state in ('arrived', 'registered', 'assigned', 'in_progress', 'recall_asked')`
const BOXES: Record<HandlingQuery['box'], string> = {
  'arrived': `h.state in ('arrived', 'recall_asked')`, 'to-direct': `h.state = 'registered'`, 'mine': `h.state in ('assigned', 'in_progress') and ${IS_MINE}`, 'open': OPEN,
  'late': `${OPEN} and h.deadline < $2::date`, 'done': `h.state in ('done', 'refused', 'recalled')`, 'all': 'true',
}
const KEY = `(coalesce(d.search_key, '') || ' ' || coalesce(e.search_key, ''))`

function cursorOf(after: string): [string, string] {
  const [at, id, ...rest] = Buffer.from(after, 'base64url').toString().split('|')
  if (id === undefined || rest.length > 0) throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  return [at!, id]
}

/** One page of a box, newest first; one row more than asked tells of a next page. */
export function loadHandlings(tx: Tx, query: HandlingQuery, seatId: number, today: string): Promise<HandlingRow[]> {
  const values: unknown[] = [seatId, today]
  const bind = (value: unknown): string => `$${values.push(value)}`
  const parts = [BOXES[query.box], '$2::date is not null']
  if (query.q) parts.push(`not exists (select from unnest(${bind(searchKey(query.q).split(' ').filter(Boolean))}::text[]) w where position(w in ${KEY}) = 0)`)
  if (query.after) parts.push(`(h.created_at, h.id) < (${cursorOf(query.after).map((value, n) => `${bind(value)}::${n === 0 ? 'timestamptz' : 'uuid'}`).join(', ')})`)
  return tx.rows<HandlingRow>(`select ${COLUMNS} ${FROM} where ${parts.join(' and ')} order by h.created_at desc, h.id desc limit ${query.limit + 1}`, values)
}

/** One incoming document of the acting body. */
export function findHandling(tx: Tx, id: string, seatId: number): Promise<HandlingRow | undefined> {
  return tx.find<HandlingRow>({ name: 'handling.find', text: `select ${COLUMNS} ${FROM} where h.id = $2` }, [seatId, id])
}

/** The row of a document in the acting body. */
export function findByDirective(tx: Tx, directiveId: string): Promise<{ id: string } | undefined> {
  return tx.find('select id from handling where directive_id = $1 and body_id = app_body()', [directiveId])
}

/** How many wait in each box. */
export function loadCounts(tx: Tx, seatId: number, today: string): Promise<HandlingCounts> {
  const count = (box: HandlingQuery['box'], name: string): string => `(count(*) filter (where ${BOXES[box]}))::int as "${name}"`
  return tx.get<HandlingCounts>(`select ${[count('arrived', 'arrived'), count('to-direct', 'toDirect'), count('mine', 'mine'), count('open', 'open'), count('late', 'late')].join(', ')}
    from handling h left join lateral (select id from handling_direction x where x.handling_id = h.id order by x.created_at desc, x.id desc limit 1) l on true where $2::date is not null`, [seatId, today])
}

/** Every bút phê of a document with its parties, the one in force first. */
export async function loadDirections(tx: Tx, handlingId: string): Promise<LeaderDirection[]> {
  const rows = await tx.rows<Omit<LeaderDirection, 'parties'>>(`
    select l.id, l.sentence, l.deadline, l.said_on as "saidOn", l.leader_title as "leaderTitle", n.full_name as "leaderName", l.on_behalf as "onBehalf", l.recorded_by as "recordedBy", l.created_at as at
    from handling_direction l left join post o on o.id = l.leader_post_id left join person n on n.id = o.person_id
    where l.handling_id = $1 order by l.created_at desc, l.id desc`, [handlingId])
  const parties = await loadParties(tx, rows.map(row => row.id))
  return rows.map(row => ({ ...row, parties: parties.filter(party => party.directionId === row.id).map(({ directionId: _, ...party }) => party) }))
}

function loadParties(tx: Tx, directionIds: readonly string[]): Promise<(HandlingParty & { directionId: string })[]> {
  return tx.rows(`
    select p.direction_id as "directionId", p.role, case when o.id is not null then jsonb_build_object('id', o.id, 'title', o.title, 'name', n.full_name) end as post,
      case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.short_name) end as unit, case when t.id is not null then jsonb_build_object('id', t.id, 'state', t.state) end as task
    from handling_party p left join post o on o.id = p.post_id left join person n on n.id = o.person_id left join body u on u.id = p.unit_id left join task t on t.id = p.task_id
    where p.direction_id = any($1::uuid[]) order by p.role = 'coordinate', coalesce(u.short_name, o.title)`, [directionIds])
}

/** The history of a document in this office, latest last. */
export function loadEvents(tx: Tx, handlingId: string): Promise<{ id: string; kind: string; at: string; byTitle: string; note: string | null; fromState: string | null; toState: string | null }[]> {
  return tx.rows(`select id, kind, at, by_title as "byTitle", note, from_state as "fromState", to_state as "toState" from handling_event where handling_id = $1 order by at, id`, [handlingId])
}

/** Whom a bút phê may name: posts that act for the office, and the units they sit in. */
export async function loadChoices(tx: Tx, today: string): Promise<HandlingChoices> {
  const posts = await tx.rows<HandlingChoices['posts'][number] & { unitId: number }>(`
    select o.id, o.title, n.full_name as name, b.short_name as unit, o.body_id as "unitId", exists (select 1 from role_permission r where r.role = o.role and r.permission = 'handling.direct') as leader
    from post o join person n on n.id = o.person_id join body b on b.id = o.body_id
    where o.acts_for_id = app_body() and o.valid_from <= $1 and coalesce(o.valid_to, $1) >= $1 order by leader desc, b.id, o.title`, [today])
  const units = new Map(posts.map(post => [post.unitId, post.unit]))
  return { posts: posts.map(({ unitId: _, ...post }) => post), units: [...units].map(([id, name]) => ({ id, name })) }
}

/** Title of a leader's post of the own office, with the name it stands under. */
export function findLeader(tx: Tx, postId: string): Promise<{ title: string; name: string } | undefined> {
  return tx.find(`select o.title, n.full_name as name from post o join person n on n.id = o.person_id
    where o.id = $1 and o.acts_for_id = app_body() and exists (select 1 from role_permission r where r.role = o.role and r.permission = 'handling.direct')`, [postId])
}

/** Posts of the own office by number. */
export async function knownPosts(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>('select id from post where id = any($1::uuid[]) and acts_for_id = app_body()', [ids])
  return new Set(rows.map(row => row.id))
}

/** Whether somebody who sits in a body acts for the own one: then it is a unit of this office, not a body that gets a task. */
export async function ownUnits(tx: Tx, ids: readonly number[]): Promise<Set<number>> {
  const rows = await tx.rows<{ id: number }>('select distinct body_id as id from post where body_id = any($1::int[]) and acts_for_id = app_body()', [ids])
  return new Set(rows.map(row => row.id))
}

/** What the acting role may do with incoming documents. */
export async function loadMay(tx: Tx, role: string): Promise<Set<string>> {
  const rows = await tx.rows<{ permission: string }>(`select permission from role_permission where role = $1 and permission like 'handling.%'`, [role])
  return new Set(rows.map(row => row.permission))
}

/** How far the recipients of an own document have come. */
export function loadStatus(tx: Tx, directiveId: string): Promise<Omit<DeliveryStatus['rows'][number], 'statusCode'>[]> {
  return tx.rows(`select jsonb_build_object('id', b.id, 'name', b.short_name) as body, s.state, s.reason, s.at from delivery_status($1) s join body b on b.id = s.body_id order by b.id`, [directiveId])
}
