import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { callerOf, signIn, type Caller } from '#test/app.ts'
import { asInstallation, plantMember, testHash, type Member } from '#test/people.ts'

function member(name: string, bodyId: number, role: string): Member {
  return { username: name, fullName: `Mẫu ${name}`, personId: randomUUID(), postId: randomUUID(), accountId: randomUUID(), bodyId, actsForId: bodyId, role, title: role }
}

/** Somebody of each body and role, with an account, signed in. */
export async function signedIn(app: FastifyInstance, adminUrl: string, viewers: Record<string, { bodyId: number; role: string }>): Promise<Map<string, { caller: Caller; who: Member }>> {
  const hash = await testHash()
  const run = randomUUID().slice(0, 8) // a database that is kept has those of earlier runs
  const found = new Map<string, { caller: Caller; who: Member }>()
  for (const [n, [name, { bodyId, role }]] of Object.entries(viewers).entries()) {
    const who = member(`nguoi-xem-${n}-${run}`, bodyId, role)
    await asInstallation(adminUrl, client => plantMember(client, who, hash))
    const token = await signIn(app, who.username)
    if (!token) throw new Error(`${name} cannot sign in`)
    found.set(name, { caller: callerOf(app, token, who.postId), who })
  }
  return found
}
