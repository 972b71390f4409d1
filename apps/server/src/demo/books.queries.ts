import type { Tx } from '#kernel/transaction.ts'
import type { Acting } from './save.ts'

/** Offices of the cast count by themselves; their first rule is a sample. */
export function saveRules(tx: Tx, bodyIds: readonly number[]): Promise<number> {
  return tx.run(`
    insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source)
    select id, id, case when chain = 'party' then 'party' else 'state' end, 'own', 'by-type', '2020-01-01', 'MẪU: quy chế văn thư của cơ quan'
    from body where id = any($1::int[])`, [bodyIds])
}

/** Documents that came to an office, each on the working day after it was signed, as far as that is past. */
const ARRIVED = `
  select h.id, h.body_id, h.directive_id, d.number, d.doc_type, d.abstract, d.urgency, d.issuer_text, d.issued_on, d.search_key, case when b.chain = 'party' then 'party' else 'state' end as system,
    least(greatest(coalesce(d.issued_on, $2::date), coalesce((d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, $2::date)), $2::date) as day
  from handling h join directive d on d.id = h.directive_id join body b on b.id = h.body_id where h.body_id = $1 and h.state = 'arrived'`

/** Enters what has arrived at an office in its book, in the order of arrival. */
export async function enterArrivals(tx: Tx, bodyId: number, today: string): Promise<void> {
  await tx.run(`
    insert into register_book (body_id, keeper_id, direction, system, doc_type, period, first_day, last_number)
    select body_id, body_id, 'incoming', system, '', to_char(day, 'YYYY'), date_trunc('year', day)::date, count(*) from (${ARRIVED}) a group by body_id, system, to_char(day, 'YYYY'), date_trunc('year', day)`, [bodyId, today])
  await tx.run(`
    with line as (
      insert into book_entry (id, book_id, keeper_id, number, printed, day, issued_on, issuer_text, doc_type, abstract, urgency, directive_id, search_key, late)
      select gen_random_uuid(), k.id, a.body_id, row_number() over (partition by k.id order by a.day, a.number), a.number, a.day, a.issued_on, a.issuer_text, a.doc_type, coalesce(a.abstract, ''), a.urgency,
        a.directive_id, a.search_key, false
      from (${ARRIVED}) a join register_book k on k.body_id = a.body_id and k.direction = 'incoming' and k.first_day = date_trunc('year', a.day)::date
      returning id, directive_id, day)
    update handling h set state = 'registered', entry_id = line.id, arrived_on = line.day from line where h.body_id = $1 and h.directive_id = line.directive_id`, [bodyId, today])
}

/** A bút phê for everything an office has entered, by its leader to one of its posts, with a deadline ten days after arrival. */
export async function directAll(tx: Tx, bodyId: number, leader: Acting & { title: string }, leadPostId: string, sentence: string): Promise<void> {
  await tx.run(`
    with said as (
      insert into handling_direction (id, handling_id, body_id, sentence, deadline, leader_post_id, leader_title, said_on, on_behalf, recorded_by)
      select gen_random_uuid(), h.id, h.body_id, $4, h.arrived_on + 10, $2, $3, h.arrived_on, false, $3 from handling h where h.body_id = $1 and h.state = 'registered'
      returning id)
    insert into handling_party (direction_id, body_id, role, post_id) select id, $1, 'lead', $5 from said`, [bodyId, leader.postId, leader.title, sentence, leadPostId])
  await tx.run(`update handling set state = 'assigned', deadline = arrived_on + 10 where body_id = $1 and state = 'registered'`, [bodyId])
}

/** What has arrived before a day is done, three days after its bút phê. */
export function finishOlder(tx: Tx, bodyId: number, before: string): Promise<number> {
  return tx.run(`
    update handling set state = 'done', done_at = (arrived_on + 3)::timestamp + interval '10 hours', result = 'Đã triển khai; nhiệm vụ được theo dõi trong hệ thống.'
    where body_id = $1 and state in ('registered', 'assigned') and arrived_on < $2::date`, [bodyId, before])
}
