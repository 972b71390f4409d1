/** What the register screens ask of the server. */
import type { FieldValues, RecordRow } from '@phaodai/registers'
import { actingPost, get, Refusal, send, withQuery } from '../api/client.ts'

export type Names = Record<string, Record<string, string>>
export type Query = Record<string, string>
export type Page = { rows: RecordRow[]; names: Names; next: string | null; total: number | null; reached: string | null }
export type RecordAnswer = { row: RecordRow; names: Names }
export type HistoryStep = {
  at: string; action: string; title: string | null; body: string | null
  changes: { field: string; before: unknown; after: unknown }[]; hidden: boolean
}
export type RowFault = { field: string | null; column: string | null; code: string; sentence: string | null }
export type ImportedRow = { line: number; cells: string[]; faults: RowFault[] }
export type ImportAnswer = {
  headers: string[]; mapping: Record<string, string>; total: number; imported: number; repeated: number; bad: ImportedRow[]; preview: ImportedRow[]
  /** Taken, but not used for all that the register is for; each with the reason. */
  doubted?: ImportedRow[]
}
export type Choice = { id: string | number; name: string }

const at = (name: string, rest = ''): string => `/api/registers/${name}${rest}`

/** Registers the acting post may read, with its deeds there. */
export function fetchOverview(): Promise<{ registers: { name: string; may: string[] }[] }> {
  return get('/api/registers')
}

/** One page of a list. */
export function fetchPage(name: string, query: Query, after: string | undefined, signal: AbortSignal): Promise<Page> {
  return get(at(name), { ...query, after }, signal)
}

/** One record; `reveal` asks for its sensitive values too, which is written down. */
export function fetchRecord(name: string, id: string, reveal: boolean): Promise<RecordAnswer> {
  return get(at(name, `/${id}`), { reveal: reveal ? '1' : undefined })
}

/** The changes of one record, oldest first. */
export function fetchHistory(name: string, id: string, reveal: boolean): Promise<{ steps: HistoryStep[]; names: Names }> {
  return get(at(name, `/${id}/history`), { reveal: reveal ? '1' : undefined })
}

/** What can be picked for a field. */
export function fetchChoices(target: string, words: string, anywhere: boolean): Promise<{ choices: Choice[] }> {
  return get(`/api/registers/choices/${target}`, { q: words, anywhere: anywhere ? '1' : undefined })
}

/** Makes a record; sending it again changes nothing. */
export function createRecord(name: string, id: string, values: FieldValues): Promise<{ row: RecordRow }> {
  return send('PUT', at(name, `/${id}`), values)
}

/** Corrects fields of the version seen. */
export function changeRecord(name: string, id: string, version: number, changes: FieldValues): Promise<{ row: RecordRow }> {
  return send('PATCH', at(name, `/${id}`), { ...changes, version })
}

/** Does a named action, or 'void'. */
export function actOnRecord(name: string, id: string, version: number, action: string, reason: string | undefined): Promise<{ row: RecordRow }> {
  return send('POST', at(name, action === 'void' ? `/${id}/void` : `/${id}/actions/${action}`), { version, reason })
}

/** Address of an export of what the list shows. */
export function exportAddress(name: string, format: 'csv' | 'xlsx', query: Query, columns: readonly string[]): string {
  return withQuery(at(name, `/export.${format}`), { ...query, columns: columns.join(',') })
}

export type ImportAsk = { dry: boolean; mapping: Record<string, string> | null; areaId: number | null }

/** Sends a table; `dry` only tries it out. */
export function importFile(name: string, file: File, ask: ImportAsk): Promise<ImportAnswer> {
  return sendTable(withQuery(at(name, '/import'), { dry: ask.dry ? '1' : undefined, mapping: ask.mapping ? JSON.stringify(ask.mapping) : undefined, areaId: ask.areaId }), file)
}

/** Sends the bytes of a table to an address that takes them. */
export async function sendTable(address: string, file: File): Promise<ImportAnswer> {
  const post = actingPost()
  const headers = { 'x-phaodai': '1', 'content-type': 'application/octet-stream', ...(post === null ? {} : { 'x-post': post }) }
  const reply = await fetch(address, { method: 'POST', headers, body: file, credentials: 'same-origin' }).catch(() => {
    throw new Refusal(0, { code: 'offline' })
  })
  const body = await reply.json().catch(() => ({})) as Record<string, unknown>
  if (!reply.ok) throw new Refusal(reply.status, body)
  return body as unknown as ImportAnswer
}
