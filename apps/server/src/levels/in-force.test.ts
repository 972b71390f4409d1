import { RULE_SETS } from '@phaodai/epidemic-level'
import type { ClientBase } from 'pg'
import { withClient } from '#kernel/database/pool.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast } from '#test/people.ts'

const COUNTRY_2025 = 20_000_000
const PROVINCE_2025 = 20_001_000
const MERGED = 20_002_000
const VILLAGE_2025 = 20_002_001
const SPLIT = 20_003_000
const OTHER_TREE = 20_004_000

let server: TestApp

const rounds: string[] = []
/** A round as it was published: level of each unit, null for one that was left out. */
async function published(client: ClientBase, from: string, levels: Record<number, number | null>, rules = '4800-11'): Promise<string> {
  const id = `00000000-0000-7000-8000-00000058${String(rounds.length).padStart(4, '0')}`
  rounds.push(id)
  const set = RULE_SETS.find((each) => each.id === rules)!
  await client.query(`insert into level_round (id, area_id, body_id, disease_code, day, rule_set, rules, cases, created_by, created_at, state, reviewed_by, reviewed_at, published_by, published_at, decision_number, decided_on, in_force_from)
    values ($1, $2, $3, 'covid-19', $4, $5, $6, 'community', $7, $8, 'published', $7, $8, $7, $8, '1/QĐ', $4, $4)`, [id, Number(Object.keys(levels)[0]), bodies.provinceState, from, rules, JSON.stringify(set), cast.healthStation.postId, `${from}T08:00+07`])
  for (const [area, level] of Object.entries(levels)) {
    await client.query("insert into area_level (round_id, area_id, computed, level, follows, confidence, disease_code) values ($1, $2, $3, $3, $4, 'medium', 'covid-19')", [id, area, level, level === null])
  }
  return id
}

type Said = { level: number; said_of: number; several: boolean; rule_set: string; colour: string }
const inForce = (area: number, day: string): Promise<Said | undefined> => withClient(server.adminUrl, { name: 'test' }, async (client) =>
  (await client.query<Said>('select level, said_of, several, rule_set, colour from level_in_force($1, $2)', [area, day])).rows[0])
const level = async (area: number, day: string) => (await inForce(area, day))?.level

beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, async (client) => {
    const add = (id: number, parent: number | null, last: number, kind: string) => client.query(`insert into area (id, parent_id, last_id, code, level, kind, name, full_name, search_key, valid_from)
      values ($1::int, $2, $3, $1::text, $4, $4, $1::text, $1::text, $1::text, '2025-07-01')`, [id, parent, last, kind])
    await add(COUNTRY_2025, null, 20_999_999, 'country')
    await add(PROVINCE_2025, COUNTRY_2025, 20_001_999, 'province')
    await add(MERGED, PROVINCE_2025, 20_002_999, 'commune')
    await add(VILLAGE_2025, MERGED, VILLAGE_2025, 'village')
    await add(SPLIT, PROVINCE_2025, 20_003_999, 'commune')
    await add(OTHER_TREE, PROVINCE_2025, 20_004_999, 'commune')
    await client.query("update area set valid_to = '2025-06-30' where id < 20000000 and valid_from = '2021-01-01'")
    for (const [old, young] of [[areas.province, PROVINCE_2025], [areas.communeA1, MERGED], [areas.communeA2, MERGED], [areas.communeB1, SPLIT], [areas.communeB1, OTHER_TREE]]) await client.query("insert into area_successor values ($1, $2, 'test')", [old, young])
    await published(client, '2021-11-05', { [areas.province]: 1, [areas.district]: 2, [areas.communeA1]: 3, [areas.communeA2]: 1, [areas.otherDistrict]: 4, [areas.communeB1]: null })
    await published(client, '2021-11-12', { [areas.district]: 1, [areas.communeA1]: 2, [areas.communeA2]: null })
    await published(client, '2026-03-01', { [PROVINCE_2025]: 1, [MERGED]: 4, [SPLIT]: null, [OTHER_TREE]: 2 }, '218')
  })
})
afterAll(() => server?.stop())

test('a day reads what was in force on it, however much was published since', async () => {
  expect(await level(areas.communeA1, '2021-11-04')).toBeUndefined()
  expect([await level(areas.communeA1, '2021-11-05'), await level(areas.communeA1, '2021-11-11'), await level(areas.communeA1, '2021-11-12'), await level(areas.communeA1, '2025-06-30')]).toEqual([3, 3, 2, 2])
  expect(await inForce(areas.communeA1, '2021-11-05')).toEqual({ level: 3, said_of: areas.communeA1, several: false, rule_set: '4800-11', colour: 'orange' })
})

test('a village, and a unit left out of a round, have the level of the nearest above', async () => {
  expect(await inForce(areas.villageA1, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1 })
  expect(await inForce(areas.communeB1, '2021-11-20')).toMatchObject({ level: 4, said_of: areas.otherDistrict })
  // Left out of the newer round: its own older row is over, it follows its district's newest.
  expect([await level(areas.communeA2, '2021-11-11'), await level(areas.communeA2, '2021-11-12')]).toEqual([1, 1])
  expect(await inForce(areas.communeA2, '2021-11-12')).toMatchObject({ said_of: areas.district })
})

test('the other tree is read through what a unit was made from or became', async () => {
  // Asked for a unit of 2025 on a day of 2021: of two forerunners at 3 and 1 the higher, and it says that they differ.
  expect(await inForce(MERGED, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1, several: true })
  expect(await inForce(VILLAGE_2025, '2021-11-05')).toMatchObject({ level: 3, said_of: areas.communeA1, several: true }) // by those of its commune
  expect(await inForce(SPLIT, '2021-11-20')).toMatchObject({ level: 4, said_of: areas.otherDistrict, several: false })
  // After the reform and before a level of its own: what its forerunners had is still in force.
  expect(await inForce(MERGED, '2025-12-01')).toMatchObject({ level: 2, said_of: areas.communeA1, several: true })
  expect(await inForce(VILLAGE_2025, '2025-12-01')).toMatchObject({ level: 2, said_of: areas.communeA1 })
  // A unit of 2021 on a day of 2026: what it became; divided, the higher of its parts.
  expect(await inForce(areas.communeA1, '2026-03-01')).toMatchObject({ level: 4, said_of: MERGED })
  expect(await inForce(areas.communeB1, '2026-03-01')).toMatchObject({ level: 2, said_of: OTHER_TREE, several: true })
  expect(await inForce(areas.communeB1, '2026-02-28')).toMatchObject({ level: 4, said_of: areas.otherDistrict })
})

test('what is published stands: not even the installation changes, adds or re-dates a row of it', async () => {
  const refused = (text: string, values: unknown[] = [rounds[0]]) => expect(asInstallation(server.adminUrl, (client) => client.query(text, values)), text).rejects.toMatchObject({ code: 'PD001' })
  await refused("update area_level set level = 1, decided_reason = 'khác' where round_id = $1")
  await refused("update area_level set in_force_from = '2021-01-01' where round_id = $1")
  await refused("update area_level set in_force_from = null, published_at = null where round_id = $1")
})
