import type { PersonFacts, Sex } from '@phaodai/person-matching'
import type { Membership, Merge, PersonDetail, PersonLine } from '@phaodai/office'
import { CURRENT } from '@phaodai/registers/case-states.queries.ts'
import { seesFewAreas } from '#kernel/by-area.queries.ts'
import type { Tx } from '#kernel/session.ts'

const AREA = `(select case when a.level = 'village' then a.full_name || coalesce(', ' || p.full_name, '') else a.full_name end from area a left join area p on p.id = a.parent_id where a.id = i.area_id)`
/** The select list; what tells who it is only where it is asked for (the grants refuse it otherwise). */
function lineOf(reveal: boolean): string {
  const hidden = (column: string): string => (reveal ? column : 'null::text')
  return `i.id, i.code, ${hidden('i.full_name')} as "fullName", i.sex, ${reveal ? 'i.birth_on' : 'null::date'} as "birthOn", i.birth_year::float8 as "birthYear", i.area_id as "areaId", ${AREA} as area,
    ${hidden('i.address')} as address, ${hidden('i.phone')} as phone, ${hidden('i.identity_number')} as "identityNumber", i.state`
}

/** Lines of people in scope, by id. */
export function loadLines(tx: Tx, ids: readonly string[]): Promise<PersonLine[]> {
  return tx.rows<PersonLine>(`select ${lineOf(true)} from individual i where i.id = any ($1::uuid[])`, [ids])
}

/**
 * The condition that a key begins with a text of letters, digits and blanks. Not `like`: under row security only operators that
 * are known to leak nothing may use an index, and these two are.
 */
export function nameFrom(key: string, begin: string): string {
  return `${key}.key ~>=~ ${begin} and ${key}.key ~<~ (${begin} || '~')`
}

/** Where a scope is few areas, each of them is asked for its first names; where it is wide, the names are. */
const BY_AREA = `select distinct on (m.key, m.individual_id) m.individual_id as id, m.key from unnest(app_area_ids()) s (area_id)
  cross join lateral (select k.individual_id, k.key from individual_key k where k.area_id = s.area_id and ${nameFrom('k', '$1::text')} and left(k.key, 1) = 'n' order by k.key using ~<~ limit $2) m
  order by m.key, m.individual_id limit $2`
const BY_NAME = `select k.individual_id as id, k.key from individual_key k where ${nameFrom('k', '$1::text')} order by k.key using ~<~ limit $2`

/** People in scope whose name, from one of its words on, begins with the folded words; by name. */
export async function searchNames(tx: Tx, words: string, whole: boolean, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>((await seesFewAreas(tx, { seesWhole: whole })) ? BY_AREA : BY_NAME, [`n${words}`, limit])
  return [...new Set(rows.map(({ id }) => id))]
}

/** A person by number: code, identity number or phone, whole. */
export async function searchNumbers(tx: Tx, keys: readonly string[], code: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    'select individual_id as id from individual_key where key = any ($1::text[]) union select id from individual where code = $2 limit 50', [keys, code])
  return rows.map(({ id }) => id)
}

type FactRow = { id: string; areaId: number; name: string; sex: string; birthOn: string | null; birthYear: number | null; numbers: string[]; phone: string | null; address: string | null }

/** (m) Sought one by one: of many ids at once the planner, once in a while, walks the table instead. */
const FACTS = `select i.id, i.area_id as "areaId", i.full_name as name, i.sex, i.birth_on as "birthOn", i.birth_year::float8 as "birthYear",
  array_remove(array[i.identity_number, i.old_identity_number], null) as numbers, i.phone, i.address
  from unnest($1::uuid[]) q (id) cross join lateral (
    select p.id, p.area_id, p.full_name, p.sex, p.birth_on, p.birth_year, p.identity_number, p.old_identity_number, p.phone, p.address, p.state, p.voided_at
    from individual p where p.id = q.id offset 0) i where i.state <> 'merged' and i.voided_at is null`

export type KnownFacts = PersonFacts & { id: string; areaId: number }

/** Province, district, commune, village; where there is no district the province stands for it. */
function pathOf(path: Record<string, number> | null): number[] {
  if (!path?.province) return []
  return [path.province, path.district ?? path.province, path.commune, path.village].filter((id) => id !== undefined)
}

/** A birth date as far as it is known. */
export function birthOf(on: string | null, year: number | null): string | null {
  return on ?? (year === null ? null : String(year))
}

/** The sex where it is known. */
export function knownSex(sex: string | null): Sex | null {
  return sex === 'male' || sex === 'female' ? sex : null
}

function factsOf(row: FactRow, paths: ReadonlyMap<number, number[]>): KnownFacts {
  return {
    id: row.id, areaId: row.areaId, name: row.name, sex: knownSex(row.sex), birthDate: birthOf(row.birthOn, row.birthYear),
    phones: row.phone === null ? [] : [row.phone], identity: row.numbers, residence: paths.get(row.areaId) ?? [], address: row.address,
  }
}

/** What the matching engine compares, of people in scope. */
export async function loadFacts(tx: Tx, ids: readonly string[]): Promise<KnownFacts[]> {
  const rows = await tx.rows<FactRow>(FACTS, [ids])
  const paths = await loadPaths(tx, rows.map(({ areaId }) => areaId))
  return rows.map((row) => factsOf(row, paths))
}

/** The paths of areas, by id: climbed from each to the top, a handful of look-ups where a containment would compare all units. */
export async function loadPaths(tx: Tx, areaIds: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await tx.rows<{ leaf: number; path: Record<string, number> }>(
    `with recursive up as (
      select a.id as leaf, a.id, a.parent_id, a.level from area a where a.id = any ($1::int[])
      union all select up.leaf, p.id, p.parent_id, p.level from up join area p on p.id = up.parent_id)
    select leaf, json_object_agg(level, id) as path from up group by 1`, [[...new Set(areaIds)]])
  return new Map(rows.map(({ leaf, path }) => [leaf, pathOf(path)]))
}

/** The path of an area, for a person who is not yet on file. */
export async function loadPath(tx: Tx, areaId: number | null): Promise<number[]> {
  return areaId === null ? [] : (await loadPaths(tx, [areaId])).get(areaId) ?? []
}

const MOST_CANDIDATES = 300

/** Ids of people in scope who share a blocking key. */
export async function loadCandidates(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>('select distinct individual_id as id from individual_key where key = any ($1::text[]) limit $2', [keys, MOST_CANDIDATES])
  return rows.map(({ id }) => id)
}

export type PersonRow = PersonDetail['person']

/** All of one person in scope. Problem `not-found`. */
export function loadPerson(tx: Tx, id: string, reveal: boolean): Promise<PersonRow> {
  const hidden = (column: string): string => (reveal ? column : 'null::text')
  return tx.get<PersonRow>(`select ${lineOf(reveal)}, ${hidden('i.old_identity_number')} as "oldIdentityNumber", i.ethnicity, i.nationality, i.occupation, ${hidden('i.workplace')} as workplace, i.died_on as "diedOn", i.version
    from individual i where i.id = $1`, [id])
}

export function loadPersonCases(tx: Tx, id: string): Promise<PersonDetail['cases']> {
  return tx.rows(`select c.id, c.code, d.name as disease, c.classification, c.diagnosed_at as "diagnosedAt", c.state from disease_case c join disease d on d.code = c.disease_code
    where c.individual_id = $1 and c.voided_at is null order by c.diagnosed_at desc`, [id])
}

const memberOf = (reveal: boolean): string => `select m.id, m.household_id as "householdId", h.code as household, m.individual_id as "individualId", ${reveal ? 'i.full_name' : 'i.code'} as member, m.relation, m.from_on as "fromOn", m.to_on as "toOn", m.version
  from household_member m join household h on h.id = m.household_id join individual i on i.id = m.individual_id`

export function loadMemberships(tx: Tx, individualId: string, reveal: boolean): Promise<Membership[]> {
  return tx.rows<Membership>(`${memberOf(reveal)} where m.individual_id = $1 order by m.from_on desc`, [individualId])
}

/** Who belongs to a household in scope, and who did. Problem `not-found`. */
export async function loadMembers(tx: Tx, householdId: string, reveal: boolean): Promise<Membership[]> {
  await tx.get('select id from household where id = $1', [householdId])
  return tx.rows<Membership>(`${memberOf(reveal)} where m.household_id = $1 order by m.to_on is not null, m.relation <> 'head', m.from_on`, [householdId])
}

export function findMembership(tx: Tx, id: string): Promise<Membership | undefined> {
  return tx.find<Membership>(`${memberOf(true)} where m.id = $1`, [id])
}

const MERGE = `select m.id, m.survivor_id as "survivorId", m.absorbed_id as "absorbedId", s.code as "survivorCode", a.code as "absorbedCode", m.reason, m.merged_at as "mergedAt", m.undone_at as "undoneAt", 0 as moved
  from individual_merge m join individual s on s.id = m.survivor_id join individual a on a.id = m.absorbed_id`

export function loadMerges(tx: Tx, individualId: string): Promise<Merge[]> {
  return tx.rows<Merge>(`${MERGE} where m.survivor_id = $1 or m.absorbed_id = $1 order by m.merged_at desc`, [individualId])
}

export function findMerge(tx: Tx, id: string): Promise<Merge | undefined> {
  return tx.find<Merge>(`${MERGE} where m.id = $1`, [id])
}

export type PairRow = { id: string; aId: string; bId: string; verdict: 'same' | 'possible'; bits: number; evidence: { code: string; bits: number }[]; foundAt: string; openCases: string[] }

/** Diseases of which both of a pair have a case that is not over. */
const OPEN_OF_BOTH = `array(select distinct d.name from disease_case x join disease_case y on y.individual_id = p.b_id and y.disease_code = x.disease_code join disease d on d.code = x.disease_code
  where x.individual_id = p.a_id and x.voided_at is null and y.voided_at is null and x.state in ${CURRENT} and y.state in ${CURRENT})`

/** Undecided pairs of which the caller sees both, those with a case of one disease each first, then the surest; of one person or of all. */
export function loadPairs(tx: Tx, individualId: string | null): Promise<PairRow[]> {
  return tx.rows<PairRow>(`select p.id, p.a_id as "aId", p.b_id as "bId", p.verdict, p.bits, p.evidence, p.found_at as "foundAt", ${OPEN_OF_BOTH} as "openCases" from individual_pair p
    where p.decided is null and ($1::uuid is null or p.a_id = $1 or p.b_id = $1) order by cardinality(${OPEN_OF_BOTH}) > 0 desc, p.bits desc limit 100`, [individualId])
}
