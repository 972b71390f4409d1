import { createHash } from 'node:crypto'
import * as z from 'zod'

/** The secret a phone makes for itself; it never leaves the phone but to this server over TLS, and is kept by nobody. */
export const DeviceCode = z.string().regex(/^[0-9a-f]{32}$/)

/** The number under which a phone is known: it follows from the secret, and does not lead back to it. */
export function visitorOf(code: string): string {
  const hex = createHash('sha256').update(`phaodai visitor ${code}`).digest('hex').slice(0, 32)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
