import type { Spoken } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'
import type { NewDirective } from './save.ts'

/** A leader's post of the acting office, and the name it stands under. */
export function findSpeaker(tx: Tx, postId: string): Promise<{ title: string; name: string; body: string; chain: string } | undefined> {
  return tx.find(`
    select o.title, n.full_name as name, b.short_name as body, b.chain from post o join person n on n.id = o.person_id join body b on b.id = o.acts_for_id
    where o.id = $1 and o.acts_for_id = app_body() and exists (select 1 from role_permission r where r.role = o.role and r.permission = 'handling.direct')`, [postId])
}

/** Registers an oral direction as a draft; 0 when the id is taken. */
export function insertSpoken(tx: Tx, d: NewDirective, spoken: Spoken): Promise<number> {
  return tx.run(`
    insert into directive (id, owner_id, direction, doc_type, system, issuer_text, issuer_id, issued_on, abstract, signer_capacity, signer_name, text, reading, recipients, search_key, spoken)
    values ($1, app_body(), 'own', 'oral-direction', $2, $3, $4, $5, $6, $7, $8, $9, $10, '[]', $11, $12) on conflict (id) do nothing`,
  [d.id, d.system, d.issuerText, d.issuerId, d.issuedOn, d.abstract, d.signerCapacity, d.signerName, d.text, JSON.stringify(d.reading), d.searchKey, JSON.stringify(spoken)])
}
