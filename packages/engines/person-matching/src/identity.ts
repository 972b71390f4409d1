/** Identity numbers and the codes printed on cards: citizen's identity (CCCD, 12 digits), older card (CMND, 9 digits). */
import { dayOf, type Day } from '@phaodai/vocabulary'

export type Sex = 'male' | 'female'

/** What the digits of a 12-digit number say of their holder (Nghị định 137/2015/NĐ-CP, Điều 7). */
export interface CitizenNumber {
  /** Code of the province of birth registration, three digits of the provinces before 1 July 2025. */
  province: string
  sex: Sex
  birthYear: number
}

/** The digits of a number as people write it, or null when they are neither 9 nor 12. */
export function identityDigits(text: string): string | null {
  const digits = text.replace(/[\s.-]/g, '')
  return /^(\d{9}|\d{12})$/.test(digits) ? digits : null
}

/** Reads a 12-digit number: digits 1–3 province, 4 century and sex, 5–6 year; null when it is none. */
export function readCitizenNumber(text: string): CitizenNumber | null {
  const digits = identityDigits(text)
  if (digits?.length !== 12) return null
  const century = Number(digits[3])
  return { province: digits.slice(0, 3), sex: century % 2 === 0 ? 'male' : 'female', birthYear: 1900 + 100 * Math.floor(century / 2) + Number(digits.slice(4, 6)) }
}

/** What a number contradicts of the rest of a record. */
export type IdentityFault = 'not-9-or-12-digits' | 'sex-differs' | 'birth-year-differs' | 'born-in-future'

/** Faults of an identity number beside sex and birth date ('YYYY' or 'YYYY-MM-DD') as stated on `today`. */
export function identityFaults(text: string, stated: { sex?: Sex | null; birthDate?: string | null }, today: Day): IdentityFault[] {
  if (identityDigits(text) === null) return ['not-9-or-12-digits']
  const said = readCitizenNumber(text)
  if (!said) return []
  return [
    ...(stated.sex && stated.sex !== said.sex ? ['sex-differs' as const] : []),
    ...(stated.birthDate && Number(stated.birthDate.slice(0, 4)) !== said.birthYear ? ['birth-year-differs' as const] : []),
    ...(said.birthYear > Number(today.slice(0, 4)) ? ['born-in-future' as const] : []),
  ]
}

/** What a card's QR code tells of its holder. */
export interface Card {
  identity: string[]
  name: string
  birthDate: string | null
  sex: Sex | null
  address: string | null
}

/**
 * Reads the QR string of a citizen's card, `CCCD12|CMND9 or empty|name|ddMMyyyy|Nam or Nữ|address|ddMMyyyy`, by position;
 * newer cards put more fields at the end, which are not read. Null when it is no such string.
 */
export function readCard(text: string): Card | null {
  const [number = '', old = '', name = '', birth = '', sex = '', address = ''] = text.normalize('NFC').trim().split('|').map((field) => field.trim())
  if (!/^\d{12}$/.test(number) || name === '' || !text.includes('|')) return null
  return {
    identity: [number, ...(/^\d{9}$/.test(old) ? [old] : [])], name,
    birthDate: readBirth(birth), sex: readSex(sex), address: address || null,
  }
}

function readBirth(text: string): string | null {
  const match = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  return match ? dayOf(Number(match[3]), Number(match[2]), Number(match[1])) : null
}

function readSex(text: string): Sex | null {
  const word = text.toLowerCase()
  if (word === 'nam') return 'male'
  return word === 'nữ' || word === 'nu' ? 'female' : null
}

/** How the numbers of two records relate; 'none' when no two of the same kind stand on both sides. */
export function compareIdentity(a: readonly string[], b: readonly string[]): 'same' | 'slip' | 'different' | 'none' {
  if (a.some((number) => b.includes(number))) return 'same'
  const pairs = a.flatMap((one) => b.filter((other) => other.length === one.length).map((other): [string, string] => [one, other]))
  if (pairs.length === 0) return 'none'
  return pairs.some(([one, other]) => oneDigitOff(one, other)) ? 'slip' : 'different'
}

/** One digit mistyped, or two neighbours swapped. */
function oneDigitOff(a: string, b: string): boolean {
  const off = [...a].flatMap((digit, index) => (digit === b[index] ? [] : [index]))
  if (off.length === 1) return true
  const [first = 0, second = 0] = off
  return off.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]
}
