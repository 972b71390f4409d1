import type { Tx } from '#kernel/transaction.ts'

/** Chases recipients in one statement, signed with the post's title and its body; returns the deliveries chased. */
export async function insertChases(tx: Tx, chases: readonly { id: string; chaseId: string }[], title: string, at: string, note: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`
    insert into delivery_chase (id, delivery_id, directive_id, owner_id, body_id, at, by_title, note)
    select c.chase_id, v.id, v.directive_id, v.owner_id, v.body_id, $4, $3 || ', ' || (select short_name from body where id = app_body()), $5
    from unnest($1::uuid[], $2::uuid[]) c(id, chase_id) join directive_delivery v on v.id = c.id
    on conflict (id) do nothing
    returning delivery_id as id`, [chases.map(({ id }) => id), chases.map(({ chaseId }) => chaseId), title, at, note])
  return rows.map(({ id }) => id)
}

/** Of a document that was sent to be carried out, delivered on day $1 or earlier and not opened since. */
const LATE = `v.read_at is null and v.purpose = 'execute' and d.state = 'issued' and v.delivered_at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`

/** Chases by rule, once, whoever nobody has chased yet. Runs as the system. */
export function chaseByRule(tx: Tx, sinceDay: string, at: string): Promise<number> {
  return tx.run(`
    insert into delivery_chase (id, delivery_id, directive_id, owner_id, body_id, at, post_id)
    select gen_random_uuid(), v.id, v.directive_id, v.owner_id, v.body_id, $2, null
    from directive_delivery v join directive d on d.id = v.directive_id
    where ${LATE} and not exists (select from delivery_chase c where c.delivery_id = v.id)
    on conflict do nothing`, [sinceDay, at])
}

/** Tells the issuer's leader, once a document, of what stayed unread after it was chased on an earlier day. Runs as the system. */
export function tellIssuers(tx: Tx, sinceDay: string, at: string, today: string): Promise<number> {
  return tx.run(`
    insert into unread_told (id, directive_id, owner_id, unread, at)
    select gen_random_uuid(), v.directive_id, v.owner_id, count(*), $2
    from directive_delivery v join directive d on d.id = v.directive_id
    where ${LATE} and exists (select from delivery_chase c where c.delivery_id = v.id and c.at < $3::date::timestamp at time zone 'Asia/Ho_Chi_Minh')
    group by v.directive_id, v.owner_id
    on conflict (directive_id) do nothing`, [sinceDay, at, today])
}
