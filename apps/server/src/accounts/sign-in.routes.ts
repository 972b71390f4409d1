import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { describeProblems } from '#kernel/openapi.ts'
import { Problem } from '#kernel/problem.ts'
import { SESSION_COOKIE, tokenOf, wantedPost } from '#kernel/session.ts'
import { VERSION } from '#kernel/version.ts'
import type { SignInDeps } from './auth.ts'
import { loadDemo, loadMe, loadOwnCredentials } from './load.ts'
import { hashPassword, refuseWeak, verifyPassword } from './password.ts'
import { changeOwnPassword, countAttempt, endOwnSession, finishSignIn, noteRefusal } from './save.ts'
import { AnyCode, Done, Me, PasswordChange, SignIn } from './schema.ts'
import { registerSecondFactor } from './second-factor.routes.ts'

/** Holds an unanswered second factor for the five minutes that the library grants. */
const CHALLENGE_COOKIE = 'phaodai_challenge'
const CHALLENGE_SECONDS = 300
/** How long a browser keeps the cookie; how long the session lives is sign_in_rule's to say. */
const COOKIE_SECONDS = 30 * 24 * 3600


const VIETNAM_TIME = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

function cookieOptions(deps: SignInDeps, maxAge: number) {
  const secure = deps.config.publicUrl?.startsWith('https:') === true
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge } as const
}

/** Puts a new session's token into the browser; Problem sign-in-failed when the account is disabled. */
async function startSession(deps: SignInDeps, reply: FastifyReply, token: string): Promise<{ done: true }> {
  if (!(await finishSignIn(deps.pools.auth, token))) throw new Problem('sign-in-failed')
  reply.setCookie(SESSION_COOKIE, token, cookieOptions(deps, COOKIE_SECONDS))
  reply.clearCookie(CHALLENGE_COOKIE, { path: '/' })
  return { done: true }
}

async function signIn(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply, username: string, password: string) {
  const { auth } = deps.pools
  const lockedUntil = await countAttempt(auth, username)
  if (lockedUntil) {
    await noteRefusal(auth, username, 'locked')
    throw new Problem('sign-in-locked', { detail: `Hãy thử lại sau ${VIETNAM_TIME.format(lockedUntil)}.` })
  }
  const caller = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' }
  const signedIn = await deps.auth.signIn(username, password, caller)
  if (!signedIn) {
    await noteRefusal(auth, username, 'wrong')
    throw new Problem('sign-in-failed')
  }
  if ('token' in signedIn) return startSession(deps, reply, signedIn.token)
  reply.setCookie(CHALLENGE_COOKIE, signedIn.challenge, cookieOptions(deps, CHALLENGE_SECONDS))
  throw new Problem('second-factor-needed')
}

async function answerChallenge(deps: SignInDeps, request: FastifyRequest, reply: FastifyReply, code: string) {
  const challenge = request.cookies[CHALLENGE_COOKIE]
  const answered = challenge && (await deps.auth.answerChallenge(challenge, code))
  if (!answered) throw new Problem('second-factor-wrong')
  return startSession(deps, reply, answered.token)
}

async function changePassword(deps: SignInDeps, token: string, current: string, next: string): Promise<{ done: true }> {
  const own = await loadOwnCredentials(deps.pools.auth, token)
  if (!own) throw new Problem('not-signed-in')
  refuseWeak(next, own.username)
  if (await countAttempt(deps.pools.auth, own.username)) throw new Problem('sign-in-locked')
  if (!(await verifyPassword(own.hash, current))) throw new Problem('sign-in-failed')
  if (!(await changeOwnPassword(deps.pools.auth, token, await hashPassword(next)))) throw new Problem('not-signed-in')
  return { done: true }
}

/** Routes in front of the gate: they act for nobody's post, so they name no permission and open no tenant transaction. */
export function registerSignInRoutes(plain: FastifyInstance, deps: SignInDeps): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const tags = ['sign-in']
  const refusals = (codes: Parameters<typeof describeProblems>[0]) => ({ 200: Done, ...describeProblems(codes) })

  app.post('/api/sign-in', {
    schema: { tags, summary: 'Starts a session; sets cookie phaodai_session.', body: SignIn,
      response: refusals(['sign-in-failed', 'sign-in-locked', 'second-factor-needed']) },
    handler: (request, reply) => signIn(deps, request, reply, request.body.username, request.body.password),
  })
  app.post('/api/sign-in/second-factor', {
    schema: { tags, summary: 'Answers second-factor-needed with a code of the app or a recovery code.', body: AnyCode, response: refusals(['second-factor-wrong']) },
    handler: (request, reply) => answerChallenge(deps, request, reply, request.body.code),
  })
  app.post('/api/sign-out', {
    schema: { tags, summary: 'Ends this session at once.', response: { 200: Done } },
    handler: async (request, reply) => {
      const token = request.cookies[SESSION_COOKIE]
      if (token) await endOwnSession(deps.pools.auth, token)
      reply.clearCookie(SESSION_COOKIE, { path: '/' })
      return { done: true as const }
    },
  })
  app.get('/api/me', {
    schema: { tags, summary: 'The signed-in person, posts, and permissions of the acting post.',
      response: { 200: Me, ...describeProblems(['not-signed-in']) } },
    handler: async (request) => {
      const token = request.cookies[SESSION_COOKIE]
      const me = token && (await loadMe(deps.pools.app, token, wantedPost(request)))
      const { demo, demoAccounts } = await loadDemo(deps.pools.app)
      if (!me) throw new Problem('not-signed-in', demo ? { demo, demoAccounts } : {})
      return Me.parse({ ...me, wordingVersion: VERSION, demo })
    },
  })
  app.post('/api/password', {
    schema: { tags, summary: 'Changes the own password and ends all other sessions of the account.', body: PasswordChange,
      response: refusals(['not-signed-in', 'sign-in-locked', 'password-weak']) },
    handler: (request) => changePassword(deps, tokenOf(request), request.body.current, request.body.next),
  })
  registerSecondFactor(plain, deps, startSession)
}
