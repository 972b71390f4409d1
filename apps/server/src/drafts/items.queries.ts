import type { Tx } from '#kernel/transaction.ts'

/** Units of a received text with their places in it. */
export function findItems(tx: Tx, directiveId: string): Promise<{ label: string; parentLabel: string | null; start: number; end: number }[]> {
  return tx.rows('select label, parent_label as "parentLabel", span_start as start, span_end as end from directive_item where directive_id = $1 order by position', [directiveId])
}
