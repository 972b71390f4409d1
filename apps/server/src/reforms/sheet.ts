import type { ReformPost, ReformReport } from '@phaodai/office/reform.ts'
import { formatDay, nfc } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { fileOf, type Cell, type Sheet, type TableFile } from '#server/sheets/index.ts'
import { hasWord, word } from '#server/words/index.ts'
import { findHeirsByName, loadPlannedPosts } from './load.ts'
import { updatePost } from './save.ts'

const columns = { number: word('reform.column.number'), person: word('reform.person'), post: word('reform.post'), from: word('reform.from'), to: word('reform.to') }

/** The posts of a plan, to be filled in outside and read back: the first column says which post a row is. */
export function exportPosts(posts: readonly ReformPost[]): Promise<TableFile> {
  return fileOf(word('reform.postsFile'), 'xlsx', {
    headers: Object.values(columns), widths: [40, 28, 34, 40, 46],
    rows: posts.map(({ postId, personName, title, from, fate, to }) => [postId, personName, title, from.name, fate === 'ends' ? word('reform.postEnds') : to?.name ?? '']),
  })
}

export interface Taken { taken: number; bad: { row: number; problem: string }[] }

/** Reads a filled-in list: good rows are taken, each bad one is told with its row in the file. An empty place is left open. */
export async function importPosts(tx: Tx, id: string, { headers, rows }: Sheet, title: string): Promise<Taken> {
  const [number, to] = [headers.indexOf(columns.number), headers.indexOf(columns.to)]
  if (number < 0 || to < 0) throw new Problem('invalid-value', { detail: `Tệp phải có cột "${columns.number}" và cột "${columns.to}". Hãy tải danh sách rồi điền vào cột "${columns.to}".` })
  const known = new Map((await loadPlannedPosts(tx, id)).map((post) => [post.postId, post]))
  const answer: Taken = { taken: 0, bad: [] }
  for (const [nth, row] of rows.entries()) {
    const problem = await takeRow(tx, id, known.get((row[number] ?? '').trim().toLowerCase()), nfc((row[to] ?? '').trim()), title)
    if (problem === 'taken') answer.taken += 1
    else if (problem !== 'left') answer.bad.push({ row: nth + 2, problem })
  }
  return answer
}

async function takeRow(tx: Tx, id: string, post: ReformPost | undefined, place: string, title: string): Promise<string> {
  if (!post) return `không có vị trí nào mang mã này trong phương án`
  if (place === '' || place === post.to?.name) return 'left'
  const ends = place === word('reform.postEnds')
  const found = ends ? [] : await findHeirsByName(tx, id, place)
  if (!ends && found.length !== 1) return found.length === 0 ? `không có cơ quan nào tên "${place}" sau sắp xếp` : `có ${found.length} cơ quan tên "${place}"; chọn trên màn hình`
  await updatePost(tx, post.id, { version: post.version, fate: ends ? 'ends' : 'moves', bodyId: found[0]?.id ?? null, title: post.newTitle }, title)
  return 'taken'
}

const kindName = (kind: string): string => [`reform.total.${kind}`, `reform.kind.${kind}`, `register.${kind}`].filter(hasWord).map(key => word(key))[0] ?? kind

/** The report of a rehearsal or of the operation as one table, part by part. */
export function exportReport(name: string, report: ReformReport): Promise<TableFile> {
  const part = (title: string, rows: Cell[][]): Cell[][] => rows.map((row) => [word(title), ...row, ...Array<Cell>(6 - row.length).fill('')].slice(0, 6))
  return fileOf(word('reform.fileName'), 'xlsx', {
    title: `${name} · ${formatDay(report.day)}`, widths: [34, 44, 40, 40, 12, 12],
    headers: [word('reform.column.part'), word('reform.column.name'), word('reform.from'), word('reform.to'), word('reform.before'), word('reform.after')],
    rows: [
      ...part('reform.unresolved', report.unresolved.map(({ kind, name: each }) => [each, word(`reform.unresolved.${kind}`), '', '', ''])),
      ...part('reform.totals', report.totals.map(({ kind, before, after }) => [kindName(kind), '', '', before, after])),
      ...part('reform.kinds', report.kinds.map(({ kind, before, moved, stayed }) => [kindName(kind), `${word('reform.moved')}: ${moved}`, `${word('reform.stayed')}: ${stayed}`, before, stayed])),
      ...part('reform.flows', report.flows.map(({ from, to, n }) => [word('reform.total.task-open'), from, to, n, n])),
      ...part('reform.access', report.access.map(({ title, from, to, before, after }) => [title, from, to ?? word('reform.loses'), before, after])),
    ],
  })
}
