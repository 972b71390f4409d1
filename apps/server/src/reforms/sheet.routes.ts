import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { inPost, viewing } from '#kernel/session.ts'
import { CSV, readTable, sendFile, XLSX } from '#server/sheets/index.ts'
import { findReform, findReformRun, loadPlannedPosts } from './load.ts'
import { touchPlan } from './save.ts'
import { exportPosts, exportReport, importPosts } from './sheet.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const InReform = z.object({ id: z.uuid().toLowerCase(), rowId: z.uuid().toLowerCase() })

/** Lists and reports of a rearrangement as files, and the list of posts read back. */
export async function registerReformSheets(app: FastifyInstance, deps: AppDeps): Promise<void> {
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id/posts.xlsx', permission: 'reform.read', summary: 'The posts of a plan as a sheet to fill in.', params: ById, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (!await findReform(tx, params.id)) throw new Problem('not-found')
      const posts = await loadPlannedPosts(tx, params.id)
      await viewing(tx, 'person', posts.map(({ personId }) => personId), 'export')
      return exportPosts(posts)
    },
    send: sendFile,
  })
  route(app, deps, {
    method: 'GET', url: '/api/reforms/:id/runs/:rowId/report.xlsx', permission: 'reform.read', summary: 'The report of a rehearsal or of the operation as a sheet.', params: InReform, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const [reform, run] = [await findReform(tx, params.id), await findReformRun(tx, params.id, params.rowId)]
      if (!reform || !run?.report) throw new Problem('not-found')
      return exportReport(reform.name, run.report)
    },
    send: sendFile,
  })
  await app.register(async (inner) => {
    inner.addContentTypeParser([CSV, XLSX, 'application/octet-stream'], { parseAs: 'buffer', bodyLimit: deps.config.maxFileBytes }, (_request, body, done) => done(null, body))
    mountImport(inner, deps)
  })
}

/** Not by `route`: it takes the bytes of a file as they are. */
function mountImport(app: FastifyInstance, deps: AppDeps): void {
  app.put('/api/reforms/:id/posts', {
    bodyLimit: deps.config.maxFileBytes, config: { permission: 'reform.plan' },
    schema: { summary: 'Takes where posts go from a filled-in sheet and reports each bad row.', description: 'Permission: `reform.plan`.', tags: ['reforms'], params: ById },
  }, async (request) => {
    const { id } = request.params as z.output<typeof ById>
    if (!Buffer.isBuffer(request.body)) throw new Problem('file-type')
    const sheet = await readTable(request.body)
    return inPost(deps, request, 'reform.plan', async (tx, who) => {
      const reform = await findReform(tx, id)
      if (!reform) throw new Problem('not-found')
      if (reform.state !== 'draft') throw new Problem('illegal-state')
      const answer = await importPosts(tx, id, sheet, who.title)
      if (answer.taken > 0) await touchPlan(tx, id)
      return answer
    })
  })
}
