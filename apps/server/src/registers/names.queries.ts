import { searchKey } from '@phaodai/vocabulary'
import { columnOf, findRegister, placedFields, type Field, type RecordRow, type Register } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'
import type { Found, Names } from './words.ts'

const AREA_NAME = `case when a.level = 'village' then a.full_name || coalesce(', ' || p.full_name, '') else a.full_name end`

/** Statements from ids to names; people and records come under the reader's own policies. */
function nameStatement(target: string): string {
  const register = findRegister(target)
  if (register) return `select r.id, r.${columnOf(register.title)} as name from ${register.name} r where r.id = any ($1::uuid[])`
  if (target === 'area') return `select a.id, ${AREA_NAME} as name from area a left join area p on p.id = a.parent_id where a.id = any ($1::int[])`
  if (target === 'body') return 'select b.id, b.short_name as name from body b where b.id = any ($1::int[])'
  if (target === 'file') return 'select f.id, f.name from file f where f.id = any ($1::uuid[])'
  return 'select p.id, p.full_name as name from person p where p.id = any ($1::uuid[])'
}

function pointing(register: Register): [string, Field][] {
  return Object.entries(placedFields(register)).filter(([, field]) => field.target)
}

/** Names of all that these rows point at. */
export async function findNames(tx: Tx, register: Register, rows: readonly RecordRow[]): Promise<Names> {
  const wanted: Record<string, Set<unknown>> = {}
  for (const [name, field] of pointing(register)) {
    const ids = (wanted[field.target!] ??= new Set())
    for (const row of rows) if (row[name] !== null) ids.add(row[name])
  }
  const names: Names = {}
  for (const [target, ids] of Object.entries(wanted)) {
    const found = await tx.rows<{ id: string | number; name: string }>(nameStatement(target), [[...ids]])
    names[target] = Object.fromEntries(found.map(({ id, name }) => [String(id), name]))
  }
  return names
}

/** Statements of the pickers: the nearest twenty for what was typed, what starts with it first. */
function choiceStatement(target: string): string {
  const register = findRegister(target)
  const ranked = (table: string, name: string, rest: string): string => `select id, ${name} as name from ${table}
    where search_key like '%' || $1 || '%' ${rest} order by search_key not like $1 || '%', ${name} limit 20`
  if (register) return ranked(register.name, columnOf(register.title), 'and voided_at is null')
  if (target === 'body') return ranked('body', 'short_name', 'and (valid_to is null or valid_to >= current_date)')
  if (target === 'person') return ranked('person', 'full_name', '')
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

type AreaFound = { id: number; names: string[]; above: string[]; inForce: boolean }

/** Keys a written area name may stand under: "xa binh xa" also as "binh xa", because the kind is no part of the name. */
function areaKeys(text: string): string[] {
  const words = searchKey(text.split(',')[0] ?? '').split(' ')
  return [words.join(' '), words.slice(1).join(' '), words.slice(2).join(' ')].filter((key) => key !== '')
}

function isCalled(area: AreaFound, text: string): boolean {
  const [first = '', ...rest] = text.split(',').map(searchKey)
  return area.names.some((name) => searchKey(name) === first) && rest.every((part) => area.above.some((name) => searchKey(name) === part))
}

/** Areas by written name, "Thôn Nà Lừa, xã Bính Xá"; a unit still in force goes before its predecessors of the same name. */
async function findAreas(tx: Tx, texts: string[], anywhere: boolean): Promise<Map<string, number[]>> {
  const areas = await tx.rows<AreaFound>(
    `select a.id, array[a.name, a.full_name, a.kind || ' ' || a.name, a.id::text] as names, (a.valid_to is null) as "inForce",
      array(select unnest(array[p.name, p.full_name]) from area p where a.id between p.id and p.last_id and p.id <> a.id) as above
    from area a where (a.search_key = any ($1::text[]) or a.id::text = any ($2::text[])) and ($3 or a.id in (select unnest(app_area_ids())))`,
    [texts.flatMap(areaKeys), texts, anywhere])
  return new Map(texts.map((text) => {
    const called = areas.filter((area) => isCalled(area, text))
    const inForce = called.filter((area) => area.inForce)
    return [searchKey(text), (inForce.length > 0 ? inForce : called).map(({ id }) => id)]
  }))
}

/** Statements from written names to ids; an id may be written too. */
function idStatement(target: string): string {
  const register = findRegister(target)
  const from = (table: string, names: string): string => `select r.id, array[${names}, r.id::text] as names from ${table} r`
  if (target === 'body') return `${from('body', 'r.name, r.short_name')} where r.search_key = any ($1::text[]) or r.id::text = any ($2::text[])
    or r.short_name = any ($2::text[])`
  if (target === 'person') return `${from('person', 'r.full_name')} where r.search_key = any ($1::text[]) or r.id::text = any ($2::text[])`
  if (!register) return `${from(target, 'r.name')} where r.id::text = any ($2::text[]) and $1::text[] is not null`
  const title = columnOf(register.title)
  return `${from(register.name, `r.${title}`)} where voided_at is null
    and (r.search_key like any (array(select k || '%' from unnest($1::text[]) k)) or r.${title} = any ($2::text[]) or r.id::text = any ($2::text[]))`
}

async function findIds(tx: Tx, target: string, texts: string[]): Promise<Map<string, (string | number)[]>> {
  const rows = await tx.rows<{ id: string | number; names: string[] }>(idStatement(target), [texts.map(searchKey), texts])
  return new Map(texts.map((text) => [searchKey(text), rows.filter(({ names }) => names.some((name) => searchKey(name) === searchKey(text))).map(({ id }) => id)]))
}

/** Ids for the names a spreadsheet wrote, by what they belong to; only what the reader may see. */
export async function findNamed(tx: Tx, wanted: Readonly<Record<string, readonly string[]>>): Promise<Found> {
  const found: Found = {}
  for (const [target, texts] of Object.entries(wanted)) {
    const distinct = [...new Set(texts)]
    found[target] = target === 'area' || target === 'own-area'
      ? await findAreas(tx, distinct, target === 'area') : await findIds(tx, target, distinct)
  }
  return found
}
