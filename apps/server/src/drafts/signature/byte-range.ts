/** A signature field of a PDF: which bytes it covers, and the CMS container that lies in the gap. */
export interface SignedRange { covered: Uint8Array; container: Uint8Array; wholeFile: boolean; sound: boolean }

const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g

function containerIn(gap: string): Uint8Array | null {
  const hex = /^\s*<([0-9A-Fa-f\s]*)>\s*$/.exec(gap)?.[1]?.replace(/\s+/g, '')
  return hex && hex.length % 2 === 0 ? Uint8Array.from(Buffer.from(hex, 'hex')) : null
}

function rangeOf(bytes: Buffer, [start, length, next, rest]: readonly [number, number, number, number]): SignedRange | null {
  const container = containerIn(bytes.toString('latin1', start + length, next))
  if (container === null) return null
  const end = next + rest
  const covered = Buffer.concat([bytes.subarray(start, start + length), bytes.subarray(next, end)])
  const tail = bytes.subarray(Math.min(end, bytes.length)).toString('latin1')
  return { covered, container, wholeFile: start === 0 && /^\s*$/.test(tail), sound: end <= bytes.length && next > start + length }
}

/**
 * The last signature of a PDF (ISO 32000-1, 12.8.1): a byte range around one gap, which must hold nothing but the
 * container. Undefined when it has none. What stands outside of the range may be anything.
 */
export function lastSignature(bytes: Buffer): SignedRange | undefined {
  const ranges = [...bytes.toString('latin1').matchAll(RANGE)].flatMap(match => rangeOf(bytes, [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])]) ?? [])
  return ranges.at(-1)
}
