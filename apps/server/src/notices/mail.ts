import { createTransport, type SentMessageInfo, type Transporter } from 'nodemailer'
import type { Config } from '#kernel/config.ts'
import type { Message } from './message.ts'
import { reasonOf, type Outcome } from './outcome.ts'

/** A mail as it is handed over; `id` names it for good, so that a repeated one is recognised. */
export interface Mail extends Message { id: string; to: string; at: Date; /** Where such mail can be ended; null: it was asked for, once. */ stop: string | null }

/** The way out by mail. */
export interface MailWay { send: (mail: Mail) => Promise<Outcome>; close: () => void }

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const TIMEOUT = 20_000

/** Opens with TLS (smtps), or turns to it before anything is said (smtp); only a server on this machine may do without. */
function transportFor(url: string): Transporter<SentMessageInfo> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (secure ? 465 : 587)), secure, requireTLS: !secure && !LOOPBACK.has(hostname),
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT, greetingTimeout: TIMEOUT, socketTimeout: TIMEOUT, disableFileAccess: true, disableUrlAccess: true,
  })
}

type SmtpError = Error & { responseCode?: number; response?: string; code?: string }

/** 5xx is final (RFC 5321, 4.2.1); 4xx, a server that cannot be reached and a refused log-in may pass. */
function outcomeOf(error: SmtpError): Outcome {
  const reason = reasonOf(error.response ?? `${error.code ?? ''} ${error.message}`)
  const isFinal = error.responseCode !== undefined && error.responseCode >= 500 && error.code !== 'EAUTH'
  return { kind: isFinal ? 'dead' : 'retry', error: reason }
}

function headersOf({ stop }: Mail): Record<string, string> {
  const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
  if (stop === null) return automatic
  const oneClick = stop.startsWith('https://') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } // RFC 8058, 3.1: https alone
  return { ...automatic, 'List-Unsubscribe': `<${stop}>`, ...oneClick }
}

/** The way out by mail, or null when no server is configured (PHAODAI_SMTP_URL). */
export function openMail({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): MailWay | null {
  if (smtpUrl === undefined) return null
  const transport = transportFor(smtpUrl)
  const domain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  const send = async (mail: Mail): Promise<Outcome> => {
    const { id, to, at, subject, text } = mail
    return transport.sendMail({ from: mailFrom, to: { name: '', address: to }, subject, text, date: at, messageId: `<${id}@${domain}>`, headers: headersOf(mail), textEncoding: 'base64' })
      .then((): Outcome => ({ kind: 'sent' }), (error: SmtpError) => outcomeOf(error))
  }
  return { send, close: () => transport.close() }
}
