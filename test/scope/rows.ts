import { columnOf, placedFields, registers, writtenFields, type Field, type Register } from '@phaodai/registers'
import { readDirective } from '@phaodai/directives'
import { makeId } from '@phaodai/vocabulary'
import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { areas, bodies, cast, type Member } from '#test/people.ts'
import type { Ground, Viewer } from './oracle.ts'

/** One row of the world: its id, a word that stands in it and nowhere else, and who may know of it. */
export type Planted = { kind: string; id: string; marker: string; sees: (viewer: Viewer) => boolean; facts?: Record<string, unknown> }

/** A word of a sensitive column: shown to those who may reveal it, and, when `asked`, only in answer to `reveal=1`. */
export type Secret = { register: string; marker: string; sees: (viewer: Viewer) => boolean; inScope: (viewer: Viewer) => boolean; asked: boolean }

/** Stands in every marker, so that one search asks for all of them. */
export const COMMON = 'dauvet'

/** What every planted file holds. */
export const CONTENT = 'Nội dung của một tệp'
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')

/** A new id as a client makes it. */
export function newId(): string {
  return makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

/** What rows are written with: the client of the installation, the oracle, and the list they are noted in. */
export type Soil = { client: ClientBase; ground: Ground; planted: Planted[]; secrets: Secret[]; marker: () => string }

/** Whether the viewer's role reads a subject at all. */
export const reads = (viewer: Viewer, subject: string): boolean => viewer.permissions.has(`${subject}.read`)

/** Notes a row that is about to be written. */
export function note(soil: Soil, kind: string, sees: Planted['sees'], id = newId(), facts?: Planted['facts']): Planted {
  const row = { kind, id, marker: soil.marker(), sees, ...(facts && { facts }) }
  soil.planted.push(row)
  return row
}

async function putFile(soil: Soil, sees: Planted['sees'], by: Member, subject: string | null = null, on: string | null = null): Promise<Planted> {
  const row = note(soil, 'file', (viewer) => sees(viewer) || viewer.member === by)
  await soil.client.query(
    `insert into file (id, sha256, size, media_type, name, body_id, post_id, attached_subject, attached_id)
     values ($1, $2, $3, 'text/plain', $4, $5, $6, $7, $8)`, [row.id, SHA256, Buffer.byteLength(CONTENT), `${row.marker}.txt`, by.actsForId, by.postId, subject, on])
  return row
}

type Letter = { owner: number; author: Member; state: 'draft' | 'issued' | 'superseded'; to?: number[]; successor?: Planted }

/** A letter with an item, an order, deliveries and an original on file, as intake and issue leave them. */
export async function plantDirective(soil: Soil, { owner, author, state, to = [], successor }: Letter): Promise<Planted> {
  const { client, ground } = soil
  const own = (viewer: Viewer): boolean => reads(viewer, 'directive') && viewer.member.actsForId === owner
  const sees = (viewer: Viewer): boolean => own(viewer) || (reads(viewer, 'directive') && state !== 'draft'
    && (viewer.whole || [owner, ...to].some((body) => ground.within(viewer, body))))
  const row = note(soil, 'directive', sees, newId(), { owner, state })
  const text = `Số ${soil.planted.length}-CV/${row.marker}\nV/v ${row.marker}\n\n1. UBND huyện rà soát ${row.marker}, báo cáo trước ngày 01/8/2021.`
  const file = await putFile(soil, sees, author, 'directive', row.id)
  await client.query(
    `insert into directive (id, owner_id, direction, doc_type, system, number, number_key, issuer_text, abstract, signer_name, text, file_id, reading, state,
       superseded_by_id, issued_at, search_key, created_by)
     values ($1, $2, 'own', 'cong-van', 'state', $3, $3, $4, $4, $4, $5, $6, $7, $8, $9, case when $8 <> 'draft' then now() - interval '9 days' end, $4, $10)`,
    [row.id, owner, `${soil.planted.length}-CV/${row.marker}`, row.marker, text, file.id, JSON.stringify(readDirective(text)), state, successor?.id ?? null, author.postId])
  await client.query("insert into directive_item (id, directive_id, label, position, span_start, span_end) values ($1, $2, '1', 0, 0, 5)", [note(soil, 'item', sees).id, row.id])
  const order = note(soil, 'order', own, newId(), { owner, state, letter: row.id })
  await client.query(
    "insert into directive_order (id, directive_id, item_label, position, text, nature, deadline_kind, report_to) values ($1, $2, '1', 1, $3, 'standing', 'none', $3)",
    [order.id, row.id, order.marker])
  for (const body of to) await plantDelivery(soil, row, owner, body)
  return row
}

async function plantDelivery({ client, ground, ...soil }: Soil, letter: Planted, owner: number, body: number): Promise<void> {
  const row = note({ client, ground, ...soil }, 'delivery', (viewer) => reads(viewer, 'directive')
    && (viewer.whole || ground.within(viewer, owner) || ground.within(viewer, body)))
  await client.query(
    `insert into directive_delivery (id, directive_id, owner_id, body_id, purpose, read_at, acknowledged_at, acknowledged_by)
     values ($1, $2, $3, $4, 'execute', now(), now(), $5)`, [row.id, letter.id, owner, body, row.marker])
}

/** The stub of a document that was refused. */
export async function plantStub(soil: Soil, author: Member): Promise<void> {
  const row = note(soil, 'stub', (viewer) => reads(viewer, 'directive') && viewer.member.actsForId === author.actsForId)
  await soil.client.query('insert into directive_stub (id, owner_id, number, issuer_text, created_by) values ($1, $2, $3, $3, $4)', [row.id, author.actsForId, row.marker, author.postId])
}

type Task = { from: number; to: number; by: Member; origin?: number; monitor?: number; letter?: Planted; parent?: Planted; state?: string; deadline?: string }

/** A task with a history and a piece of evidence. */
export async function plantTask(soil: Soil, { from, to, by, origin = from, monitor, letter, parent, state = 'not_started', deadline }: Task): Promise<Planted> {
  const { client, ground } = soil
  const sees = (viewer: Viewer): boolean => reads(viewer, 'task')
    && (viewer.whole || [from, to, origin, monitor ?? null].some((body) => ground.within(viewer, body)))
  const row = note(soil, 'task', sees, newId(), { from, to, state })
  await client.query(
    `insert into task (id, directive_id, parent_id, origin_id, assigner_id, body_id, monitor_id, role, text, nature, deadline_kind, deadline, report_to, state,
       last_report, request_reason, search_key, created_by, created_at, done_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'lead', $8, 'deliverable', $9, $10, $8, $11, $8, $8, $8, $12, now() - interval '9 days', case when $11 = 'done' then now() end)`,
    [row.id, letter?.id ?? null, parent?.id ?? null, origin, from, to, monitor ?? null, row.marker, deadline ? 'date' : 'none', deadline ?? null, state, by.postId])
  const file = await putFile(soil, sees, by, 'task', row.id)
  const event = note(soil, 'event', sees)
  await client.query(
    "insert into task_event (id, task_id, kind, post_id, body_id, by_title, note, file_ids) values ($1, $2, 'reported', $3, $4, $5, $5, $6)",
    [event.id, row.id, by.postId, by.actsForId, event.marker, [file.id]])
  return row
}

/** A file that hangs on nothing. */
export async function plantFile(soil: Soil, by: Member): Promise<void> {
  await putFile(soil, () => false, by)
}

function valueOf(name: string, field: Field, marker: string, area: number, item: string | undefined): unknown {
  if (field.target === 'disease') return 'covid-19'
  if (field.kind === 'text') return marker
  if (field.kind === 'number') return Math.max(5, field.range?.min ?? 0)
  if (field.kind === 'date') return '2021-08-05'
  if (field.kind === 'instant') return '2021-08-05T07:30:00.000Z'
  if (field.kind === 'code') return field.values?.[0]
  if (field.kind === 'yes-no') return true
  if (field.kind === 'area') return name === 'areaId' ? area : null
  if (field.kind === 'list') return JSON.stringify([Object.fromEntries(Object.entries(field.parts ?? {}).map(([part, kind]) => [part, valueOf(part, kind, marker, area, item)]))])
  if (field.kind === 'reference' && field.required) return item
  return null
}

const isMarked = (register: Register): boolean => Object.values(register.fields).some((field) => field.kind === 'text' && !field.sensitive)

/** One record in an area, its marker in every text and another in every sensitive one. A new register needs nothing here. */
export async function plantRecord(soil: Soil, register: Register, area: number, by: Member, item?: string): Promise<Planted> {
  if (!isMarked(register)) throw new Error(`register ${register.name} has no text field: say in test/scope/rows.ts where its marker stands`)
  const { client, ground } = soil
  const sees = (viewer: Viewer): boolean => reads(viewer, register.name) && (register.open === true || ground.covers(viewer, area))
  const row = note(soil, register.name, sees)
  const secret: Secret = { register: register.name, marker: soil.marker(), sees: (viewer) => sees(viewer) && viewer.permissions.has(`${register.name}.reveal`), inScope: sees, asked: true }
  if (Object.values(register.fields).some((field) => field.sensitive)) soil.secrets.push(secret)
  const fields = Object.entries(writtenFields(register))
  const values = fields.map(([name, field]) => valueOf(name, field, field.sensitive ? secret.marker : row.marker, area, item))
  const columns = ['id', 'created_by', 'search_key', ...fields.map(([name]) => columnOf(name))]
  await client.query(`insert into ${register.name} (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`, [row.id, by.postId, row.marker, ...values])
  return row
}

/** Records of every register in every place, on one article of the province that all may use. */
export async function plantRecords(soil: Soil, places: readonly [area: number, by: Member][]): Promise<void> {
  const closed = registers.filter((register) => !register.open)
  for (const register of registers.filter((each) => each.open)) await plantRecord(soil, register, areas.province, cast.provinceStateClerk)
  const item = soil.planted.find((row) => row.kind === 'supply_item')!.id
  for (const register of closed) for (const [area, by] of places) await plantRecord(soil, register, area, by, item)
}

/** Points one record at another: the pointer may be seen by those who do not see what it points at. */
export async function linkRecords({ client }: Soil, from: Planted, to: Planted, lead: Member): Promise<void> {
  const register = registers.find((each) => each.name === from.kind)!
  from.facts = { linked: true }
  for (const [name, field] of Object.entries(placedFields(register))) {
    if (field.target === from.kind) await client.query(`update ${from.kind} set ${columnOf(name)} = $2 where id = $1`, [from.id, to.id])
    if (field.target === 'person') await client.query(`update ${from.kind} set ${columnOf(name)} = $2 where id = $1`, [from.id, lead.personId])
  }
}

/** Names, phones, posts, accounts and sessions of the cast get markers; they are rows like any other. */
export async function markPeople(soil: Soil, members: readonly Member[]): Promise<void> {
  const { client, ground } = soil
  for (const member of members) {
    const known = (viewer: Viewer): boolean => viewer.member === member || ground.within(viewer, member.bodyId)
    const person = note(soil, 'person', known, member.personId, { body: member.bodyId })
    const post = note(soil, 'post', known, member.postId)
    const account = note(soil, 'account', (viewer) => viewer.member === member || (reads(viewer, 'account') && known(viewer)), member.accountId)
    const phone: Secret = { register: 'person', marker: soil.marker(), sees: (viewer) => known(viewer) && viewer.permissions.has('person.reveal'), inScope: known, asked: false }
    soil.secrets.push(phone)
    await client.query('update person set full_name = $2, search_key = $2, phone = $3, email = $3 where id = $1', [person.id, person.marker, phone.marker])
    await client.query('update post set title = $2 where id = $1', [post.id, post.marker])
    await client.query('update account set username = $2 where id = $1', [account.id, account.marker])
    await client.query('update auth."user" set username = $2 where id = $1::text', [account.id, account.marker])
  }
}

/** Sessions of those signed in, with a marker for a browser. */
export async function markSessions(soil: Soil, members: readonly Member[]): Promise<void> {
  const { client, ground } = soil
  for (const member of members) {
    const sees = (viewer: Viewer): boolean => viewer.member === member || (reads(viewer, 'account') && ground.within(viewer, member.bodyId))
    const { rows } = await client.query<{ id: string }>('select id from auth.session where "userId" = $1::text', [member.accountId])
    const row = note(soil, 'session', sees, rows[0]!.id)
    await client.query('update auth.session set "userAgent" = $2 where id = $1', [row.id, row.marker])
  }
}

/** What an office has learnt to call somebody, and how a post last mapped its columns. */
export async function plantHabits(soil: Soil, member: Member): Promise<void> {
  const alias = note(soil, 'alias', (viewer) => soil.ground.within(viewer, member.actsForId))
  await soil.client.query('insert into body_alias (id, alias, alias_key, context_body_id, body_ids) values ($1, $2, $2, $3, $4)',
    [alias.id, alias.marker, member.actsForId, [bodies.districtState]])
  const mapping = note(soil, 'mapping', (viewer) => viewer.member === member)
  await soil.client.query('insert into import_mapping (post_id, register, mapping) values ($1, $2, $3)', [member.postId, 'rumour', { claim: mapping.marker }])
}
