import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const FOLDER = new URL('../static/', import.meta.url)
const TYPES: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' }

const files = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(new URL(name, FOLDER))]))
/** Of all of them, since one script loads another from beside itself. */
const version = [...files.values()].reduce((hash, bytes) => hash.update(bytes), createHash('sha256')).digest('base64url').slice(0, 12)

/** The address of a file of static/, which changes with what is in them. */
export function addressOf(name: string): string {
  return `/static/${version}/${name}`
}

/** Serves static/ from memory; an address is good for ever. */
export function registerStaticFiles(app: FastifyInstance): void {
  for (const [name, bytes] of files) {
    app.get(addressOf(name), async (_, reply) => reply.header('cache-control', 'public, max-age=31536000, immutable').type(TYPES[name.split('.').pop()!]!).send(bytes))
  }
}
