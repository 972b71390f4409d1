/** Vietnamese text: one normal form, keys for search and comparison, order of the Vietnamese alphabet. */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MARKS = /\p{M}/gu

/** Unicode NFC, the one form text is stored and compared in. */
export function nfc(text: string): string {
  return text.normalize('NFC')
}

/** Text without tone and vowel marks and with đ as d ("Ủy ban" → "Uy ban"); case is kept. */
export function foldMarks(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

/**
 * Key of one word under which both ways of placing the tone are equal ("uỷ" = "ủy", "hoà" = "hòa")
 * while words that differ in tone or vowel stay apart. Lower case; for comparison only, never shown.
 */
export function syllableKey(word: string): string {
  const lower = word.toLowerCase()
  if (!NOT_ASCII.test(lower)) return lower
  const decomposed = lower.normalize('NFD')
  const tones = decomposed.match(TONES)
  if (tones === null) return lower.normalize('NFC')
  return decomposed.replace(TONES, '').normalize('NFC') + tones.join('')
}

const NOT_ASCII = /[^\x00-\x7f]/

/** Key for searching: lower case, no marks, runs of anything but letters and digits become one space. */
export function searchKey(text: string): string {
  return foldMarks(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** True when two texts are the same words, whatever the case, spacing, punctuation or tone placement. */
export function sameWords(a: string, b: string): boolean {
  return wordKeys(a).join(' ') === wordKeys(b).join(' ')
}

/** The words of a text as syllable keys, in order. */
export function wordKeys(text: string): string[] {
  return (nfc(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(syllableKey)
}

const COLLATOR = new Intl.Collator('vi', { numeric: true })

/** Order of two texts in the Vietnamese alphabet, numbers by value ("Tổ 2" before "Tổ 10"). */
export function collate(a: string, b: string): number {
  return COLLATOR.compare(a, b)
}
