import { StopMail } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { stopMail } from './sending.queries.ts'

const OneClick = z.object({ 'List-Unsubscribe': z.literal('One-Click') })
const MOST_BYTES = 4096
const PART = /name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]*)/i

/** The one field of the form, as a form is sent by browsers' rules or as multipart. */
function fieldOf(body: string): Record<string, string> {
  const part = PART.exec(body)
  return part ? { 'List-Unsubscribe': part[1]! } : Object.fromEntries(new URLSearchParams(body))
}

/**
 * RFC 8058: the reader's mail program stops the mail itself, by a POST of a form to the address in List-Unsubscribe, without
 * cookie, session or page of ours; a person who opens the same address gets the page that asks first. The token names an
 * address and can do nothing else; an unknown one is answered alike.
 */
export function registerOneClick(app: FastifyInstance, deps: AppDeps): void {
  app.register(async (plain) => {
    plain.addContentTypeParser(['application/x-www-form-urlencoded', 'multipart/form-data'], { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) => done(null, fieldOf(String(body))))
    plain.withTypeProvider<ZodTypeProvider>().post('/ngung-thu', {
      config: { fromAnywhere: true },
      schema: { tags: ['notices'], summary: 'One-click unsubscribe of RFC 8058, asked by mail programs.', querystring: z.object({ ma: StopMail.shape.token }), body: OneClick, consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'], response: { 200: z.object({}) } },
      handler: async (request) => {
        await stopMail(deps.pools.app, request.query.ma)
        return {}
      },
    })
  })
}
