import { randomUUID } from 'node:crypto'
import { bodies, cast, PASSWORD } from '#test/people.ts'

/** Everything that was written and what the server answered. */
export type Ledger = {
  /** Ids whose write was answered with 200: each must be there for ever. */
  acknowledged: string[]
  /** Ids whose answer never came: there or not, but writing them again must succeed. */
  unsure: string[]
}

/** Sessions outlive the server, so one sign-in is enough. */
export async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-phaodai': '1' },
    body: JSON.stringify({ username: cast.admin.username, password: PASSWORD }),
  })
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('phaodai_session='))
  if (!cookie) throw new Error(`Sign-in refused: ${answer.status} ${await answer.text()}`)
  return cookie.split(';')[0] ?? ''
}

/** Enters one person by an idempotent PUT; the post has the id of its person with another last digit. */
export async function write(origin: string, cookie: string, id: string): Promise<boolean> {
  const post = { id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`, bodyId: bodies.communeA1, actsForId: bodies.communeA1, role: 'officer', title: 'Cán bộ', validFrom: '2021-01-01' }
  const answer = await fetch(`${origin}/api/people/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-phaodai': '1', cookie },
    body: JSON.stringify({ fullName: 'Nguyễn Văn Mẫu', post }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined)
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.status === 200
}

/** Four clients that write one person after the other until their first failure. */
export async function writeUntilFailure(origin: string, cookie: string, ledger: Ledger): Promise<void> {
  const client = async () => {
    for (;;) {
      const id = randomUUID()
      if (!(await write(origin, cookie, id))) return void ledger.unsure.push(id)
      ledger.acknowledged.push(id)
    }
  }
  await Promise.all([client(), client(), client(), client()])
}
