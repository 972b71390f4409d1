import webPush from 'web-push'
import type { Config } from '#kernel/config.ts'
import type { Pools } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { reasonOf, type Outcome } from './outcome.ts'
import { findKeys, insertKeys } from './sending.queries.ts'

export interface PushKeys { publicKey: string; privateKey: string }
/** A browser's address, as it gave it. */
export interface Device { endpoint: string; p256dh: string; auth: string }

const TIMEOUT = 20_000
/** How long a push service keeps a message for a browser that is off: a night and a morning, in seconds. */
const KEPT = 12 * 3600

/** The installation's key pair (RFC 8292), made once and kept in the database. */
export async function pushKeys(pools: Pick<Pools, 'jobs'>): Promise<PushKeys> {
  return asSystem(pools.jobs, async (tx) => {
    const known = await findKeys(tx)
    if (known) return known
    const { publicKey, privateKey } = webPush.generateVAPIDKeys()
    await insertKeys(tx, publicKey, privateKey)
    return (await findKeys(tx)) ?? { publicKey, privateKey }
  })
}

/** Whether pushes may be sent to this address: https at one of the push services of the configuration (`*.` = any below it). */
export function mayPush(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, host, username } = new URL(endpoint)
  if (username !== '') return false
  const known = hosts.some((each) => (each.startsWith('*.') ? hostname.endsWith(each.slice(1)) : each === hostname || each === host))
  return known && (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1'))
}

function outcomeOf(reply: Response): Outcome {
  if (reply.ok) return { kind: 'sent' }
  if (reply.status === 404 || reply.status === 410) return { kind: 'gone' }
  if (reply.status !== 429 && reply.status < 500) return { kind: 'dead', error: `HTTP ${reply.status}` }
  const after = Number(reply.headers.get('retry-after'))
  return { kind: 'retry', error: `HTTP ${reply.status}`, ...(Number.isFinite(after) && after > 0 && { afterSeconds: after }) }
}

/** Sends one message, encrypted for the browser (RFC 8291) and signed with our key. */
export async function sendPush(device: Device, payload: string, keys: PushKeys, config: Pick<Config, 'pushHosts' | 'publicUrl'>): Promise<Outcome> {
  if (!mayPush(device.endpoint, config.pushHosts)) return { kind: 'dead', error: 'push service not allowed' }
  const subject = config.publicUrl?.startsWith('https:') ? config.publicUrl : 'mailto:phaodai@localhost'
  try {
    const { method, headers, body, endpoint } = webPush.generateRequestDetails({ endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } }, payload,
      { vapidDetails: { subject, ...keys }, TTL: KEPT, contentEncoding: 'aes128gcm', urgency: 'normal' })
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    return outcomeOf(await fetch(endpoint, { method, headers: sent, body: new Uint8Array(body), redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) }))
  } catch (error) {
    return { kind: 'retry', error: reasonOf(error instanceof Error ? error.message : 'unreachable') }
  }
}
