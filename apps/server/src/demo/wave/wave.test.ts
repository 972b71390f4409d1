import { detectedByDay } from '@phaodai/scenario'
import { addDays } from '@phaodai/vocabulary'
import { clockState } from '@phaodai/office/case.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import type { Pools } from '#kernel/deps.ts'
import { asOwner } from '#kernel/installation.queries.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { asSystem } from '#kernel/transaction.ts'
import { hashPassword } from '#server/accounts/index.ts'
import { seedAreas, seedCalendar } from '#server/areas/index.ts'
import { rollUp } from '#server/indicators/index.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { kindOfInstallation, wipe } from '../index.ts'
import { keepLevels } from '../line/index.ts'
import { actAs } from '../save.ts'
import { settleDemo } from '../seed.ts'
import { keepRegisters } from '../weeks.ts'
import { keepWave } from './index.ts'
import { dayOf, foundIn, type Wave } from './wave.ts'

const TODAY = '2022-01-10'
/** A province of fewer people and cases, so that the test is short; the rest is the demo's own. */
const SMALL = { people: 90_000, least: 120, most: 320 }
const NOW = new Date('2022-01-10T02:00:00Z')

let database: TestDatabase
let pools: Pools
let wave: Wave
let hash: string

const admin = <T>(work: Parameters<typeof withClient<T>>[2]): Promise<T> => withClient(database.adminUrl, { name: 'test', statementTimeout: 0 }, work)
const rows = <T extends object>(sql: string): Promise<T[]> => asSystem(pools.jobs, (tx) => tx.rows<T>(sql))
const count = async (sql: string): Promise<number> => (await rows<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]!.n

async function fill(): Promise<void> {
  wave = await asSystem(pools.jobs, async (tx) => {
    const ground = await settleDemo(tx, { profile: '2021', seed: 1, today: TODAY }, hash)
    await actAs(tx, [...ground.people.ofBody.values()].flat().find(({ role }) => role === 'clerk')!, 'supply_item.create')
    await keepRegisters(tx, ground)
    return keepWave(tx, ground, () => {}, SMALL)
  })
}

/** Rows of every table that a fresh installation has, by table. */
const filledTables = (): Promise<Record<string, number>> => admin(async (client) => {
  const { rows: tables } = await client.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth') order by 1`)
  const counts: Record<string, number> = {}
  for (const { name } of tables) counts[name] = (await client.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n
  return counts
})

let before: Record<string, number>
beforeAll(async () => {
  database = await testDatabase()
  await admin((client) => asOwner(client, async () => {
    await seedAreas(client)
    await seedCalendar(client)
  }))
  before = await filledTables()
  pools = openPools(database.adminUrl, (error) => { throw error })
  hash = await hashPassword('phaodai-mau')
  await fill()
  await rollUp({ pools, clock: { now: () => NOW } })
  await asSystem(pools.jobs, (tx) => keepLevels(tx, wave.ground))
}, 120_000)
afterAll(async () => {
  await closePools(pools)
  await database.drop()
})

describe('the truth', () => {
  it('is a forest in time: everybody was infected by somebody infectious on the day, or brought it in', async () => {
    expect(await count('scenario_infection')).toBe(wave.outbreak.infections.length)
    expect(await count(`scenario_infection i left join scenario_infection f on f.run_id = i.run_id and f.n = i.infector
      where (i.infector is null) <> (i.layer = 'import') or i.day < f.infectious_from or i.day >= f.infectious_to or f.detected_on < i.day`)).toBe(0)
    expect(await count('(select person from scenario_infection group by person having count(*) > 1) twice')).toBe(0)
  })

  it('infects at home only whom one lives with', async () => {
    expect(await count(`scenario_infection i join scenario_infection f on f.run_id = i.run_id and f.n = i.infector where i.layer = 'household' and i.household <> f.household`)).toBe(0)
    expect(await count(`scenario_infection where layer = 'household'`)).toBeGreaterThan(20)
  })

  it('knows the case of every infection that was found, diagnosed on that day and after the infection', async () => {
    expect(await count('disease_case')).toBe(foundIn(wave).length)
    expect(await count('scenario_infection where detected_on is not null')).toBe(foundIn(wave).length)
    expect(await count(`disease_case c left join scenario_infection i on i.case_id = c.id
      where i.n is null or (c.diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date <> i.detected_on or i.day >= i.detected_on or c.individual_id <> i.individual_id or c.detected_as <> i.detection
        or c.onset_on <> i.onset_on or c.sampled_on < i.infectious_from or c.area_id <> i.area_id`)).toBe(0)
  })

  it('tells from what it was drawn, and again draws the same', async () => {
    const [run] = await rows<{ people: number; seed: number; firstDay: string; parameters: { imports: unknown[] } }>('select people, seed, first_day as "firstDay", parameters from scenario_run')
    expect(run).toMatchObject({ people: SMALL.people, seed: 1, firstDay: addDays(TODAY, -56) })
    expect(run!.parameters.imports).toEqual(wave.parameters.imports)
  })

  it('is readable by no role of a request, changed by nobody, and refused by an installation that is no demo', async () => {
    const privileges = await rows<{ role: string }>(`select r.rolname as role from pg_roles r cross join unnest(array['scenario_run', 'scenario_infection']) t (name)
      where (r.rolname like 'pd\\_%' or r.rolname in ('phaodai_app', 'phaodai_auth', 'phaodai_jobs')) and not r.rolsuper and has_table_privilege(r.oid, t.name, 'select')`)
    expect(privileges).toEqual([])
    await expect(rows(`update scenario_infection set layer = 'market' where n = 1 returning n`)).rejects.toThrow('permission denied')
    await expect(asSystem(pools.jobs, async (tx) => {
      await tx.run('update installation set demo = false')
      await tx.run(`insert into scenario_run (id, disease_code, profile, seed, first_day, days, people, parameters) values (gen_random_uuid(), 'covid-19', '2021', 1, '2022-01-01', 1, 1, '{}')`)
    })).rejects.toThrow('a demo alone')
  })
})

describe('cases on file', () => {
  it('are as many a day as the simulator found, also in the figures', async () => {
    const byDay = detectedByDay(wave.outbreak)
    const figures = new Map((await rows<{ day: string; n: number }>(`select day, sum(numerator)::int as n from indicator_cell where indicator = 'cases-confirmed' group by day`)).map(({ day, n }) => [day, n]))
    byDay.forEach((n, day) => expect(figures.get(dayOf(wave, day)) ?? 0, dayOf(wave, day)).toBe(n))
    expect(byDay.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(SMALL.least)
  })

  it('link only whom tracing had seen together, the earlier first; most of the links are true', async () => {
    const seen = new Set(wave.outbreak.quarantines.flatMap(({ person, because }) => [`${person} ${wave.outbreak.infections[because]!.person}`, `${wave.outbreak.infections[because]!.person} ${person}`]))
    const links = await rows<{ a: number; b: number; right: boolean; early: boolean }>(`
      select i.person as a, f.person as b, i.infector = f.n as right, coalesce(g.onset_on, f.detected_on) <= least(coalesce(c.onset_on, i.detected_on), i.detected_on) as early
      from disease_case c join scenario_infection i on i.case_id = c.id join scenario_infection f on f.case_id = c.linked_case_id join disease_case g on g.id = c.linked_case_id`)
    expect(links.length).toBeGreaterThan(30)
    expect(links.length).toBeLessThan(foundIn(wave).length)
    expect(links.filter(({ a, b }) => !seen.has(`${a} ${b}`))).toEqual([])
    expect(links.filter(({ right }) => right).length / links.length).toBeGreaterThan(0.5)
  })

  it('stand in several states, places of detection and severities, each move signed by a health post', async () => {
    const values = async (column: string): Promise<unknown[]> => (await rows<{ v: string }>(`select distinct ${column} as v from disease_case order by 1`)).map(({ v }) => v)
    expect(await values('state')).toEqual(expect.arrayContaining(['in_treatment', 'recovered']))
    expect(await values('detected_as')).toEqual(expect.arrayContaining(['community', 'entry', 'locked-zone', 'quarantine']))
    expect(await count(`audit_entry e left join post o on o.id = e.post_id where e.subject in ('disease_case', 'individual', 'household', 'outbreak') and (o.role is distinct from 'health' or e.permission is null)`)).toBe(0)
    expect(await count(`disease_case where state in ('recovered', 'died') and outcome_on is null or state = 'open' and care is not null`)).toBe(0)
    expect(await count(`disease_case c join individual i on i.id = c.individual_id where (c.state = 'died') <> (i.died_on is not null)`)).toBe(0)
  })

  it('never lie ahead of six in the morning of the demo’s day; what came in the night is untouched yet', async () => {
    expect(await count(`disease_case where greatest(diagnosed_at, created_at) >= '${TODAY}T06:00+07' or greatest(onset_on, sampled_on, result_on) > '${TODAY}' or greatest(admitted_on, outcome_on) >= '${TODAY}' or system_entered_at >= '${TODAY}T00:00+07'`)).toBe(0)
    expect(await count(`disease_case where diagnosed_at >= '${TODAY}T00:00+07' and (state <> 'open' or outbreak_id is not null)`)).toBe(0)
    expect(await count(`disease_case where system_entered_at < diagnosed_at or admitted_on < (diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date`)).toBe(0)
  })

  it('show the legal clock in every state', async () => {
    const clocks = await rows<{ kind: string; startedAt: string; dueAt: string; stoppedAt: string | null }>('select kind, started_at as "startedAt", due_at as "dueAt", stopped_at as "stoppedAt" from disease_case_clock')
    expect(clocks).toHaveLength(foundIn(wave).length)
    const states = new Set(clocks.map((clock) => clockState(clock, NOW)))
    expect([...states]).toEqual(expect.arrayContaining(['in-time', 'too-late', 'late']))
  })
})

describe('tracing of the last three weeks', () => {
  it('listed the homes of the cases and whom quarantine took, with their days; the late ones are open, the early ones over, some became cases', async () => {
    const states = await rows<{ state: string; n: number }>('select state, count(*)::int as n from case_contact group by 1')
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['followed', 'released', 'became_case']))
    expect(await count(`case_contact k left join disease_case c on c.id = k.case_id where c.id is null or k.listed_at < c.created_at or greatest(k.listed_at, k.informed_at, k.sampled_at, k.isolated_at) >= '${TODAY}T06:00+07' or k.individual_id = c.individual_id`)).toBe(0)
    expect(await count(`case_contact where coalesce(full_name, 'MẪU') not like '%MẪU' or phone not like '0000 %'`)).toBe(0)
    expect(await count(`contact_visit v join case_contact k on k.id = v.contact_id where v.on_day <= day_in_vietnam(k.listed_at) or v.on_day > k.watch_until or v.entered_at >= '${TODAY}'`)).toBe(0)
    expect(await count(`contact_visit where ill_at is not null`)).toBeGreaterThan(0)
    expect(await count(`case_contact k join contact_meeting g on g.id = k.id join case_contact m on m.id = g.met_id where k.tier = 'f2' and m.tier = 'f1' and m.case_id = k.case_id`)).toBeGreaterThan(0)
    expect(await count(`case_contact k left join contact_acceptance n on n.id = k.id where k.residence_area_id is not null and k.state = 'followed' and n.id is null`)).toBe(0)
  })

  it('was sampled into tubes, pooled by place and day: a positive pool has a positive member, and every tube says what its contact was told', async () => {
    expect(await count(`case_contact k left join specimen s on s.contact_id = k.id where (k.sampled_at is null) <> (s.id is null)`)).toBe(0)
    expect(await count(`case_contact k join specimen s on s.contact_id = k.id where coalesce(k.result, 'pending') is distinct from coalesce(s.outcome, 'pending')`)).toBe(0)
    expect(await count(`specimen p where p.form = 'pool' and p.outcome = 'positive' and not exists (select from specimen m where m.pool_id = p.id and m.outcome = 'positive')`)).toBe(0)
    expect(await count(`specimen p where p.form = 'pool' and (select count(*) from specimen m where m.pool_id = p.id) not between 2 and 10`)).toBe(0)
    for (const some of [`specimen where form = 'pool' and outcome = 'negative'`, `specimen where form = 'pool' and outcome = 'positive'`, 'testing_round', 'laboratory']) expect(await count(some), some).toBeGreaterThan(0)
  })

  it('left teams that are out, rest and stand ready, and cases at home with their class of risk, kits and calls, none of it on the demo’s own day', async () => {
    expect((await rows<{ state: string }>('select distinct state from response_team order by 1')).map(({ state }) => state)).toEqual(['dispatched', 'ready', 'resting'])
    expect(await count('response_team t where (select count(*) from team_member m where m.team_id = t.id) < 5')).toBe(0) // QĐ 4042: five people at least
    expect(await count("response_team t where t.state = 'dispatched' and not exists (select from team_dispatch d where d.team_id = t.id and d.returned_at is null)")).toBe(0)
    expect((await rows<{ state: string }>('select distinct state from home_care order by 1')).map(({ state }) => state)).toEqual(['in_care'])
    expect(await count("home_care c join isolation_order o on o.id = c.order_id where o.state <> 'running' or o.form <> 'home' or o.subject <> 'f0' or o.individual_id <> c.individual_id")).toBe(0)
    expect(await count('(select risk_class from home_care group by 1) x')).toBeGreaterThan(1)
    expect(await count(`home_care c join individual i on i.id = c.individual_id where c.risk_class = 'low' and ${TODAY.slice(0, 4)} - i.birth_year >= 65`)).toBe(0) // QĐ 3646: who is 65 is at high risk
    expect(await count(`home_call where called_at >= '${TODAY}T00:00+07'`)).toBe(0)
    for (const some of ["home_care where team_id is not null", 'home_kit', "home_call where answer = 'not-reached'", "care_day where what = 'home' and done < total", "care_day where what in ('1', '2', '3') and done > 0"]) expect(await count(some), some).toBeGreaterThan(0)
    expect(await count('stock_balance b join supply_item i on i.id = b.item_id where i.home_kit and b.quantity <= 0')).toBe(0)
  })

  it('stands in lists of orders of every state, each step by the post that takes it, and in visits that a contact can be traced by', async () => {
    expect((await rows<{ state: string }>('select distinct state from order_list order by 1')).map(({ state }) => state)).toEqual(['confirmed', 'draft', 'refused', 'requested', 'signed', 'withdrawn'])
    expect(await count(`order_list l join post p on p.id = l.signed_by where p.acts_for_id <> l.body_id or p.role <> 'leader'`)).toBe(0)
    expect(await count(`order_line n left join order_person p on p.id = n.id where coalesce(p.full_name, '') not like '%MẪU'`)).toBe(0)
    expect(await count('tracing_team')).toBeGreaterThan(1)
    expect(await count('case_link')).toBeGreaterThan(0)
    const { rows: [met] } = await admin((client) => client.query<{ n: number; met: number }>(`select count(*)::int as n, count(m.id)::int as met from contact_meeting g left join lateral (
      select v.id from place_visit v join case_contact k on k.id = g.id join disease_case c on c.id = k.case_id join place_visit o on o.place_id = v.place_id and o.individual_id = c.individual_id
      where v.place_id = g.place_id and v.individual_id = k.individual_id and o.entered_at < coalesce(v.left_at, 'infinity') and v.entered_at < coalesce(o.left_at, 'infinity') limit 1) m on true where g.kind = 'visit'`))
    expect(met!.met).toBe(met!.n)
    expect(met!.n).toBeGreaterThan(0)
  })
})

describe('people on file', () => {
  it('are the households of the cases, evidently invented, with a number that nobody has', async () => {
    expect(await count(`individual where full_name not like '% MẪU' or identity_number is not null or old_identity_number is not null or phone not like '0000 %'`)).toBe(0)
    expect(await count('individual')).toBe(await count('household_member'))
    expect(await count('household h where size <> (select count(*) from household_member m where m.household_id = h.id)')).toBe(0)
    expect(await count('household_member m left join disease_case c using (individual_id) where c.id is null')).toBeGreaterThan(50)
    expect(await count(`(select phone from household group by phone having count(*) > 1) twice`)).toBe(0)
    expect(await count(`(select full_name from individual group by full_name having count(*) > 1) twice`)).toBe(0)
  })
})

describe('outbreaks', () => {
  it('hold the cases of their commune, each in one, and move on as their rule says', async () => {
    expect(await count('outbreak')).toBeGreaterThan(3)
    expect(await count(`disease_case c join outbreak o on o.id = c.outbreak_id join area a on a.id = o.area_id where c.area_id not between a.id and a.last_id or case_day(c.onset_on, c.diagnosed_at) < o.first_onset_on`)).toBe(0)
    expect(await count(`outbreak o where last_onset_on <> (select max(case_day(c.onset_on, c.diagnosed_at)) from disease_case c where c.outbreak_id = o.id)`)).toBe(0)
    expect(await count(`outbreak where state = 'ended' and ended_on <= last_onset_on + 28 or state <> 'ended' and ended_on is not null`)).toBe(0)
  })

  it('are heard of, seen and supplied in the other registers', async () => {
    const since = addDays(TODAY, -56)
    expect(await count(`rumour r join outbreak o on o.area_id = r.area_id where r.heard_on between o.reported_on and o.reported_on + 6`)).toBeGreaterThan(3)
    expect(await count(`inspection i join area a on a.id = i.area_id join outbreak o on o.area_id in (a.id, a.parent_id) where i.planned_on >= '${since}' and i.place_kind in ('lockdown-zone', 'market', 'factory', 'school')`)).toBeGreaterThan(0)
    expect(await count(`stock_movement m join outbreak o on o.area_id = m.to_area_id where m.direction = 'transfer'`)).toBeGreaterThan(3)
    expect(await count('stock_balance where quantity < 0')).toBe(0)
  })
})

describe('the line that holds it back', () => {
  it('is zones by issued decisions of people’s committees, each measure with its clause, duties taken up or not yet; and one that waits', async () => {
    expect(await rows(`select z.state, count(*)::int as n from zone z group by 1 order by 1`)).toEqual([{ state: 'in_force', n: 2 }, { state: 'proposed', n: 1 }])
    expect(await count(`zone z join zone_decision n on n.zone_id = z.id join directive d on d.id = n.directive_id join body b on b.id = n.authority_id where z.state = 'in_force' and d.state = 'issued' and d.number = n.number and b.kind = 'people-committee' and d.issued_on = z.from_on`)).toBe(2)
    expect(await count(`zone_measure m join zone z on z.id = m.zone_id where z.state = 'in_force' and (m.clause !~ '^Khoản [0-9]+ Điều 2$' or m.source is null)`)).toBe(0)
    expect((await rows<{ state: string }>('select distinct t.state from zone_task x join task t on t.id = x.task_id order by 1')).map(({ state }) => state)).toEqual(['awaiting_confirmation', 'in_progress', 'not_started'])
    expect((await rows<{ state: string }>('select distinct state from gathering order by 1')).map(({ state }) => state)).toEqual(['conditional', 'refused', 'registered'])
  })

  it('is an open round of declarations and check-in, posters, a checkpoint with its shifts, and people who come, watched day by day', async () => {
    expect(await count(`collection_decision where state = 'in_force' and '${TODAY}' between from_on and to_on`)).toBe(3)
    expect((await admin((client) => client.query('select from place p left join place_code c on c.place_id = p.id where c.code is null'))).rowCount).toBe(0)
    expect(await count(`crossing c join checkpoint k on k.id = c.checkpoint_id where k.state <> 'active' or c.crossed_at >= '${TODAY}T06:00+07'`)).toBe(0)
    expect(await count(`checkpoint_shift where (handed_over_at is null) = (to_at <= '${TODAY}T06:00+07')`)).toBe(0)
    expect((await rows<{ state: string }>('select distinct state from arrival order by 1')).map(({ state }) => state)).toEqual(['completed', 'found', 'left', 'verified', 'watched'])
    expect(await count(`arrival where state = 'watched' and (watch_until is null or team_id is null or not exists (select from arrival_watch w where w.arrival_id = arrival.id))`)).toBe(0)
    expect(await count(`declaration d where not exists (select from arrival a where a.receipt_number = d.receipt_number)`)).toBe(2)
  })

  it('is the levels of every commune by the rules of the day, published and in force, and a round that is argued about', async () => {
    expect(await rows('select state, rule_set as rules, count(*)::int as n from level_round group by 1, 2 order by 1')).toEqual([{ state: 'proposed', rules: '4800-11', n: 1 }, { state: 'published', rules: '4800-11', n: 1 }])
    expect(await count(`area a where a.level = 'commune' and a.code is not null and a.valid_to is null and a.id between (select id from area where code = '20' and level = 'province' and valid_from < '2025-01-01') and (select last_id from area where code = '20' and level = 'province' and valid_from < '2025-01-01')
      and not exists (select from level_in_force(a.id, '${TODAY}'))`)).toBe(0)
    expect(await count(`(select distinct level from area_level where in_force_from is not null) levels`)).toBeGreaterThan(1)
  })
})

describe('the wave', () => {
  const snapshot = (): Promise<unknown[]> => rows(`
    select 'case' as what, id::text, code || state || coalesce(linked_case_id::text, '') || coalesce(outbreak_id::text, '') || diagnosed_at as words from disease_case
    union all select 'person', id::text, full_name || code from individual union all select 'outbreak', id::text, name || state from outbreak
    union all select 'contact', id::text, state || tier || listed_at from case_contact union all select 'list', id::text, state || people::text from (select l.id, l.state, count(*) as people from order_list l join order_line n on n.list_id = l.id group by 1, 2) l union all select 'meeting', id::text, kind || coalesce(minutes, 0) from contact_meeting union all select 'zone', id::text, name || state from zone union all select 'arrival', id::text, state || coalesce(measure_reason, '') from arrival union all select 'crossing', id::text, crossed_at || outcome from crossing union all select 'rumour', id::text, claim from rumour union all select 'truth', n::text, day || layer || coalesce(case_id::text, '') from scenario_infection order by 1, 2`)

  it('leaves nothing behind when the demo is wiped, takes nothing away that every installation has, and comes again the same', async () => {
    const made = await snapshot()
    await admin(wipe)
    expect(await admin(kindOfInstallation)).toBe('empty')
    const after = await filledTables()
    const own = new Set(['public.audit_entry', 'public.audit_block', 'public.record_key'])
    for (const [table, n] of Object.entries(before)) if (!own.has(table)) expect(after[table], `${table}: reference rows are named in KEPT of wipe.queries.ts`).toBe(n)
    await fill()
    expect(await snapshot()).toEqual(made)
  }, 300_000)
})
