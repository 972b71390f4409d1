import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correct } from './correct.ts'
import { gradeOn } from './grade.ts'
import { layOut } from './layout.ts'
import type { SeenWord } from './recognise.ts'

const PAGE = { width: 2480, height: 3508 }

/** Words of one row set side by side, letters 24 points wide and 40 high. */
function row(n: number, pieces: [x: number, text: string][], confidence = 96): SeenWord[] {
  return pieces.flatMap(([x, text]) => {
    let at = x
    return text.split(' ').map((word) => {
      const placed = { text: word, confidence, x0: at, x1: at + word.length * 24, y0: n * 75, y1: n * 75 + 40, row: n }
      at = placed.x1 + 20
      return placed
    })
  })
}

describe('layout', () => {
  test('pieces of two columns at one height are one row, three spaces or more apart', () => {
    const [left, right] = [row(1, [[354, 'HUYỆN ĐÌNH LẬP']]), row(1, [[1400, 'Độc lập - Tự do - Hạnh phúc']]).map(word => ({ ...word, row: 9, y0: word.y0 + 6, y1: word.y1 + 6 }))]
    const { text, words } = layOut([...right, ...left, ...row(2, [[354, 'Số: 12/UBND-YT']])], PAGE)
    expect(text).toMatch(/^HUYỆN ĐÌNH LẬP {3,}Độc lập - Tự do - Hạnh phúc\nSố: 12\/UBND-YT$/)
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['HUYỆN', 'ĐÌNH', 'LẬP', 'Độc', 'lập', '-', 'Tự', 'do', '-', 'Hạnh', 'phúc', 'Số:', '12/UBND-YT'])
  })

  test('a justified line is no row of columns, and strokes of a pen are no words', () => {
    const stretched = row(1, [[354, 'các'], [500, 'xã,'], [646, 'thị'], [790, 'trấn'], [960, 'rà'], [1080, 'soát']])
    expect(layOut([...stretched, ...row(2, [[354, 'ngay trong ngày.']]), ...row(3, [[1700, '_']], 27), ...row(3, [[1760, '/']], 77)], PAGE).text).toBe('các xã, thị trấn rà soát\nngay trong ngày.')
  })

  test('every word stands where it says, whatever is seen', () => {
    const seen = fc.record({ text: fc.stringMatching(/^[\p{L}\d.,-]{1,9}$/u), confidence: fc.integer({ min: 0, max: 100 }), x0: fc.integer({ min: 0, max: 2400 }), y0: fc.integer({ min: 0, max: 3400 }), row: fc.nat(12) })
    fc.assert(fc.property(fc.array(seen, { maxLength: 60 }), (given) => {
      const { text, words } = layOut(correct(given.map(word => ({ ...word, x1: word.x0 + 60, y1: word.y0 + 40 }))), PAGE)
      expect(words.every(({ start, end }, at) => end > start && end <= text.length && (at === 0 || start >= words[at - 1]!.end))).toBe(true)
      expect(text.replace(/\s/g, '')).toBe(words.map(({ start, end }) => text.slice(start, end)).join(''))
    }))
  })
})

describe('corrections by machine', () => {
  const said = (line: string): string => correct(row(1, [[354, line]])).map(word => word.text).join(' ')

  test('are those that no other reading allows', () => {
    expect(said('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(said('CỘNG HÒA XẢ HỘI CHÙ NGHĨA VIỆT NAM')).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(said('Đình Lập, ngày 14 thúng 9 nãm 2021')).toBe('Đình Lập, ngày 14 tháng 9 năm 2021')
    expect(said('Sở Ý tế; Trung tâm Ÿ tế')).toBe('Sở Y tế; Trung tâm Y tế')
    expect(said('theo Công văn sô 977/UUBND-KGVX')).toBe('theo Công văn số 977/UBND-KGVX')
  })

  test('touch nothing else', () => {
    for (const line of ['Ý kiến của Sở Y tế', 'số liệu thống kê', 'hội nghị ngày 14 và 15', 'Kính biếu', 'năm 2021 và năm 2022', 'So sánh 12 xã']) expect(said(line)).toBe(line)
  })
})

describe('grades', () => {
  test('are seen alone in a line or column, with marks misread, and on red stamps above', () => {
    for (const text of ['MẬT', 'MÂT', 'TỐI MẬT', 'TÓI MẠT', 'TUYỆT MẬT', '[MẬT]     Lạng Sơn, ngày 1 tháng 2 năm 2021', 'Độ mật\nĐỘ MẬT']) expect(gradeOn(text, [], 3508), text).toBe(true)
    expect(gradeOn('', row(3, [[400, 'TỐI MẬT']]), 3508)).toBe(true)
  })

  test('are not seen in other words, nor in the seal below', () => {
    for (const text of ['MẶT TRẬN TỔ QUỐC', 'giữ bí mật nhà nước', 'mật độ dân cư', 'MẤT MÙA', 'MẪU']) expect(gradeOn(text, [], 3508), text).toBe(false)
    expect(gradeOn('', row(40, [[400, 'MẬT']]), 3508)).toBe(false)
  })
})
