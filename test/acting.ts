import type { FastifyRequest } from 'fastify'
import { inPost, SESSION_COOKIE, type Tx, type Who } from '#kernel/session.ts'
import type { TestApp } from './app.ts'
import type { Member } from './people.ts'

/** Runs work in one member's transaction under one permission, as a route would; rolled back when the work throws. */
export async function acting<T>(server: TestApp, member: Member, permission: string, work: (tx: Tx, who: Who) => Promise<T>): Promise<T> {
  const { token } = await server.as(member)
  return inPost(server.deps, { cookies: { [SESSION_COOKIE]: token }, headers: { 'x-post': member.postId } } as unknown as FastifyRequest, permission, work)
}
