import { describe, expect, test } from 'vitest'
import { relationAt, type Relation } from './relations.ts'

/** Sentences as documents of the time have them; the citation stands between ⟦ and ⟧. */
const CASES: [relation: Relation, text: string, firstItemAt?: number][] = [
  ['carry-out', 'Thực hiện ⟦Công văn số 571-CV/TU ngày 22/7/2021⟧ của Ban Thường vụ Tỉnh ủy; Ban Thường vụ Huyện ủy yêu cầu:'],
  ['carry-out', 'Thực hiện Công điện số 1108/CĐ-TTg ngày 31/8/2021 của Thủ tướng Chính phủ, ⟦Công văn số 711-CV/HU ngày 27/8/2021⟧'],
  ['recall', 'Tiếp tục thực hiện nghiêm ⟦Công văn số 711-CV/HU⟧', 0],
  ['basis', 'Căn cứ ⟦Kết luận số 07-KL/TW ngày 11/6/2021⟧ của Bộ Chính trị;'],
  ['concretise', 'ban hành các văn bản cụ thể hóa ⟦Kết luận số 105-KL/TU⟧'],
  ['replace', 'Kế hoạch này thay thế ⟦Kế hoạch số 12/KH-UBND ngày 01/3/2021⟧ của UBND huyện.'],
  ['amend', 'Sửa đổi, bổ sung một số điều của ⟦Quyết định số 15/QĐ-UBND⟧'],
  ['repeal', '⟦Công văn số 20/UBND-VX ngày 02/4/2021⟧ của UBND huyện hết hiệu lực kể từ ngày ký.'],
  ['repeal', 'Bãi bỏ ⟦Quyết định số 15/QĐ-UBND⟧'],
  ['recall', 'Thực hiện tốt công tác tuyên truyền. Các cơ quan đã nhận được ⟦Công văn số 15-CV/HU⟧'],
]

describe('the relation that the words around a citation say', () => {
  test.each(CASES)('%s: %s', (relation, marked, firstItemAt = Infinity) => {
    const start = marked.indexOf('⟦')
    const text = marked.replace(/[⟦⟧]/gu, '')
    expect(relationAt(text, { start, end: marked.indexOf('⟧') - 1 }, firstItemAt)).toBe(relation)
  })
})
