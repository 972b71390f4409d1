import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** One push as the service got it, and as the browser reads it. */
export type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer; text: string }

/** A push service with one browser behind it, on this machine. */
export type PushServer = {
  host: string
  /** What the browser's subscription would hold. */
  subscription: (name: string) => { endpoint: string; p256dh: string; auth: string; label: string }
  pushed: Pushed[]
  /** Answers so many pushes with this status. */
  refuse: (times: number, status: number, headers?: Record<string, string>) => void
  stop: () => Promise<void>
}

const hmac = (key: Buffer, ...data: (Buffer | string)[]): Buffer => {
  const made = createHmac('sha256', key)
  for (const each of data) made.update(each)
  return made.digest()
}

/** RFC 8291 with RFC 8188 (aes128gcm), one record; written from the standards, apart from the library that encrypts. */
export function decryptPush(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
  const sender = body.subarray(21, 21 + idLength)
  const secret = browser.computeSecret(sender)
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const input = hmac(hmac(auth, secret), keyInfo, Buffer.from([1]))
  const base = hmac(salt, input)
  const key = hmac(base, 'Content-Encoding: aes128gcm\0', Buffer.from([1])).subarray(0, 16)
  const nonce = hmac(base, 'Content-Encoding: nonce\0', Buffer.from([1])).subarray(0, 12)
  const sealed = body.subarray(21 + idLength)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2) // the delimiter of the last record, before its padding
  return plain.subarray(0, end).toString('utf8')
}

/** Checks the token by which the sender names itself (RFC 8292); returns its claims. */
export function claimsOf(authorization: string): { aud: string; sub: string; exp: number } {
  const { t: token = '', k: key = '' } = Object.fromEntries([...authorization.matchAll(/(\w)=([\w.-]+)/g)].map(([, name, value]) => [name!, value!]))
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33, 65).toString('base64url') }
  const [head = '', claims = '', signature = ''] = token.split('.')
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  if (!good) throw new Error('the token is not signed by the key it names')
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}

/** Opens it on a free port. */
export async function openPushServer(): Promise<PushServer> {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const auth = randomBytes(16)
  const pushed: Pushed[] = []
  let refusal = { times: 0, status: 0, headers: {} }
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (refusal.times > 0) {
        refusal.times -= 1
        return response.writeHead(refusal.status, refusal.headers).end()
      }
      pushed.push({ path: request.url ?? '', headers: request.headers, body, text: decryptPush(body, browser, auth) })
      response.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: '127.0.0.1', pushed,
    subscription: (name) => ({ endpoint: `http://127.0.0.1:${port}/${name}`, p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url'), label: name }),
    refuse: (times, status, headers = {}) => void (refusal = { times, status, headers }),
    stop: () => new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}
