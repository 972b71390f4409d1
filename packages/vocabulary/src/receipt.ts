/** The receipt of a health declaration as one line of text in a QR code, signed so that a phone without network tells a true one (docs/formats.md). */

/** What a receipt says. `until`, `issued`: seconds since 1970. */
export type Receipt = {
  kid: string
  /** Twelve characters by which the declaration is found; told to whoever holds the receipt alone. */
  number: string
  issued: number
  until: number
  /** The identity number with its first six characters hidden, as QĐ 1405/QĐ-BTTTT shows it; empty when none was given. */
  identity: string
  /** Capitals without marks. */
  name: string
  birthYear: string
  /** 's': symptoms, 'c': met a case, 'sc', or '-'. */
  signs: string
  /** Where from: 'a' and the number of a unit, or 'c' and a country's two letters (ISO 3166). */
  from: string
}

/** A public half of a signing key (base64url of 32 bytes), from when to when it signs, and until when what it signed is good. */
export type ReceiptKey = { kid: string; publicKey: string; signFrom: number; signUntil: number; verifyUntil: number; revoked: boolean }

export type ReceiptFault = 'unreadable' | 'unknown-key' | 'revoked-key' | 'forged' | 'not-yet' | 'expired' | 'replayed'
export type ReceiptVerdict = { receipt: Receipt; fault: null } | { receipt: Receipt | null; fault: ReceiptFault }

/** What verifying rests on: the clock, the keys, Ed25519, and which receipts were used here before. All handed in. */
export type ReceiptGround = {
  now: number
  keys: readonly ReceiptKey[]
  check: (publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array) => Promise<boolean>
  used: (number: string) => boolean
}

const VERSION = 'PD1'
/** Clocks of two machines may differ by so much. */
const TOLERANCE = 300
const PATTERN = /^PD1\|([\w-]{4,16})\|([0-9A-HJKMNP-TV-Z]{12})\|(\d{9,11})\|(\d{9,11})\|([*\d]{0,20})\|([A-Z ]{2,60})\|((?:\d{4})?)\|(-|s|c|sc)\|(a\d{1,10}|c[A-Z]{2})\|([\w-]{86})$/

/** The text that is signed. */
export function receiptText({ kid, number, issued, until, identity, name, birthYear, signs, from }: Receipt): string {
  return [VERSION, kid, number, issued, until, identity, name, birthYear, signs, from].join('|')
}

/** Bytes of base64url text. */
export function bytesOfBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))
}

/** The receipt as it stands in the code: its text and the signature (base64url of 64 bytes). */
export function writeReceipt(receipt: Receipt, signature: string): string {
  return `${receiptText(receipt)}|${signature}`
}

/** What a code says, unverified; null when it is no receipt of ours. */
export function readReceipt(code: string): { receipt: Receipt; signature: string } | null {
  const [, kid, number, issued, until, identity, name, birthYear, signs, from, signature] = PATTERN.exec(code.trim()) ?? []
  if (signature === undefined) return null
  return { receipt: { kid: kid!, number: number!, issued: Number(issued), until: Number(until), identity: identity!, name: name!, birthYear: birthYear!, signs: signs!, from: from! }, signature }
}

/** Why the key may not stand for this receipt, or null. */
function faultOfKey(key: ReceiptKey | undefined, { issued }: Receipt): ReceiptFault | null {
  if (!key) return 'unknown-key'
  if (key.revoked) return 'revoked-key'
  return issued < key.signFrom - TOLERANCE || issued > key.signUntil + TOLERANCE ? 'forged' : null // signed by a key outside its days
}

function faultOfTime({ issued, until }: Receipt, key: ReceiptKey, now: number): ReceiptFault | null {
  if (issued > now + TOLERANCE) return 'not-yet'
  return until < now || key.verifyUntil < now ? 'expired' : null
}

/** Whether a code is a true receipt, good now and not used here before; else the reason. Never throws. */
export async function verifyReceipt(code: string, { now, keys, check, used }: ReceiptGround): Promise<ReceiptVerdict> {
  const read = readReceipt(code)
  if (!read) return { receipt: null, fault: 'unreadable' }
  const { receipt, signature } = read
  const key = keys.find(({ kid }) => kid === receipt.kid)
  const ofKey = faultOfKey(key, receipt)
  if (ofKey) return { receipt, fault: ofKey }
  const isTrue = await check(bytesOfBase64Url(key!.publicKey), new TextEncoder().encode(receiptText(receipt)), bytesOfBase64Url(signature)).catch(() => false)
  if (!isTrue) return { receipt, fault: 'forged' }
  const fault = faultOfTime(receipt, key!, now) ?? (used(receipt.number) ? 'replayed' : null)
  return fault ? { receipt, fault } : { receipt, fault: null }
}

/** A name as receipts and QĐ 1405 show it: capitals without marks; what is no letter is left out. */
export function receiptName(fullName: string): string {
  const plain = fullName.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'D').toUpperCase().replace(/[^A-Z ]+/g, ' ')
  return plain.replace(/ +/g, ' ').trim().slice(0, 60)
}

/** An identity number with its first six characters hidden. */
export function hiddenIdentity(identity: string | null): string {
  return identity === null ? '' : `${'*'.repeat(Math.min(6, identity.length))}${identity.slice(6)}`
}
