import { permissionsOf, registers, type Register } from '@phaodai/registers'
import { structureSql, transitionsOf } from '@phaodai/registers/kit/table.queries.ts'
import type pg from 'pg'

/**
 * One line for each thing that a register's declaration decides: columns, checks, keys, indexes, triggers, policies,
 * column grants, functions. Both schemas are asked with their own names visible, so equal things print equal lines.
 */
const DESCRIBE = `
  with subject as (
    select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relname = $2)
  select 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from subject s join pg_attribute a on a.attrelid = s.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  union all
  select 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid) from subject s join pg_constraint c on c.conrelid = s.oid
  union all
  select 'index ' || i.relname || ' ' || regexp_replace(pg_get_indexdef(x.indexrelid), ' ON \\S+ ', ' ') from subject s
    join pg_index x on x.indrelid = s.oid join pg_class i on i.oid = x.indexrelid
  union all
  select 'trigger ' || t.tgname || ' ' || regexp_replace(pg_get_triggerdef(t.oid), ' ON \\S+ ', ' ') from subject s
    join pg_trigger t on t.tgrelid = s.oid where not t.tgisinternal
  union all
  select 'row security ' || c.relrowsecurity from subject s join pg_class c on c.oid = s.oid
  union all
  select 'policy ' || p.polname || ' ' || p.polcmd::text || ' ' || (select string_agg(rolname, ',' order by rolname) from pg_roles where oid = any (p.polroles))
      || ' using ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' check ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and (c.relname = $2 or p.polname in ($2 || '_history', $2 || '_key'))
  union all
  select 'grant ' || g.privilege_type || coalesce(' (' || a.attname || ')', '') || ' to ' || r.rolname
    from subject s join pg_attribute a on a.attrelid = s.oid and a.attacl is not null and not a.attisdropped, aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
  union all
  select 'grant ' || g.privilege_type || ' on all to ' || r.rolname
    from subject s join pg_class c on c.oid = s.oid, aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
    where r.rolname not in ('phaodai_owner', 'phaodai_system')
  union all
  select 'function ' || p.proname || ' ' || p.provolatile::text || p.prosecdef || ' ' || pg_get_function_sqlbody(p.oid)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 and p.proname = 'sees_' || $2`

const SCRATCH = 'phaodai_drift'

/** A folder around a register may add checks, indexes and triggers to its table under such names. */
const ADDED = /^(constraint|index|trigger) domain_/

async function describe(client: pg.Client, schema: string, register: Register): Promise<string[]> {
  await client.query(`set local search_path = ${schema === 'public' ? 'public' : `${schema}, public`}`)
  const { rows } = await client.query<{ line: string }>(DESCRIBE, [schema, register.name])
  return rows.map(({ line }) => `${register.name}: ${line}`)
}

async function build(client: pg.Client): Promise<void> {
  await client.query(`create schema ${SCRATCH}; set local search_path = ${SCRATCH}, public;
    create table audit_entry (like public.audit_entry); create table record_key (like public.record_key)`)
  for (const register of registers) await client.query(structureSql(register))
}

async function rightsOf(client: pg.Client, register: Register): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select format('%s: transition %s %s -> %s', subject, action, from_state, to_state) as line from state_transition where subject = $1
     union all select format('%s: permission %s to %s', $1, permission, role) from role_permission where split_part(permission, '.', 1) = $1`,
    [register.name])
  return rows.map(({ line }) => line)
}

function declaredRights(register: Register): string[] {
  const { name } = register
  return [
    ...transitionsOf(register).map(([, action, from, to]) => `${name}: transition ${action} ${from} -> ${to}`),
    ...permissionsOf(register).flatMap(({ permission, roles }) => roles.map((role) => `${name}: permission ${permission} to ${role}`)),
  ]
}

function difference(declared: string[], found: string[]): string[] {
  const [declaredLines, foundLines] = [new Set(declared), new Set(found)]
  return [
    ...declared.filter((line) => !foundLines.has(line)).map((line) => `missing  ${line}`),
    ...found.filter((line) => !declaredLines.has(line) && !ADDED.test(line.split(': ').slice(1).join(': '))).map((line) => `unknown  ${line}`),
  ]
}

/**
 * Every difference between the migrated database and the declarations; none = no drift. The declared tables are built in a
 * schema of their own inside a transaction that is rolled back. The client may become phaodai_owner.
 */
export async function registerDrift(client: pg.Client): Promise<string[]> {
  await client.query('begin; set local role phaodai_owner')
  try {
    await build(client)
    const declared: string[] = []
    const found: string[] = []
    for (const register of registers) {
      declared.push(...(await describe(client, SCRATCH, register)), ...declaredRights(register))
      found.push(...(await describe(client, 'public', register)), ...(await rightsOf(client, register)))
    }
    return difference(declared, found)
  } finally {
    await client.query('rollback')
  }
}
