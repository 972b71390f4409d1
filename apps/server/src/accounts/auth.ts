import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { Library } from './library.ts'

/** What a sign-in ends in: a session token, or the question for the second factor with the library's cookie for it. */
export type SignedIn = { token: string } | { challenge: string }

/** Where a request came from, kept with its session. */
export type Caller = { ip: string; userAgent: string }

/** Sign-in as the rest of the server knows it; whatever library stands behind it is not seen elsewhere. */
export type Auth = {
  /** Loads the library, which takes about a second; without it the first sign-in pays for that. */
  ready: () => Promise<void>
  /** Undefined = wrong name or password (both take the same time). */
  signIn: (username: string, password: string, caller: Caller) => Promise<SignedIn | undefined>
  /** Answers a challenge with a code of the authenticator app, or with one of the recovery codes; undefined = wrong or too late. */
  answerChallenge: (challenge: string, code: string) => Promise<{ token: string } | undefined>
  /** Begins the set-up of an authenticator app; in force once `confirmSecondFactor` has seen a code. */
  beginSecondFactor: (token: string, password: string) => Promise<{ totpUri: string; backupCodes: string[] }>
  /** The session goes on under a new token. */
  confirmSecondFactor: (token: string, code: string) => Promise<{ token: string }>
  /** New recovery codes in place of the old ones; Problem sign-in-failed when the password is wrong. */
  renewCodes: (token: string, password: string) => Promise<string[]>
}

/** What the routes of sign-in stand on. */
export type SignInDeps = AppDeps & { auth: Auth }

/** Cookie of the library that carries an unanswered challenge. */
const CHALLENGE_COOKIE = 'phaodai.two_factor'
const SESSION_COOKIE = 'phaodai.session_token'
/** A code of an authenticator app; anything else is a recovery code. */
const APP_CODE = /^\d{6}$/

function headersOf(caller: Caller): Headers {
  return new Headers({ 'user-agent': caller.userAgent, 'x-caller-ip': caller.ip })
}

function bearerOf(token: string): Headers {
  return new Headers({ authorization: `Bearer ${token}` })
}

/** A refusal of the library (4xx) is an answer, anything else a fault to be told. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
}

async function answered<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const line = headers.getSetCookie().find((entry) => entry.startsWith(`${name}=`))
  return line?.slice(name.length + 1).split(';')[0]
}

/** The session that the library's cookie names: its token before the signature. */
function tokenIn(headers: Headers): string | undefined {
  const cookie = cookieOf(headers, SESSION_COOKIE)
  return cookie && decodeURIComponent(cookie).split('.')[0]
}

/** Opens sign-in on schema auth. `password` is that of role phaodai_auth; the library's secret is derived from it. */
export function createAuth(pool: Pool, password: string): Auth {
  const secret = createHmac('sha256', password).update('phaodai sign-in').digest('hex')
  let library: Promise<Library> | undefined
  const open = (): Promise<Library> => (library ??= import('./library.ts').then((module) => module.createLibrary(pool, secret)))
  return {
    ready: async () => void (await open()),
    signIn: async (username, password, caller) => signIn(await open(), username, password, caller),
    answerChallenge: async (challenge, code) => {
      const { api } = await open()
      const headers = new Headers({ cookie: `${CHALLENGE_COOKIE}=${challenge}` })
      if (APP_CODE.test(code)) return answered(api.verifyTOTP({ body: { code }, headers }))
      const recovered = await answered(api.verifyBackupCode({ body: { code }, headers }))
      return recovered?.token ? { token: recovered.token } : undefined
    },
    beginSecondFactor: async (token, password) => {
      const { api } = await open()
      const begun = await answered(api.enableTwoFactor({ body: { password }, headers: bearerOf(token) }))
      if (!begun || !('totpURI' in begun)) throw new Problem('sign-in-failed')
      return { totpUri: begun.totpURI, backupCodes: begun.backupCodes }
    },
    confirmSecondFactor: async (token, code) => {
      const { api } = await open()
      const confirmed = await answered(api.verifyTOTP({ body: { code }, headers: bearerOf(token), returnHeaders: true }))
      if (!confirmed) throw new Problem('second-factor-wrong')
      return { token: tokenIn(confirmed.headers) ?? token }
    },
    renewCodes: async (token, password) => {
      const { api } = await open()
      const renewed = await answered(api.generateBackupCodes({ body: { password }, headers: bearerOf(token) }))
      if (!renewed) throw new Problem('sign-in-failed')
      return renewed.backupCodes
    },
  }
}

async function signIn({ api }: Library, username: string, password: string, caller: Caller): Promise<SignedIn | undefined> {
  const body = { username, password }
  const result = await answered(api.signInUsername({ body, headers: headersOf(caller), returnHeaders: true }))
  const challenge = result && cookieOf(result.headers, CHALLENGE_COOKIE)
  if (challenge) return { challenge }
  return result?.response && 'token' in result.response && result.response.token ? { token: result.response.token } : undefined
}
