import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type ServerDeps } from '#server/app.ts'
import { openDeps } from '#server/installation.ts'
import { readConfig, type Config } from '#kernel/config.ts'
import { testDatabase } from './database.ts'
import { PASSWORD, plantCast, type Member } from './people.ts'

/** Asks the app as one member of the cast. */
export type Caller = {
  token: string
  get: (url: string) => Promise<LightMyRequestResponse>
  post: (url: string, body?: object) => Promise<LightMyRequestResponse>
  put: (url: string, body?: object) => Promise<LightMyRequestResponse>
  patch: (url: string, body?: object) => Promise<LightMyRequestResponse>
  delete: (url: string) => Promise<LightMyRequestResponse>
  /** Anything else; session, post and x-phaodai are added. */
  inject: (options: InjectOptions) => Promise<LightMyRequestResponse>
}

/** The whole server without a socket, on a database of its own with the cast in it. */
export type TestApp = {
  app: FastifyInstance
  deps: ServerDeps
  adminUrl: string
  /** Folder of files and exported heads. */
  dataFolder: string
  /** Signs in once a member and keeps the session. */
  as: (member: Member) => Promise<Caller>
  stop: () => Promise<void>
}

/** Signs in with a password; returns the session token, or undefined when refused. */
export async function signIn(app: FastifyInstance, username: string, password = PASSWORD): Promise<string | undefined> {
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', headers: { 'x-phaodai': '1' }, payload: { username, password } })
  return answer.cookies.find((cookie) => cookie.name === 'phaodai_session')?.value
}

/** A caller with a session and a post of its own choice. */
export function callerOf(app: FastifyInstance, token: string, postId?: string): Caller {
  const base = { cookie: `phaodai_session=${token}`, 'x-phaodai': '1', ...(postId && { 'x-post': postId }) }
  const inject: Caller['inject'] = (options) => app.inject({ ...options, headers: { ...base, ...options.headers } })
  return {
    token,
    inject,
    get: (url) => inject({ method: 'GET', url }),
    post: (url, payload = {}) => inject({ method: 'POST', url, payload }),
    put: (url, payload = {}) => inject({ method: 'PUT', url, payload }),
    patch: (url, payload = {}) => inject({ method: 'PATCH', url, payload }),
    delete: (url) => inject({ method: 'DELETE', url }),
  }
}

function signedInCallers(app: FastifyInstance): TestApp['as'] {
  const callers = new Map<string, Caller>()
  return async (member) => {
    const known = callers.get(member.username)
    if (known) return known
    const token = await signIn(app, member.username)
    if (!token) throw new Error(`${member.username} cannot sign in`)
    const caller = callerOf(app, token, member.postId)
    callers.set(member.username, caller)
    return caller
  }
}

/** Opens the app for one test file; call `stop` in `afterAll`. `settings` overrides single settings. */
export async function testApp(settings: Partial<Config> = {}): Promise<TestApp> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'phaodai-app-'))
  await plantCast(database.adminUrl)
  const config = { ...readConfig({ DATABASE_URL: database.adminUrl, PHAODAI_DATA: dataFolder, PHAODAI_LOG: 'error' }), ...settings }
  const opened = openDeps(config, database.adminUrl, (error) => console.error(error))
  const deps = { ...opened, clock: { ...opened.clock } } // a test may set it; the next one in this process has its own
  const app = await createApp(deps)
  const stop = async (): Promise<void> => {
    await app.close()
    await deps.close()
    await database.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { app, deps, adminUrl: database.adminUrl, dataFolder, as: signedInCallers(app), stop }
}
