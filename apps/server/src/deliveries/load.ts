import type { UnreadPage } from '@phaodai/office'
import { settingOn } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

const BODY = `jsonb_build_object('id', b.id, 'name', b.short_name)`
/** Delivery v of a document d in force that its recipient has not opened and should. */
const UNREAD = `v.read_at is null and v.purpose <> 'report' and d.state = 'issued'`

type Row = UnreadPage['rows'][number]

/** The acting body's documents with recipients that have not opened them, the longest waiting first; one more than `most` tells of others. */
export function loadUnread(tx: Tx, most: number): Promise<Row[]> {
  return tx.rows<Row>(`
    with waiting as (
      select v.directive_id, min(v.delivered_at) as since from directive_delivery v join directive d on d.id = v.directive_id
      where v.owner_id = app_body() and ${UNREAD} group by 1 order by 2, 1 limit $1)
    select jsonb_build_object('id', d.id, 'number', d.number, 'abstract', d.abstract, 'issuedOn', d.issued_on) as directive, s.total, s.read, s.unread
    from waiting w join directive d on d.id = w.directive_id cross join lateral (
      select count(*)::int as total, count(v.read_at)::int as read,
        coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'body', ${BODY}, 'purpose', v.purpose, 'deliveredAt', v.delivered_at, 'chasedAt', c.at, 'chasedCount', c.n, 'hears', body_hears(v.body_id))
          order by v.body_id) filter (where ${UNREAD}), '[]') as unread
      from directive_delivery v join body b on b.id = v.body_id
        cross join lateral (select max(at) as at, count(*)::int as n from delivery_chase where delivery_id = v.id) c
      where v.directive_id = d.id and v.purpose <> 'report') s
    order by w.since, w.directive_id`, [most + 1])
}

/** How many of the acting body's documents lie unread. */
export async function countUnreadDocuments(tx: Tx): Promise<number> {
  return (await tx.get<{ n: number }>(`
    select count(distinct v.directive_id)::int as n from directive_delivery v join directive d on d.id = v.directive_id where v.owner_id = app_body() and ${UNREAD}`)).n
}

/** Recipients and documents of the acting body unread since a day or longer. */
export function countUnread(tx: Tx, sinceDay: string): Promise<{ deliveries: number; directives: number }> {
  return tx.get(`
    select count(*)::int as deliveries, count(distinct v.directive_id)::int as directives
    from directive_delivery v join directive d on d.id = v.directive_id
    where v.owner_id = app_body() and ${UNREAD} and v.delivered_at < ($1::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`, [sinceDay])
}

/** After how many working days a recipient is chased, and the issuer's leader told; null where no rule is in force. */
export function loadUnreadRules(tx: Tx, day: string): Promise<{ chase: number | null; leader: number | null }> {
  return tx.get(`select ${settingOn('unread-chase-after-working-days', '$1')} as chase, ${settingOn('unread-leader-after-working-days', '$1')} as leader`, [day])
}

/** What is known of deliveries under the viewer's policy: whose, and whether they still wait to be opened. */
export function loadStanding(tx: Tx, ids: readonly string[]): Promise<{ id: string; ownerId: number; waits: boolean }[]> {
  return tx.rows(`select v.id, v.owner_id as "ownerId", ${UNREAD} as waits from directive_delivery v join directive d on d.id = v.directive_id where v.id = any($1::uuid[])`, [ids])
}

/** Which of these chases are written already, and of which delivery. */
export function loadChases(tx: Tx, ids: readonly string[]): Promise<{ id: string; deliveryId: string }[]> {
  return tx.rows('select id, delivery_id as "deliveryId" from delivery_chase where id = any($1::uuid[])', [ids])
}
