/** A line list that goes out: the same columns as come in, so that it can be read back. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CaseAsk } from '@phaodai/office'
import { lineListFields, listedCase, listedPerson, placedFields, type RecordRow } from '@phaodai/registers'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { inPost, needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { findNames } from '#server/registers/index.ts'
import { CSV, csvText, fileOf, sendFile, type Cell } from '#server/sheets/index.ts'
import { markSample } from '#server/tasks/index.ts'
import { fieldWord, word, wordsOf } from '#server/words/index.ts'
import { loadOutgoing, type OutgoingLine } from './load.ts'

const PERMISSION = 'disease_case.export'
/** Lines a transaction reads: a long export is many short ones, and nobody waits for it. */
const PAGE = 2_000
/** A sheet is made as a whole; longer lists go out as CSV. */
const MOST_IN_SHEET = 20_000

type Place = { at: string; id: string }
type Page = { headers: string[]; rows: Cell[][]; title: string | undefined; next: Place | null }

async function asCells(tx: Tx, lines: readonly OutgoingLine[]): Promise<Cell[][]> {
  const rows = lines as readonly RecordRow[]
  const names = { ...await findNames(tx, listedPerson, rows), ...await findNames(tx, listedCase, rows) }
  const columns = lineListFields.map(({ part, name }) => ({ name, field: placedFields(part)[name]!, words: wordsOf(part.name, name, names) }))
  return rows.map((row) => columns.map(({ name, field, words }) => field.toText(row[name], words)))
}

/** One page of the list in a transaction of its own; who went out is noted. */
function readPage(deps: AppDeps, request: FastifyRequest, ask: CaseAsk, after: Place | null): Promise<Page> {
  return inPost(deps, request, PERMISSION, async (tx, who) => {
    needsReveal(who)
    const found = await loadOutgoing(tx, ask, deps.clock.now().toISOString(), after, PAGE + 1)
    const lines = found.slice(0, PAGE)
    await viewing(tx, 'individual', lines.map(({ personId }) => personId).filter((id) => id !== null), 'export')
    const table = await markSample(tx, { headers: lineListFields.map(({ part, name }) => fieldWord(part.name, name)), rows: await asCells(tx, lines) })
    const last = lines.at(-1)
    return { ...table, title: table.title, next: found.length > PAGE && last ? { at: last.at, id: last.id } : null }
  })
}

async function* csvPages(deps: AppDeps, request: FastifyRequest, ask: CaseAsk, first: Page): AsyncGenerator<string> {
  yield csvText({ headers: first.headers, rows: first.rows, ...(first.title !== undefined && { title: first.title }) })
  for (let page = first; page.next;) {
    page = await readPage(deps, request, ask, page.next)
    yield `\r\n${csvText({ rows: page.rows })}`
  }
}

/** Sends the list as CSV while it is still being read, however long it is. */
export async function sendCsv(deps: AppDeps, request: FastifyRequest, reply: FastifyReply, ask: CaseAsk): Promise<FastifyReply> {
  const first = await readPage(deps, request, ask, null)
  return reply.type(`${CSV}; charset=utf-8`).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(word('lineList.fileName'))}.csv`)
    .send(Readable.from(csvPages(deps, request, ask, first)))
}

/** Sends the list as a sheet. Problem `too-large` above 20,000 lines. */
export async function sendSheet(deps: AppDeps, request: FastifyRequest, reply: FastifyReply, ask: CaseAsk): Promise<FastifyReply> {
  const pages = [await readPage(deps, request, ask, null)]
  for (let last = pages[0]!; last.next; last = pages.at(-1)!) {
    if (pages.length * PAGE >= MOST_IN_SHEET) throw new Problem('too-large', { detail: `Nhiều hơn ${MOST_IN_SHEET} ca. Hãy xuất CSV, hoặc lọc bớt rồi xuất lại.` })
    pages.push(await readPage(deps, request, ask, last.next))
  }
  const { headers, title } = pages[0]!
  return sendFile(reply, await fileOf('danh-sach-ca-benh', 'xlsx', { headers, rows: pages.flatMap(({ rows }) => rows), ...(title !== undefined && { title }) }))
}
