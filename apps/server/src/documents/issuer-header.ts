import type { DocSystem } from '@phaodai/directives'
import type { Tx } from '#kernel/transaction.ts'

/** How a body heads its papers on a day: who stands over it, how it signs, its code in numbers, and the place of the date line. */
export interface IssuerHeader { system: DocSystem; superior: string | null; issuer: string; code: string; place: string }

/** The head of a body's papers as of a day, from the trees of bodies and areas in force then; undefined for an unknown body. */
export async function issuerHeaderFor(tx: Tx, bodyId: number, date: string): Promise<IssuerHeader | undefined> {
  throw new Error(`${tx ? bodyId : 0} ${date}: no header`)
}
