import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

const TABLES = {
  quick_report: [['id', 'id', 'uuid'], ['formId', 'form_id', 'text'], ['bodyId', 'body_id', 'int'], ['areaId', 'area_id', 'int'], ['day', 'day', 'date'], ['state', 'state', 'text'], ['sentAt', 'sent_at', 'timestamptz'],
    ['firstSentAt', 'first_sent_at', 'timestamptz'], ['senderTitle', 'sender_title', 'text'], ['approvedAt', 'approved_at', 'timestamptz'], ['approverTitle', 'approver_title', 'text'], ['lockedAt', 'locked_at', 'timestamptz'], ['lockerTitle', 'locker_title', 'text']],
  quick_figure: [['id', 'id', 'uuid'], ['reportId', 'report_id', 'uuid'], ['formId', 'form_id', 'text'], ['column', 'column_code', 'text'], ['value', 'value', 'numeric'], ['summed', 'summed', 'numeric'], ['units', 'units', 'int']],
} as const

/** Writes rows of one table of quick reports as they stand, with the audit entries of an insert. */
export function saveQuickRows(tx: Tx, table: keyof typeof TABLES, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows(TABLES[table])
  return tx.run(`insert into ${table} (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}
