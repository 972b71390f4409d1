import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type pg from 'pg'
import { createPool } from '#kernel/database/pool.ts'
import { instantText, safeInteger } from '#kernel/database/types.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await testDatabase()
  pool = createPool(database.appUrl, { name: 'test', max: 2, statementTimeout: 200 })
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function value(sql: string): Promise<unknown> {
  const { rows } = await pool.query(`select ${sql} as value`)
  return rows[0].value
}

describe('values from PostgreSQL', () => {
  test.each([
    ["date '2021-07-24'", '2021-07-24'],
    ["array[date '2021-07-24', null]", ['2021-07-24', null]],
    ["timestamptz '2021-07-24 06:00:00+07'", '2021-07-23T23:00:00.000Z'],
    ["timestamptz '2021-07-24 06:00:00.123456+07'", '2021-07-23T23:00:00.123456Z'],
    ["array[timestamptz '2021-07-24 06:00:00.5+07']", ['2021-07-23T23:00:00.500Z']],
    ["timestamptz 'infinity'", 'infinity'],
    ['9007199254740991::int8', 9007199254740991],
    ['array[[1::int8, 2], [3, 4]]', [[1, 2], [3, 4]]],
    ['0.10::numeric', '0.10'],
    ["interval '1 day 2 hours'", 'P1DT2H'],
    ["'{\"a\": 1}'::jsonb", { a: 1 }],
    ["array['Đỗ', 'a,b']", ['Đỗ', 'a,b']],
  ])('%s', async (sql, expected) => {
    expect(await value(sql)).toEqual(expected)
  })

  test('an int8 beyond 2^53 is refused, not rounded', () => {
    expect(() => safeInteger('9007199254740992')).toThrow(RangeError)
  })

  test('local mean time of Sài Gòn before 1906 has seconds in its offset', () => {
    expect(instantText('1900-01-01 00:00:00+07:06:30')).toBe('1899-12-31T16:53:30.000Z')
  })
})

describe('sessions', () => {
  test('keep the time of Vietnam', async () => {
    expect(await value("current_setting('TimeZone')")).toBe('Asia/Ho_Chi_Minh')
    expect(await value("timestamptz '2021-07-23T18:00:00Z'::date")).toBe('2021-07-24')
  })

  test('are named', async () => {
    expect(await value("current_setting('application_name')")).toBe('phaodai test')
  })

  test('cancel a statement that runs too long', async () => {
    await expect(value('pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
  })
})

test('Vietnamese order is there when asked for, byte order otherwise', async () => {
  const names = "unnest(array['Ê', 'E', 'Đỗ', 'Dương', 'Bé', 'Ân', 'Ăn', 'An']) name"
  expect(await value(`(select string_agg(name, ' ' order by name collate "vi-x-icu") from ${names})`)).toBe(
    'An Ăn Ân Bé Dương Đỗ E Ê',
  )
})
