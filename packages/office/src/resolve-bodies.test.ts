import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KnownBody } from './known-body.ts'
import { bodyResolver, type KnownAlias } from './resolve-bodies.ts'

/** A small province: Yên Thế with two communes, Lạng Giang with one; both chains. Units are numbered in tree order. */
const units = {
  tinh: { unitId: 100, unitLastId: 199, unitKind: 'tỉnh', unitName: 'Bắc Giang', level: 'province' },
  yenThe: { unitId: 110, unitLastId: 119, unitKind: 'huyện', unitName: 'Yên Thế', level: 'district' },
  anThuong: { unitId: 111, unitLastId: 111, unitKind: 'xã', unitName: 'An Thượng', level: 'commune' },
  phonXuong: { unitId: 112, unitLastId: 112, unitKind: 'thị trấn', unitName: 'Phồn Xương', level: 'commune' },
  langGiang: { unitId: 120, unitLastId: 129, unitKind: 'huyện', unitName: 'Lạng Giang', level: 'district' },
  voi: { unitId: 121, unitLastId: 121, unitKind: 'thị trấn', unitName: 'Vôi', level: 'commune' },
} as const

function body(id: number, parentId: number | null, unit: keyof typeof units, kind: string, chain: KnownBody['chain'], name: string, sector: string | null = null, shortName = name): KnownBody {
  return { id, parentId, kind, chain, sector, name, shortName, ...units[unit] }
}

const ubnd = (id: number, parentId: number | null, unit: keyof typeof units): KnownBody => {
  const place = `${units[unit].unitKind} ${units[unit].unitName}`
  return body(id, parentId, unit, 'people-committee', 'state', `Ủy ban nhân dân ${place}`, null, `UBND ${place}`)
}

const bodies: KnownBody[] = [
  body(1, null, 'tinh', 'party-committee', 'party', 'Tỉnh ủy Bắc Giang'),
  body(2, 1, 'yenThe', 'party-committee', 'party', 'Huyện ủy Yên Thế'),
  body(3, 2, 'yenThe', 'party-organ', 'party', 'Ban Tuyên giáo Huyện ủy Yên Thế', 'tuyen-giao'),
  body(4, 2, 'anThuong', 'party-committee', 'party', 'Đảng ủy xã An Thượng'),
  body(5, 2, 'phonXuong', 'party-committee', 'party', 'Đảng ủy thị trấn Phồn Xương'),
  body(6, 1, 'langGiang', 'party-committee', 'party', 'Huyện ủy Lạng Giang'),
  body(7, 6, 'voi', 'party-committee', 'party', 'Đảng ủy thị trấn Vôi'),
  ubnd(20, null, 'tinh'), ubnd(21, 20, 'yenThe'), ubnd(22, 21, 'anThuong'), ubnd(23, 21, 'phonXuong'), ubnd(24, 20, 'langGiang'), ubnd(25, 24, 'voi'),
  body(30, 20, 'tinh', 'department', 'state', 'Sở Y tế tỉnh Bắc Giang', 'y-te', 'Sở Y tế'),
  body(31, 21, 'yenThe', 'health-centre', 'state', 'Trung tâm Y tế huyện Yên Thế', 'y-te', 'TTYT huyện Yên Thế'),
  body(32, 21, 'yenThe', 'department', 'state', 'Phòng Văn hóa và Thông tin huyện Yên Thế', 'van-hoa'),
  body(33, 21, 'yenThe', 'police', 'armed', 'Công an huyện Yên Thế', 'cong-an'),
  body(34, 21, 'yenThe', 'military', 'armed', 'Ban Chỉ huy Quân sự huyện Yên Thế', 'quan-su'),
  body(35, 21, 'yenThe', 'steering-committee', 'state', 'Ban Chỉ đạo phòng, chống dịch COVID-19 huyện Yên Thế', 'phong-chong-dich'),
  body(36, 24, 'langGiang', 'police', 'armed', 'Công an huyện Lạng Giang', 'cong-an'),
  body(37, null, 'yenThe', 'front-committee', 'front', 'Ủy ban Mặt trận Tổ quốc Việt Nam huyện Yên Thế', 'mat-tran', 'Ủy ban MTTQ huyện Yên Thế'),
  body(38, 22, 'anThuong', 'health-station', 'state', 'Trạm Y tế xã An Thượng', 'y-te'),
]
const of = (id: number): KnownBody => bodies.find(each => each.id === id)!
const inLetterOf = (id: number, aliases: KnownAlias[] = []) => bodyResolver({ context: of(id), bodies, aliases })
const yenThe = inLetterOf(2)

describe('bodies as written in a letter of Huyện ủy Yên Thế', () => {
  it.each([
    ['UBND huyện', [21]], ['Uỷ ban nhân dân huyện', [21]], ['Ủy ban Nhân dân Huyện', [21]], ['UBND huyện Lạng Giang', [24]], ['huyện Lạng Giang', [24]],
    ['Đảng ủy các xã, thị trấn', [4, 5]], ['Đảng uỷ các xã, thị trấn', [4, 5]], ['các xã, thị trấn', [22, 23]], ['UBND các xã, thị trấn', [22, 23]], ['UBND cấp xã', [22, 23]],
    ['Cấp ủy, chính quyền các xã, thị trấn', [4, 5, 22, 23]], ['Ngành Y tế', [31]], ['Trung tâm Y tế huyện', [31]], ['TTYT', [31]], ['Công an huyện', [33]],
    ['BCH Quân sự, Công an huyện', [34, 33]], ['Các đồng chí Thường trực Ban Chỉ đạo', [35]], ['BCĐ phòng chống dịch bệnh Covid-19 huyện', [35]],
    ['Ban Tuyên giáo Huyện ủy', [3]], ['Ban Tuyên giáo', [3]], ['phòng Văn hóa - Thông tin', [32]], ['Ủy ban MTTQ và các đoàn thể huyện', [37]], ['mặt trận Tổ quốc', [37]],
    ['Các chi, đảng bộ cơ sở', [4, 5]], ['Sở Y tế', [30]], ['Tỉnh ủy', [1]], ['LLVT huyện', [33, 34]],
  ])('%s', (written, ids) => {
    expect(yenThe(written).bodyIds).toEqual(ids)
  })
  it('means the recipients where nobody is named', () => {
    expect(yenThe('*recipients*', [21, 31]).bodyIds).toEqual([21, 31])
    expect(yenThe('Như trên', [21]).bodyIds).toEqual([21])
    expect(yenThe('*recipients*').bodyIds).toBeNull()
  })
  it('asks, likely answer first, and does not guess', () => {
    expect(yenThe('các cơ quan, đơn vị, địa phương', [21, 31])).toMatchObject({ bodyIds: null, candidates: [{ bodyIds: [21, 31] }, { bodyIds: [31, 32] }, { bodyIds: [21] }] })
    expect(yenThe('Chi cục Thú y')).toMatchObject({ bodyIds: null })
    expect(yenThe('Trung tâm Y tế dự phòng huyện')).toMatchObject({ bodyIds: null, candidates: [{ bodyIds: [31] }] })
  })
})

describe('context', () => {
  it('of a commune, names above it are those around it', () => {
    const commune = inLetterOf(4)
    expect(commune('UBND huyện').bodyIds).toEqual([21])
    expect(commune('Huyện ủy').bodyIds).toEqual([2])
    expect(commune('Trạm Y tế').bodyIds).toEqual([38])
  })
  it('of the province, "UBND huyện" without a name is one of several and "các huyện" all of them', () => {
    const province = inLetterOf(1)
    expect(province('UBND huyện')).toMatchObject({ bodyIds: null, rule: 'several' })
    expect(province('UBND các huyện, thành phố').bodyIds).toEqual([21, 24])
    expect(province('Bí thư các huyện ủy, thành ủy').bodyIds).toEqual([2, 6])
    expect(province('Ngành Y tế').bodyIds).toEqual([30])
  })
  it('remembers answers for the body that gave them, before the names known everywhere', () => {
    const aliases = [{ alias: 'Cơ quan thường trực', contextId: null, bodyIds: [30] }, { alias: 'cơ quan thường trực', contextId: 2, bodyIds: [31] }, { alias: 'Khối tuyên truyền', contextId: 6, bodyIds: [7] }]
    expect(inLetterOf(2, aliases)('Cơ quan Thường trực')).toMatchObject({ bodyIds: [31], rule: 'remembered' })
    expect(inLetterOf(1, aliases)('Cơ quan Thường trực')).toMatchObject({ bodyIds: [30], rule: 'alias' })
    expect(inLetterOf(2, aliases)('Khối tuyên truyền').bodyIds).toBeNull()
  })
})

describe('names that differ by a tone alone', () => {
  const commune = (id: number, unitId: number, unitName: string): KnownBody => ({
    ...of(25), id, unitId, unitLastId: unitId, unitKind: 'xã', unitName, name: `Ủy ban nhân dân xã ${unitName}`, shortName: `UBND xã ${unitName}`,
  })
  const province = (context: number, aliases: KnownAlias[] = []) => bodyResolver({
    context: of(context), aliases, bodies: [...bodies, commune(40, 122, 'Tân Thanh'), commune(41, 123, 'Tân Thành'), commune(42, 113, 'Tân Thành')],
  })
  it('are told apart where the tones are written', () => {
    expect(province(20)('UBND xã Tân Thanh')).toMatchObject({ bodyIds: [40], rule: 'name' })
    expect(province(20)('Uỷ ban nhân dân xã TÂN THANH').bodyIds).toEqual([40])
    expect(province(24)('Chủ tịch UBND xã Tân Thành').bodyIds).toEqual([41])
    expect(province(24)('UBND xã Tân Thanh, UBND xã Tân Thành').bodyIds).toEqual([40, 41])
    expect(province(21)('UBND xã Tân Thanh').bodyIds).toEqual([40]) // far away, yet the only one of that name
  })
  it('are asked about where they are not, or where two have one name', () => {
    expect(province(24)('UBND xa Tan Thanh')).toMatchObject({ bodyIds: null, candidates: [{ bodyIds: [40] }, { bodyIds: [41] }] })
    expect(province(20)('UBND xã Tân Thành')).toMatchObject({ bodyIds: null, candidates: [{ bodyIds: [41] }, { bodyIds: [42] }] })
  })
  it('do not share a remembered answer', () => {
    const aliases = [{ alias: 'Tổ xã Tân Thanh', contextId: 24, bodyIds: [40] }]
    expect(province(24, aliases)('tổ xã Tân Thanh').bodyIds).toEqual([40])
    expect(province(24, aliases)('Tổ xã Tân Thành').bodyIds).toBeNull()
  })
})

it('answers any text within reach, without throwing', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^((UBND|các|xã|huyện|,|và|Ban|ủy|Ngành|Y tế) ?){0,8}$/)), (written) => {
    const named = yenThe(written, [21])
    expect(named.written).toBe(written)
    for (const id of named.bodyIds ?? []) expect(bodies.some(each => each.id === id)).toBe(true)
  }))
})
