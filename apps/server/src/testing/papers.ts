import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Barcode } from '@phaodai/office'
import type { FormPaper } from '@phaodai/directives'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { sendFile, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { MEDIA, paperHeaderFor, renderForms, renderLabels, type PaperFormat } from '../documents/index.ts'
import { isSample } from '../tasks/index.ts'
import { findDetails, loadByIds, loadResults } from './load.ts'
import { resultSlip } from './slip.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const Format = z.enum(['docx', 'pdf'])
/** Slips of one file; for more the screen asks again and shows how far it is. */
const MOST_SLIPS = 50
const MOST_LABELS = 400

/** Slips of those of these specimens in scope that have a result; whose went out is noted. */
async function slipsOf(tx: Tx, who: Who, ids: readonly string[], now: string): Promise<FormPaper[]> {
  needsReveal(who)
  const rows = (await loadByIds(tx, ids, true)).filter(({ form, outcome }) => form === 'single' && outcome !== null)
  const [header, sample, results] = [await paperHeaderFor(tx, who.bodyId, dayInVietnam(now)), await isSample(tx), await loadResults(tx, rows.map(({ id }) => id))]
  await viewing(tx, 'specimen', rows.map(({ id }) => id), 'export')
  const forms: FormPaper[] = []
  for (const row of rows) {
    const details = await findDetails(tx, row.id, true)
    if (details) forms.push(resultSlip({ row, details, results: results.filter(({ specimenId }) => specimenId === row.id) }, header, sample))
  }
  return forms
}

async function slipFile(forms: readonly FormPaper[], name: string, format: PaperFormat): Promise<TableFile> {
  const [first, ...rest] = forms
  if (!first) throw new Problem('not-found')
  return { name: `${word('testing.slip.file')}-${name}.${format}`, mediaType: MEDIA[format], bytes: await renderForms(word('testing.slip.title'), [first, ...rest], format) }
}

/** Result slips, singly and for many, and sheets of barcode labels. */
export function registerTestingPapers(app: FastifyInstance, deps: AppDeps): void {
  const now = (): string => deps.clock.now().toISOString()
  route(app, deps, {
    method: 'GET', url: '/api/specimens/:id/slip.:format', permission: 'specimen.export', summary: 'The result slip of one specimen under the acting body\'s head.', params: z.object({ id: Id, format: Format }), refuses: ['not-found'],
    run: async ({ tx, who, params: { id, format } }) => slipFile(await slipsOf(tx, who, [id], now()), dayInVietnam(now()), format),
    send: sendFile,
  })
  route(app, deps, {
    method: 'POST', url: '/api/specimens/slips', permission: 'specimen.export', summary: 'Result slips of up to 50 specimens, each on a page of its own; those without a result are left out.',
    body: z.object({ ids: z.array(Id).min(1).max(MOST_SLIPS), format: Format }), refuses: ['not-found'],
    run: async ({ tx, who, body }) => slipFile(await slipsOf(tx, who, [...new Set(body.ids)], now()), dayInVietnam(now()), body.format),
    send: sendFile,
  })
  route(app, deps, {
    method: 'POST', url: '/api/barcode-labels', permission: 'specimen.create', summary: 'A sheet of Code 128 labels for tubes, each barcode as often as asked.',
    body: z.object({ codes: z.array(Barcode).min(1).max(MOST_LABELS), copies: z.int().min(1).max(4).default(1), words: z.string().trim().max(60).default('') }), refuses: ['invalid-input'],
    run: async ({ body: { codes, copies, words } }): Promise<TableFile> => {
      const labels = codes.flatMap((code) => Array.from({ length: copies }, () => ({ code, words })))
      return { name: `${word('testing.labels.file')}.pdf`, mediaType: MEDIA.pdf, bytes: await renderLabels(labels) }
    },
    send: sendFile,
  })
}
