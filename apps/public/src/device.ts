import { hash } from 'node:crypto'
import * as z from 'zod'

/** The secret a phone makes for itself; it never leaves the phone but to this server over TLS, and is kept by nobody. */
export const DeviceCode = z.string().regex(/^[0-9a-f]{32}$/)

/** The number under which a phone is known: it follows from the secret, and does not lead back to it. */
export function visitorOf(code: string): string {
  const hex = hash('sha256', `phaodai visitor ${code}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
