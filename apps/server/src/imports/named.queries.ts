import { searchKey } from '@phaodai/vocabulary'
import { columnOf, findRegister } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'
import type { Found } from '#server/words/index.ts'

type AreaFound = { id: number; names: string[]; above: string[]; inForce: boolean }

/** Keys a written area name may stand under: "xa binh xa" also as "binh xa", because the kind is no part of the name. */
function areaKeys(text: string): string[] {
  const words = searchKey(text.split(',')[0] ?? '').split(' ')
  return [words.join(' '), words.slice(1).join(' '), words.slice(2).join(' ')].filter((key) => key !== '')
}

/** Areas by the key of each of their names: a sheet says the same few hundred names in thousands of lines. */
function byName(areas: readonly AreaFound[]): Map<string, AreaFound[]> {
  const found = new Map<string, AreaFound[]>()
  for (const area of areas) {
    for (const key of new Set(area.names.map(searchKey))) found.set(key, [...(found.get(key) ?? []), area])
  }
  return found
}

/** The areas called by the first part of a written name and lying in those called by the other parts. */
function calledSo(named: ReadonlyMap<string, AreaFound[]>, text: string): AreaFound[] {
  const [first = '', ...rest] = text.split(',').map(searchKey)
  return (named.get(first) ?? []).filter((area) => rest.every((part) => area.above.some((name) => searchKey(name) === part)))
}

/** Names of all units above one; asked for where a text says which. */
const ABOVE = `array(with recursive up as (select p.parent_id, p.name, p.full_name from area p where p.id = a.parent_id
  union all select p.parent_id, p.name, p.full_name from up join area p on p.id = up.parent_id) select unnest(array[name, full_name]) from up)`

/** Areas by written name, "Thôn Nà Lừa, xã Bính Xá"; a unit still in force goes before its predecessors of the same name. */
async function findAreas(tx: Tx, texts: string[], anywhere: boolean): Promise<Map<string, number[]>> {
  const ids = texts.filter((text) => /^\d{1,9}$/.test(text)).map(Number)
  const areas = await tx.rows<AreaFound>(
    `select a.id, array[a.name, a.full_name, a.kind || ' ' || a.name, a.id::text] as names, (a.valid_to is null) as "inForce",
      ${texts.some((text) => text.includes(',')) ? ABOVE : "'{}'::text[]"} as above
    from area a where (a.search_key = any ($1::text[]) or a.id = any ($2::int[])) and ($3 or a.id in (select unnest(app_area_ids())))`,
    [[...new Set(texts.flatMap(areaKeys))], ids, anywhere])
  const named = byName(areas)
  return new Map(texts.map((text) => {
    const called = calledSo(named, text)
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
  if (target === 'disease') return `select r.code as id, array[r.name, r.code] || r.aliases as names from disease r where r.search_key like any (array(select '%' || k || '%' from unnest($1::text[]) k)) or r.code = any ($2::text[])`
  if (target === 'person') return `${from('person', 'r.full_name')} where r.search_key = any ($1::text[]) or r.id::text = any ($2::text[])`
  if (target === 'file') return `${from(target, 'r.name')} where (r.name = any ($2::text[]) or r.id::text = any ($2::text[])) and $1::text[] is not null`
  if (!register) return `${from(target, 'r.name')} where r.search_key = any ($1::text[]) or r.id = any ($2::text[])`
  const title = columnOf(register.title)
  return `${from(register.name, `r.${title}`)} where voided_at is null
    and (r.search_key like any (array(select k || '%' from unnest($1::text[]) k)) or r.${title} = any ($2::text[]) or r.id::text = any ($2::text[]))`
}

async function findIds(tx: Tx, target: string, texts: string[]): Promise<Map<string, (string | number)[]>> {
  const rows = await tx.rows<{ id: string | number; names: string[] }>(idStatement(target), [texts.map(searchKey), texts])
  const named = new Map<string, (string | number)[]>()
  for (const { id, names } of rows) for (const key of new Set(names.map(searchKey))) named.set(key, [...(named.get(key) ?? []), id])
  return new Map(texts.map((text) => [searchKey(text), named.get(searchKey(text)) ?? []]))
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
