import { openMail } from '#server/notices/index.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { filled, word } from '#server/words/index.ts'
import { loadOutgoing, markSent, type Outgoing } from './save.ts'

/** A way out for one-time codes: whether it went. A gateway for text messages would be another. */
export type Sender = (slip: Outgoing) => Promise<boolean>

/** By mail where a server is configured; a demo without one shows the code on its console. Anywhere else nothing goes, and waits. */
export function openSender({ config }: Pick<AppDeps, 'config'>): Sender {
  const mail = openMail(config)
  if (mail) {
    return async ({ id, recipient, language, code, madeAt }) => {
      const text = `${filled(word('gate.mail.code', language), { code })}\n\n${word('gate.mail.once', language)}\n`
      return (await mail.send({ id, to: recipient, at: new Date(madeAt), subject: word('gate.mail.subject', language), text, stop: null })).kind === 'sent'
    }
  }
  if (config.databaseUrl !== undefined) return async () => false
  return async ({ code }) => {
    console.log(filled(word('gate.mail.console'), { code }))
    return true
  }
}

/** Sends the codes that wait; returns how many went. */
export async function sendOutbox({ pools, clock }: Pick<AppDeps, 'pools' | 'clock'>, send: Sender): Promise<number> {
  const now = clock.now().toISOString()
  const waiting = await asSystem(pools.jobs, (tx) => loadOutgoing(tx, now))
  const gone: string[] = []
  for (const slip of waiting) if (await send(slip)) gone.push(slip.id)
  if (gone.length > 0) await asSystem(pools.jobs, (tx) => markSent(tx, gone, now))
  return gone.length
}
