import { recordKey, type Register } from '@phaodai/registers'
import type { FastifyRequest } from 'fastify'
import { attempt } from '#kernel/attempt.queries.ts'
import { Problem } from '#kernel/problem.ts'
import { inPost, type SessionDeps, type Tx } from '#kernel/session.ts'
import { findMapping, saveMapping, type Mapping } from './mapping.queries.ts'
import { findNamed } from './named.queries.ts'
import { guessMapping, namesToFind, readRows, usableMapping, type ReadRow, type RowFault } from './reading.ts'
import { findRecord, insertRecord } from '#server/registers/index.ts'
import type { Sheet } from '#server/sheets/index.ts'

/** Rows a transaction takes: few enough that an import never stalls the change stream for long. */
const CHUNK = 200
const MOST_BAD = 5_000
const PREVIEWED = 50

export type ImportAsk = { dry: boolean; mapping: Mapping | undefined; areaId: number | null }
export type ImportedRow = { line: number; cells: string[]; faults: RowFault[] }
export type ImportAnswer = {
  headers: string[]
  mapping: Mapping
  total: number
  /** Rows taken (or, in a dry run, that would be). */
  imported: number
  /** Rows that were there already, by id or content. */
  repeated: number
  bad: ImportedRow[]
  /** The first rows, in a dry run. */
  preview: ImportedRow[]
}

class DryRun extends Error {}

type Outcome = 'imported' | 'repeated'

async function takeRow(tx: Tx, register: Register, row: ReadRow): Promise<Outcome> {
  if (await insertRecord(tx, register, row.id, row.values, recordKey(register, row.values))) return 'imported'
  if (await findRecord(tx, register, row.id)) return 'repeated'
  throw new Problem('not-allowed')
}

/** Takes one row or notes why not; a refused row leaves the others of its transaction alone. */
async function tryRow(tx: Tx, register: Register, row: ReadRow, counts: Record<Outcome, number>): Promise<void> {
  const problem = await attempt(tx, async () => { counts[await takeRow(tx, register, row)]++ })
  if (problem) row.faults.push({ field: null, column: null, code: problem.code, sentence: problem.toBody().detail ?? problem.toBody().title })
}

/** One chunk in one transaction; a dry run does the same work and takes it back. */
async function takeChunk(deps: SessionDeps, request: FastifyRequest, register: Register, rows: ReadRow[], dry: boolean): Promise<Record<Outcome, number>> {
  const counts = { imported: 0, repeated: 0 }
  try {
    await inPost(deps, request, `${register.name}.import`, async (tx) => {
      for (const row of rows) await tryRow(tx, register, row, counts)
      if (dry) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return counts
}

async function prepare(deps: SessionDeps, request: FastifyRequest, register: Register, sheet: Sheet, ask: ImportAsk): Promise<{ mapping: Mapping; rows: ReadRow[] }> {
  return inPost(deps, request, `${register.name}.import`, async (tx) => {
    const guess = guessMapping(register, sheet.headers)
    const known = ask.mapping ?? { ...guess, ...usableMapping(register, sheet.headers, (await findMapping(tx, register.name)) ?? {}) }
    const mapping = usableMapping(register, sheet.headers, known)
    if (!ask.dry) await saveMapping(tx, register.name, mapping)
    const found = await findNamed(tx, namesToFind(register, sheet, mapping))
    return { mapping, rows: readRows(register, sheet, mapping, found, ask.areaId) }
  })
}

/**
 * Takes the good rows of a sheet in transactions of 200 and reports each bad one with its reasons. What a transaction took
 * stays when a later one fails; sending the file again takes the rest.
 */
export async function importSheet(deps: SessionDeps, request: FastifyRequest, register: Register, sheet: Sheet, ask: ImportAsk): Promise<ImportAnswer> {
  const { mapping, rows } = await prepare(deps, request, register, sheet, ask)
  const good = rows.filter(({ faults }) => faults.length === 0)
  let [imported, repeated] = [0, 0]
  for (let start = 0; start < good.length; start += CHUNK) {
    const counts = await takeChunk(deps, request, register, good.slice(start, start + CHUNK), ask.dry)
    imported += counts.imported
    repeated += counts.repeated
  }
  const bad = rows.filter(({ faults }) => faults.length > 0)
  return {
    headers: sheet.headers, mapping, total: rows.length, imported, repeated,
    bad: bad.slice(0, MOST_BAD).map(shown), preview: ask.dry ? rows.slice(0, PREVIEWED).map(shown) : [],
  }
}

function shown({ line, cells, faults }: ReadRow): ImportedRow {
  return { line, cells, faults }
}

/** The mapping of a query, a JSON object of field to header. Problem `invalid-input` on anything else. */
export function readMapping(text: string | undefined): Mapping | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && Object.values(value).every((each) => typeof each === 'string')) return value as Mapping
  } catch {
    // falls through to the refusal
  }
  throw new Problem('invalid-input', { fields: { mapping: 'mapping' } })
}
