import type { Draft, DraftComment, DraftContent, DraftDetail, DraftQuery, SignedCopy } from '@phaodai/office'
import { workingCalendar, type CalendarDay, type WorkingCalendar } from '@phaodai/vocabulary'
import { settingOn, type Setting } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

const BODY = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.short_name)`
const COLUMNS = `d.id, ${BODY('o')} as owner, d.author_title as author, d.system, d.doc_type as "docType", d.abstract, d.state, d.round, d.number, d.issued_on as "issuedOn",
  d.source_id as "sourceId", s.number as "sourceNumber", d.directive_id as "directiveId", d.updated_at as "updatedAt", d.created_at as "createdAt", d.version,
  (select t.title from draft_step t where t.draft_id = d.id and t.round = d.round and t.decision is null and d.state = 'signing' order by t.position limit 1) as "waitsFor"`
const JOINS = 'join body o on o.id = d.owner_id left join directive s on s.id = d.source_id'

const boxes: Record<DraftQuery['box'], string> = {
  open: `d.owner_id = app_body() and d.state in ('drafting', 'clearance', 'signing', 'signed', 'numbered')`,
  mine: `d.owner_id = app_body() and d.created_by = app_post()`,
  asked: 'd.owner_id <> app_body()',
  done: `d.owner_id = app_body() and d.state in ('issued', 'recalled', 'replaced', 'dropped')`,
}

/** Drafts of a box, last changed first. */
export function loadDrafts(tx: Tx, { box, limit }: DraftQuery): Promise<Draft[]> {
  return tx.rows<Draft>(`select ${COLUMNS} from draft d ${JOINS} where ${boxes[box]} order by d.updated_at desc, d.id desc limit ${limit}`)
}

/** A draft with its text and who last saved it. */
export type DraftRow = Draft & { content: DraftContent; ownerId: number; createdBy: string; savedPost: string; savedBy: string; entryId: string | null }

/** One draft under the viewer's policy. */
export function findDraft(tx: Tx, id: string): Promise<DraftRow | undefined> {
  return tx.find<DraftRow>({ name: 'draft.find', text: `
    select ${COLUMNS}, d.content, d.owner_id as "ownerId", d.created_by as "createdBy", d.saved_post as "savedPost", d.saved_by as "savedBy", d.entry_id as "entryId"
    from draft d ${JOINS} where d.id = $1` }, [id])
}

type Step = DraftDetail['steps'][number]

/** Steps of all rounds; `mine` says that the acting post is to decide. */
export function loadSteps(tx: Tx, id: string): Promise<Step[]> {
  return tx.rows<Step>(`
    select id, round, position, kind, post_id as "postId", title, decision, reason, decided_at as "decidedAt", post_id = app_post() and decision is null as mine
    from draft_step where draft_id = $1 order by round, position`, [id])
}

/** Remarks on a text, oldest first. */
export function loadComments(tx: Tx, id: string): Promise<DraftComment[]> {
  return tx.rows<DraftComment>(`
    select id, paragraph as at, quoted, text, by_title as by, body_id as "bodyId", created_at as "createdAt", resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution
    from draft_comment where draft_id = $1 order by created_at, id`, [id])
}

/** One remark, or undefined when out of sight. */
export async function findComment(tx: Tx, id: string): Promise<(DraftComment & { draftId: string }) | undefined> {
  return tx.find(`
    select id, draft_id as "draftId", paragraph as at, quoted, text, by_title as by, body_id as "bodyId", created_at as "createdAt", resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution
    from draft_comment where id = $1`, [id])
}

/** Bodies asked for their opinion; $2 is today, $3 whether silence counts as consent. */
export function loadClearances(tx: Tx, id: string, today: string, silenceAgrees: boolean): Promise<DraftDetail['clearances']> {
  return tx.rows(`
    select c.id, c.round, ${BODY('b')} as body, c.question, c.due_on as "dueOn", c.asked_at as "askedAt", c.verdict, c.answer, c.answered_at as "answeredAt", c.answered_by as "answeredBy",
      c.verdict is null and c.due_on < $2::date as late, case when $3 then 'agrees' else 'waits' end as silent
    from draft_clearance c join body b on b.id = c.body_id where c.draft_id = $1 order by c.round, c.asked_at, c.body_id`, [id, today, silenceAgrees])
}

/** What happened to a draft, in order. */
export function loadEvents(tx: Tx, id: string): Promise<DraftDetail['events']> {
  return tx.rows(`select id, kind, at, by_title as by, note, from_state as "fromState", to_state as "toState" from draft_event where draft_id = $1 order by at, id`, [id])
}

/** Kept versions, newest first, without their text. */
export function loadVersions(tx: Tx, id: string): Promise<DraftDetail['versions']> {
  return tx.rows(`select id, round, n, saved_by as "savedBy", saved_at as "savedAt" from draft_version where draft_id = $1 order by n desc`, [id])
}

/** The text of one version. */
export function findVersion(tx: Tx, draftId: string, id: string): Promise<{ id: string; content: DraftContent } | undefined> {
  return tx.find('select id, content from draft_version where draft_id = $1 and id = $2', [draftId, id])
}

/** Papers that came back, newest first. */
export function loadCopies(tx: Tx, id: string): Promise<SignedCopy[]> {
  return tx.rows<SignedCopy>(`
    select c.findings || jsonb_build_object('id', c.id, 'fileId', c.file_id, 'fileName', f.name, 'kind', c.kind, 'at', c.created_at, 'by', c.by_title, 'accepted', c.accepted) as copy
    from draft_copy c join file f on f.id = c.file_id where c.draft_id = $1 order by c.created_at desc, c.id desc`, [id]).then(rows => rows.map(row => (row as unknown as { copy: SignedCopy }).copy))
}

/** Whether a signed paper has come back that ends DỰ THẢO. */
export async function hasSignedCopy(tx: Tx, id: string): Promise<boolean> {
  return (await tx.get<{ there: boolean }>('select exists (select from draft_copy where draft_id = $1 and accepted) as there', [id])).there
}

/** To whom an issued draft went and who opened it. */
export function loadReaders(tx: Tx, directiveId: string): Promise<DraftDetail['deliveries']> {
  return tx.rows(`select ${BODY('b')} as body, v.read_at as "readAt" from directive_delivery v join body b on b.id = v.body_id where v.directive_id = $1 order by v.body_id`, [directiveId])
}

/** Posts of the acting office that may sign or check, with the names of their holders. */
export function loadPosts(tx: Tx, today: string): Promise<{ postId: string; name: string; title: string; role: string }[]> {
  return tx.rows(`
    select p.id as "postId", n.full_name as name, p.title, p.role from post p join person n on n.id = p.person_id
    where p.acts_for_id = app_body() and p.valid_from <= $1::date and (p.valid_to is null or p.valid_to >= $1::date) and p.role in ('leader', 'province-leader', 'clerk', 'officer', 'health')
    order by array_position(array['leader', 'province-leader', 'clerk', 'officer', 'health'], p.role), p.title, p.id`, [today])
}

export interface TemplateRow { key: string; name: string; system: 'party' | 'state' | null; docType: DraftContent['docType']; content: object; source: string }

/** Templates in force on a day. */
export function loadTemplates(tx: Tx, day: string): Promise<TemplateRow[]> {
  return tx.rows<TemplateRow>(`
    select distinct on (key) key, name, system, doc_type as "docType", content, source from draft_template
    where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date) order by key, valid_from desc`, [day])
}

export interface Below { id: number; kind: string; name: string }

/** Bodies one level below the acting one, in its own chain. */
export function loadBelow(tx: Tx, today: string): Promise<Below[]> {
  return tx.rows<Below>(`
    select b.id, b.kind, b.name from body b, body o
    where o.id = app_body() and b.id between app_body_lo() + 1 and app_body_hi() and b.chain = o.chain and (b.valid_to is null or b.valid_to >= $1::date)
      and b.level = case o.level when 'province' then case when exists (select from body x where x.id between app_body_lo() and app_body_hi() and x.level = 'district') then 'district' else 'commune' end
        when 'district' then 'commune' else 'village' end
    order by b.id`, [today])
}

/** The acting body. */
export function findOwner(tx: Tx): Promise<{ id: number; kind: string }> {
  return tx.get('select id, kind from body where id = app_body()')
}

/** Own tasks out of a document, by the item they stand in. */
export function loadOwnTasks(tx: Tx, directiveId: string): Promise<{ id: string; itemLabel: string | null; role: string; text: string; deadline: string | null; deadlinePrinted: string | null }[]> {
  return tx.rows(`
    select id, item_label as "itemLabel", role, text, deadline, deadline_printed as "deadlinePrinted" from task
    where directive_id = $1 and body_id = app_body() and state not in ('refused', 'cancelled') order by item_label, id`, [directiveId])
}

/** A number that a rule of the office sets, as in force on a day. */
export async function loadRuleNumber(tx: Tx, key: Setting, day: string): Promise<number> {
  return (await tx.get<{ n: number | null }>(`select ${settingOn(key, '$1')} as n`, [day])).n ?? 0
}

/** The working calendar around a day: 40 days before it, 120 after. */
export async function calendarAround(tx: Tx, day: string): Promise<WorkingCalendar> {
  return workingCalendar(await tx.rows<CalendarDay>('select day, kind, name, source from calendar_day where day between $1::date - 40 and $1::date + 120', [day]))
}

/** Certificates that a chain may end at, PEM. */
export async function loadRoots(tx: Tx, day: string): Promise<string[]> {
  return (await tx.rows<{ pem: string }>('select pem from trusted_root where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date) order by name', [day])).map(({ pem }) => pem)
}

/** Whether numbers of the acting body are given here, or by the official document system. */
export async function numbersHere(tx: Tx, system: string, day: string): Promise<boolean> {
  const row = await tx.find<{ here: boolean }>(`
    select numbering = 'own' as here from (
      select numbering, valid_from, 1 as rank from book_rule where body_id = app_body() and system = $1 and valid_from <= $2::date
      union all select numbering, valid_from, 2 from book_standard where system = $1 and valid_from <= $2::date) rules
    order by rank, valid_from desc limit 1`, [system, day])
  return row?.here ?? false
}
