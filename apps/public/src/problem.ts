import type { FastifyError, FastifyReply } from 'fastify'
import type * as z from 'zod'
import { wordsIn, type Language, type Word } from './words.ts'

/** Why something is refused; the sentence is `refused.<code>` of the words. */
export type RefusalCode = Extract<Word, `refused.${string}`> extends `refused.${infer Code}` ? Code : never

/** A refusal for the whole request. */
export class Refusal extends Error {
  readonly status: number
  readonly code: RefusalCode
  constructor(status: number, code: RefusalCode) {
    super(code)
    this.status = status
    this.code = code
  }
}

/** The sentence of a refusal. */
export function sentenceOf(code: RefusalCode, language: Language): string {
  return wordsIn(language)(`refused.${code}`)
}

/** Reads a body by its schema; anything else is refused without telling how. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const { data, success } = schema.safeParse(body)
  if (!success) throw new Refusal(400, 'invalid')
  return data
}

/** Every error as one answer: our refusals, what the database refused by its own codes, all else as a failure without a word of it. */
export function refusalOf(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error
  if (error.code === 'PD015') return new Refusal(409, 'collection-off')
  if (error.code === 'PD561') return new Refusal(422, 'no-such-place-then')
  if (error.code === 'PD562') return new Refusal(422, 'village-needed')
  if (error.code === '23503') return new Refusal(400, 'invalid')
  if (error.statusCode !== undefined && error.statusCode < 500) return new Refusal(error.statusCode, error.statusCode === 413 ? 'too-large' : 'invalid')
  return new Refusal(503, 'busy')
}

/** Sends a refusal as JSON. */
export function sendRefusal(reply: FastifyReply, { status, code }: Refusal, language: Language): FastifyReply {
  if (status === 429) reply.header('retry-after', '60')
  return reply.code(status).send({ refused: code, sentence: sentenceOf(code, language) })
}
