import type { DatedRule, RuleRow, RuleRowInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

const listed = ({ columns }: DatedRule): string => columns.map(({ name, column, kind }) => `'${name}', ${kind === 'number' ? `r.${column}::float8` : `r.${column}`}`).join(', ')

/** Rows of a rule, the newest first; rows that were replaced are left out. */
export function loadRuleRows(tx: Tx, rule: DatedRule): Promise<RuleRow[]> {
  return tx.rows<RuleRow>(`select r.id, jsonb_build_object(${listed(rule)}) as values, r.source, r.confidence, r.change_reason as "changeReason", case when r.change_reason is not null then r.changed_at end as "changedAt" from ${rule.table} r where r.superseded_at is null order by r.valid_from desc, r.id`, [])
}

/** Writes a dated row, in place of the one that has its key now; that one stays, set aside. */
export async function writeRuleRow(tx: Tx, { table, key, columns }: DatedRule, { values, source, confidence, reason }: RuleRowInput): Promise<string> {
  const keys = columns.filter(({ name }) => key.includes(name))
  await tx.run(`update ${table} set superseded_at = now() where superseded_at is null and ${keys.map(({ column }, n) => `${column} = $${n + 1}`).join(' and ')}`, keys.map(({ name }) => values[name]))
  const written = [...columns.map(({ column }) => column), 'source', 'confidence', 'change_reason']
  const { id } = await tx.get<{ id: string }>(`insert into ${table} (${written.join(', ')}) values (${written.map((_, n) => `$${n + 1}`).join(', ')}) returning id`, [...columns.map(({ name }) => values[name] ?? null), source, confidence, reason])
  return id
}
