import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { makeId, nfc, searchKey } from '@phaodai/vocabulary'
import { asSystem } from '#kernel/transaction.ts'
import { hashPassword, refuseWeak } from './password.ts'
import { insertAdministrator } from './save.ts'
import { Username } from './schema.ts'

/** What the console tells of a new administrator. */
export type NewAdministrator = { username: string; fullName: string; password: string; bodyId: number }

function newId(): string {
  return makeId(Date.now(), randomBytes(10))
}

/**
 * Creates an administrator from the console; whoever can open the database may do so at any time.
 * Problem `password-weak`, or `duplicate` when the user name is taken; a ZodError for a malformed user name.
 */
export async function createAdministrator(jobsPool: Pool, given: NewAdministrator): Promise<void> {
  const username = Username.parse(given.username)
  refuseWeak(given.password, username)
  const fullName = nfc(given.fullName.trim())
  const hash = await hashPassword(given.password)
  const ids = { personId: newId(), postId: newId(), accountId: newId() }
  await asSystem(jobsPool, (tx) => insertAdministrator(tx, { ...ids, username, fullName, searchKey: searchKey(fullName), bodyId: given.bodyId, hash }))
}
