import type { DeclareInput, SignInput } from '@phaodai/indicators'
import type { Tx } from '#kernel/transaction.ts'
import { TURN } from './marking.queries.ts'

/** Writes a declared figure; 0 = the id is taken. */
export function insertDeclared(tx: Tx, name: string, id: string, input: DeclareInput): Promise<number> {
  return tx.run(`
    insert into indicator_declared (id, indicator, area_id, day, class, value, told_by, told_at, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (id) do nothing`, [id, name, input.areaId, input.day, input.class, input.value, input.toldBy, input.toldAt, input.note])
}

/** Takes a declared figure back; 0 = stale, taken back already, or not this post's to change. */
export function voidDeclared(tx: Tx, id: string, version: number, reason: string): Promise<number> {
  return tx.run('update indicator_declared set voided_at = now(), void_reason = $3 where id = $1 and version = $2', [id, version, reason])
}

/** Holds recounting off until the end of the transaction, so that the figure read now is the one signed. */
export async function holdCounting(tx: Tx): Promise<void> {
  await tx.run('select pg_advisory_xact_lock_shared($1)', [TURN])
}

type Signing = { id: string; name: string; input: SignInput; numerator: number; denominator: number; declared: number | null; signer: string }

/** Signs a figure off; 0 = the id or the period is taken. */
export function insertSigned(tx: Tx, { id, name, input, numerator, denominator, declared, signer }: Signing): Promise<number> {
  return tx.run(`
    insert into indicator_lock (id, indicator, area_id, from_day, to_day, numerator, denominator, declared, basis, note, signer_title)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 || ', ' || (select short_name from body where id = app_body()))
    on conflict do nothing`, [id, name, input.areaId, input.from, input.to, numerator, denominator, declared, input.basis, input.note, signer])
}
