import { issuerHead, type IssuerHead, type PaperHeader } from '@phaodai/directives'
import { Problem } from '#kernel/problem.ts'
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

/** The same for a paper without a number (statistics, a slip, the leader's sheet), dated that day; Problem `reference-missing` for an unknown body. */
export async function paperHeaderFor(tx: Tx, bodyId: number, date: string): Promise<PaperHeader> {
  const head = await issuerHeaderFor(tx, bodyId, date)
  if (!head) throw new Problem('reference-missing')
  const { system, superior, issuer, place } = head
  return { system, superior, issuer, number: null, place, date }
}
