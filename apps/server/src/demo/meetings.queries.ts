import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

type Columns = readonly (readonly [key: string, column: string, type: string])[]
const OF: Columns = [['id', 'id', 'uuid'], ['meetingId', 'meeting_id', 'uuid']]
const AT: Columns = [['bodyId', 'body_id', 'int'], ['position', 'position', 'int']]

/** Columns of each table that the demo fills; keys are those of the rows. */
const TABLES = {
  meeting: [['id', 'id', 'uuid'], ['title', 'title', 'text'], ['kind', 'kind', 'text'], ['form', 'form', 'text'], ['chairPostId', 'chair_post_id', 'uuid'], ['chairTitle', 'chair_title', 'text'],
    ['secretaryPostId', 'secretary_post_id', 'uuid'], ['secretaryTitle', 'secretary_title', 'text'], ['startsAt', 'starts_at', 'timestamptz'], ['endsAt', 'ends_at', 'timestamptz'], ['place', 'place', 'text'],
    ['agenda', 'agenda', 'text[]'], ['state', 'state', 'text'], ['directiveId', 'directive_id', 'uuid'], ['searchKey', 'search_key', 'text']],
  meeting_bridge: [...OF, ...AT, ['place', 'place', 'text']],
  meeting_invitee: [...OF, ...AT, ['bridgeId', 'bridge_id', 'uuid'], ['words', 'words', 'text'], ['answer', 'answer', 'text'], ['answerReason', 'answer_reason', 'text'], ['substituteName', 'substitute_name', 'text'],
    ['answeredAt', 'answered_at', 'timestamptz'], ['answeredBy', 'answered_by', 'text'], ['attendance', 'attendance', 'text'], ['markedAt', 'marked_at', 'timestamptz'], ['markedBy', 'marked_by', 'text']],
  meeting_call: [...OF, ['bodyId', 'body_id', 'int'], ['kind', 'kind', 'text'], ['n', 'n', 'int'], ['at', 'at', 'timestamptz'], ['seenAt', 'seen_at', 'timestamptz']],
  meeting_text: [...OF, ['kind', 'kind', 'text'], ['text', 'text', 'text'], ['savedBy', 'saved_by', 'text'], ['secretaryName', 'secretary_name', 'text'], ['secretarySignedAt', 'secretary_signed_at', 'timestamptz'],
    ['chairName', 'chair_name', 'text'], ['chairSignedAt', 'chair_signed_at', 'timestamptz']],
  meeting_event: [...OF, ['kind', 'kind', 'text'], ['at', 'at', 'timestamptz'], ['byTitle', 'by_title', 'text'], ['note', 'note', 'text']],
} satisfies Record<string, Columns>

/** Writes rows of one table of meetings as they stand, with the audit entries of an insert. */
export function saveMeetingRows(tx: Tx, table: keyof typeof TABLES, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows(TABLES[table])
  return tx.run(`insert into ${table} (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

/** The notice of conclusions that a body issued, with its number. */
export function findConclusions(tx: Tx, ownerId: number): Promise<{ id: string; number: string | null; day: string } | undefined> {
  return tx.find(`select id, number, issued_on as day from directive where owner_id = $1 and doc_type = 'thong-bao' and state = 'issued' order by issued_on limit 1`, [ownerId])
}

/** Names of those who hold posts, by post. */
export async function namesOf(tx: Tx, postIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await tx.rows<{ id: string; name: string }>('select o.id, p.full_name as name from post o join person p on p.id = o.person_id where o.id = any ($1::uuid[])', [postIds])).map(({ id, name }) => [id, name]))
}
