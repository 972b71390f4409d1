import { issuerHead, type IssuerHead } from '@phaodai/directives'
import type { Tx } from '#kernel/transaction.ts'
import { findIssuer } from './load.ts'

export type IssuerHeader = IssuerHead

/**
 * The head of a body's papers on a day (YYYY-MM-DD): system, name over it, its own name, its code in numbers and the
 * place of the date line; of a body that ended before the day, its successor's. Undefined for an unknown body.
 */
export async function issuerHeaderFor(tx: Tx, bodyId: number, date: string): Promise<IssuerHeader | undefined> {
  const body = await findIssuer(tx, bodyId, date)
  return body && issuerHead(body)
}
