import { CHAIN_LIMIT, chainClasses, linkBases, linkKinds, linkSettings, type CaseLinkLine, type ChainsAsk } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Cases as they stand in a chain; `day` is days since 1970, `classOf` counts in the list of classes. */
export type CaseRow = { id: string; code: string | null; areaId: number; day: number; classOf: number }
/** Links as columns: `from` and `to` count in the cases, the others in the lists of kinds, bases and settings. Of each pair the surest. */
export type LinkColumns = { from: number[]; to: number[]; kind: number[]; basis: number[]; setting: number[] }
export type AreaRow = { id: number; name: string; lon: number | null; lat: number | null }
export type Found = { cases: CaseRow[]; links: LinkColumns; more: boolean }

const DAY = "case_day(c.onset_on, c.diagnosed_at) - date '1970-01-01'"
const place = (list: readonly string[], column: string): string => `coalesce(array_position('{${list.join(',')}}'::text[], ${column}), 0) - 1`
const CASE = `c.id, c.code, c.area_id as "areaId", ${DAY} as day, ${place(chainClasses, 'c.classification')} as "classOf"`
const STANDS = "c.voided_at is null and c.state <> 'ruled_out'"
const AREA_NAME = `case when a.level = 'village' then a.full_name || coalesce(', ' || p.full_name, '') else a.full_name end`

/**
 * Everybody who hangs together with a case over links in scope, breadth first and by index, and no further than is asked for.
 * `offset 0` keeps the two directions apart, so that each is asked of the view by the case at hand.
 */
const WALK = {
  name: 'chain_walk',
  text: `
  with recursive walk (id) as (
    select c.id from disease_case c where c.id = $1 and c.voided_at is null
    union
    select next.id from walk w cross join lateral (
      select l.to_case as id from case_infection l where l.from_case = w.id
      union all select l.from_case from case_infection l where l.to_case = w.id offset 0) next)
  select id from walk limit $2`,
}

const CASES_BY_ID = { name: 'chain_cases', text: `select ${CASE} from unnest($1::uuid[]) given (id) join disease_case c on c.id = given.id order by day, c.id` }

/**
 * The links from these cases, a pair once: the surest, and of those the entered one. Each case is asked for by itself, by index:
 * thirty thousand of them in a list cost the planner more than the answer. One text for all is read faster than as many rows.
 */
const LINKS_FROM = {
  name: 'chain_links',
  text: `
  select json_agg(given.n - 1) as "from", json_agg(found.to_case) as "to", json_agg(found.kind) as kind, json_agg(found.basis) as basis, json_agg(found.setting) as setting
  from unnest($1::uuid[]) with ordinality given (id, n) cross join lateral (
    select distinct on (l.to_case) l.to_case, ${place(linkKinds, 'l.kind')} as kind, ${place(linkBases, 'l.basis')} as basis, ${place(linkSettings, 'l.setting')} as setting
    from case_infection l where l.from_case = given.id order by l.to_case, kind, l.link_id is null, basis offset 0) found`,
}

type LinksFrom = Omit<LinkColumns, 'to'> & { to: string[] }

/** The links between these cases. */
async function loadLinks(tx: Tx, cases: readonly CaseRow[]): Promise<LinkColumns> {
  const found = (await tx.rows<{ [column in keyof LinksFrom]: LinksFrom[column] | null }>(LINKS_FROM, [cases.map(({ id }) => id)]))[0]!
  const numbers = new Map(cases.map(({ id }, n) => [id, n]))
  const within: LinkColumns = { from: [], to: [], kind: [], basis: [], setting: [] }
  found.to?.forEach((id, link) => {
    const to = numbers.get(id)
    if (to === undefined) return
    within.to.push(to)
    for (const column of ['from', 'kind', 'basis', 'setting'] as const) within[column].push(found[column]![link]!)
  })
  return within
}

/** The first `most` of the cases, and the links between them. */
async function linked(tx: Tx, cases: CaseRow[], most: number): Promise<Found> {
  const kept = cases.slice(0, most)
  return { cases: kept, links: await loadLinks(tx, kept), more: cases.length > most }
}

/** The chain of a case in scope, or as much of it as is wanted, what lies nearest to the case first; no cases where there is no such case. */
export async function loadChain(tx: Tx, caseId: string, most = CHAIN_LIMIT): Promise<Found> {
  const ids = (await tx.rows<{ id: string }>(WALK, [caseId, most + 1])).map(({ id }) => id)
  const cases = await tx.rows<CaseRow>(CASES_BY_ID, [ids.slice(0, most)])
  return { ...await linked(tx, cases, most), more: ids.length > most }
}

/** Cases of an outbreak in scope, or the earliest of them, and the links between them; undefined where the outbreak is not in scope. */
export async function loadOutbreakChain(tx: Tx, outbreakId: string, most = CHAIN_LIMIT): Promise<Found | undefined> {
  if (!(await tx.find('select o.id from outbreak o where o.id = $1', [outbreakId]))) return undefined
  return linked(tx, await tx.rows<CaseRow>(`select ${CASE} from disease_case c where c.outbreak_id = $1 and ${STANDS} order by day, c.id limit $2`, [outbreakId, most + 1]), most)
}

/** Cases of a disease that fell ill in an area and a time, in scope, and the links between them. */
export async function loadChains(tx: Tx, { areaId, disease, from, to }: ChainsAsk): Promise<Found> {
  const within = areaId === undefined ? '' : 'and c.area_id between $5 and (select a.last_id from area a where a.id = $5)'
  return linked(tx, await tx.rows<CaseRow>(`
    select ${CASE} from disease_case c where c.disease_code = $1 and ${STANDS} and c.diagnosed_at >= $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
      and case_day(c.onset_on, c.diagnosed_at) between $2::date and $3::date ${within}
    order by day, c.id limit $4`, [disease, from, to, CHAIN_LIMIT + 1, ...(areaId === undefined ? [] : [areaId])]), CHAIN_LIMIT)
}

/** What areas are called, and the point a map sets them to: their own, else that of the unit they belong to. */
export function loadAreas(tx: Tx, ids: readonly number[]): Promise<AreaRow[]> {
  return tx.rows<AreaRow>(`
    select a.id, ${AREA_NAME} as name, coalesce(a.lon, p.lon, u.lon) as lon, coalesce(a.lat, p.lat, u.lat) as lat
    from area a left join area p on p.id = a.parent_id left join area u on u.id = p.parent_id where a.id = any ($1::int[]) order by a.id`, [ids])
}

export type SubjectRow = { id: string; code: string | null; area: string; onsetOn: string; classification: string; diseaseCode: string; diagnosedOn: string; individualId: string | null; name: string | null }

/** One case in scope, or undefined; the name only where the role may read it (the column grant refuses it otherwise). */
export function findSubject(tx: Tx, id: string, clear: boolean): Promise<SubjectRow | undefined> {
  return tx.find<SubjectRow>(`
    select c.id, c.code, ${AREA_NAME} as area, case_day(c.onset_on, c.diagnosed_at) as "onsetOn", c.classification, c.disease_code as "diseaseCode",
      (c.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date as "diagnosedOn", i.id as "individualId", ${clear ? 'i.full_name' : 'null::text'} as name
    from disease_case c join area a on a.id = c.area_id left join area p on p.id = a.parent_id left join individual i on i.id = c.individual_id
    where c.id = $1 and c.voided_at is null`, [id])
}

/** All links of one case in scope, each with what it rests on, sources first. */
export function loadLinksOf(tx: Tx, id: string, clear: boolean): Promise<CaseLinkLine[]> {
  const side = (own: string, other: string, direction: string): string => `select l.${other} as other, '${direction}' as direction, l.kind, l.basis, l.setting, l.met_on, l.link_id from case_infection l where l.${own} = $1`
  return tx.rows<CaseLinkLine>(`
    select c.id as "caseId", c.code, ${AREA_NAME} as area, case_day(c.onset_on, c.diagnosed_at) as "onsetOn", s.direction, s.kind, s.basis, s.setting, s.met_on as "metOn", s.link_id as "linkId",
      ${clear ? '(select k.note from case_link k where k.id = s.link_id)' : 'null::text'} as note,
      (case_day(c.onset_on, c.diagnosed_at) - case_day(o.onset_on, o.diagnosed_at)) * case s.direction when 'source' then -1 else 1 end as days
    from (${side('to_case', 'from_case', 'source')} union all ${side('from_case', 'to_case', 'infected')}) s
      join disease_case c on c.id = s.other join disease_case o on o.id = $1 join area a on a.id = c.area_id left join area p on p.id = a.parent_id
    order by s.direction desc, ${place(linkKinds, 's.kind')}, "onsetOn", c.id limit 500`, [id])
}

/** One meeting of a case with another of its disease, in scope: a day of contact, or the days of a household both belong to. */
export type Meeting = { caseId: string; code: string | null; onset: number; kind: 'encounter' | 'household'; place: string; from: number; to: number | null; minutes: number | null; masked: boolean | null }

/** Whom a case met among the cases of its disease in scope, by the lists of contacts of either and by the households of its person. */
export function loadMeetings(tx: Tx, { id, diseaseCode, individualId }: SubjectRow): Promise<Meeting[]> {
  const since = (column: string): string => `(${column} - date '1970-01-01')`
  return tx.rows<Meeting>(`
    select c.id as "caseId", c.code, ${DAY} as onset, m.kind, m.place, m."from", m."to", m.minutes::float8 as minutes, m.masked
    from (
      select k.case_id as other, 'encounter' as kind, '' as place, ${since('k.last_contact_on')} as "from", null::int as "to", k.minutes, case k.masked when 'yes' then true when 'no' then false end as masked
        from case_contact k where k.individual_id = $3 and k.voided_at is null and k.state <> 'ruled_out'
      union all
      select x.id, 'encounter', '', ${since('k.last_contact_on')}, null, k.minutes, case k.masked when 'yes' then true when 'no' then false end
        from case_contact k join disease_case x on x.individual_id = k.individual_id where k.case_id = $1 and k.voided_at is null and k.state <> 'ruled_out'
      union all
      select x.id, 'household', m.household_id::text, ${since('greatest(m.from_on, o.from_on)')}, ${since('least(m.to_on, o.to_on)')}, null, null
        from household_member m join household_member o on o.household_id = m.household_id and o.individual_id <> m.individual_id join disease_case x on x.individual_id = o.individual_id
        where m.individual_id = $3) m
      join disease_case c on c.id = m.other
    where c.id <> $1 and c.disease_code = $2 and ${STANDS} order by c.id, m."from" limit 5000`, [id, diseaseCode, individualId])
}

/** What the two ends of a new link must agree in; undefined where either is not in scope. */
export function findEnds(tx: Tx, fromId: string, toId: string): Promise<{ sameDisease: boolean; daysBetween: number } | undefined> {
  return tx.find(`
    select f.disease_code = c.disease_code as "sameDisease", case_day(c.onset_on, c.diagnosed_at) - case_day(f.onset_on, f.diagnosed_at) as "daysBetween"
    from disease_case f, disease_case c where f.id = $1 and c.id = $2 and f.voided_at is null and c.voided_at is null`, [fromId, toId])
}

export type LinkFound = { id: string; fromCaseId: string; toCaseId: string; kind: string; basis: string; setting: string | null; metOn: string | null; voided: boolean }
const LINK = 'l.id, l.from_case as "fromCaseId", l.to_case as "toCaseId", l.kind, l.basis, l.setting, l.met_on as "metOn", l.voided_at is not null as voided'

/** One entered link in scope, or undefined. */
export function findLink(tx: Tx, id: string): Promise<LinkFound | undefined> {
  return tx.find<LinkFound>(`select ${LINK} from case_link l where l.id = $1`, [id])
}

/** The entered link of a pair that stands, or undefined. */
export function findLinkOf(tx: Tx, fromId: string, toId: string): Promise<LinkFound | undefined> {
  return tx.find<LinkFound>(`select ${LINK} from case_link l where l.from_case = $1 and l.to_case = $2 and l.voided_at is null`, [fromId, toId])
}
