import { readCard } from '@phaodai/person-matching'
import { hiddenIdentity, verifyReceipt, type Receipt, type ReceiptFault, type ReceiptGround, type ReceiptKey } from '@phaodai/vocabulary'

/** What was scanned: a receipt with its verdict, a citizen's card with its number hidden, or a plate. */
export type Scanned =
  | { via: 'receipt'; code: string; receipt: Receipt | null; fault: ReceiptFault | null }
  | { via: 'card'; identity: string; name: string }
  | { via: 'plate'; plate: string }

/** Ed25519 of the browser itself; a browser without it tells no receipt true. */
const check: ReceiptGround['check'] = async (publicKey, signed, signature) => {
  const key = await crypto.subtle.importKey('raw', publicKey as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, signature as Uint8Array<ArrayBuffer>, signed as Uint8Array<ArrayBuffer>)
}

/** Reads what came from the camera, a scanner or the keyboard; `now` in seconds. */
export async function judge(text: string, keys: readonly ReceiptKey[], now: number, used: (number: string) => boolean): Promise<Scanned> {
  const written = text.trim()
  if (written.startsWith('PD1|')) {
    const { receipt, fault } = await verifyReceipt(written, { now, keys, check, used })
    return { via: 'receipt', code: written, receipt, fault }
  }
  const card = readCard(written)
  if (card) return { via: 'card', identity: hiddenIdentity(card.identity[0]!), name: card.name }
  return { via: 'plate', plate: written.toUpperCase().slice(0, 15) }
}
