import { describe, expect, test } from 'vitest'
import { today } from './clock.ts'
import { ConfigError, readConfig } from './config.ts'

describe('readConfig', () => {
  test('without any variable: the loopback demo', () => {
    expect(readConfig({})).toMatchObject({ databaseUrl: undefined, host: '127.0.0.1', port: 8080, maxFileBytes: 25 * 1024 * 1024 })
  })

  test('empty variables count as unset', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: undefined, port: 8080 })
  })

  test('a fault names its variable in Vietnamese, one line each', () => {
    const read = () => readConfig({ PORT: 'tám nghìn', DATABASE_URL: 'mysql://x', PHAODAI_MAX_FILE_MB: '-1' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/^Biến môi trường DATABASE_URL không hợp lệ: .+\nBiến môi trường PORT không hợp lệ: .+\nBiến môi trường PHAODAI_MAX_FILE_MB /)
  })
})

test("today is Vietnam's day, seven hours ahead of UTC", () => {
  expect(today({ now: () => new Date('2021-09-01T16:59:59Z') })).toBe('2021-09-01')
  expect(today({ now: () => new Date('2021-09-01T17:00:00Z') })).toBe('2021-09-02')
})
