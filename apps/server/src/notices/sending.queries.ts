import type { MailLanguage } from '@phaodai/office'
import type { Pool } from 'pg'
import { settingOn } from '#kernel/setting.queries.ts'
import type { Tx } from '#kernel/transaction.ts'

/** What waits to be sent to one person by one channel, and his quiet hours. */
export interface Waiting {
  personId: string
  /** By kind; `urgent` counts those that may break the quiet hours. */
  counts: Record<string, number>
  urgent: Record<string, number>
  quietFrom: string
  quietTo: string
  urgentBreaks: boolean
  lastSentAt: string | null
}

/** The office's rules about sending, in force on a day. */
export interface SendingRules { quietFrom: string; quietTo: string; digestAt: string; mailEveryMinutes: number }

export function loadRules(tx: Tx, day: string): Promise<SendingRules> {
  const value = (key: string): string => `(select value from office_setting where key = '${key}' and valid_from <= $1 order by valid_from desc limit 1)`
  return tx.get<SendingRules>(`
    select ${value('quiet-hours')} ->> 'from' as "quietFrom", ${value('quiet-hours')} ->> 'to' as "quietTo",
      ${value('digest-at')} #>> '{}' as "digestAt", ${settingOn('mail-every-minutes', '$1')} as "mailEveryMinutes"`, [day])
}

/** A person's quiet hours, the office's ($1, $2) where he chose none. */
const QUIET = `coalesce(to_char(s.quiet_from, 'HH24:MI'), $1) as "quietFrom", coalesce(to_char(s.quiet_to, 'HH24:MI'), $2) as "quietTo",
  coalesce(s.urgent_breaks, true) as "urgentBreaks"`
const SIGNS_IN = 'join account a on a.person_id = n.person_id and a.disabled_at is null'
const MAILED = 'join mail_address m on m.id = n.person_id and m.verified_at is not null and m.stopped_at is null and m.address is not null'

/** Everybody for whom something waits. Runs as the system, as all here. */
export function loadWaiting(tx: Tx, channel: 'mail' | 'push', rules: SendingRules): Promise<Waiting[]> {
  return tx.rows<Waiting>(`
    select n.person_id as "personId", jsonb_object_agg(n.kind, n.n) as counts, coalesce(jsonb_object_agg(n.kind, n.urgent) filter (where n.urgent > 0), '{}') as urgent,
      ${QUIET}, (select max(created_at) from notice_sending o where o.person_id = n.person_id and o.channel = '${channel}' and o.purpose = 'notice') as "lastSentAt"
    from (select person_id, kind, count(*)::int as n, (count(*) filter (where urgent))::int as urgent from notice where ${channel}_due and read_at is null group by 1, 2) n
    ${SIGNS_IN} ${channel === 'mail' ? MAILED : ''} left join notice_setting s on s.id = n.person_id
    group by n.person_id, s.id`, [rules.quietFrom, rules.quietTo])
}

/** Whoever leads a body on a day is sent the link to the morning's sheet, unread notices or not. */
const leading = (person: string, day: string): string => `exists (select from post p where p.person_id = ${person} and p.role in ('leader', 'province-leader') and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to >= ${day}))`

/** People with something unread in their lists since before `until`, and all leaders, who had no digest on the day. */
export function loadForDigest(tx: Tx, day: string, until: string, rules: SendingRules): Promise<Waiting[]> {
  return tx.rows<Waiting>(`
    select n.person_id as "personId", coalesce(jsonb_object_agg(n.kind, n.n) filter (where n.kind is not null), '{}') as counts, '{}'::jsonb as urgent, ${QUIET}, null as "lastSentAt"
    from (select person_id, kind, count(*)::int as n from notice where in_app and read_at is null and made_at <= $3 group by 1, 2
      union all select a.person_id, null, 0 from account a where ${leading('a.person_id', '$4::date')}) n
    ${SIGNS_IN} ${MAILED} left join notice_setting s on s.id = n.person_id
    where coalesce(s.digest, true)
      and not exists (select from notice_sending d where d.person_id = n.person_id and d.purpose = 'digest' and d.key = $4::text)
    group by n.person_id, s.id`, [rules.quietFrom, rules.quietTo, until, day])
}

type NewSending = {
  personId: string
  purpose: 'notice' | 'digest'
  counts: Record<string, number>
  key: string
  /** What was made up to then is told by it; all of it or only what is urgent. */
  until: string
  urgentOnly: boolean
}

/** Puts a mail on its way; what it tells of is not told by another. */
export async function queueMail(tx: Tx, { personId, purpose, counts, key, until, urgentOnly }: NewSending, at: string): Promise<void> {
  await tx.run(`insert into notice_sending (person_id, channel, purpose, counts, key, created_at, next_at) values ($1, 'mail', $2, $3, $4, $5, $5)
    on conflict do nothing`, [personId, purpose, JSON.stringify(counts), key, at])
  await told(tx, 'mail', personId, until, urgentOnly)
}

/** Puts one push a browser on its way. */
export async function queuePushes(tx: Tx, { personId, counts, key, until, urgentOnly }: NewSending, at: string): Promise<void> {
  await tx.run(`insert into notice_sending (person_id, channel, device_id, purpose, counts, key, created_at, next_at)
    select $1, 'push', id, 'notice', $2, $3, $4, $4 from push_subscription where person_id = $1 and ended_at is null on conflict do nothing`,
  [personId, JSON.stringify(counts), key, at])
  await told(tx, 'push', personId, until, urgentOnly)
}

function told(tx: Tx, channel: 'mail' | 'push', personId: string, until: string, urgentOnly: boolean): Promise<number> {
  return tx.run(`update notice set ${channel}_due = false where person_id = $1 and ${channel}_due and made_at <= $2 and (urgent or not $3)`, [personId, until, urgentOnly])
}

/** One message that is due, with where it goes now. */
export interface Due {
  id: string
  channel: 'mail' | 'push'
  purpose: 'notice' | 'digest' | 'test' | 'verify'
  counts: Record<string, number>
  attempts: number
  address: string | null
  /** Only for the message that carries it. */
  code: string | null
  stopToken: string | null
  /** In which the mail is written. */
  language: MailLanguage
  /** A digest to somebody who leads a body: the morning's sheet is named too. */
  leads: boolean
  device: { id: string; endpoint: string; p256dh: string; auth: string } | null
}

/**
 * Takes messages that are due and counts the attempt; until `leaseUntil` nobody else takes them. One whose address has
 * gone, or was never confirmed, comes without it.
 */
export function takeDue(tx: Tx, at: string, leaseUntil: string, most: number): Promise<Due[]> {
  return tx.rows<Due>(`
    with taken as (
      update notice_sending set next_at = $2, attempts = attempts + 1
      where id in (select id from notice_sending where sent_at is null and dead_at is null and next_at <= $1 order by next_at, id limit $3 for update skip locked)
      returning *)
    select t.id, t.channel, t.purpose, t.counts, t.attempts,
      case when t.channel = 'mail' and (t.purpose = 'verify' or (m.verified_at is not null and m.stopped_at is null)) then m.address end as address,
      case when t.purpose = 'verify' then m.code end as code, m.stop_token as "stopToken", coalesce(s.language, 'vi') as language,
      case when t.purpose = 'digest' then ${leading('t.person_id', 't.key::date')} else false end as leads,
      case when d.ended_at is null and d.id is not null then jsonb_build_object('id', d.id, 'endpoint', d.endpoint, 'p256dh', d.p256dh, 'auth', d.auth) end as device
    from taken t left join mail_address m on m.id = t.person_id left join push_subscription d on d.id = t.device_id left join notice_setting s on s.id = t.person_id
    order by t.created_at, t.id`, [at, leaseUntil, most])
}

export async function noteSent(tx: Tx, id: string, at: string): Promise<void> {
  await tx.run('update notice_sending set sent_at = $2, last_error = null where id = $1', [id, at])
}

export async function noteRetry(tx: Tx, id: string, error: string, nextAt: string): Promise<void> {
  await tx.run('update notice_sending set last_error = $2, next_at = $3 where id = $1', [id, error, nextAt])
}

export async function noteDead(tx: Tx, id: string, error: string, at: string): Promise<void> {
  await tx.run('update notice_sending set last_error = $2, dead_at = $3 where id = $1', [id, error, at])
}

/** The push service says that the browser has gone: nothing more is sent there, and nobody has to repair it. */
export async function noteGone(tx: Tx, id: string, deviceId: string, at: string): Promise<void> {
  await tx.run('update push_subscription set ended_at = $2 where id = $1', [deviceId, at])
  await tx.run('update notice_sending set sent_at = $2, last_error = $3 where id = $1', [id, at, 'gone'])
}

/** The pair of push keys; undefined before they were made. */
export function findKeys(tx: Tx): Promise<{ publicKey: string; privateKey: string } | undefined> {
  return tx.find('select public_key as "publicKey", private_key as "privateKey" from push_key')
}

/** Keeps the pair unless another process was faster. */
export function insertKeys(tx: Tx, publicKey: string, privateKey: string): Promise<number> {
  return tx.run('insert into push_key (public_key, private_key) values ($1, $2) on conflict do nothing', [publicKey, privateKey])
}

/** Ends a person's mail by the token of its link; false = no such link. Before the gate, as role phaodai_app. */
export async function stopMail(app: Pool, token: string): Promise<boolean> {
  return (await app.query<{ done: boolean }>({ name: 'notice.stop-mail', text: 'select stop_mail($1) as done', values: [token] })).rows[0]?.done === true
}
