import type { ClientBase } from 'pg'
import { asOwner } from '#kernel/installation.queries.ts'

/** Kept: trees, calendar, rules, the list of migrations; and the audit, whose chain also a demo does not cut. */
const KEPT = ['area', 'area_successor', 'area_boundary', 'calendar_day', 'role', 'role_permission', 'state_transition', 'sign_in_rule', 'retention_rule', 'migration',
  'audit_entry', 'audit_block', 'record_key', 'erasure', 'office_setting', 'tree_version', 'notice_kind', 'notice_thing', 'notice_rule', 'notice_cursor', 'push_key', 'book_standard', 'book_taker', 'term_standard', 'draft_template', 'inspection_checklist', 'sanctioned_behaviour', 'sanction', 'repeat_rule', 'trusted_root', 'search_kind', 'disease', 'disease_rule', 'testing_rule', 'isolation_rule', 'isolation_sign_rule', 'isolation_basis', 'role_sector', 'indicator_cursor', 'gate_format', 'arrival_sign_rule', 'receipt_key', 'separation_rule', 'discharge_rule', 'warning_rule', 'stay_rate', 'measure_activity', 'measure_regime', 'measure_rule', 'zone_duty', 'team_rule', 'risk_rule',
  'quick_form', 'quick_cut_off', 'quick_block', 'quick_column']

/** Whether this database is a demo: 'demo', 'empty' (nobody works here) or 'real'. */
export async function kindOfInstallation(client: ClientBase): Promise<'demo' | 'empty' | 'real'> {
  const { rows } = await client.query<{ demo: boolean; people: boolean }>(
    'select exists (select 1 from public.installation where demo) as demo, exists (select 1 from public.person) or exists (select 1 from public.body) as people')
  if (rows[0]?.demo) return 'demo'
  return rows[0]?.people ? 'real' : 'empty'
}

/** Empties a demo of everything but the reference data; the caller has made sure that it is a demo. */
export function wipe(client: ClientBase): Promise<void> {
  return asOwner(client, async () => {
    const { rows } = await client.query<{ tables: string | null }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables
       where schemaname in ('public', 'auth') and tablename <> all ($1)`, [KEPT])
    await client.query(`truncate ${rows[0]?.tables}`)
    await client.query(`delete from area_successor using area where level = 'village' and area.id in (predecessor_id, successor_id)`)
    await client.query(`delete from area where level = 'village'`)
    // Each unit has the days of its tree again, whatever the demo or a reform in it did to them; the two roots were never touched.
    await client.query(`update area a set valid_from = tree.valid_from, valid_to = tree.valid_to from area tree
      where tree.level = 'country' and a.id between tree.id and tree.last_id and (a.valid_from, a.valid_to) is distinct from (tree.valid_from, tree.valid_to)`)
  })
}
