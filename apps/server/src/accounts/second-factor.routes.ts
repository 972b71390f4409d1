import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import { tokenOf } from '#kernel/session.ts'
import type { SignInDeps } from './auth.ts'
import { loadOwnCredentials } from './load.ts'
import { verifyPassword } from './password.ts'
import { countAttempt, endOwnFactor, noteOwnFactor } from './save.ts'
import { Code, Done, PasswordChange, RecoveryCodes, SecondFactor } from './schema.ts'

const OwnPassword = PasswordChange.pick({ current: true })

/** Checks the caller's own password as a sign-in does: attempts are counted, so that a stolen session does not guess it. */
async function checkPassword({ pools }: SignInDeps, token: string, current: string): Promise<void> {
  const own = await loadOwnCredentials(pools.auth, token)
  if (!own) throw new Problem('not-signed-in')
  if (await countAttempt(pools.auth, own.username)) throw new Problem('sign-in-locked')
  if (!(await verifyPassword(own.hash, current))) throw new Problem('sign-in-failed')
}

type KeepSession = (deps: SignInDeps, reply: FastifyReply, token: string) => Promise<{ done: true }>

function registerSetUp(plain: FastifyInstance, deps: SignInDeps, keepSession: KeepSession): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  app.post('/api/second-factor', {
    schema: { tags: ['sign-in'], summary: 'Begins the set-up of an authenticator app; its recovery codes are told this once.', body: OwnPassword,
      response: { 200: SecondFactor, ...describeProblems(['sign-in-failed', 'sign-in-locked', 'not-signed-in']) } },
    handler: async (request) => {
      const token = tokenOf(request)
      await checkPassword(deps, token, request.body.current)
      return deps.auth.beginSecondFactor(token, request.body.current)
    },
  })
  app.post('/api/second-factor/confirm', {
    schema: { tags: ['sign-in'], summary: 'Puts the authenticator app in force with a first code; the session goes on under a new cookie.', body: Code,
      response: { 200: Done, ...describeProblems(['second-factor-wrong']) } },
    handler: async (request, reply) => {
      const { token } = await deps.auth.confirmSecondFactor(tokenOf(request), request.body.code)
      await noteOwnFactor(deps.pools.auth, token)
      return keepSession(deps, reply, token)
    },
  })
}

/** Set-up, new recovery codes and end of a person's own second factor; each in front of the gate, for a person and no post. */
export function registerSecondFactor(plain: FastifyInstance, deps: SignInDeps, keepSession: KeepSession): void {
  registerSetUp(plain, deps, keepSession)
  const app = plain.withTypeProvider<ZodTypeProvider>()
  app.post('/api/second-factor/codes', {
    schema: { tags: ['sign-in'], summary: 'New recovery codes in place of the old ones, told this once.', body: OwnPassword,
      response: { 200: RecoveryCodes, ...describeProblems(['sign-in-failed', 'sign-in-locked', 'not-signed-in']) } },
    handler: async (request) => {
      await checkPassword(deps, tokenOf(request), request.body.current)
      return { backupCodes: await deps.auth.renewCodes(tokenOf(request), request.body.current) }
    },
  })
  app.post('/api/second-factor/end', {
    schema: { tags: ['sign-in'], summary: 'Ends the own second factor; where the role requires one, it has to be set up anew before any work.', body: OwnPassword,
      response: { 200: Done, ...describeProblems(['sign-in-failed', 'sign-in-locked', 'not-signed-in']) } },
    handler: async (request) => {
      await checkPassword(deps, tokenOf(request), request.body.current)
      if (!(await endOwnFactor(deps.pools.auth, tokenOf(request)))) throw new Problem('not-signed-in')
      return { done: true as const }
    },
  })
}
