import type pg from 'pg'
import { random } from './random.ts'

const DISEASE = 'covid-19'
/** Communes of the ground of the indicators' bench: 10 districts of 20. */
const COMMUNES = 200

/** Gives every unit of the ground a middle: districts side by side, communes around theirs. */
export async function placeUnits(client: pg.Client): Promise<void> {
  await client.query("update area set lat = 21.5 + (id / 1000 % 10) % 3 * 0.35 + (id / 10 % 20 % 5 - 2) * 0.06, lon = 106.2 + (id / 1000 % 10) / 3 * 0.3 + (id / 10 % 20 / 5 - 2) * 0.06 where level in ('commune', 'district', 'province')")
}

type Planted = { source: number[]; day: number[]; area: number[] }

/** Who infects whom: each case some two later ones, now and then many at once; most of them in the same commune. */
function drawn(count: number): Planted {
  const r = random(20210902)
  const below = (most: number): number => Math.floor(r() * most)
  const [source, day, area]: [number[], number[], number[]] = [[-1], [0], [0]]
  for (let n = 1; n < count; n++) {
    const above = below(20) === 0 ? Math.floor(Math.floor(n / 40) * 18) : Math.max(0, Math.floor(n / 2.1) - below(30))
    const from = Math.min(above, n - 1)
    source.push(from)
    day.push(day[from]! + 2 + below(7))
    area.push(below(10) < 7 ? area[from]! : below(COMMUNES))
  }
  return { source, day, area }
}

const caseId = (n: string): string => `('01960000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** One cluster: every case but the first has a source, three of five entered by an investigation, the others named in the form; a fifteenth has a second source in question. */
export async function plantCluster(client: pg.Client, count: number): Promise<void> {
  const { source, day, area } = drawn(count)
  await client.query('set session_replication_role = replica')
  await client.query(`
    insert into disease_case (id, area_id, code, disease_code, classification, diagnosed_at, onset_on, linked_case_id, search_key, created_by)
    select ${caseId('n')}, 101010 + a / 20 * 1000 + a % 20 * 10, 'CB-' || lpad(n::text, 5, '0'), '${DISEASE}', case n % 10 when 0 then 'suspected' when 1 then 'probable' else 'confirmed' end, timestamptz '2021-05-02 08:00+07' + d * interval '1 day', date '2021-05-01' + d,
      case when n % 5 > 2 and s >= 0 then ${caseId('s')} end, '', '01930000-0000-7000-8000-000000000001'::uuid
    from unnest($1::int[], $2::int[], $3::int[]) with ordinality as given (s, d, a, place), lateral (select (place - 1)::int as n) numbered`, [source, day, area])
  await client.query('set session_replication_role = origin')
  await client.query('alter table case_link disable trigger audit')
  await client.query(`
    insert into case_link (id, from_case, to_case, kind, basis, setting, created_by)
    select gen_random_uuid(), ${caseId('s')}, ${caseId('n')}, case n % 3 when 0 then 'confirmed' when 1 then 'likely' else 'possible' end, 'investigation', 'household', '01930000-0000-7000-8000-000000000001'::uuid
    from (select s, (place - 1)::int as n from unnest($1::int[]) with ordinality as given (s, place)) g where s >= 0 and n % 5 <= 2
    union all
    select gen_random_uuid(), ${caseId('greatest(0, s - 7)')}, ${caseId('n')}, 'possible', 'investigation', null, '01930000-0000-7000-8000-000000000001'::uuid
    from (select s, (place - 1)::int as n from unnest($1::int[]) with ordinality as given (s, place)) g where s > 10 and n % 15 = 4`, [source])
  await client.query('alter table case_link enable trigger audit')
  await client.query('vacuum analyze')
}

/** The first case of the cluster, as its address names it. */
export const FIRST_CASE = '01960000-0000-7000-8000-000000000000'
