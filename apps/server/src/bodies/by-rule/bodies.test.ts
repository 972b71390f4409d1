import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bodyKinds } from '@phaodai/vocabulary'
import { buildBodies, linkBodies } from './index.ts'
import type { AreaUnit, BodyRow } from './index.ts'

const LEVELS = ['country', 'province', 'district', 'commune']

/** The published area tables (General Statistics Office codes), read as the seed reads them. */
function areasOf(year: '2021' | '2025'): AreaUnit[] {
  const lines = readFileSync(new URL(`../../../../../db/seed/areas/areas-${year}.csv`, import.meta.url), 'utf8').trim().split('\n').slice(1)
  const open: AreaUnit[] = []
  return lines.map((line) => {
    const [id = '', level = '', code = '', kind = '', name = ''] = line.split(',')
    const depth = LEVELS.indexOf(level)
    while ((open.at(-1) ? LEVELS.indexOf(open.at(-1)!.level) : -1) >= depth) open.pop()
    const area: AreaUnit = { id: Number(id), lastId: Number(id) + 999, parentId: open.at(-1)?.id ?? null, level: level as AreaUnit['level'], code, kind, name }
    open.push(area)
    return area
  })
}

function withVillages(areas: AreaUnit[], communeCode: string, names: string[]): AreaUnit[] {
  const commune = areas.find(area => area.level === 'commune' && area.code === communeCode)!
  const villages = names.map((name, n): AreaUnit => ({ id: commune.id + n + 1, lastId: commune.id + n + 1, parentId: commune.id, level: 'village', code: `${communeCode}00${n + 1}`, kind: 'thôn', name }))
  return [...areas, ...villages]
}

const areas2021 = areasOf('2021')
const areas2025 = areasOf('2025')
const langSon = buildBodies(withVillages(areas2021, '06622', ['Nà Thử', 'Khuổi Mẫu']), '2021', '20')
const langSon2025 = buildBodies(areas2025, '2025', '20')
const named = (bodies: BodyRow[], name: string): BodyRow => bodies.find(body => body.name === name)!
const ancestors = (bodies: BodyRow[], body: BodyRow): string[] => {
  const parent = bodies.find(each => each.id === body.parentId)
  return parent ? [parent.shortName, ...ancestors(bodies, parent)] : []
}

/** A body lies in its parent's range, and two bodies' ranges nest or are apart. */
function expectNested(bodies: BodyRow[]): void {
  const byId = new Map(bodies.map(body => [body.id, body]))
  expect(byId.size).toBe(bodies.length)
  const outside = bodies.filter((body) => {
    const parent = body.parentId === null ? { id: 0, lastId: Infinity } : byId.get(body.parentId)!
    return body.lastId < body.id || body.id <= parent.id || body.lastId > parent.lastId
  })
  expect(outside).toEqual([])
  const open: BodyRow[] = []
  for (const body of [...bodies].sort((a, b) => a.id - b.id)) {
    while (open.length > 0 && open.at(-1)!.lastId < body.id) open.pop()
    if ((open.at(-1)?.id ?? null) !== body.parentId) expect.fail(`${body.name} stands in the range of another body`)
    open.push(body)
  }
}

describe('bodies of Lạng Sơn, 2021', () => {
  it('has one committee of either chain for each of 1 province, 11 districts, 200 communes', () => {
    const count = (rule: string, level: string) => langSon.filter(body => body.rule === rule && body.level === level).length
    for (const rule of ['cap-uy', 'ubnd']) expect([count(rule, 'province'), count(rule, 'district'), count(rule, 'commune')]).toEqual([1, 11, 200])
    expect(count('tram-y-te', 'commune')).toBe(200)
    expect(count('ttyt', 'district')).toBe(11)
    expect(count('to-covid', 'village')).toBe(2)
    expect(langSon.length).toBeGreaterThan(800)
    expect(langSon.length).toBeLessThan(1000)
  })

  it('nests ranges, with room for bodies added later', () => {
    expectNested(langSon)
    const station = named(langSon, 'Trạm Y tế xã Bính Xá')
    expect(station.lastId - station.id).toBeGreaterThanOrEqual(49)
  })

  it('keeps Party and State in ranges of their own, in one commune too', () => {
    const [party, state] = [named(langSon, 'Tỉnh ủy Lạng Sơn'), named(langSon, 'Ủy ban nhân dân tỉnh Lạng Sơn')]
    expect(party.lastId).toBeLessThan(state.id)
    for (const body of langSon) {
      if (body.chain === 'party') expect(body.id >= party.id && body.id <= party.lastId).toBe(true)
      else expect(body.id > party.lastId, body.name).toBe(true)
    }
  })

  it('follows the chains upward', () => {
    expect(ancestors(langSon, named(langSon, 'Tổ COVID cộng đồng thôn Nà Thử'))).toEqual(['UBND xã Bính Xá', 'UBND huyện Đình Lập', 'UBND tỉnh Lạng Sơn'])
    expect(ancestors(langSon, named(langSon, 'Chi bộ thôn Nà Thử'))).toEqual(['Đảng ủy xã Bính Xá', 'Huyện ủy Đình Lập', 'Tỉnh ủy Lạng Sơn'])
    expect(ancestors(langSon, named(langSon, 'Trung tâm Y tế huyện Đình Lập'))).toEqual(['UBND huyện Đình Lập', 'UBND tỉnh Lạng Sơn'])
    expect(ancestors(langSon, named(langSon, 'Trung tâm Kiểm soát bệnh tật tỉnh Lạng Sơn'))).toEqual(['Sở Y tế', 'UBND tỉnh Lạng Sơn'])
    expect(ancestors(langSon, named(langSon, 'Ban Tuyên giáo Thành ủy Lạng Sơn'))).toEqual(['Thành ủy Lạng Sơn', 'Tỉnh ủy Lạng Sơn'])
  })

  it('uses known kinds only and gives every body a territory', () => {
    for (const body of langSon) {
      expect(bodyKinds).toContain(body.kind)
      expect(body.territory.length).toBeGreaterThan(0)
    }
  })

  it('gives the same bodies whatever the order of the areas', () => {
    expect(buildBodies([...areas2021].reverse(), '2021', '20')).toEqual(buildBodies(areas2021, '2021', '20'))
  })
})

describe('every province of both profiles', () => {
  it('fits into its own numbers', () => {
    for (const [profile, areas] of [['2021', areas2021], ['2025', areas2025]] as const) {
      for (const province of areas.filter(area => area.level === 'province')) {
        const bodies = buildBodies(areas, profile, province.code)
        expectNested(bodies)
        const roots = bodies.filter(body => body.parentId === null)
        expect(roots.map(root => root.chain)).toEqual(['party', 'state', 'front', 'front', 'front', 'front', 'front', 'front'])
        roots.slice(1).forEach((root, n) => expect(root.id).toBeGreaterThan(roots[n]!.lastId))
        expect(bodies.at(-1)!.lastId).toBeLessThan(Number(province.code) * 10_000_000 + (profile === '2021' ? 5_000_000 : 10_000_000))
      }
    }
  })

  it('has border guards in Lạng Sơn and none in Thái Nguyên', () => {
    expect(langSon.filter(body => body.kind === 'border-guard')).toHaveLength(1)
    expect(buildBodies(areas2021, '2021', '19').filter(body => body.kind === 'border-guard')).toHaveLength(0)
  })

  it('refuses a province that is not there', () => {
    expect(() => buildBodies(areas2025, '2025', '06')).toThrow(RangeError)
  })
})

describe('bodies of Lạng Sơn, 2025', () => {
  it('has two levels: 65 communes straight under the province', () => {
    expectNested(langSon2025)
    expect(langSon2025.filter(body => body.rule === 'cap-uy' && body.level === 'commune')).toHaveLength(65)
    expect(langSon2025.some(body => body.level === 'district')).toBe(false)
    const commune = named(langSon2025, 'Ủy ban nhân dân xã Kiên Mộc')
    expect(langSon2025.filter(body => body.parentId === commune.id).map(body => body.rule)).toEqual(
      ['van-phong-ubnd', 'phong-kinh-te', 'phong-vhxh', 'tt-hanh-chinh-cong', 'tram-y-te', 'cong-an', 'quan-su'])
  })

  it('has regional health centres that span several communes', () => {
    const centres = langSon2025.filter(body => body.kind === 'health-centre')
    expect(centres.flatMap(centre => centre.territory)).toHaveLength(65)
    expect(centres.every(centre => centre.territory.length > 1)).toBe(true)
  })

  it('links what ended to what came: Bính Xá, Bắc Xa and Kiên Mộc are one commune now', () => {
    const links = readFileSync(new URL('../../../../../db/seed/areas/successors.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
      .map((line) => { const [from, to] = line.split(','); return { predecessorId: Number(from), successorId: Number(to) } })
    const pairs = linkBodies(langSon, langSon2025, links)
    const heirs = (name: string) => pairs.filter(pair => pair.predecessorId === named(langSon, name).id).map(pair => langSon2025.find(body => body.id === pair.successorId)!.name)
    for (const commune of ['Bính Xá', 'Bắc Xa', 'Kiên Mộc']) expect(heirs(`Đảng ủy xã ${commune}`)).toContain('Đảng ủy xã Kiên Mộc')
    expect(heirs('Huyện ủy Đình Lập')).toEqual(['Đảng ủy xã Đình Lập', 'Đảng ủy xã Thái Bình', 'Đảng ủy xã Kiên Mộc', 'Đảng ủy xã Châu Sơn'])
    expect(heirs('Ban Dân vận Tỉnh ủy Lạng Sơn')).toEqual(['Ban Tuyên giáo và Dân vận Tỉnh ủy Lạng Sơn'])
    expect(heirs('Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn')).toEqual(
      ['Sở Nội vụ tỉnh Lạng Sơn', 'Sở Giáo dục và Đào tạo tỉnh Lạng Sơn', 'Sở Y tế tỉnh Lạng Sơn'])
    const without = langSon.filter(body => body.level !== 'village' && !pairs.some(pair => pair.predecessorId === body.id))
    expect(without.map(body => body.name)).toEqual([])
  })
})
