/** Row policies and column grants of a register, from its declaration. */
import { isGuarded, type Field } from './field.ts'
import { columnOf, sensitiveFields, writtenFields, type Register } from './register.ts'

const READERS = 'pd_area, pd_whole'
const AFTER_CREATION = ['state', 'state_reason', 'search_key', 'voided_at', 'void_reason']

/** A row lies in the acting post's areas. The range uses the index, the hashed set decides. */
function within(column: string): string {
  return `(${column} between app_area_lo() and app_area_hi() and ${column} in (select unnest(app_area_ids())))`
}

function reads(name: string): string {
  return `'${name}' = any ((select app_reads())::text[])`
}

function permissionIn(name: string, actions: string[], others: readonly string[] = []): string {
  return `app_permission() in (${[...actions.map((action) => `${name}.${action}`), ...others].map((each) => `'${each}'`).join(', ')})`
}

/** Fields that point at what not everybody sees. */
function guarded(register: Register): [string, Field][] {
  return Object.entries(register.fields).filter(([, field]) => isGuarded(field))
}

/** What is pointed at must be visible to the writer; missing and invisible rows are refused alike. Of rows that come in by the thousand one trigger asks once. */
function pointsAtVisible(register: Register): string[] {
  if (register.bulk) return []
  return guarded(register).map(([name, { target, required }]) => `(${required ? '' : `${columnOf(name)} is null or `}sees_${target}(${columnOf(name)}))`)
}

/** The same for a later change of it alone: a link that a superior set to what is out of sight here stays as it is. */
function linkGuards(register: Register): string[] {
  return guarded(register).filter(([, field]) => !field.fixed).map(([name, { target }]) => ({ column: columnOf(name), target })).map(({ column, target }) =>
    `create trigger guard_link_${column} before update of ${column} on ${register.name} for each row
  when (new.${column} is distinct from old.${column} and new.${column} is not null and not sees_${target}(new.${column})) execute function refuse_link();`)
}

/** A file that a record names hangs on it from then on: whoever sees the record sees the file. */
function fileHooks({ name, fields }: Register): string[] {
  return Object.keys(fields).filter((each) => fields[each]?.kind === 'file').map(columnOf).map((column) => `create trigger attach_${column} after insert or update of ${column} on ${name} for each row when (new.${column} is not null) execute function attach_record_file('${column}');`)
}

/** Of rows that come in by the thousand: whether all that is pointed at is in sight, asked once a statement under the writer's own policies. */
function newLinkGuard(register: Register): string[] {
  const pairs = guarded(register).map(([name, { target }]) => `'${columnOf(name)}', '${target}'`)
  if (!register.bulk || pairs.length === 0) return []
  return [`create trigger guard_new_links after insert on ${register.name} referencing new table as entered for each statement execute function guard_new_links(${pairs.join(', ')});`]
}

/** The acts of one area column: corrections and void at the record's own area, each action where it is declared. */
function actsAt(register: Register, area: string): string[] {
  const own = area === 'areaId' ? ['update', 'void'] : []
  return [...own, ...Object.keys(register.actions).filter((action) => (register.actions[action]?.at ?? 'areaId') === area)]
}

function changes(register: Register): string {
  const acts = register.areas.filter((area) => actsAt(register, area).length > 0)
  return acts.map((area) => `(${permissionIn(register.name, actsAt(register, area))}\n    and ${within(columnOf(area))})`).join('\n    or ')
}

function readPolicies(register: Register): string[] {
  const { name, areas, open } = register
  const scope = areas.map((area) => within(columnOf(area))).join(' or ')
  return [
    `create policy ${name}_read on ${name} for select to pd_area using (\n  ${reads(name)}${open ? '' : `\n  and ${areas.length > 1 ? `(${scope})` : scope}`});`,
    `create policy ${name}_read_whole on ${name} for select to pd_whole using (${reads(name)});`,
  ]
}

function insertPolicies(register: Register): string[] {
  const { name, states, enteredWith } = register
  const fresh = [permissionIn(name, ['create', 'import'], enteredWith), `state = '${states[0]}' and version = 1 and voided_at is null`, 'created_by = app_post()',
    ...pointsAtVisible(register)]
  return [
    `create policy ${name}_write on ${name} for insert to pd_area with check (\n  ${[within('area_id'), ...fresh].join('\n  and ')});`,
    `create policy ${name}_write_whole on ${name} for insert to pd_whole with check (\n  ${fresh.join('\n  and ')});`,
  ]
}

function updatePolicies(register: Register): string[] {
  const { name, actions } = register
  const all = permissionIn(name, ['update', 'void', ...Object.keys(actions)])
  return [
    `create policy ${name}_change on ${name} for update to pd_area\n  using (${changes(register)})\n  with check (true);`,
    `create policy ${name}_change_whole on ${name} for update to pd_whole\n  using (${all})\n  with check (true);`,
  ]
}

function grants(register: Register): string[] {
  const { name } = register
  const sensitive = sensitiveFields(register).map(columnOf)
  const written = Object.keys(writtenFields(register)).map(columnOf)
  const shown = ['id', ...written.filter((column) => !sensitive.includes(column)), 'state', 'state_reason', 'search_key', 'created_by', 'created_at',
    'updated_at', 'version', 'voided_at', 'void_reason']
  const loose = Object.entries(register.fields).filter(([, field]) => !field.fixed).map(([field]) => columnOf(field))
  return [
    `grant select (${shown.join(', ')}) on ${name} to ${READERS};`,
    ...(sensitive.length > 0 ? [`grant select (${sensitive.join(', ')}) on ${name} to pd_area_clear, pd_whole_clear;`] : []),
    `grant insert (id, ${written.join(', ')}, search_key) on ${name} to ${READERS};`,
    `grant update (${[...loose, ...AFTER_CREATION].join(', ')}) on ${name} to ${READERS};`,
  ]
}

/** History under the record's own scope: its audit entries, and their key for posts that may see sensitive values. */
function history({ name }: Register): string[] {
  const seen = `case when subject = '${name}' then sees_${name}(row_id::uuid) else false end`
  return [
    `create policy ${name}_history on audit_entry for select to ${READERS} using (${seen});`,
    `create policy ${name}_key on record_key for select to pd_area_clear, pd_whole_clear using (${seen});`,
  ]
}

/**
 * Row security and grants. `sees_<register>` asks under the caller's own policies; it is a function because a policy
 * may not name its own table.
 */
export function policies(register: Register): string[] {
  const { name } = register
  return [
    `alter table ${name} enable row level security;`,
    `create function sees_${name}(wanted uuid) returns boolean language sql stable\n  return exists (select 1 from ${name} r where r.id = wanted);`,
    ...readPolicies(register), ...insertPolicies(register), ...updatePolicies(register), ...linkGuards(register), ...fileHooks(register), ...newLinkGuard(register), ...history(register), ...grants(register),
  ]
}
