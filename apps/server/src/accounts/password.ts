import { hash, verify } from '@node-rs/argon2'
import { Problem } from '#kernel/problem.ts'

/** argon2id with 19 MiB, two passes (OWASP's first choice); about 15 ms a hash. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const SHORTEST = 10

/** Hashes a password with argon2id and a random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

/** Whether a password belongs to a hash; a damaged hash belongs to none. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password.normalize('NFKC')).catch(() => false)
}

/** Problem `password-weak` for a new password shorter than 10 characters or with the user name inside. */
export function refuseWeak(password: string, username: string): void {
  const weak = [...password].length < SHORTEST || password.toLowerCase().includes(username.toLowerCase())
  if (weak) throw new Problem('password-weak')
}
