import type { AppDeps } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import type { MailWay } from './mail.ts'
import { isSample } from '../tasks/index.ts'
import { messageOf, pushPayload } from './message.ts'
import { nextTry, type Outcome } from './outcome.ts'
import { sendPush, type PushKeys } from './push.ts'
import { noteDead, noteGone, noteRetry, noteSent, takeDue, type Due } from './sending.queries.ts'

/** The ways out of the installation. */
export interface Ways { mail: MailWay | null; keys: PushKeys }

type Deps = Pick<AppDeps, 'pools' | 'clock' | 'config'>

const AT_ONCE = 20
/** While a message is being sent nobody else takes it; a process that dies meanwhile sends it again after that. */
const LEASE_MS = 600_000

/** The address of this installation as a reader opens it. */
export function originOf({ publicUrl, host, port }: AppDeps['config']): string {
  return (publicUrl ?? `http://${host}:${port}`).replace(/\/$/, '')
}

async function attempt({ config, clock }: Deps, ways: Ways, due: Due, sample: boolean): Promise<Outcome> {
  if (due.channel === 'push') return due.device ? sendPush(due.device, pushPayload(due), ways.keys, config) : { kind: 'gone' }
  if (ways.mail === null) return { kind: 'retry', error: 'no mail server configured' }
  if (due.address === null || (due.purpose === 'verify' && due.code === null)) return { kind: 'dead', error: 'no confirmed address' }
  const origin = originOf(config)
  const stop = `${origin}/ngung-thu?ma=${due.stopToken}`
  return ways.mail.send({ ...messageOf(due, { list: `${origin}/thong-bao`, stop, sheet: `${origin}/hom-nay/to-giay` }, sample), id: due.id, to: due.address, at: clock.now(), stop })
}

async function note({ pools, clock }: Deps, due: Due, outcome: Outcome): Promise<void> {
  const at = clock.now().toISOString()
  await asSystem(pools.jobs, async (tx) => {
    if (outcome.kind === 'sent') return noteSent(tx, due.id, at)
    if (outcome.kind === 'gone') return due.device ? noteGone(tx, due.id, due.device.id, at) : noteSent(tx, due.id, at)
    if (outcome.kind === 'dead') return noteDead(tx, due.id, outcome.error, at)
    const again = nextTry(clock.now(), due.attempts, outcome.afterSeconds)
    return again === null ? noteDead(tx, due.id, outcome.error, at) : noteRetry(tx, due.id, outcome.error, again)
  })
}

/** Sends all that is due, each at least once; returns how many attempts were made. */
export async function deliver(deps: Deps, ways: Ways): Promise<number> {
  for (let made = 0; ;) {
    const now = deps.clock.now()
    const lease = new Date(now.getTime() + LEASE_MS).toISOString()
    const { due, sample } = await asSystem(deps.pools.jobs, async tx => ({ due: await takeDue(tx, now.toISOString(), lease, AT_ONCE), sample: await isSample(tx) }))
    await Promise.all(due.map(async each => note(deps, each, await attempt(deps, ways, each, sample))))
    made += due.length
    if (due.length < AT_ONCE) return made
  }
}
