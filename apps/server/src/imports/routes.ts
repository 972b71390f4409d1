import { registers, type Register } from '@phaodai/registers'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { CSV, readTable, XLSX } from '#server/sheets/index.ts'
import { importSheet, readMapping } from './import.ts'

const ImportQuery = z.object({
  dry: z.enum(['0', '1']).default('0'), mapping: z.string().max(8000).optional(), areaId: z.coerce.number().int().optional(),
})

/** Imports into every register: its own plugin, because it takes the bytes of a file as they are. */
export async function mountImports(app: FastifyInstance, deps: AppDeps): Promise<void> {
  await app.register(async (inner) => {
    inner.addContentTypeParser([CSV, XLSX, 'application/octet-stream'], { parseAs: 'buffer', bodyLimit: deps.config.maxFileBytes },
      (_request, body, done) => done(null, body))
    for (const register of registers) mountImport(inner, deps, register)
  })
}

/** Not by `route`: an import works in several transactions. */
function mountImport(app: FastifyInstance, deps: AppDeps, register: Register): void {
  app.post(`/api/registers/${register.name}/import`, {
    bodyLimit: deps.config.maxFileBytes,
    config: { permission: `${register.name}.import` },
    schema: {
      summary: `Takes the good rows of a CSV or XLSX file into ${register.name} and reports each bad one.`,
      description: `Permission: \`${register.name}.import\`.`, tags: ['registers'], querystring: ImportQuery,
    },
  }, async (request) => {
    const { dry, mapping, areaId } = request.query as z.output<typeof ImportQuery>
    if (!Buffer.isBuffer(request.body)) throw new Problem('file-type')
    const ask = { dry: dry === '1', mapping: readMapping(mapping), areaId: areaId ?? null }
    return importSheet(deps, request, register, await readTable(request.body), ask)
  })
}
