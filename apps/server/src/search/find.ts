import type { SearchGroup, SearchHit, SearchQuery } from '@phaodai/office'
import { askedWords, foundStretch } from '@phaodai/vocabulary'
import * as z from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { foundKinds, type FoundKind, type FoundRow } from './kinds.queries.ts'
import { findBodies, findPlaces, loadFound, type Place } from './load.ts'

const BODY = 'body'
const Cursor = z.tuple([z.int().min(1).max(9), z.iso.date(), z.uuid()])
const Skip = z.tuple([z.int().min(0)])

function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new Problem('invalid-input', { fields: { after: 'cursor' } })
  }
}

const written = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

function placeOf(after: string | undefined): Place | null {
  if (after === undefined) return null
  const [rank, day, id] = read(Cursor, after)
  return { rank, day, id }
}

/** A row with the sentence that shows why it was found. */
function hitOf(kind: string, { texts, ...row }: FoundRow, typed: string): SearchHit {
  const stretches = texts.map(text => foundStretch(text, typed))
  const best = stretches.reduce((a, b) => (b.held > a.held ? b : a), stretches[0] ?? { words: '', marks: [], held: 0 })
  return { ...row, kind, words: best.words, marks: best.marks }
}

async function groupOf(tx: Tx, declared: FoundKind, query: SearchQuery): Promise<SearchGroup> {
  const places = await findPlaces(tx, declared.kind, query, placeOf(query.after), query.limit + 1)
  const shown = places.slice(0, query.limit)
  const last = shown.at(-1)
  const rows = await loadFound(tx, declared, shown.map(({ id }) => id))
  return {
    kind: declared.kind, hits: rows.map(row => hitOf(declared.kind, row, query.q)),
    next: places.length > shown.length && last ? written([last.rank, last.day, last.id]) : null,
  }
}

async function bodiesOf(tx: Tx, query: SearchQuery, day: string): Promise<SearchGroup> {
  const [skip] = query.after === undefined ? [0] : read(Skip, query.after)
  const { words } = askedWords(query.q)
  const filtered = query.issuerId !== undefined || query.from !== undefined || query.to !== undefined || query.state !== undefined
  const rows = words.length === 0 || filtered ? [] : await findBodies(tx, day, words, skip, query.limit + 1)
  const shown = rows.slice(0, query.limit)
  return { kind: BODY, hits: shown.map(row => hitOf(BODY, row, query.q)), next: rows.length > shown.length ? written([skip + shown.length]) : null }
}

function isEmpty({ q, issuerId, from, to, state }: SearchQuery): boolean {
  return askedWords(q).words.length === 0 && issuerId === undefined && from === undefined && to === undefined && state === undefined
}

/** What was asked for, by kind; only kinds that the acting post may read, only rows in its scope. */
export async function search(tx: Tx, who: Who, query: SearchQuery, day: string): Promise<SearchGroup[]> {
  const kinds = foundKinds.filter(({ subject, kind }) => who.reads.includes(subject) && (query.kind ?? kind) === kind)
  if (query.after !== undefined && query.kind === undefined) throw new Problem('invalid-input', { fields: { kind: 'kind' } })
  if (isEmpty(query)) return [...kinds.map(({ kind }) => kind), BODY].map(kind => ({ kind, hits: [], next: null }))
  const groups = kinds.map(declared => groupOf(tx, declared, query))
  if ((query.kind ?? BODY) === BODY) groups.push(bodiesOf(tx, query, day))
  return Promise.all(groups)
}
