import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromTcvn3, fromVni, isSyllable, oldEncodingOf, toUnicode } from './old-encodings.ts'

/** TCVN 5712:1993 as glibc's converter TCVN5712-1 has it, codes A1–FE that the VN3 fonts share: [code, letter]. */
const GLIBC: [number, string][] = [
  [0xa1, 'Ă'], [0xa2, 'Â'], [0xa3, 'Ê'], [0xa4, 'Ô'], [0xa5, 'Ơ'], [0xa6, 'Ư'], [0xa7, 'Đ'], [0xa8, 'ă'], [0xa9, 'â'], [0xaa, 'ê'], [0xab, 'ô'], [0xac, 'ơ'],
  [0xad, 'ư'], [0xae, 'đ'], [0xb5, 'à'], [0xb6, 'ả'], [0xb7, 'ã'], [0xb8, 'á'], [0xb9, 'ạ'], [0xbb, 'ằ'], [0xbc, 'ẳ'], [0xbd, 'ẵ'], [0xbe, 'ắ'], [0xc6, 'ặ'],
  [0xc7, 'ầ'], [0xc8, 'ẩ'], [0xc9, 'ẫ'], [0xca, 'ấ'], [0xcb, 'ậ'], [0xcc, 'è'], [0xce, 'ẻ'], [0xcf, 'ẽ'], [0xd0, 'é'], [0xd1, 'ẹ'], [0xd2, 'ề'], [0xd3, 'ể'],
  [0xd4, 'ễ'], [0xd5, 'ế'], [0xd6, 'ệ'], [0xd7, 'ì'], [0xd8, 'ỉ'], [0xdc, 'ĩ'], [0xdd, 'í'], [0xde, 'ị'], [0xdf, 'ò'], [0xe1, 'ỏ'], [0xe2, 'õ'], [0xe3, 'ó'],
  [0xe4, 'ọ'], [0xe5, 'ồ'], [0xe6, 'ổ'], [0xe7, 'ỗ'], [0xe8, 'ố'], [0xe9, 'ộ'], [0xea, 'ờ'], [0xeb, 'ở'], [0xec, 'ỡ'], [0xed, 'ớ'], [0xee, 'ợ'], [0xef, 'ù'],
  [0xf1, 'ủ'], [0xf2, 'ũ'], [0xf3, 'ú'], [0xf4, 'ụ'], [0xf5, 'ừ'], [0xf6, 'ử'], [0xf7, 'ữ'], [0xf8, 'ứ'], [0xf9, 'ự'], [0xfa, 'ỳ'], [0xfb, 'ỷ'], [0xfc, 'ỹ'],
  [0xfd, 'ý'], [0xfe, 'ỵ'],
]

/** VNI for Windows as the keyboard xvnkb publishes it (vni.h), vowel by vowel in the order of tones. */
const XVNKB: Record<string, string> = {
  'A AÙ AØ AÛ AÕ AÏ': 'A Á À Ả Ã Ạ', 'AÂ AÁ AÀ AÅ AÃ AÄ': 'Â Ấ Ầ Ẩ Ẫ Ậ', 'AÊ AÉ AÈ AÚ AÜ AË': 'Ă Ắ Ằ Ẳ Ẵ Ặ', 'E EÙ EØ EÛ EÕ EÏ': 'E É È Ẻ Ẽ Ẹ',
  'EÂ EÁ EÀ EÅ EÃ EÄ': 'Ê Ế Ề Ể Ễ Ệ', 'O OÙ OØ OÛ OÕ OÏ': 'O Ó Ò Ỏ Õ Ọ', 'OÂ OÁ OÀ OÅ OÃ OÄ': 'Ô Ố Ồ Ổ Ỗ Ộ', 'Ô ÔÙ ÔØ ÔÛ ÔÕ ÔÏ': 'Ơ Ớ Ờ Ở Ỡ Ợ',
  'U UÙ UØ UÛ UÕ UÏ': 'U Ú Ù Ủ Ũ Ụ', 'Ö ÖÙ ÖØ ÖÛ ÖÕ ÖÏ': 'Ư Ứ Ừ Ử Ữ Ự', 'I Í Ì Æ Ó Ò': 'I Í Ì Ỉ Ĩ Ị', 'Y YÙ YØ YÛ YÕ Î': 'Y Ý Ỳ Ỷ Ỹ Ỵ', 'Ñ': 'Đ',
}

const TEXT = 'Các ủy ban nhân dân yêu cầu các xã, thị trấn rà soát người về từ vùng dịch; tổ chức xét nghiệm kịp thời, báo cáo hằng ngày.'

/** The text as an office typed it then: the published tables read backwards. */
function written(text: string, table: [string, string][]): string {
  return Array.from(text, letter => table.find(([, unicode]) => unicode === letter)?.[0] ?? letter).join('')
}
const tcvn3 = GLIBC.map(([code, letter]): [string, string] => [String.fromCharCode(code), letter])
const capitals = Object.entries(XVNKB).flatMap(([codes, letters]) => codes.split(' ').map((code, at): [string, string] => [code, letters.split(' ')[at]!]))
const vni = [...capitals, ...capitals.map(([code, letter]): [string, string] => [code.toLowerCase(), letter.toLowerCase()])]

describe('the published tables', () => {
  test.each(GLIBC)('TCVN3 %i is %s', (code, letter) => expect(fromTcvn3(String.fromCharCode(code))).toBe(letter))
  test.each(vni)('VNI %s is %s', (code, letter) => expect(fromVni(code)).toBe(letter))
  test('a known sentence of each', () => {
    expect(fromTcvn3('Céng hßa x· héi chñ nghÜa ViÖt Nam')).toBe('Cộng hòa xã hội chủ nghĩa Việt Nam')
    expect(fromVni('Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam')).toBe('Cộng hòa xã hội chủ nghĩa Việt Nam')
  })
})

describe('telling them apart', () => {
  test('each encoding is recognised and converted', () => {
    expect(oldEncodingOf(written(TEXT, tcvn3))).toBe('tcvn3')
    expect(toUnicode(written(TEXT, tcvn3))).toBe(TEXT)
    expect(oldEncodingOf(written(TEXT, vni))).toBe('vni')
    expect(toUnicode(written(TEXT, vni))).toBe(TEXT)
  })

  test('Unicode, plain Latin and other languages stay as they are', () => {
    for (const text of [TEXT, 'Uy ban nhan dan huyen yeu cau', 'Le garçon a été très fâché après la fête à Besançon, où l’été dernier', 'größer, schöner, über alle Maßen, für Männer und Frauen']) {
      expect(oldEncodingOf(text)).toBeNull()
      expect(toUnicode(text)).toBe(text)
    }
  })

  test('a line in Unicode inside an old text is left alone', () => {
    expect(toUnicode(`${written(TEXT, tcvn3)}\nĐã ký số`)).toBe(`${TEXT}\nĐã ký số`)
  })

  test('any text passes without harm, and what holds no letter of an old font is unchanged', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => void toUnicode(text)))
    fc.assert(fc.property(fc.stringMatching(/^[ -~\n]*$/), text => void expect(toUnicode(text)).toBe(text)))
  })
})

test('syllables', () => {
  expect(['nghiêng', 'quyết', 'Ủy', 'giữ', 'khuya', 'ý'].every(isSyllable)).toBe(true)
  expect(['héßi', 'xaõ2', 'garçon', 'über', 'áà'].some(isSyllable)).toBe(false)
})
