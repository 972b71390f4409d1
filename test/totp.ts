import { createHmac } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of an otpauth address at an instant, by RFC 6238 with the usual 30 s, six digits and SHA-1. */
export function totp(uri: string, at = Date.now()): string {
  const bits = [...new URL(uri).searchParams.get('secret')!.replace(/=+$/, '')].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const code = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff
  return String(code % 1_000_000).padStart(6, '0')
}
