import { simpleParser, type ParsedMail } from 'mailparser'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail that really came over the wire. */
export type Delivered = { to: string[]; raw: string; mail: ParsedMail }

/** A real SMTP server on this machine; `refuse` answers the next recipients with a code. */
export type MailServer = {
  url: string
  delivered: Delivered[]
  /** Answers so many recipients with this code and words. */
  refuse: (times: number, code: number, words: string) => void
  stop: () => Promise<void>
}

/** Opens it on a free port; with TLS switched off, as the program allows for a server on its own machine. */
export async function openMailServer(port = 0): Promise<MailServer> {
  const delivered: Delivered[] = []
  let refusal = { times: 0, code: 0, words: '' }
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onRcptTo: (_address, _session, done) => {
      if (refusal.times === 0) return done()
      refusal.times -= 1
      done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }))
    },
    onData: (stream, session, done) => {
      void buffer(stream).then(async (bytes) => {
        delivered.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: bytes.toString('latin1'), mail: await simpleParser(bytes) })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: open } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${open}`, delivered,
    refuse: (times, code, words) => void (refusal = { times, code, words }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
