import { CODES } from './lexicon/titles.ts'
import type { DocSystem, DocType } from './reading.ts'

/** Document numbers: "711-CV/HU" (Party), "1108/CĐ-TTg", "30/2020/NĐ-CP", "123/UBND-VX" (State). */
export interface DocNumber { text: string; system: DocSystem; type: DocType | null; typeName: string | null }

/** A number at the start of a text: serial (or none), then code and issuer joined by slash and hyphen. */
export const NUMBER_SHAPE = /^(\d{1,6}[a-z]?)?\s?([-/])\s?(?:((?:19|20)\d{2})\s?\/\s?)?(\p{L}[\p{L}\p{N}]{0,11}(?:\s?[-/&.,]{1,2}\s?\p{Lu}[\p{L}\p{N}]*){0,6})/u

/** What a printed number says of itself; null when the text has not the shape of one. */
export function parseNumber(printed: string): DocNumber | null {
  const text = printed.normalize('NFC').replace(/\s+/g, '')
  const match = NUMBER_SHAPE.exec(text)
  if (!match) return null
  const [, serial = '', joiner, year, codes = ''] = match
  if (!/\p{Lu}/u.test(codes)) return null
  const number = `${serial}${joiner}${year ? `${year}/` : ''}${codes}`
  const system: DocSystem = joiner === '-' ? 'party' : 'state'
  const known = CODES.get(codes.split(/[-/&.,]/)[0]!)
  const letter = !known && system === 'state' && codes.includes('-') ? CODES.get('CV') : undefined
  return { text: number, system, type: (known ?? letter)?.type ?? null, typeName: (known ?? letter)?.name ?? null }
}
