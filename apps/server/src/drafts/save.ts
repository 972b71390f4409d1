import type { DraftContent, SignedCopy } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

interface NewDraft { id: string; author: string; content: DraftContent; templateKey: string | null; sourceId: string | null; searchKey: string }

/** Begins a draft of the acting body; 0 when the id is taken. */
export function insertDraft(tx: Tx, d: NewDraft): Promise<number> {
  return tx.run(`
    insert into draft (id, author_title, saved_by, system, doc_type, abstract, content, template_key, source_id, search_key)
    values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
  [d.id, d.author, d.content.system, d.content.docType, d.content.abstract, JSON.stringify(d.content), d.templateKey, d.sourceId, d.searchKey])
}

/** Writes the text over under the version read; 0 = stale, or no longer a text to be written. */
export function saveContent(tx: Tx, id: string, version: number, content: DraftContent, by: string, searchKey: string): Promise<number> {
  return tx.run(`
    update draft set content = $3, system = $4, doc_type = $5, abstract = $6, saved_by = $7, saved_post = app_post(), search_key = $8
    where id = $1 and version = $2 and state = 'drafting'`, [id, version, JSON.stringify(content), content.system, content.docType, content.abstract, by, searchKey])
}

/** Keeps a text as a version of its own. */
export function keepVersion(tx: Tx, v: { id: string; draftId: string; round: number; content: DraftContent; by: string }): Promise<number> {
  return tx.run(`
    insert into draft_version (id, draft_id, round, n, content, saved_by)
    select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5 from draft_version where draft_id = $2`, [v.id, v.draftId, v.round, JSON.stringify(v.content), v.by])
}

const COLUMNS = { state: 'state', round: 'round', number: 'number', issuedOn: 'issued_on', entryId: 'entry_id', directiveId: 'directive_id' } as const
export type DraftPatch = Partial<Record<keyof typeof COLUMNS, unknown>>

/** Moves a draft that stands in `from` under the version read; 0 = stale or elsewhere. */
export function moveDraft(tx: Tx, id: string, version: number, from: readonly string[], patch: DraftPatch): Promise<number> {
  const keys = Object.keys(patch) as (keyof typeof COLUMNS)[]
  return tx.run(`update draft set ${keys.map((key, n) => `${COLUMNS[key]} = $${n + 4}`).join(', ')} where id = $1 and version = $2 and state = any($3::text[])`,
    [id, version, from, ...keys.map(key => patch[key])])
}

/** A line of the draft's history. */
export function insertEvent(tx: Tx, e: { draftId: string; kind: string; by: string; note?: string | null; from?: string; to?: string }): Promise<number> {
  return tx.run('insert into draft_event (draft_id, kind, by_title, note, from_state, to_state) values ($1, $2, $3, $4, $5, $6)',
    [e.draftId, e.kind, e.by, e.note || null, e.from ?? null, e.to ?? null])
}

/** A remark of the acting post; 0 when the id is taken. */
export function insertComment(tx: Tx, c: { id: string; draftId: string; at: string | null; quoted: string; text: string; by: string }): Promise<number> {
  return tx.run('insert into draft_comment (id, draft_id, paragraph, quoted, text, by_title) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing', [c.id, c.draftId, c.at, c.quoted, c.text, c.by])
}

/** Settles a remark, once. */
export function resolveComment(tx: Tx, id: string, by: string, resolution: string): Promise<number> {
  return tx.run('update draft_comment set resolved_at = now(), resolved_by = $2, resolution = $3 where id = $1 and resolved_at is null', [id, by, resolution])
}

/** Asks a body for its opinion on this round's text. */
export function insertClearance(tx: Tx, c: { id: string; draftId: string; round: number; bodyId: number; question: string; dueOn: string }): Promise<number> {
  return tx.run('insert into draft_clearance (id, draft_id, round, body_id, question, due_on) values ($1, $2, $3, $4, $5, $6)', [c.id, c.draftId, c.round, c.bodyId, c.question, c.dueOn])
}

/** Asks again for opinions asked by a day of Vietnam whose own day has passed as well; returns how many. Runs as the system. */
export function chaseClearancesAsked(tx: Tx, askedBy: string, today: string, at: string): Promise<number> {
  return tx.run(`
    update draft_clearance c set chased = true, chased_at = $3 from draft d
    where d.id = c.draft_id and d.state = 'clearance' and d.round = c.round and c.verdict is null and not c.chased
      and (c.asked_at at time zone 'Asia/Ho_Chi_Minh')::date <= $1 and c.due_on < $2::date`, [askedBy, today, at])
}

/** The acting body's answer of this round; 0 when it is not asked. A later answer replaces an earlier one. */
export function answerClearance(tx: Tx, draftId: string, verdict: string, answer: string, by: string): Promise<number> {
  return tx.run(`
    update draft_clearance set verdict = $2, answer = $3, answered_at = now(), answered_by = $4
    where draft_id = $1 and body_id = app_body() and round = (select round from draft where id = $1)`, [draftId, verdict, answer, by])
}

/** A step of the way to the signature. */
export function insertStep(tx: Tx, s: { id: string; draftId: string; round: number; position: number; kind: string; postId: string; title: string }): Promise<number> {
  return tx.run('insert into draft_step (id, draft_id, round, position, kind, post_id, title) values ($1, $2, $3, $4, $5, $6, $7)', [s.id, s.draftId, s.round, s.position, s.kind, s.postId, s.title])
}

/** Decides a step of the acting post; 0 when it is somebody else's or decided. */
export function decideStep(tx: Tx, id: string, decision: string, reason: string): Promise<number> {
  return tx.run('update draft_step set decision = $2, reason = $3, decided_at = now() where id = $1 and post_id = app_post() and decision is null', [id, decision, reason || null])
}

/** Which item carries out which item of a superior's document. */
export function insertLink(tx: Tx, l: { draftId: string; directiveId: string; itemLabel: string; sourceId: string; sourceLabel: string; taskId: string | null }): Promise<number> {
  return tx.run(`
    insert into draft_link (draft_id, directive_id, item_label, source_id, source_label, task_id) values ($1, $2, $3, $4, $5, $6)
    on conflict (draft_id, item_label, source_label) do nothing`, [l.draftId, l.directiveId, l.itemLabel, l.sourceId, l.sourceLabel, l.taskId])
}

/** The signed paper with what was found in it. */
export function insertCopy(tx: Tx, c: { id: string; draftId: string; fileId: string; kind: string; accepted: boolean; findings: Partial<SignedCopy>; by: string }): Promise<number> {
  return tx.run('insert into draft_copy (id, draft_id, file_id, kind, accepted, findings, by_title) values ($1, $2, $3, $4, $5, $6, $7)',
    [c.id, c.draftId, c.fileId, c.kind, c.accepted, JSON.stringify(c.findings), c.by])
}
