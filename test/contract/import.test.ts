import { rumour, stockMovement } from '@phaodai/registers'
import writeExcelFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable, XLSX } from '#server/sheets/index.ts'
import { openWorld, type Answer, type Persona, type World } from './harness.ts'
import { articleOf, cast, places, settle } from './samples.ts'

let world: World
let clerk: Persona
let as: (bodyId: number, role: string) => Promise<Persona>
beforeAll(async () => {
  world = await openWorld()
  await settle(world)
  as = cast(world)
  clerk = await as(places.district, 'clerk')
})
afterAll(() => world.stop())

type Reported = { imported: number; repeated: number; total: number; mapping: Record<string, string>; bad: { line: number; cells: string[]; faults: { field: string | null; code: string }[] }[]; preview: unknown[] }

async function send(text: string | Buffer, query = '', who = clerk, register = rumour.name): Promise<Reported> {
  const type = typeof text === 'string' ? 'text/csv' : XLSX
  const answer: Answer = await world.call(who, 'POST', `/api/registers/${register}/import${query}`, { body: text, type })
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Reported
}

async function count(register = rumour.name): Promise<number> {
  return (await world.admin.query<{ n: number }>(`select count(*)::int as n from ${register}`)).rows[0]!.n
}

const HEAD = 'Nội dung tin;Địa bàn;Kênh lan truyền;Ngày ghi nhận;Điện thoại người báo'

describe('an import', () => {
  test('takes 412 good rows and gives back 9 bad ones with every reason', async () => {
    const good = Array.from({ length: 412 }, (_, n) => `Tin số ${n};${n % 2 === 0 ? 'Xã Bính Xá' : 'kien moc'};Truyền miệng;${1 + (n % 28)}/8/2021;`)
    const bad = [
      ';Xã Bính Xá;Truyền miệng;5/8/2021;', 'a;Xã Không Có;Truyền miệng;5/8/2021;', 'b;Xã Mai Pha;Truyền miệng;5/8/2021;', 'c;Xã Bính Xá;Chim bồ câu;5/8/2021;',
      'd;Xã Bính Xá;Truyền miệng;31/2/2021;', 'e;Xã Bính Xá;Truyền miệng;08/2021;', `${'x'.repeat(2001)};Xã Bính Xá;Truyền miệng;5/8/2021;`, 'g;;Truyền miệng;5/8/2021;', 'h;1510;?;hôm qua;',
    ]
    const report = await send([HEAD, ...good, ...bad].join('\n'))
    expect(report).toMatchObject({ total: 421, imported: 412, repeated: 0 })
    expect(report.bad.map(({ line, faults }) => [line, faults.map(({ field, code }) => `${field} ${code}`).join(', ')])).toEqual([
      [414, 'claim required'], [415, 'areaId unknown-name'], [416, 'areaId unknown-name'], [417, 'channel unknown-code'], [418, 'heardOn not-a-date'], [419, 'heardOn not-a-date'],
      [420, 'claim too-long'], [421, 'areaId required'], [422, 'areaId unknown-name, channel unknown-code, heardOn not-a-date'],
    ])
    expect(await count()).toBe(412)
  })

  test('sent twice makes its rows once; equal lines of one file stay two rows', async () => {
    const before = await count()
    const file = [HEAD, 'Tin kép;Xã Bính Xá;Báo, đài;5/8/2021;', 'Tin kép;Xã Bính Xá;Báo, đài;5/8/2021;'].map((line) => line.replace('Báo, đài', '"Báo, đài"')).join('\r\n')
    expect(await send(file)).toMatchObject({ imported: 2, repeated: 0, bad: [] })
    expect(await send(file)).toMatchObject({ imported: 0, repeated: 2, bad: [] })
    expect(await count()).toBe(before + 2)
  })

  test('tried out first changes nothing and tells what the database would refuse', async () => {
    const before = await count()
    const report = await send(`${HEAD}\nThử;Xã Bính Xá;Truyền miệng;5/8/2021;\nThử;1;Truyền miệng;5/8/2021;`, '?dry=1')
    expect(report).toMatchObject({ imported: 1, total: 2 })
    expect(report.preview).toHaveLength(2)
    expect(await count()).toBe(before)
  })

  test('remembers for the post which column goes where', async () => {
    const file = 'Tin;Nơi;Qua;Hôm\nNhớ cột;Xã Bính Xá;Truyền miệng;5/8/2021'
    const mapping = { claim: 'Tin', areaId: 'Nơi', channel: 'Qua', heardOn: 'Hôm' }
    expect(await send(file, `?mapping=${encodeURIComponent(JSON.stringify(mapping))}`)).toMatchObject({ imported: 1, mapping })
    expect(await send(file.replace('Nhớ', 'Lại nhớ'))).toMatchObject({ imported: 1, mapping })
    expect((await send(file.replace('Nhớ', 'Không nhớ'), '', await as(places.district, 'officer'))).mapping).toEqual({})
  })

  test('reads XLSX with typed dates and numbers', async () => {
    const article = await articleOf(world)
    const cell = (value: string | number | Date) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value })
    const rows = [['Số phiếu', 'Địa bàn', 'Loại phiếu', 'Vật tư', 'Số lượng', 'Ngày'].map(cell),
      ['PN-01', 'Xã Bính Xá', 'Nhập', 'Khẩu trang', 1234.5, new Date('2021-08-05T00:00:00Z')].map(cell)]
    const file = await writeExcelFile(rows).toBuffer()
    expect(await send(file, '', clerk, stockMovement.name)).toMatchObject({ imported: 1, bad: [] })
    const { rows: found } = await world.admin.query("select quantity::float8, moved_on, item_id from stock_movement where voucher = 'PN-01'")
    expect(found).toEqual([{ quantity: 1234.5, moved_on: '2021-08-05', item_id: article }])
  })

  test('leaves out single rows that a rule of the database refuses', async () => {
    const report = await send('Số phiếu;Địa bàn;Loại phiếu;Vật tư;Số lượng;Ngày\nPX-1;Xã Bính Xá;Xuất;Khẩu trang;1.000;6/8/2021\nPX-2;Xã Bính Xá;Xuất;Khẩu trang;1.000;6/8/2021',
      '', clerk, stockMovement.name)
    expect(report).toMatchObject({ imported: 1, bad: [{ line: 3, faults: [{ field: null, code: 'stock-short' }] }] })
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'text/csv', 422], ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'text/csv', 415],
    ['a broken spreadsheet', Buffer.from('PK\u0003\u0004 broken'), XLSX, 415],
  ])('refuses %s in words', async (_, body, type, status) => {
    const answer = await world.call(clerk, 'POST', '/api/registers/rumour/import', { body, type })
    expect(answer.status).toBe(status)
    expect(answer.body.title).toEqual(expect.any(String))
  })

  test('what an export wrote, an import takes back as there already', async () => {
    await world.admin.query("insert into installation (demo, profile, seed, account_password) values (true, '2021', 1, 'mau')") // a demo's file bears a mark above its headers, which is no header
    const out = await world.call(clerk, 'GET', '/api/registers/rumour/export.csv')
    const xlsx = await readTable((await world.call(clerk, 'GET', '/api/registers/rumour/export.xlsx')).bytes)
    await world.admin.query('delete from installation')
    expect(out.text).toMatch(/^\ufeff?"?MẪU — dữ liệu giả định/)
    expect(xlsx.headers.length).toBeGreaterThan(3)
    const report = await send(out.bytes.toString('utf8'))
    expect(report.bad).toEqual([])
    expect(report.repeated).toBe(report.total)
  })
})
