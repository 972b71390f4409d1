import { describe, expect, test } from 'vitest'
import { agreement, asksForDocument, numberKeyOf, sameIssuer, type Named } from './reference.ts'

const letter: Named = { numberKey: '571-CV/TU', issuedOn: '2021-07-22', issuers: ['Tỉnh ủy Mẫu Sơn', 'TỈNH ỦY MẪU SƠN'] }
const cited = (more: Partial<Named> = {}): Named => ({ numberKey: '571-CV/TU', issuedOn: '2021-07-22', issuers: ['Ban Thường vụ Tỉnh ủy'], ...more })

describe('which document a citation means', () => {
  test('number and day agree and the issuer does not differ: surely', () => {
    expect(agreement(cited(), letter)).toBe('sure')
    expect(agreement(cited({ issuers: [null] }), letter)).toBe('sure')
  })
  test('another day, no day or another issuer: perhaps, never silently', () => {
    expect(agreement(cited({ issuedOn: '2021-07-23' }), letter)).toBe('perhaps')
    expect(agreement(cited({ issuedOn: null }), letter)).toBe('perhaps')
    expect(agreement(cited({ issuers: ['Huyện ủy An Thử'] }), letter)).toBe('perhaps')
  })
  test('another number, or none: not', () => {
    expect(agreement(cited({ numberKey: '572-CV/TU' }), letter)).toBe('no')
    expect(agreement(cited({ numberKey: null }), { ...letter, numberKey: null })).toBe('no')
  })
  test('a standing committee speaks for its committee', () => {
    expect(sameIssuer(['Ban Thường vụ Tỉnh ủy Mẫu Sơn'], ['TỈNH ỦY MẪU SƠN'])).toBe(true)
    expect(sameIssuer(['Ban Thường vụ Tỉnh ủy'], [])).toBeNull()
    expect(sameIssuer(['Chính phủ, Ban Thường vụ Tỉnh ủy'], ['Chính phủ']), 'the next clause is not the issuer').toBe(true)
  })
  test('numbers are compared without spaces and case', () => {
    expect(numberKeyOf(' 571 - cv/tu')).toBe('571-CV/TU')
    expect(numberKeyOf('    -CV/HU')).toBeNull()
  })
})

test('tasks that ask for a document of one\'s own', () => {
  expect(['cụ thể hóa Kết luận số 105-KL/TU', 'cụ thể hoá kết luận', 'ban hành các văn bản', 'UBND xã xây dựng kế hoạch phòng, chống dịch', 'Xây dựng phương án tổ chức dạy và học'].map(asksForDocument)).toEqual([true, true, true, true, true])
  expect(['rà soát người về từ vùng dịch', 'tuyên truyền đến từng hộ dân'].map(asksForDocument)).toEqual([false, false])
})
