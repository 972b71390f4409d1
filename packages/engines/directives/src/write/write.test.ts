import { describe, expect, it } from 'vitest'
import { compose, composeText, item, issuerHead, numberedItems, numberText, readDirective, RULE_SETS, rulesFor, typeRule, written, writtenTypes, type Block, type IssuerBody, type Paragraph } from '../index.ts'

describe('rules by date', () => {
  it.each([['party', '2017-05-01', 'party-2018'], ['party', '2026-05-26', 'party-2018'], ['party', '2026-05-27', 'party-2026'], ['party', null, 'party-2026'], ['state', '2021-08-01', 'state-2020']] as const)('%s on %s: %s', (system, date, id) => {
    expect(rulesFor(system, date).id).toBe(id)
  })

  it('stand one after the other without a gap and name their sources', () => {
    for (const system of ['party', 'state'] as const) {
      const own = RULE_SETS.filter(set => set.system === system)
      own.slice(1).forEach((set, at) => expect(new Date(`${own[at]!.validTo}T00:00:00Z`).getTime() + 86_400_000).toBe(new Date(`${set.validFrom}T00:00:00Z`).getTime()))
      expect(own.at(-1)!.validTo).toBeNull()
    }
    for (const rule of RULE_SETS.flatMap(set => Object.values(set)).filter(value => value !== null && typeof value === 'object')) expect(rule.source.length).toBeGreaterThan(5)
  })
})

describe('numbers', () => {
  it.each([
    [{ system: 'party', type: 'cong-van', serial: 7, issuerCode: 'HU' }, '07-CV/HU'], [{ system: 'party', type: 'chuong-trinh', serial: 120, issuerCode: 'TU' }, '120-CTr/TU'],
    [{ system: 'state', type: 'quyet-dinh', serial: 9, issuerCode: 'UBND' }, '09/QĐ-UBND'], [{ system: 'state', type: 'cong-van', serial: 123, issuerCode: 'UBND', unit: 'VX' }, '123/UBND-VX'],
    [{ system: 'state', type: 'quy-dinh', serial: 1, issuerCode: 'SYT' }, '01/QyĐ-SYT'], [{ system: 'state', type: 'quyet-dinh', serial: 15, issuerCode: 'UBND', year: 2021 }, '15/2021/QĐ-UBND'],
    [{ system: 'party', type: 'cong-van', serial: null, issuerCode: 'HU' }, '-CV/HU'],
  ] as const)('%o is %s', (parts, text) => {
    expect(numberText(parts)).toBe(text)
  })
})

const roles = (blocks: readonly Block[]): string[] => blocks.flatMap(block => block.kind === 'columns' ? block.cells.flatMap(roles) : block.kind === 'paragraph' ? [`${block.role}: ${block.runs.map(run => run.text).join('')}`] : 'role' in block ? [block.role] : [block.kind])
const paragraphs = (blocks: readonly Block[]): Paragraph[] => blocks.flatMap(block => block.kind === 'columns' ? block.cells.flatMap(paragraphs) : block.kind === 'paragraph' ? [block] : [])
const party = written({ system: 'party', docType: 'cong-van', superior: 'Đảng bộ tỉnh Mẫu', issuer: 'Huyện ủy Thử', number: '07-CV/HU', place: 'Thử', date: '2021-02-05', abstract: 'phòng, chống dịch' })

describe('the head', () => {
  it('of the Party: star under the issuer, number without a colon, day and month with leading zeros', () => {
    expect(roles(compose(party).blocks)).toEqual([
      'superior: ĐẢNG BỘ TỈNH MẪU', 'issuer: HUYỆN ỦY THỬ', 'star: *', 'national-title: ĐẢNG CỘNG SẢN VIỆT NAM', 'under-title',
      'number: Số 07-CV/HU', 'letter-abstract: V/v phòng, chống dịch', 'place-date: Thử, ngày 05 tháng 02 năm 2021',
    ])
  })

  it('of the State: motto, number with a colon, name and subject over the body', () => {
    const doc = written({ system: 'state', docType: 'quyet-dinh', issuer: 'Ủy ban nhân dân tỉnh Mẫu Sơn Giang', authority: 'Ủy ban nhân dân tỉnh Mẫu Sơn Giang', number: '/QĐ-UBND', place: 'Mẫu', abstract: 'thành lập tổ công tác', draft: true, urgency: 'hoa-toc' })
    expect(roles(compose(doc).blocks)).toEqual([
      'issuer: ỦY BAN NHÂN DÂN', 'issuer: TỈNH MẪU SƠN GIANG', 'under-issuer', 'national-title: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'motto: Độc lập - Tự do - Hạnh phúc', 'under-motto',
      expect.stringMatching(/^number: Số: \u00a0+\/QĐ-UBND$/), 'urgency', 'draft', expect.stringMatching(/^place-date: Mẫu, ngày\u00a0+tháng\u00a0+năm\u00a0+$/),
      'type-name: QUYẾT ĐỊNH', 'abstract: Về việc thành lập tổ công tác', 'under-abstract', 'authority: ỦY BAN NHÂN DÂN TỈNH MẪU SƠN GIANG', 'enacts: QUYẾT ĐỊNH:',
    ])
  })

  it('has the sizes of the rules', () => {
    const sizes = Object.fromEntries(paragraphs(compose(party).blocks).map(({ role, runs }) => [role, runs[0]!]))
    expect(sizes).toMatchObject({ superior: { size: 14, bold: false }, issuer: { size: 14, bold: true }, 'national-title': { size: 15, bold: true }, 'place-date': { size: 14, italic: true }, 'letter-abstract': { size: 12, italic: true } })
  })
})

describe('items', () => {
  const tree = [item('Một', [item('Hai', [item('Ba', [item('Bốn', [item('Năm')])])])]), item('Sáu')]
  it.each([
    ['party', 'cong-van', ['1.', '1.1.', 'a)', '-', '+', '2.']], ['state', 'cong-van', ['1.', 'a)', '-', '+', '+', '2.']],
    ['state', 'ke-hoach', ['I.', '1.', 'a)', '-', '+', 'II.']], ['party', 'ke-hoach', ['I.', '1.', '1.1.', 'a)', '-', 'II.']], ['state', 'quyet-dinh', ['Điều 1.', '1.', 'a)', '-', '+', 'Điều 2.']],
  ] as const)('of the %s in a %s count %j', (system, docType, marks) => {
    expect(numberedItems(written({ ...party, system, docType, items: tree })).map(each => each.mark)).toEqual(marks)
  })

  it('number articles on through chapters', () => {
    const chapters = [item('Quy định chung', [item('Phạm vi'), item('Đối tượng')], { kind: 'chapter' }), item('Trách nhiệm', [item('Sở Y tế')], { kind: 'chapter' })]
    expect(numberedItems(written({ ...party, system: 'state', docType: 'quy-che', items: chapters })).map(each => each.mark)).toEqual(['Chương I', 'Điều 1.', 'Điều 2.', 'Chương II', 'Điều 3.'])
  })
})

describe('the foot', () => {
  it('prints marks, a second post under kiêm, the list with its stops and what is kept', () => {
    const doc = written({ ...party, signature: { capacity: [{ mark: null, text: 'Bí thư Huyện ủy' }, { mark: 'concurrently', text: 'Trưởng Ban Chỉ đạo' }], name: 'Nông Văn Mẫu' }, recipients: [{ text: 'Thường trực Tỉnh ủy', purpose: 'report' }, { text: 'Như trên', purpose: 'execute' }], file: 'Văn phòng Huyện ủy' })
    expect(composeText(doc)).toContain('Nơi nhận:\n- Thường trực Tỉnh ủy (để báo cáo),\n- Như trên,\n- Lưu Văn phòng Huyện ủy.\nBÍ THƯ HUYỆN ỦY\nkiêm\nTRƯỞNG BAN CHỈ ĐẠO\n\nNông Văn Mẫu\n')
    expect(composeText(written({ ...doc, system: 'state', file: 'VT, YT', signature: { capacity: [{ mark: 'by-order', text: 'Chủ tịch' }, { mark: 'acting', text: 'Chánh Văn phòng' }], name: 'A' } }))).toContain('- Như trên;\n- Lưu: VT, YT.\nTL. CHỦ TỊCH\nQ. CHÁNH VĂN PHÒNG\n')
  })
})

it('every type of either system is composed and, where it has a name line, read as its own type', () => {
  for (const docType of writtenTypes) {
    for (const system of ['party', 'state'] as const) {
      const code = typeRule(docType)[system]
      if (code === null) continue
      const text = composeText(written({ ...party, system, docType, number: numberText({ system, type: docType, serial: 3, issuerCode: 'HU' }), items: [item('Sở Y tế rà soát thuốc.')] }))
      if (typeRule(docType).readsAs !== 'other') expect(readDirective(text).docType.value).toBe(typeRule(docType).readsAs)
      expect(text).toContain('1. Sở Y tế rà soát thuốc.'.slice(3))
    }
  }
})

it('an annex that is a document is read with the decision that puts it into force; an appendix is not', () => {
  const doc = written({ ...party, system: 'state', docType: 'quyet-dinh', number: '09/QĐ-UBND', items: [item('Ban hành kèm theo Quyết định này Quy chế.')], signature: { capacity: [{ mark: null, text: 'Chủ tịch' }], name: 'Vi Văn Mẫu' }, file: 'VT' })
  const annex = { heading: null, title: 'Hoạt động của tổ', preamble: [], items: [item('Sở Y tế tổ chức trực.')], table: null }
  expect(readDirective(composeText({ ...doc, annexes: [annex] })).items).toHaveLength(1)
  expect(readDirective(composeText({ ...doc, annexes: [{ ...annex, heading: 'Quy chế' }] })).items.map(each => each.text.value)).toContain('Sở Y tế tổ chức trực.')
})

describe('heads of bodies', () => {
  const under = (body: Partial<IssuerBody>): IssuerBody => ({ kind: 'department', chain: 'state', level: 'province', name: '', unit: 'tỉnh Mẫu', place: 'Mẫu', parent: { kind: 'people-committee', chain: 'state', level: 'province', name: 'Ủy ban nhân dân tỉnh Mẫu', unit: 'tỉnh Mẫu', place: 'Mẫu' }, ...body })
  it.each([
    [under({ name: 'Sở Giáo dục và Đào tạo tỉnh Mẫu' }), 'Sở Giáo dục và Đào tạo', 'SGDĐT'], [under({ name: 'Sở Lao động - Thương binh và Xã hội tỉnh Mẫu' }), 'Sở Lao động - Thương binh và Xã hội', 'SLĐTBXH'],
    [under({ kind: 'state-office', name: 'Văn phòng Ủy ban nhân dân tỉnh Mẫu' }), 'Văn phòng', 'VPUBND'], [under({ kind: 'police', chain: 'armed', name: 'Công an tỉnh Mẫu' }), 'Công an tỉnh Mẫu', 'CAT'],
    [under({ kind: 'steering-committee', name: 'Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh Mẫu' }), 'Ban Chỉ đạo phòng, chống dịch COVID-19', 'BCĐ'],
    [under({ kind: 'party-organ', chain: 'party', name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy Mẫu', parent: { kind: 'party-committee', chain: 'party', level: 'province', name: 'Tỉnh ủy Mẫu', unit: 'tỉnh Mẫu', place: 'Mẫu' } }), 'Ban Tuyên giáo và Dân vận', 'BTGDVTU'],
  ])('%o', (body, issuer, code) => {
    expect(issuerHead(body)).toMatchObject({ issuer, code })
  })
})
