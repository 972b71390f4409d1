import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/** A document as given: linked, or typed. */
export type Paper = { directiveId: string | null; number: string | null; issuedOn: string | null }

/**
 * Number and day of a document: those of the directive when one is linked, else as typed. Problems: `not-allowed` for a
 * directive that the caller does not see, `invalid-input` when anything is left open.
 */
export async function settlePaper(tx: Tx, { directiveId, number, issuedOn }: Paper): Promise<{ directiveId: string | null; number: string; issuedOn: string }> {
  const linked = directiveId === null ? undefined
    : await tx.find<{ number: string | null; issuedOn: string | null }>('select number, issued_on as "issuedOn" from directive where id = $1', [directiveId])
  if (directiveId !== null && linked === undefined) throw new Problem('not-allowed')
  const settled = { number: linked?.number ?? number, issuedOn: linked?.issuedOn ?? issuedOn }
  if (settled.number === null) throw new Problem('invalid-input', { fields: { number: 'Cần số, ký hiệu văn bản.' } })
  if (settled.issuedOn === null) throw new Problem('invalid-input', { fields: { issuedOn: 'Cần ngày ban hành văn bản.' } })
  return { directiveId, number: settled.number, issuedOn: settled.issuedOn }
}
