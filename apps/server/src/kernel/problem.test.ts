import { createServer, type AddressInfo } from 'node:net'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { openingOf } from './opening.queries.ts'
import { type Problem, problemFrom, refuseStale, sameOrRefuse } from './problem.ts'
import { problems } from './problems.ts'
import type { Who } from './who.ts'

const databaseError = (code: string, constraint?: string) => Object.assign(new Error('refused'), { code, constraint })

describe('refusals of the database', () => {
  test.each([
    ['42501', 403, 'not-allowed'], ['23503', 422, 'reference-missing'], ['23505', 409, 'duplicate'], ['23514', 422, 'invalid-value'],
    ['PD001', 409, 'illegal-state'], ['57014', 503, 'busy'], ['ECONNREFUSED', 503, 'busy'],
  ])('%s becomes %i %s', (code, status, problem) => {
    expect(problemFrom(databaseError(code))?.toBody()).toMatchObject({ code: problem, status })
  })

  test('a taken id answers exactly as a row that may not be written', () => {
    expect(problemFrom(databaseError('23505', 'task_pkey'))?.toBody()).toEqual(problemFrom(databaseError('42501'))?.toBody())
    expect(problemFrom(databaseError('23505', 'account_username_key'))?.code).toBe('duplicate')
  })

  test('no free connection in time is busy, whatever the driver throws', async () => {
    const silent = createServer(() => {}).listen(0)
    const port = (silent.address() as AddressInfo).port
    const pool = new pg.Pool({ host: '127.0.0.1', port, max: 1, connectionTimeoutMillis: 100 })
    const refusals = await Promise.allSettled([pool.connect(), pool.connect()]) // one waits for the server, one for the first
    expect(refusals.map(each => each.status === 'rejected' && problemFrom(each.reason)?.toBody().status)).toEqual([503, 503])
    await pool.end()
    silent.close()
  })

  test('anything else is nobody\'s refusal', () => {
    expect(problemFrom(new TypeError('x'))).toBeUndefined()
    expect(problemFrom(databaseError('42P01'))).toBeUndefined()
  })
})

test('every code has a status of 4xx or 5xx and sentences in both languages', () => {
  for (const [code, { status, title, english }] of Object.entries(problems)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    expect(title.normalize('NFD'), code).toMatch(/\p{M}.*\.$/u)
    expect(english, code).toMatch(/^[A-Z][ -~]+\.$/)
  }
})

test('a stale edit answers with both versions, a withheld one as not allowed, a missing one as missing', () => {
  const codeOf = (work: () => unknown) => {
    try {
      work()
    } catch (error) {
      return (error as Problem).code
    }
    return undefined
  }
  expect(codeOf(() => refuseStale(undefined, { version: 1 }))).toBe('not-found')
  expect(codeOf(() => refuseStale({ version: 2 }, { version: 1 }))).toBe('stale')
  expect(codeOf(() => refuseStale({ version: 1 }, { version: 1 }))).toBe('not-allowed')
  expect(codeOf(() => sameOrRefuse(undefined, () => true))).toBe('not-allowed')
  expect(codeOf(() => sameOrRefuse({}, () => false))).toBe('duplicate')
})

test('a transaction is opened in the role of what the post sees', () => {
  const who: Who = {
    accountId: '00000000-0000-7000-8000-000000000001', personId: '00000000-0000-7000-8000-000000000002',
    postId: '00000000-0000-7000-8000-000000000003', role: 'clerk', title: 'Văn thư', seatId: 1, bodyId: 10, bodyLastId: 19,
    seesWhole: false, clear: false, held: [], reads: ['task', 'supply_item'], permission: 'task.accept',
  }
  const roleOf = (more: Partial<Who>): string | undefined => openingOf({ ...who, ...more }, { areaLo: 1, areaHi: 9, areaIds: '{1,2,9}', formerIds: '{}' }).values[0]
  expect([roleOf({}), roleOf({ clear: true }), roleOf({ seesWhole: true }), roleOf({ seesWhole: true, clear: true })]).toEqual(['pd_area', 'pd_area_clear', 'pd_whole', 'pd_whole_clear'])
})
