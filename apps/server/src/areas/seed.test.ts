import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSuccessors, readTree, seedAreas, seedCalendar, TREES } from './seed.ts'
import type { AreaRow } from './save.ts'
import { testDatabase, type TestDatabase } from '#test/database.ts'

const [past, next] = await Promise.all([readTree(TREES[0]), readTree(TREES[1])]) as [AreaRow[], AreaRow[]]
const links = await readSuccessors()
const byId = new Map([...past, ...next].map((row) => [row.id, row]))
const level = (rows: AreaRow[], wanted: string) => rows.filter((row) => row.level === wanted)
const find = (rows: AreaRow[], wanted: string, code: string) => rows.find((row) => row.level === wanted && row.code === code)!
const successorNames = (code: string, at = 'commune') => {
  const { id } = find(past, at, code)
  return links.filter((link) => link.predecessorId === id).map((link) => byId.get(link.successorId)!.name)
}

describe('the seeded trees', () => {
  it('have the official numbers of units', () => {
    expect(level(past, 'province')).toHaveLength(63)
    expect(level(past, 'district')).toHaveLength(705)
    expect(level(past, 'commune')).toHaveLength(10_599)
    const kinds = (kind: string, rows: AreaRow[]) => level(rows, 'commune').filter((row) => row.kind === kind).length
    expect([kinds('xã', past), kinds('phường', past), kinds('thị trấn', past)]).toEqual([8_248, 1_737, 614])
    expect(level(next, 'province')).toHaveLength(34)
    expect(level(next, 'commune')).toHaveLength(3_321)
    expect([kinds('xã', next), kinds('phường', next), kinds('đặc khu', next)]).toEqual([2_621, 687, 13])
  })

  it('have the official number of communes in each province of 2025', () => {
    const official: Record<string, number> = {
      '01': 126, '04': 56, '08': 124, '11': 45, '12': 38, '14': 75, '15': 99, '19': 92, '20': 65, '22': 54, '24': 99, '25': 148,
      '31': 114, '33': 104, '37': 129, '38': 166, '40': 130, '42': 69, '44': 78, '46': 40, '48': 94, '51': 96, '52': 135, '56': 65,
      '66': 102, '68': 124, '75': 95, '79': 168, '80': 96, '82': 102, '86': 124, '91': 102, '92': 103, '96': 64,
    }
    const counted = Object.fromEntries(level(next, 'province').map((province) => [province.code, level(next, 'commune').filter((row) => row.parentId === province.id).length]))
    expect(counted).toEqual(official)
  })

  it('are numbered in tree order, each subtree one range that leaves room for villages', () => {
    for (const row of byId.values()) {
      const parent = row.parentId === null ? null : byId.get(row.parentId)!
      if (parent) expect(row.id > parent.id && row.lastId <= parent.lastId).toBe(true)
      if (row.level === 'commune') expect(row.lastId - row.id).toBe(999)
    }
    expect(new Set([...past, ...next].map((row) => `${row.code} ${row.level} ${row.validFrom}`)).size).toBe(byId.size)
  })

  it('spell names in NFC with the tone where the statistics office puts it', () => {
    for (const { name } of byId.values()) {
      expect(name).toBe(name.normalize('NFC').trim())
      expect(name).not.toMatch(/o[àáảãạèéẻẽẹ](?!\p{L})|(?<!q)u[ỳýỷỹỵ](?!\p{L})|\s\s|^0\d/iu)
    }
    expect(find(past, 'province', '17').name).toBe('Hòa Bình')
    expect(find(past, 'commune', '26872').fullName).toBe('Phường 13')
    expect(find(past, 'commune', '06337').fullName).toBe('Xã Đồng Ý')
    expect(find(past, 'commune', '06616').fullName).toBe('Thị trấn Nông Trường Thái Bình')
  })

  it('reuse codes under other names, so that a code is no key', () => {
    const old = new Map(level(past, 'commune').map((row) => [row.code, row]))
    const reused = level(next, 'commune').filter((row) => old.has(row.code) && old.get(row.code)!.name !== row.name)
    expect(reused.length).toBeGreaterThan(1_800)
    expect([find(past, 'province', '24').name, find(next, 'province', '24').name]).toEqual(['Bắc Giang', 'Bắc Ninh'])
    expect([find(past, 'province', '15').name, find(next, 'province', '15').name]).toEqual(['Yên Bái', 'Lào Cai'])
  })

  it('place every commune of 2025 inside the seas and lands of Vietnam', () => {
    for (const row of level(next, 'commune')) {
      expect(row.lat! > 6 && row.lat! < 23.5 && row.lon! > 102 && row.lon! < 118).toBe(true)
      expect(row.centroidSource).toMatch(/sapnhap/)
    }
    expect(level(past, 'commune').filter((row) => row.lat !== null)).toHaveLength(200)
  })
})

describe('links from 2021 to 2025', () => {
  it('leave no commune and no new unit out', () => {
    const from = new Set(links.map((link) => link.predecessorId))
    const to = new Set(links.map((link) => link.successorId))
    expect(level(past, 'commune').filter((row) => !from.has(row.id))).toEqual([])
    expect(next.filter((row) => row.level !== 'country' && !to.has(row.id))).toEqual([])
  })

  it('merge provinces as resolution 202/2025/QH15 does', () => {
    const merged: Record<string, string[]> = {
      'Tuyên Quang': ['Hà Giang', 'Tuyên Quang'], 'Lào Cai': ['Lào Cai', 'Yên Bái'], 'Thái Nguyên': ['Bắc Kạn', 'Thái Nguyên'],
      'Bắc Ninh': ['Bắc Giang', 'Bắc Ninh'], 'Phú Thọ': ['Hòa Bình', 'Phú Thọ', 'Vĩnh Phúc'], 'Hải Phòng': ['Hải Dương', 'Hải Phòng'],
      'Hưng Yên': ['Hưng Yên', 'Thái Bình'], 'Ninh Bình': ['Hà Nam', 'Nam Định', 'Ninh Bình'], 'Quảng Trị': ['Quảng Bình', 'Quảng Trị'],
      'Đà Nẵng': ['Quảng Nam', 'Đà Nẵng'], 'Quảng Ngãi': ['Kon Tum', 'Quảng Ngãi'], 'Gia Lai': ['Bình Định', 'Gia Lai'],
      'Khánh Hòa': ['Khánh Hòa', 'Ninh Thuận'], 'Đắk Lắk': ['Phú Yên', 'Đắk Lắk'], 'Lâm Đồng': ['Bình Thuận', 'Lâm Đồng', 'Đắk Nông'],
      'Đồng Nai': ['Bình Phước', 'Đồng Nai'], 'Hồ Chí Minh': ['Bà Rịa - Vũng Tàu', 'Bình Dương', 'Hồ Chí Minh'], 'Tây Ninh': ['Long An', 'Tây Ninh'],
      'Đồng Tháp': ['Tiền Giang', 'Đồng Tháp'], 'Vĩnh Long': ['Bến Tre', 'Trà Vinh', 'Vĩnh Long'], 'An Giang': ['An Giang', 'Kiên Giang'],
      'Cần Thơ': ['Cần Thơ', 'Hậu Giang', 'Sóc Trăng'], 'Cà Mau': ['Bạc Liêu', 'Cà Mau'],
    }
    for (const province of level(next, 'province')) {
      const from = links.filter((link) => link.successorId === province.id).map((link) => byId.get(link.predecessorId)!.name)
      expect(from.toSorted()).toEqual((merged[province.name] ?? [province.name === 'Huế' ? 'Thừa Thiên Huế' : province.name]).toSorted())
    }
  })

  it('follow the communes of the founding documents', () => {
    const expected: Record<string, string> = {
      '07243': 'Xuân Lương', '07246': 'Xuân Lương', '07249': 'Xuân Lương', '07252': 'Tam Tiến', '07264': 'Tam Tiến', '07285': 'Tam Tiến',
      '07255': 'Đồng Kỳ', '07282': 'Đồng Kỳ', '07260': 'Yên Thế', '07288': 'Yên Thế', '07291': 'Yên Thế', '07273': 'Bố Hạ', '07294': 'Bố Hạ',
      '02839': 'Bắc Hà', '02857': 'Bắc Hà', '02881': 'Bắc Hà', '02842': 'Tả Củ Tỷ', '02851': 'Lùng Phình', '02887': 'Bản Liền',
      '02884': 'Bảo Nhai', '02899': 'Cốc Lầu', '02872': 'Bắc Hà',
      '06613': 'Đình Lập', '06628': 'Đình Lập', '06616': 'Thái Bình', '06640': 'Thái Bình', '06619': 'Kiên Mộc', '06643': 'Châu Sơn', '06646': 'Châu Sơn',
    }
    for (const [code, name] of Object.entries(expected)) expect(successorNames(code), code).toContain(name)
  })

  it('stay inside the province that its province became', () => {
    const provinces = [...level(past, 'province'), ...level(next, 'province')]
    const provinceOf = (id: number) => provinces.find((row) => row.id <= id && row.lastId >= id)!.id
    const became = new Map(links.filter((link) => byId.get(link.predecessorId)!.level === 'province').map((link) => [link.predecessorId, link.successorId]))
    const strays = links.filter((link) => byId.get(link.predecessorId)!.level !== 'country' && became.get(provinceOf(link.predecessorId)) !== provinceOf(link.successorId))
    expect(strays.map((link) => `${byId.get(link.predecessorId)!.fullName} > ${byId.get(link.successorId)!.fullName}`)).toEqual([])
  })

  it('lead Hoàng Sa and Trường Sa from their districts to the special zones', () => {
    expect(successorNames('498', 'district')).toEqual(['Hoàng Sa'])
    expect(successorNames('22736')).toEqual(['Trường Sa'])
    expect([find(next, 'commune', '20333').fullName, find(next, 'commune', '22736').fullName]).toEqual(['Đặc khu Hoàng Sa', 'Đặc khu Trường Sa'])
  })
})

describe('seeding a database', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await testDatabase()
    client = new pg.Client(database.adminUrl)
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
    await database?.drop()
  })

  it('writes everything once and nothing the second time', async () => {
    expect(await seedAreas(client)).toEqual({ areas: past.length + next.length, successors: links.length })
    expect(await seedCalendar(client)).toBeGreaterThan(100)
    expect(await seedAreas(client)).toEqual({ areas: 0, successors: 0 })
    expect(await seedCalendar(client)).toBe(0)
  })
})
