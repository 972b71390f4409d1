import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import bwip from 'bwip-js/node'
import { hiddenIdentity, receiptName, receiptText, writeReceipt } from '@phaodai/vocabulary'
import { findSigningKey, type Declared } from './declaration.queries.ts'
import type { PublicDeps } from './deps.ts'
import { Refusal } from './problem.ts'

/** What of a declaration stands in its receipt. */
export type Declarant = { fullName: string; birthYear: number | null; identityNumber: string | null; symptoms: readonly string[]; metCase: boolean; fromAreaId: number | null; fromCountry: string | null }

const KEPT = 60_000
type Signer = { kid: string; key: KeyObject; at: number }
const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** The receipt of a declaration as text and as a picture. The same declaration sent again is signed again, and says the same. */
export type IssuedReceipt = { code: string; qr: string }

/** Signs receipts with the key in force, which is asked for once a minute. */
export function createReceipts({ pool, clock }: Pick<PublicDeps, 'pool' | 'clock'>): (declared: Declared, of: Declarant) => Promise<IssuedReceipt> {
  let signer: Signer | undefined
  const signerNow = async (): Promise<Signer> => {
    const now = clock.now()
    if (signer && Math.abs(now.getTime() - signer.at) < KEPT) return signer
    const found = await findSigningKey(pool, now)
    if (!found) throw new Refusal(503, 'no-key')
    signer = { kid: found.kid, key: createPrivateKey({ key: Buffer.from(found.privateKey, 'base64'), format: 'der', type: 'pkcs8' }), at: now.getTime() }
    return signer
  }
  return async ({ number, validUntil }, of) => {
    const { kid, key } = await signerNow()
    const receipt = {
      kid, number, issued: Math.floor(clock.now().getTime() / 1000), until: seconds(validUntil), identity: hiddenIdentity(of.identityNumber), name: receiptName(of.fullName), birthYear: of.birthYear === null ? '' : String(of.birthYear),
      signs: `${of.symptoms.length > 0 ? 's' : ''}${of.metCase ? 'c' : ''}` || '-', from: of.fromAreaId === null ? `c${of.fromCountry}` : `a${of.fromAreaId}`,
    }
    const code = writeReceipt(receipt, sign(null, Buffer.from(receiptText(receipt)), key).toString('base64url'))
    const svg = bwip.toSVG({ bcid: 'qrcode', text: code })
    return { code, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
  }
}
