import { openMail } from '#server/notices/index.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { loadOutgoing, markSent, type Outgoing } from './save.ts'

/** A way out for one-time codes: whether it went. A gateway for text messages would be another. */
export type Sender = (slip: Outgoing) => Promise<boolean>

const WORDS = {
  vi: { subject: 'Mã xem hồ sơ khai báo y tế', text: (code: string) => `Mã của bạn: ${code}\n\nMã dùng được một lần, trong 15 phút. Nếu bạn không yêu cầu, hãy bỏ qua thư này; không ai xem được gì khi không có mã.\n` },
  en: { subject: 'Code to see your health declaration', text: (code: string) => `Your code: ${code}\n\nIt is good once, for 15 minutes. If you did not ask for it, ignore this mail; without the code nobody sees anything.\n` },
}

/** By mail where a server is configured; a demo without one shows the code on its console. Anywhere else nothing goes, and waits. */
export function openSender({ config }: Pick<AppDeps, 'config'>): Sender {
  const mail = openMail(config)
  if (mail) {
    return async ({ id, recipient, language, code, madeAt }) => {
      const { subject, text } = WORDS[language]
      return (await mail.send({ id, to: recipient, at: new Date(madeAt), subject, text: text(code), stop: null })).kind === 'sent'
    }
  }
  if (config.databaseUrl !== undefined) return async () => false
  return async ({ code }) => {
    console.log(`Mã xem hồ sơ (bản dùng thử, không có máy chủ thư): ${code}`)
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
