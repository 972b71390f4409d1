/** UUID version 7 (RFC 9562): sorts by time of making, so that pages by newest read one index range. */
export type Id = string

/**
 * Makes an id from an instant in milliseconds and ten random bytes; both come from the caller so that
 * the function stays pure. Throws when fewer than ten bytes are given.
 */
export function makeId(atMillis: number, random: Uint8Array): Id {
  if (random.length < 10) throw new RangeError('an id takes ten random bytes')
  const bytes = new Uint8Array(16)
  writeTime(bytes, atMillis)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return hyphenate(Array.from(bytes, toHex).join(''))
}

/** True for a UUID in its canonical lower-case form, whatever its version. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
}

/** Instant of making in milliseconds, read from a version 7 id. */
export function madeAt(id: Id): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

function writeTime(bytes: Uint8Array, atMillis: number): void {
  let rest = Math.floor(atMillis)
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function hyphenate(hex: string): Id {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
