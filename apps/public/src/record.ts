import { createHash, randomInt } from 'node:crypto'
import { setTimeout as until } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { askRecord, readOwnRecord } from './declaration.queries.ts'
import type { PublicDeps } from './deps.ts'
import { createLimiter } from './limits.ts'
import { readBody, Refusal } from './problem.ts'
import type { Refusals } from './refusals.ts'

const mail = z.email().max(200)
const Asking = z.object({ mail, language: z.enum(['vi', 'en']) })
const Reading = z.object({ mail, code: z.string().regex(/^\d{8}$/) })

/** Whether somebody is known shows in the answer's words no more than in its time: every answer takes this long. */
const EVERY_ANSWER = 250

const digestOf = (address: string, code: string): string => createHash('sha256').update(`phaodai record ${address.toLowerCase()} ${code}`).digest('base64url')

/** One's own record, by a one-time code that goes to the address one declared. */
export function registerRecord(app: FastifyInstance, { pool, clock, limits }: PublicDeps, refusals: Refusals): void {
  const ofAddress = createLimiter(limits.code, clock)
  const ofMail = createLimiter(limits.code, clock)

  /** Takes work of the same time for everybody; limits count what is asked, not who is known. */
  async function evenly<T>(request: FastifyRequest, wanted: string, work: () => Promise<T>): Promise<T> {
    if (ofAddress(request.ip) === 0 || ofMail(wanted.toLowerCase()) === 0) {
      refusals.note('too-many')
      throw new Refusal(429, 'too-many')
    }
    const [, answer] = await Promise.all([until(EVERY_ANSWER), work()])
    return answer
  }

  app.post('/api/record-codes', async (request) => {
    const asked = readBody(Asking, request.body)
    const code = String(randomInt(100_000_000)).padStart(8, '0')
    await evenly(request, asked.mail, () => askRecord(pool, { ...asked, code, digest: digestOf(asked.mail, code) }, clock.now()))
    return { done: true }
  })

  app.post('/api/record', async (request) => {
    const read = readBody(Reading, request.body)
    const declarations = await evenly(request, read.mail, () => readOwnRecord(pool, read.mail, digestOf(read.mail, read.code), clock.now()))
    if (declarations.length === 0) throw new Refusal(404, 'no-record')
    return { declarations }
  })
}
