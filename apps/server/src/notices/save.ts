import type { DeviceInput, NoticeSettingsInput } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

/** Marks one notice; 0 = it is not there for this reader. */
export function markRead(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run('update notice set read_at = coalesce(read_at, $2) where id = $1', [id, at])
}

/** Marks all of the acting post up to an instant, of one kind when it is given; what came later stays unread. */
export function markAllRead(tx: Tx, kind: string | null, until: string, at: string): Promise<number> {
  return tx.run(`
    update notice set read_at = $3 where post_id = app_post() and read_at is null and in_app and made_at <= $2::timestamptz and ($1::text is null or kind = $1)`,
  [kind, until, at])
}

/** Keeps the person's own choices; what is left out stays. */
export async function saveSettings(tx: Tx, input: NoticeSettingsInput): Promise<void> {
  await tx.run(`
    insert into notice_setting (id, quiet_from, quiet_to, urgent_breaks, digest, language) values (app_person(), $1, $2, coalesce($3, true), coalesce($4, true), $5)
    on conflict (id) do update set quiet_from = coalesce($1, notice_setting.quiet_from), quiet_to = coalesce($2, notice_setting.quiet_to),
      urgent_breaks = coalesce($3, notice_setting.urgent_breaks), digest = coalesce($4, notice_setting.digest), language = coalesce($5, notice_setting.language)`,
  [input.quietFrom ?? null, input.quietTo ?? null, input.urgentBreaks ?? null, input.digest ?? null, input.language ?? null])
  await tx.run(`
    insert into notice_preference (person_id, kind, channel, enabled)
    select app_person(), g.kind, g.channel, g.enabled from jsonb_to_recordset($1::jsonb) as g (kind text, channel text, enabled boolean)
    on conflict (person_id, kind, channel) do update set enabled = excluded.enabled`, [JSON.stringify(input.preferences ?? [])])
}

/** Keeps an address that has yet to be confirmed, and the code that goes there. */
export function saveAddress(tx: Tx, address: string, code: string, at: string): Promise<number> {
  return tx.run(`
    insert into mail_address (id, address, code, code_sent_at) values (app_person(), $1, $2, $3)
    on conflict (id) do update set address = $1, code = $2, code_sent_at = $3, code_tries = 0, verified_at = null`, [address, code, at])
}

export function forgetAddress(tx: Tx): Promise<number> {
  return tx.run('update mail_address set address = null, verified_at = null, code = null where id = app_person()')
}

/** True when the code is the one that was sent, in time and within five tries. */
export async function confirmCode(tx: Tx, code: string, at: string): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select confirm_mail_code($1, $2) as done', [code, at])).done
}

/** Mail goes again to an address that was stopped by its link. */
export function resumeMail(tx: Tx): Promise<number> {
  return tx.run('update mail_address set stopped_at = null where id = app_person()')
}

/** Keeps a browser's subscription; a repeat changes nothing. */
export function insertDevice(tx: Tx, id: string, { endpoint, p256dh, auth, label }: DeviceInput): Promise<number> {
  return tx.run(`insert into push_subscription (id, person_id, endpoint, p256dh, auth, label) values ($1, app_person(), $2, $3, $4, $5)
    on conflict (id) do nothing`, [id, endpoint, p256dh, auth, label])
}

export async function hasDevice(tx: Tx, id: string): Promise<boolean> {
  return (await tx.find('select 1 from push_subscription where id = $1 and person_id = app_person()', [id])) !== undefined
}

export function endDevice(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run('update push_subscription set ended_at = coalesce(ended_at, $2) where id = $1 and person_id = app_person()', [id, at])
}

/** A mail of the person's own asking: the code for his address, or a test. */
export function askMail(tx: Tx, purpose: 'verify' | 'test', key: string, at: string): Promise<number> {
  return tx.run(`insert into notice_sending (person_id, channel, purpose, key, created_at, next_at)
    values (app_person(), 'mail', $1, $2, $3, $3) on conflict do nothing`, [purpose, key, at])
}

/** A test push to every browser of the person. */
export function askPushes(tx: Tx, key: string, at: string): Promise<number> {
  return tx.run(`insert into notice_sending (person_id, channel, device_id, purpose, key, created_at, next_at)
    select app_person(), 'push', id, 'test', $1, $2, $2 from push_subscription where person_id = app_person() and ended_at is null on conflict do nothing`, [key, at])
}

/** Puts one that could not be sent on its way again, with all its tries; 0 = it is not there for this administrator. */
export function retrySending(tx: Tx, id: string, at: string): Promise<number> {
  return tx.run('update notice_sending set dead_at = null, attempts = 0, next_at = $2, retried_at = $2 where id = $1 and dead_at is not null', [id, at])
}
