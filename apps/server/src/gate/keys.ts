import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { asSystem } from '#kernel/transaction.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { findLastKey, saveKey } from './save.ts'

const DAY = 86_400_000
/** A key signs for a week, its successor is made two days ahead, and what it signed can be told true for three weeks more: longer than any receipt is good. */
const [SIGNS, AHEAD, VERIFIES] = [7 * DAY, 2 * DAY, 21 * DAY]

/** Makes the next key of receipts when the last one ends soon; tells whether it made one. */
export function rotateKeys({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>): Promise<boolean> {
  return asSystem(pools.jobs, async (tx) => {
    const now = clock.now().getTime()
    const last = await findLastKey(tx)
    if (last && Date.parse(last) > now + AHEAD) return false
    const from = Math.max(now, last ? Date.parse(last) : now)
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    await saveKey(tx, {
      kid: randomBytes(6).toString('base64url'), publicKey: publicKey.export({ format: 'jwk' }).x!, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      signFrom: new Date(from).toISOString(), signUntil: new Date(from + SIGNS).toISOString(), verifyUntil: new Date(from + SIGNS + VERIFIES).toISOString(),
    })
    return true
  })
}
