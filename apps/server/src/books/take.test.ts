import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acting } from '#test/acting.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'
import { takeNumber, type NumberWanted, type TakenNumber } from './index.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.stop())

type Rule = { body: number; keeper?: number; system?: 'party' | 'state'; numbering?: 'own' | 'external'; series?: 'by-type' | 'single'; sub?: boolean; from?: string }

function rule({ body, keeper = body, system = 'state', numbering = 'own', series = 'by-type', sub = false, from = '2015-01-01' }: Rule): Promise<unknown> {
  return asInstallation(server.adminUrl, client => client.query(
    `insert into book_rule (body_id, keeper_id, system, numbering, series, sub_numbers, valid_from, source) values ($1, $2, $3, $4, $5, $6, $7, 'thử')
     on conflict (body_id, system, valid_from) do update set numbering = excluded.numbering, series = excluded.series, sub_numbers = excluded.sub_numbers`,
    [body, keeper, system, numbering, series, sub, from]))
}

const take = (member: Member, wanted: Partial<NumberWanted> & { bodyId: number }): Promise<TakenNumber> =>
  acting(server, member, 'book.enter', tx => takeNumber(tx, { system: 'state', docType: 'cong-van', issuedOn: '2021-08-20', ...wanted }))

const refusal = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'taken', (error: { code?: string; extras?: { fields?: object } }) => ({ code: error.code, fields: error.extras?.fields }))

describe('numbers taken at the same time', () => {
  beforeAll(async () => {
    await Promise.all([rule({ body: bodies.districtState }), rule({ body: bodies.districtParty, system: 'party' }), rule({ body: bodies.communeA1, series: 'single' })])
    for (const member of [cast.districtClerk, cast.districtPartyClerk, cast.communeClerk]) await server.as(member) // one sign-in each, before the rush
  })

  const SERIES: { member: Member; wanted: Partial<NumberWanted> & { bodyId: number } }[] = [
    { member: cast.districtClerk, wanted: { bodyId: bodies.districtState, docType: 'cong-van' } },
    { member: cast.districtClerk, wanted: { bodyId: bodies.districtState, docType: 'quyet-dinh' } },
    { member: cast.districtPartyClerk, wanted: { bodyId: bodies.districtParty, system: 'party', docType: 'cong-van' } },
    { member: cast.communeClerk, wanted: { bodyId: bodies.communeA1, docType: 'cong-van' } },
    { member: cast.communeClerk, wanted: { bodyId: bodies.communeA1, docType: 'ke-hoach' } }, // the same single series
  ]
  const shared = (n: number): number => (n === 4 ? 3 : n)

  test('run from 1 without gap or double, whatever is rolled back', async () => {
    let year = 2012
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ series: fc.nat(4), fails: fc.boolean(), wait: fc.nat(8) }), { minLength: 50, maxLength: 50 }), async (takes) => {
      year += 6 // every round in a year and a term of its own: 2018, 2024, 2030
      const issuedOn = `${year}-08-20`
      const taken = new Map<number, number[]>()
      await Promise.all(takes.map(async ({ series, fails, wait }) => {
        const { member, wanted } = SERIES[series]!
        const work = acting(server, member, 'book.enter', async (tx) => {
          const { serial } = await takeNumber(tx, { system: 'state', docType: 'cong-van', ...wanted, issuedOn })
          await new Promise(resolve => setTimeout(resolve, wait))
          if (fails) throw new RangeError('rolled back')
          return serial!
        })
        const serial = await work.catch((error: unknown) => { if (!(error instanceof RangeError)) throw error; return null })
        if (serial !== null) taken.set(shared(series), [...taken.get(shared(series)) ?? [], serial])
      }))
      for (const serials of taken.values()) expect(serials.sort((a, b) => a - b)).toEqual(serials.map((_, n) => n + 1))
    }), { numRuns: 3, endOnFailure: true })
  })
})

describe('a number', () => {
  beforeAll(() => Promise.all([
    rule({ body: bodies.provinceParty, system: 'party' }), rule({ body: bodies.provinceState, sub: true }), rule({ body: bodies.communeB1, series: 'single' })]))

  test('of the Party runs through a term by type, is written without a colon and with two figures', async () => {
    const by = (issuedOn: string, docType = 'cong-van'): Promise<TakenNumber> => take(cast.provinceClerk, { bodyId: bodies.provinceParty, system: 'party', docType, issuedOn })
    expect(await by('2021-06-01')).toMatchObject({ number: '01-CV/TU', printed: 'Số 01-CV/TU', serial: 1, late: false })
    expect(await by('2022-01-05')).toMatchObject({ number: '02-CV/TU' }) // another year, the same term
    expect(await by('2022-01-05', 'thong-bao')).toMatchObject({ number: '01-TB/TU' })
    expect(await by('2025-12-01')).toMatchObject({ number: '01-CV/TU' }) // the next term
  })

  test('of a term begins anew on the day after the committee\'s own congress', async () => {
    const member = cast.communePartyClerk
    await rule({ body: bodies.communeA1Party, system: 'party' })
    await asInstallation(server.adminUrl, client => client.query(
      "insert into book_term (body_id, name, first_day, source) values ($1, 'Nhiệm kỳ 2020–2025', '2020-05-21', 'thử')", [bodies.communeA1Party]))
    const by = (issuedOn: string): Promise<TakenNumber> => take(member, { bodyId: bodies.communeA1Party, system: 'party', issuedOn })
    expect((await by('2020-05-20')).number).toBe('01-CV/ĐU')
    expect((await by('2020-05-20')).number).toBe('02-CV/ĐU')
    expect((await by('2020-05-21')).number).toBe('01-CV/ĐU')
  })

  test('of the State runs through a year and is written with a colon; one series where the body has it so', async () => {
    const by = (docType: string, issuedOn = '2021-03-01', unit?: string): Promise<TakenNumber> => take(cast.farClerk, { bodyId: bodies.communeB1, docType, issuedOn, unit })
    expect(await by('quyet-dinh')).toMatchObject({ number: '01/QĐ-UBND', printed: 'Số: 01/QĐ-UBND' })
    expect((await by('cong-van', '2021-03-02', 'VX')).number).toBe('02/UBND-VX')
    expect((await by('cong-van', '2022-01-03')).number).toBe('01/UBND')
  })

  test('of an earlier day is marked late; a forgotten one gets a sub-number only by rule', async () => {
    const by = (more: Partial<NumberWanted>): Promise<TakenNumber> => take(cast.provinceStateClerk, { bodyId: bodies.provinceState, ...more })
    await by({ issuedOn: '2021-08-10' })
    await by({ issuedOn: '2021-08-20' })
    expect(await by({ issuedOn: '2021-08-10', lateReason: 'Ký ngày 10, chuyển văn thư ngày 21' })).toMatchObject({ number: '03/UBND', late: true })
    expect(await by({ issuedOn: '2021-08-10', after: 1 })).toMatchObject({ number: '01a/UBND', late: true })
    expect(await by({ issuedOn: '2021-08-10', after: 1 })).toMatchObject({ number: '01b/UBND' })
    expect((await by({ issuedOn: '2021-08-21' })).number).toBe('04/UBND')
    expect(await refusal(by({ after: 99 }))).toMatchObject({ code: 'invalid-input', fields: { after: expect.any(String) } })
    expect(await refusal(take(cast.farClerk, { bodyId: bodies.communeB1, docType: 'quyet-dinh', issuedOn: '2021-03-05', after: 1 }))).toMatchObject({ fields: { after: expect.any(String) } })
  })

  test('is told, not counted, where the official system gives it; none is noted twice', async () => {
    const by = (given?: string): Promise<TakenNumber> => take(cast.neighbour, { bodyId: bodies.communeA2, ...(given !== undefined && { given }) })
    expect(await refusal(by())).toMatchObject({ code: 'invalid-input', fields: { number: expect.any(String) } })
    expect(await by('Số: 215/UBND-VP')).toMatchObject({ number: '215/UBND-VP', serial: 215 })
    expect(await refusal(by('215/UBND'))).toMatchObject({ code: '23505' })
    await rule({ body: bodies.communeA2, from: '2021-09-01' })
    expect((await take(cast.neighbour, { bodyId: bodies.communeA2, issuedOn: '2021-09-02' })).number).toBe('216/UBND') // counting goes on behind it
  })

  test('is given by nobody to another body\'s book', async () => {
    expect(await refusal(take(cast.neighbour, { bodyId: bodies.communeB1, given: '5/UBND' }))).toMatchObject({ code: '42501' })
    await rule({ body: bodies.healthDepartment, keeper: bodies.districtState })
    expect((await take(cast.districtClerk, { bodyId: bodies.healthDepartment })).number).toBe('01/PYT') // kept by the office it stands with
  })
})
