import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'
import type { PenaltyRow } from './records/index.ts'

type Columns = readonly (readonly [key: string, column: string, type: string])[]

const TABLES = {
  inspection_plan: [['id', 'id', 'uuid'], ['bodyId', 'body_id', 'int'], ['title', 'title', 'text'], ['purpose', 'purpose', 'text'], ['periodFrom', 'period_from', 'date'], ['periodTo', 'period_to', 'date'], ['number', 'number', 'text'],
    ['issuedOn', 'issued_on', 'date'], ['state', 'state', 'text'], ['approvedBy', 'approved_by', 'text'], ['approvedOn', 'approved_on', 'date']],
  inspection_team: [['id', 'id', 'uuid'], ['bodyId', 'body_id', 'int'], ['planId', 'plan_id', 'uuid'], ['name', 'name', 'text'], ['leaderPostId', 'leader_post_id', 'uuid']],
  inspection_visit: [['id', 'id', 'uuid'], ['bodyId', 'body_id', 'int'], ['planId', 'plan_id', 'uuid'], ['teamId', 'team_id', 'uuid'], ['areaId', 'area_id', 'int'], ['inspectedId', 'inspected_id', 'int'], ['placeName', 'place_name', 'text'],
    ['placeKind', 'place_kind', 'text'], ['plannedOn', 'planned_on', 'date'], ['searchKey', 'search_key', 'text'], ['inspectionId', 'inspection_id', 'uuid']],
} satisfies Record<string, Columns>

/** Writes rows of plans as they stand, with the audit entries of an insert. */
export function savePlanRows(tx: Tx, table: keyof typeof TABLES, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows(TABLES[table])
  return tx.run(`insert into ${table} (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}

const PENALTY: Columns = [['id', 'id', 'uuid'], ['amount', 'amount', 'bigint'], ['number', 'number', 'text'], ['decidedOn', 'decided_on', 'date'], ['bodyId', 'body_id', 'int'], ['paidOn', 'paid_on', 'date'], ['receipt', 'receipt', 'text'],
  ['remediedOn', 'remedied_on', 'date']]

/** Writes penalties, each under the sanction in force on the day of its violation. */
export function savePenalties(tx: Tx, rows: readonly PenaltyRow[]): Promise<number> {
  const { columns, source } = jsonRows(PENALTY)
  return tx.run(
    `insert into penalty (${columns}, form, sanction_id) select ${columns.split(', ').map((column) => `given.${column}`).join(', ')}, 'fine', s.id from (select * from ${source}) given join violation v on v.id = given.id
     cross join lateral (select s.id from sanction s where s.behaviour_id = v.behaviour and v.occurred_on >= s.valid_from and (s.valid_to is null or v.occurred_on <= s.valid_to) order by s.valid_from desc limit 1) s`, [JSON.stringify(rows)])
}
