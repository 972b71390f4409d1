import { draftItems, type DraftItem } from '@phaodai/office'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conclusionItems, minutesPaper } from './papers.ts'
import { namedTogether, printedMoment, spokenOf } from './words.ts'

type Said = { text: string; below: string[] }
const sentence = fc.constantFrom('Sở Y tế rà soát năng lực xét nghiệm', 'Công an tỉnh kiểm soát các chốt ra vào', 'Ủy ban nhân dân các xã lập danh sách người về từ vùng dịch', 'Sở Giáo dục và Đào tạo xây dựng phương án dạy học trực tuyến')
const said = fc.array(fc.record({ text: sentence, below: fc.array(sentence, { maxLength: 3 }) }), { minLength: 1, maxLength: 9 })
const typed = (items: readonly Said[]): string => items.flatMap(({ text, below }, n) => [`${n + 1}. ${text}${below.length > 0 ? ':' : '.'}`, ...below.map((each) => `- ${each}.`)]).join('\n')
const treeOf = (items: readonly DraftItem[]): Said[] => items.map(({ text, children }) => ({ text: text.replace(/[.:]$/u, ''), below: children.map((child) => child.text.replace(/\.$/u, '')) }))

describe('conclusions', () => {
  it('keep their words and their tree, whatever was numbered', () => {
    fc.assert(fc.property(said, (items) => { expect(treeOf(conclusionItems(typed(items)))).toEqual(items) }), { numRuns: 60 })
  })

  it('without marks are an item a line', () => {
    expect(draftItems(conclusionItems('Sở Y tế rà soát.\n\nUBND các xã báo cáo trước 15/12/2021.')).map(({ item }) => item.text)).toEqual(['Sở Y tế rà soát.', 'UBND các xã báo cáo trước 15/12/2021.'])
  })
})

describe('words of the papers', () => {
  it('say the hour and the day as documents do, in Vietnam', () => {
    expect(printedMoment('2021-08-24T01:00:00Z')).toBe('08 giờ 00, thứ Ba, ngày 24/8/2021') // a Tuesday
    expect(printedMoment('2022-01-01T17:30:00Z')).toBe('00 giờ 30, Chủ nhật, ngày 02/01/2022') // past midnight in Vietnam, a Sunday
  })

  it('name a meeting as one speaks of it', () => {
    expect(['Họp Ban Chỉ đạo', 'Giao ban tuần', 'Hội nghị trực tuyến', 'UBND họp'].map(spokenOf)).toEqual(['cuộc họp Ban Chỉ đạo', 'buổi giao ban tuần', 'hội nghị trực tuyến', 'UBND họp'])
  })

  it('name whole groups by their name and the others one by one, each body once', () => {
    const groups = [{ written: 'Ủy ban nhân dân các xã', bodyIds: [1, 2, 3] }, { written: 'Các trạm y tế', bodyIds: [7, 8] }]
    expect(namedTogether([9, 1, 2, 3, 7], new Map([[9, 'Phòng Y tế'], [7, 'Trạm Y tế xã Một']]), groups)).toEqual([
      { written: 'Phòng Y tế', bodyIds: [9] }, { written: 'Trạm Y tế xã Một', bodyIds: [7] }, { written: 'Ủy ban nhân dân các xã', bodyIds: [1, 2, 3] }])
  })
})

describe('minutes as a paper', () => {
  const head = { system: 'state' as const, superior: null, issuer: 'Ủy ban nhân dân huyện An Thử', place: 'An Thử', code: 'UBND' }
  const paperOf = (text: string) => minutesPaper({ title: 'Họp', day: '2021-08-24' }, head, { text, secretaryName: 'A', chairName: null })

  it('have their Roman parts as headings where these run in order, else every line as it was written', () => {
    const parted = paperOf('Chủ trì: B.\nI. NỘI DUNG\n1. Một\nII. KẾT LUẬN\nHai')
    expect([parted.preamble, parted.items.map(({ text, paragraphs }) => [text, paragraphs])]).toEqual([['Chủ trì: B.'], [['NỘI DUNG', ['1. Một']], ['KẾT LUẬN', ['Hai']]]])
    const plain = paperOf('II. KẾT LUẬN\nHai')
    expect([plain.preamble, plain.items]).toEqual([['II. KẾT LUẬN', 'Hai'], []])
    expect([plain.draft, plain.number, plain.counterSignature?.name, plain.signature?.name]).toEqual([true, '/BB-UBND', 'A', null])
  })
})
