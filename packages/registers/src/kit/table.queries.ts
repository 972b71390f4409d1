/** Prints the SQL of a register for a person to review and commit; a test holds the migrated database against it. */
import type { Field } from './field.ts'
import { policies } from './policies.queries.ts'
import { columnOf, permissionsOf, sensitiveFields, writtenFields, type Register } from './register.ts'

/** The whole SQL of one register: table, indexes, triggers, policies, grants, transitions, permissions. */
export function registerSql(register: Register): string {
  const title = `-- Register ${register.name}: printed from its declaration by "phaodai registers sql ${register.name}".`
  return [title, structureSql(register), ...rights(register), ''].join('\n')
}

/** The same without the rows it adds to other tables: what a drift check builds beside the migrated tables. */
export function structureSql(register: Register): string {
  return [...tableSql(register), '', ...indexes(register), '', ...triggers(register), '', ...policies(register), ''].join('\n')
}

function tableSql(register: Register): string[] {
  const columns = [
    'id uuid primary key',
    ...Object.entries(writtenFields(register)).map(([name, field]) => columnSql(name, field)),
    `state text not null default '${register.states[0]}' check (state in (${register.states.map((state) => `'${state}'`).join(', ')}))`,
    'state_reason text check (char_length(state_reason) between 1 and 2000)',
    "search_key text not null default ''",
    'created_by uuid not null default app_post()',
    'created_at timestamptz not null default now()',
    'updated_at timestamptz not null default now()',
    'version int not null default 1',
    'voided_at timestamptz',
    'void_reason text check (char_length(void_reason) between 1 and 2000)',
    'check ((voided_at is null) = (void_reason is null))',
  ]
  return [`create table ${register.name} (`, columns.map((column) => `  ${column}`).join(',\n'), ');']
}

function columnSql(name: string, field: Field): string {
  const column = columnOf(name)
  const parts = [column, field.sqlType]
  if (field.required) parts.push('not null')
  if (field.target) parts.push(`references ${field.target}`)
  if (field.constraint) parts.push(`check (${field.constraint(column)})`)
  return parts.join(' ')
}

function indexes(register: Register): string[] {
  const { name, fields, areas, order } = register
  const given = (each: string): string => (register.bulk && fields[each]?.required === false ? ` where ${columnOf(each)} is not null` : '') // most rows leave it empty, and each entry costs
  const listed = areas.map((each) => `create index ${name}_list_${columnOf(each)} on ${name} (${columnOf(each)}, ${columnOf(order)} desc, id desc)${given(each)};`)
  const targets = Object.keys(fields).filter((each) => fields[each]?.target && !areas.includes(each))
  const newest = `create index ${name}_list on ${name} (${columnOf(order)} desc, id desc);`
  const single = Object.keys(fields).filter((each) => fields[each]?.unique).map((each) => `create unique index ${name}_one_${columnOf(each)} on ${name} (${columnOf(each)}) where voided_at is null;`)
  return [...listed, newest, ...single, ...targets.map((each) => `create index ${name}_${columnOf(each)} on ${name} (${columnOf(each)})${given(each)};`)]
}

function triggers(register: Register): string[] {
  const hidden = sensitiveFields(register).map((field) => `'${columnOf(field)}'`).join(', ')
  return [
    `create trigger guard_record before update on ${register.name} for each row execute function guard_record();`,
    `create trigger guard_state before update on ${register.name} for each row execute function guard_state();`,
    `create trigger next_version before update on ${register.name} for each row execute function next_version();`,
    ...audits(register, hidden),
  ]
}

function audits({ name, bulk }: Register, hidden: string): string[] {
  if (!bulk) return [`create trigger audit after insert or update or delete on ${name} for each row execute function audit_row(${hidden});`]
  return [
    `create trigger audit after update or delete on ${name} for each row execute function audit_row(${hidden});`,
    `create trigger audit_new after insert on ${name} referencing new table as entered for each statement execute function audit_new_rows(${hidden});`,
  ]
}

/** Transitions of the state guard as rows (subject, action, from, to). */
export function transitionsOf(register: Register): string[][] {
  return Object.entries(register.actions).flatMap(([action, { from, to }]) => from.map((state) => [register.name, action, state, to]))
}

function rights(register: Register): string[] {
  const transitions = transitionsOf(register).map((row) => `  (${row.map((value) => `'${value}'`).join(', ')})`)
  const permissions = permissionsOf(register).map(({ permission, roles }) => `  ('${permission}', '{${roles.join(',')}}'::text[])`)
  return [
    ...(transitions.length > 0 ? ['insert into state_transition (subject, action, from_state, to_state) values', `${transitions.join(',\n')};`] : []),
    'insert into role_permission (role, permission)',
    'select r, p from (values',
    permissions.join(',\n'),
    ') as given (p, rs), unnest(rs) r;',
  ]
}
