import { searchKey } from '@phaodai/vocabulary'
import { columnOf, findRegister, placedFields, registers, type Field, type RecordRow, type Register } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'
import type { Names } from '#server/words/index.ts'

const AREA_NAME = `case when a.level = 'village' then a.full_name || coalesce(', ' || p.full_name, '') else a.full_name end`

/** Statements from ids to names; people and records come under the reader's own policies. */
function nameStatement(target: string): string {
  const register = findRegister(target)
  if (register) return `select r.id, r.${columnOf(register.title)} as name from ${register.name} r where r.id = any ($1::uuid[])`
  if (target === 'area') return `select a.id, ${AREA_NAME} as name from area a left join area p on p.id = a.parent_id where a.id = any ($1::int[])`
  if (target === 'body') return 'select b.id, b.short_name as name from body b where b.id = any ($1::int[])'
  if (target === 'disease') return 'select d.code as id, d.name from disease d where d.code = any ($1::text[])'
  if (target === 'file') return 'select f.id, f.name from file f where f.id = any ($1::uuid[])'
  if (target === 'person') return 'select p.id, p.full_name as name from person p where p.id = any ($1::uuid[])'
  return `select e.id, e.name from ${target} e where e.id = any ($1::text[])`
}

const CATALOGUES = new Set(registers.flatMap(({ fields }) => Object.values(fields)).flatMap(({ kind, target }) => (kind === 'entry' && target ? [target] : [])))

/** Whether there is anything to pick under this name. */
export function canChoose(target: string): boolean {
  return ['area', 'body', 'person'].includes(target) || CATALOGUES.has(target) || findRegister(target) !== undefined
}

function pointing(register: Register): [string, Field][] {
  return Object.entries(placedFields(register)).filter(([, field]) => field.target)
}

/** Names of these ids of a target (a register, a catalogue, area, body …), as far as the reader may see them. */
export async function findNamesOf(tx: Tx, target: string, ids: readonly unknown[]): Promise<Record<string, string>> {
  const found = await tx.rows<{ id: string | number; name: string }>(nameStatement(target), [ids])
  return Object.fromEntries(found.map(({ id, name }) => [String(id), name]))
}

/** Names of all that these rows point at. */
export async function findNames(tx: Tx, register: Register, rows: readonly RecordRow[]): Promise<Names> {
  const wanted: Record<string, Set<unknown>> = {}
  for (const [name, field] of pointing(register)) {
    const ids = (wanted[field.target!] ??= new Set())
    for (const row of rows) if (row[name] !== null) ids.add(row[name])
  }
  return Object.fromEntries(await Promise.all(Object.entries(wanted).map(async ([target, ids]) => [target, await findNamesOf(tx, target, [...ids])])))
}

/** Statements of the pickers: the nearest twenty for what was typed, what starts with it first. */
function choiceStatement(target: string): string {
  const register = findRegister(target)
  const ranked = (table: string, name: string, rest: string): string => `select id, ${name} as name from ${table}
    where search_key like '%' || $1 || '%' ${rest} order by search_key not like $1 || '%', ${name} limit 20`
  if (register) return ranked(register.name, columnOf(register.title), 'and voided_at is null')
  if (target === 'body') return ranked('body', 'short_name', 'and (valid_to is null or valid_to >= current_date)')
  if (target === 'disease') return `select code as id, name from disease where search_key like '%' || $1 || '%' order by search_key not like $1 || '%', name limit 20`
  if (target === 'person') return ranked('person', 'full_name', '')
  if (CATALOGUES.has(target)) return ranked(target, 'name', '')
  return `select a.id, ${AREA_NAME} as name from area a left join area p on p.id = a.parent_id
    where a.search_key like '%' || $1 || '%' and (a.valid_to is null or a.valid_to >= current_date)
      and ($2 or a.id in (select unnest(app_area_ids())))
    order by a.search_key not like $1 || '%', a.level, a.id limit 20`
}

/** What can be picked for a field that points at `target`; `anywhere` = areas beyond the post's own too. */
export function findChoices(tx: Tx, target: string, text: string, anywhere: boolean): Promise<{ id: string | number; name: string }[]> {
  const values = target === 'area' ? [searchKey(text), anywhere] : [searchKey(text)]
  return tx.rows(choiceStatement(target), values)
}
