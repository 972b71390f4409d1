import type { FailedSending, Notice, NoticeCount, NoticeSettings, PushDevice } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

const NOTICE = `n.id, n.kind, n.thing, n.thing_id as "thingId", replace(t.path, '{id}', n.thing_id::text) as path,
  l.look ->> 'words' as words, l.look ->> 'body' as body, l.look ->> 'day' as day, n.at, n.urgent, n.read_at as "readAt"`

/** Asked of the rows that are shown only: each look goes to another table under its own policy. */
const LOOKED = 'join notice_thing t on t.thing = n.thing cross join lateral (select notice_look(n.thing, n.thing_id) as look offset 0) l'

/** Unread notices of the acting post, and of the person's other posts. */
export function countUnread(tx: Tx): Promise<NoticeCount> {
  return tx.get<NoticeCount>({ name: 'notice.count', text: `
    select count(*) filter (where post_id = app_post())::int as unread, count(*) filter (where post_id <> app_post())::int as elsewhere
    from notice where (person_id = app_person() or post_id = app_post()) and read_at is null and in_app` })
}

/** Counts by kind of the acting post: kinds with something unread first, then by their rank. */
export function loadGroups(tx: Tx): Promise<{ kind: string; unread: number; total: number }[]> {
  return tx.rows(`
    select n.kind, count(*) filter (where n.read_at is null)::int as unread, count(*)::int as total
    from notice n join notice_kind k on k.kind = n.kind
    where n.post_id = app_post() and n.in_app
    group by n.kind, k.position
    order by count(*) filter (where n.read_at is null) = 0, k.position`)
}

/** Of one kind, read or not, the newest by the index. */
const newest = (read: 'is null' | 'is not null'): string =>
  `(select * from notice where post_id = app_post() and kind = k.kind and in_app and read_at ${read} order by at desc, id limit $1)`

/** The newest of each kind, `each` of them, unread first. */
export function loadNewest(tx: Tx, each: number): Promise<Notice[]> {
  return tx.rows<Notice>(`
    select ${NOTICE}
    from (select n.*, row_number() over (partition by n.kind order by n.read_at is not null, n.at desc, n.id) as rank
      from notice_kind k cross join lateral (${newest('is null')} union all ${newest('is not null')}) n) n ${LOOKED}
    where n.rank <= $1
    order by n.read_at is not null, n.at desc, n.id`, [each])
}

/** Where a page begins: read or not, instant, id. */
export type NoticeCursor = { read: boolean; at: string; id: string }

/** One kind's notices, unread first, newest first, after a cursor. */
export function loadNotices(tx: Tx, kind: string, after: NoticeCursor | null, limit: number): Promise<Notice[]> {
  return tx.rows<Notice>(`
    select ${NOTICE}
    from (select * from notice
      where post_id = app_post() and in_app and kind = $1
        and ($2::boolean is null or (read_at is not null) > $2 or ((read_at is not null) = $2 and (at, id) < ($3::timestamptz, $4::uuid)))
      order by read_at is not null, at desc, id desc limit $5) n ${LOOKED}
    order by n.read_at is not null, n.at desc, n.id desc`, [kind, after?.read ?? null, after?.at ?? null, after?.id ?? null, limit])
}

const SETTING = (key: string, day: string): string => `(select value from office_setting where key = '${key}' and valid_from <= ${day} order by valid_from desc limit 1)`

type Own = Pick<NoticeSettings, 'quietFrom' | 'quietTo' | 'urgentBreaks' | 'digest' | 'digestAt' | 'language'>

/** The person's quiet hours and digest, the office's rule where he chose nothing; Vietnam's time. */
export function loadOwnSettings(tx: Tx, day: string): Promise<Own> {
  return tx.get<Own>(`
    select coalesce(to_char(s.quiet_from, 'HH24:MI'), q.hours ->> 'from') as "quietFrom", coalesce(to_char(s.quiet_to, 'HH24:MI'), q.hours ->> 'to') as "quietTo",
      coalesce(s.urgent_breaks, true) as "urgentBreaks", coalesce(s.digest, true) as digest, coalesce(s.language, 'vi') as language, ${SETTING('digest-at', '$1')} #>> '{}' as "digestAt"
    from (select ${SETTING('quiet-hours', '$1')} as hours) q left join notice_setting s on s.id = app_person()`, [day])
}

/** Kinds with the ways they go for this person. */
export function loadKinds(tx: Tx): Promise<NoticeSettings['kinds']> {
  return tx.rows(`
    select k.kind, k.may_mute as "mayMute", not k.may_mute or coalesce(bool_and(p.enabled) filter (where p.channel = 'app'), true) as app,
      coalesce(bool_and(p.enabled) filter (where p.channel = 'mail'), k.mail) as mail, coalesce(bool_and(p.enabled) filter (where p.channel = 'push'), k.push) as push
    from notice_kind k left join notice_preference p on p.kind = k.kind and p.person_id = app_person()
    group by k.kind order by k.position`)
}

type Address = { address: string | null; verifiedAt: string | null; stoppedAt: string | null; codeSentAt: string | null }

/** The person's own address, when he entered one. */
export function findAddress(tx: Tx): Promise<Address | undefined> {
  return tx.find<Address>(`
    select address, verified_at as "verifiedAt", stopped_at as "stoppedAt", code_sent_at as "codeSentAt" from mail_address where id = app_person() and address is not null`)
}

/** Browsers of the person that get pushes. */
export function loadDevices(tx: Tx): Promise<PushDevice[]> {
  return tx.rows<PushDevice>('select id, label, created_at as "createdAt" from push_subscription where person_id = app_person() and ended_at is null order by created_at')
}

export async function findPushKey(tx: Tx): Promise<string | null> {
  return (await tx.get<{ key: string | null }>('select push_public_key() as key')).key
}

/** What became of the newest test message of each channel. */
export function loadTests(tx: Tx): Promise<NoticeSettings['tests']> {
  return tx.rows(`
    select distinct on (channel) channel, case when sent_at is not null then 'sent' when dead_at is not null then 'failed' else 'waiting' end as outcome,
      coalesce(sent_at, dead_at, created_at) as at
    from notice_sending where person_id = app_person() and purpose = 'test' order by channel, created_at desc`)
}

/** What could not be sent to people in the administrator's reach, newest first. */
export function loadFailed(tx: Tx): Promise<FailedSending[]> {
  return tx.rows<FailedSending>(`
    select s.id, s.person_id as "personId", p.full_name as "fullName", s.channel, s.purpose, s.attempts, s.last_error as "lastError",
      s.created_at as "createdAt", s.dead_at as "deadAt"
    from notice_sending s join person p on p.id = s.person_id
    where s.dead_at is not null order by s.dead_at desc, s.id limit 200`)
}
