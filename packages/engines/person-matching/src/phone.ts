/** Prefixes of mobile numbers that lost a digit on 15 September 2018 (plan of the Ministry of Information and Communications). */
const RENUMBERED: Record<string, string> = {
  162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39', 120: '70', 121: '79', 122: '77', 126: '76', 128: '78',
  123: '83', 124: '84', 125: '85', 127: '81', 129: '82', 186: '56', 188: '58', 199: '59',
}

/** A Vietnamese number without country code and leading 0, eleven-digit mobiles of before 2018 as their successors; null when it is none. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/[^\d+]/g, '').replace(/^(\+?84|0)/, '')
  if (!/^\d{9,10}$/.test(digits)) return null
  const successor = digits.length === 10 ? RENUMBERED[digits.slice(0, 3)] : undefined
  return successor === undefined ? digits : successor + digits.slice(3)
}

export type PhoneLikeness = 'same' | 'slip' | 'different' | 'none'

/** How the phone numbers of two records relate; any number of one may be any of the other. */
export function comparePhones(a: readonly string[], b: readonly string[]): PhoneLikeness {
  if (a.length === 0 || b.length === 0) return 'none'
  if (a.some((number) => b.includes(number))) return 'same'
  return a.some((one) => b.some((other) => one.length === other.length && digitsOff(one, other) === 1)) ? 'slip' : 'different'
}

function digitsOff(a: string, b: string): number {
  let off = 0
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) off += 1
  return off
}
