import { classesOf, findIndicator, indicatorPermissions, indicators, sidesOf } from '@phaodai/indicators'
import { registers } from '@phaodai/registers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import english from '#web/text/indicators.en.json' with { type: 'json' }
import vietnamese from '#web/text/indicators.vi.json' with { type: 'json' }
import labelsEnglish from '#web/text/registers.en.json' with { type: 'json' }
import labelsVietnamese from '#web/text/registers.vi.json' with { type: 'json' }
import { asSystem } from '#kernel/transaction.ts'
import { differences } from '#server/indicators/counting.queries.ts'
import { plantRecords } from '../scope/rows.ts'
import { readGround } from '../scope/oracle.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { withClient } from '#kernel/database/pool.ts'
import { countAll } from '#test/stream.ts'
import { areas, cast } from '#test/people.ts'

const SPAN = 'from=2021-08-01&to=2021-08-31'
let server: TestApp
beforeAll(async () => {
  server = await testApp()
  const ground = await readGround(server.adminUrl)
  let marked = 0
  await withClient(server.adminUrl, { name: 'test' }, async (client) => {
    const soil = { client, ground, planted: [], secrets: [], marker: () => `dauvet${String(++marked).padStart(4, '0')}z` }
    for (let n = 0; n < 3; n++) await plantRecords(soil, [[areas.communeA1, cast.communeClerk], [areas.villageA1, cast.healthStation], [areas.communeB1, cast.farClerk]])
  })
  await countAll(server)
})
afterAll(() => server?.stop())

describe.each(indicators.map((indicator) => [indicator.name, indicator] as const))('%s', (name, indicator) => {
  test('has its words in both languages, for itself and every class, and names its date and area basis', () => {
    for (const words of [vietnamese, english] as Record<string, string>[]) for (const part of ['name', 'unit', 'what']) expect(words[`indicator.${name}.${part}`], `${name} ${part}`).toBeTruthy()
    for (const words of [labelsVietnamese, labelsEnglish] as Record<string, string>[]) {
      for (const kind of indicator.class?.bands ? [] : classesOf(indicator) ?? []) expect(words[`register.${indicator.numerator.over.name}.code.${indicator.class!.field}.${kind}`], kind).toBeTruthy()
    }
    for (const [, { over, date }] of sidesOf(indicator)) {
      expect(registers).toContain(over)
      expect(over.fields[date]?.kind).toMatch(/date|instant/)
    }
  })

  test('is seen by the roles of its declaration and by nobody else', async () => {
    const held = await asSystem(server.deps.pools.jobs, (tx) => tx.rows<{ role: string; permission: string }>(
      'select role, permission from role_permission where permission in ($1, $2) order by 1', [`figure-${name}.read`, `total-${name}.read`]))
    const declared = indicatorPermissions(indicator).flatMap(({ permission, roles }) => roles.map((role) => ({ role, permission })))
    expect(held.map((each) => `${each.role} ${each.permission}`).toSorted()).toEqual(declared.map((each) => `${each.role} ${each.permission}`).toSorted())
    const reads = await asSystem(server.deps.pools.jobs, (tx) => tx.rows<{ role: string }>("select role from role_permission where permission = $1", [`${indicator.numerator.over.name}.read`]))
    expect(indicator.may.read.filter((role) => !reads.some((each) => each.role === role)), 'sees the figure but not its rows').toEqual(indicator.may.countsOnly ?? [])
  })

  test('is kept as a count from scratch says', async () => {
    expect(await asSystem(server.deps.pools.jobs, (tx) => differences(tx, indicator, server.deps.clock.now().toISOString()))).toEqual([])
  })

  test('opens to exactly as many rows as it counts', async () => {
    const { get } = await server.as(cast.districtOfficer)
    const detail = (await get(`/api/indicators/${name}?${SPAN}`)).json()
    expect(detail.hidden).toBe(false)
    for (const [side, count] of sidesOf(findIndicator(name)!)) {
      const { total, rows } = (await get(`/api/registers/${count.over.name}?limit=500&counted=${name}/${side}/${areas.district}/2021-08-01/2021-08-31`)).json()
      const added = count.sum ? rows.reduce((sum: number, row: Record<string, number>) => sum + row[count.sum!]!, 0) : total
      expect(added, side).toBe(indicator.apart ? detail.classes.reduce((sum: number, each: Record<string, number>) => sum + each[side]!, 0) : detail.figure[side])
    }
  })
})
