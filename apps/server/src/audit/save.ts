import type { Tx } from '#kernel/session.ts'

/** Seals at most 5,000 committed entries; returns how many. */
export async function sealOnce(tx: Tx): Promise<number> {
  return (await tx.get<{ n: number }>('select audit_seal() as n')).n
}

/** Erases at most `most` records whose time under a rule is over; returns how many. */
export async function eraseDue(tx: Tx, rule: string, most: number): Promise<number> {
  return (await tx.get<{ n: number }>('select erase_due($1, $2) as n', [rule, most])).n
}

/** Blanks one record's sensitive columns and destroys its audit key; false when the record is gone. */
export async function eraseRecord(tx: Tx, subject: string, rowId: string, rule: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select erase_record($1, $2, $3) as done', [subject, rowId, rule])).done
}
