import type { Tx } from '#kernel/session.ts'

/** Forgets phones of whose days no decision keeps visits any longer; returns how many. */
export async function forgetVisitors(tx: Tx, today: string): Promise<number> {
  return (await tx.get<{ gone: number }>('select forget_visitors($1) as gone', [today])).gone
}

/** Deletes declarations that no decision keeps any longer, codes and slips that are over, and private halves of keys that no longer sign; returns how many declarations. */
export async function forgetDeclarations(tx: Tx, today: string, now: string): Promise<number> {
  return (await tx.get<{ gone: number }>('select forget_declarations($1, $2) as gone', [today, now])).gone
}

/** Deletes crossings that no decision keeps any longer; returns how many. */
export async function forgetCrossings(tx: Tx, today: string): Promise<number> {
  return (await tx.get<{ gone: number }>('select forget_crossings($1) as gone', [today])).gone
}

/** Until when the last key signs. */
export async function findLastKey(tx: Tx): Promise<string | undefined> {
  return (await tx.find<{ until: string }>('select sign_until as until from receipt_key where revoked_at is null order by sign_until desc limit 1'))?.until
}

type NewKey = { kid: string; publicKey: string; privateKey: string; signFrom: string; signUntil: string; verifyUntil: string }

export async function saveKey(tx: Tx, { kid, publicKey, privateKey, signFrom, signUntil, verifyUntil }: NewKey): Promise<void> {
  await tx.run('insert into receipt_key (kid, public_key, private_key, sign_from, sign_until, verify_until) values ($1, $2, $3, $4, $5, $6)', [kid, publicKey, privateKey, signFrom, signUntil, verifyUntil])
}

export type Outgoing = { id: string; recipient: string; language: 'vi' | 'en'; code: string; madeAt: string }

/** Codes on their way, oldest first; those that failed five times or are too old to be of use stay. */
export function loadOutgoing(tx: Tx, now: string): Promise<Outgoing[]> {
  return tx.rows<Outgoing>(`update gate_outbox o set attempts = attempts + 1 from (select id from gate_outbox where sent_at is null and attempts < 5 and made_at > $1::timestamptz - interval '15 minutes' order by made_at limit 100) w
    where w.id = o.id returning o.id, o.recipient, o.language, o.code, o.made_at as "madeAt"`, [now])
}

/** A slip that has gone keeps neither its code nor whom it went to. */
export async function markSent(tx: Tx, ids: readonly string[], now: string): Promise<void> {
  await tx.run("update gate_outbox set sent_at = $2, code = '', recipient = '' where id = any ($1::uuid[])", [ids, now])
}

/** Makes a place of the register of one that asked; null when it is out of the caller's areas or decided. */
export async function approvePlace(tx: Tx, id: string): Promise<string | null> {
  return (await tx.get<{ place: string | null }>('select approve_place($1) as place', [id])).place
}

/** Says why a place is not registered; false when it is out of the caller's areas or decided. */
export async function refusePlace(tx: Tx, id: string, reason: string): Promise<boolean> {
  return (await tx.run("update place_request set state = 'refused', state_reason = $2, decided_by = app_post(), decided_at = now() where id = $1 and state = 'asked'", [id, reason])) > 0
}

/** The code of a place's poster; null when the place is out of the caller's areas. */
export async function posterCode(tx: Tx, place: string, anew: boolean): Promise<string | null> {
  return (await tx.get<{ code: string | null }>('select poster_code($1, $2) as code', [place, anew])).code
}
