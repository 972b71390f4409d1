import { jsonRows } from '#kernel/json-rows.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

type Columns = readonly (readonly [key: string, column: string, type: string])[]
const BASE: Columns = [['id', 'id', 'uuid'], ['bodyId', 'body_id', 'int']]
const SPAN: Columns = [['validFrom', 'valid_from', 'date'], ['validTo', 'valid_to', 'date']]
const PAPER: Columns = [['number', 'number', 'text'], ['issuedOn', 'issued_on', 'date'], ['validFrom', 'valid_from', 'date']]

/** Columns of each table that the demo fills; keys are those of the rows. */
const TABLES = {
  committee: [['id', 'id', 'int'], ['officePhone', 'office_phone', 'text']],
  committee_decision: [...BASE, ...PAPER, ['kind', 'kind', 'text'], ['issuer', 'issuer', 'text'], ['note', 'note', 'text']],
  committee_unit: [...BASE, ...SPAN, ['kind', 'kind', 'text'], ['name', 'name', 'text'], ['agencyId', 'agency_id', 'int'], ['position', 'position', 'int']],
  committee_member: [...BASE, ...SPAN, ['unitId', 'unit_id', 'uuid'], ['postId', 'post_id', 'uuid'], ['fullName', 'full_name', 'text'], ['role', 'role', 'text'],
    ['concurrentPost', 'concurrent_post', 'text'], ['position', 'position', 'int']],
  regulation: [...BASE, ...PAPER, ['title', 'title', 'text'], ['state', 'state', 'text'], ['changesId', 'changes_id', 'uuid'], ['change', 'change', 'text'], ['validTo', 'valid_to', 'date']],
  area_charge: [...BASE, ...SPAN, ['memberId', 'member_id', 'uuid'], ['areaId', 'area_id', 'int']],
  area_record: [...BASE, ['chargeId', 'charge_id', 'uuid'], ['kind', 'kind', 'text'], ['day', 'day', 'date'], ['place', 'place', 'text'], ['finding', 'finding', 'text']],
  duty_shift: [...BASE, ['day', 'day', 'date'], ['shift', 'shift', 'text'], ['role', 'role', 'text'], ['memberId', 'member_id', 'uuid']],
  delegation: [...BASE, ...PAPER, ['validTo', 'valid_to', 'date'], ['fromPostId', 'from_post_id', 'uuid'], ['toPostId', 'to_post_id', 'uuid'], ['permissions', 'permissions', 'text[]'],
    ['fromTitle', 'from_title', 'text'], ['toTitle', 'to_title', 'text']],
} satisfies Record<string, Columns>

export type CommitteeTable = keyof typeof TABLES

/** Writes rows of one table of committees as they stand, with the audit entries of an insert. */
export function saveCommitteeRows(tx: Tx, table: CommitteeTable, rows: readonly object[]): Promise<number> {
  const { columns, source } = jsonRows(TABLES[table])
  return tx.run(`insert into ${table} (${columns}) select ${columns} from ${source}`, [JSON.stringify(rows)])
}
