import { collate, nfc } from './text.ts'

/** A Vietnamese personal name: family name first, given name last; people are addressed by the given name. */
export interface PersonName { family: string; middle: string; given: string }

/** Splits a full name into its parts; a single word is a given name. */
export function splitName(fullName: string): PersonName {
  const words = nfc(fullName).trim().split(/\s+/).filter(Boolean)
  const given = words.pop() ?? ''
  const family = words.shift() ?? ''
  return { family, middle: words.join(' '), given }
}

/** The full name in the order it is written. */
export function fullName({ family, middle, given }: PersonName): string {
  return [family, middle, given].filter(Boolean).join(' ')
}

/** Order of Vietnamese name lists: by given name, then family name, then middle name. */
export function compareNames(a: string, b: string): number {
  const left = splitName(a)
  const right = splitName(b)
  return collate(left.given, right.given) || collate(left.family, right.family) || collate(left.middle, right.middle)
}

/** "NVA" for "Nguyễn Văn An": how a person is shown where the full name must not be. */
export function initials(name: string): string {
  return nfc(name).trim().split(/\s+/).filter(Boolean).map(word => word[0]!.toLocaleUpperCase('vi')).join('')
}
