/** A laboratory's file of results: which columns say what, remembered for the post; each line read, tried or taken by itself. */
import { readCts, type Ct, type ResultFileAnswer, type ResultFileInput } from '@phaodai/office'
import { canonical } from '@phaodai/registers'
import { instant } from '@phaodai/registers/kit/kinds/instant.ts'
import { searchKey, type testMethods, type testOutcomes } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findMapping, idOf, saveMapping, type Mapping } from '#server/imports/index.ts'
import { word } from '#server/words/index.ts'
import { sentenceOf } from './answers.ts'
import { reportResult, type Reported } from './save.ts'

const REMEMBERED = 'result_file'
type Outcome = (typeof testOutcomes)[number]
type Method = (typeof testMethods)[number]

/** What the columns of laboratories' files are called, without marks. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  barcode: ['ma mau', 'ma vach', 'barcode', 'ma ong', 'ma benh pham', 'so ma vach', 'ma so mau', 'sample id', 'ma xet nghiem', 'sid', 'ma'],
  outcome: ['ket qua', 'ket qua xet nghiem', 'ket qua xn', 'ket luan', 'kq', 'kqxn', 'result'],
  ct: ['ct', 'gia tri ct', 'ct value', 'nguong ct', 'chu ky nguong'],
  testedAt: ['thoi gian xet nghiem', 'ngay xet nghiem', 'gio xet nghiem', 'ngay chay', 'thoi gian chay', 'ngay gio xet nghiem', 'ngay thuc hien', 'ngay tra ket qua', 'thoi gian tra ket qua', 'tested at'],
  method: ['phuong phap', 'phuong phap xet nghiem', 'ky thuat', 'loai xet nghiem', 'method'],
}
const FIELDS = Object.keys(CALLED)
/** Without these nothing can be read. */
const NEEDED = ['barcode', 'outcome', 'testedAt'] as const

/** Which column fills which field, by what it is called; "CT gen E" too is a column of Ct. */
export function guessResultFile(headers: readonly string[]): Mapping {
  const keys = headers.map(searchKey)
  const found = (field: string): string | undefined => CALLED[field]!.map((name) => headers[keys.indexOf(name)]).find((header) => header !== undefined) ?? (field === 'ct' ? headers[keys.findIndex((key) => /^ct\b/u.test(key))] : undefined)
  return Object.fromEntries(FIELDS.flatMap((field) => { const header = found(field); return header === undefined ? [] : [[field, header]] }))
}

const usable = (headers: readonly string[], mapping: Mapping): Mapping => Object.fromEntries(Object.entries(mapping).filter(([field, header]) => FIELDS.includes(field) && headers.includes(header)))

const OUTCOME_WORDS: readonly [RegExp, Outcome][] = [
  [/^(am tinh|am|negative|neg|-|\(-\)|khong phat hien.*)$/u, 'negative'], [/^(duong tinh|duong|positive|pos|\+|\(\+\)|phat hien.*|co phat hien.*)$/u, 'positive'],
  [/^(chua xac dinh|khong xac dinh|nghi ngo|nghi duong tinh|indeterminate|can xet nghiem lai)$/u, 'indeterminate'], [/^(khong dat|mau hong|invalid|that bai|loi)$/u, 'invalid'],
]

/** What a laboratory's word for a finding means, or null: a finding is never guessed. */
export function readOutcome(text: string): Outcome | null {
  const written = text.normalize('NFC').trim().toLowerCase()
  if (written.includes('?')) return null // somebody was not sure
  const sign = /^[(]?([+-])[)]?$/u.exec(written)?.[1]
  if (sign) return sign === '+' ? 'positive' : 'negative'
  const key = searchKey(written)
  return OUTCOME_WORDS.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

const METHOD_WORDS: readonly [RegExp, Method][] = [[/pcr/u, 'rt-pcr'], [/nhanh|antigen|khang nguyen|\brat\b/u, 'rapid-antigen'], [/huyet thanh|khang the|elisa|igm|igg/u, 'serology'], [/nuoi cay|cay|culture/u, 'culture']]

const readMethod = (text: string): Method | null => METHOD_WORDS.find(([pattern]) => pattern.test(searchKey(text)))?.[1] ?? null

const WORDS = { label: (value: string) => value, nameOf: () => null, find: () => 'unknown' as const, part: () => WORDS }

type ReadLine = { line: number; barcode: string; outcome: Outcome | null; cts: Ct[] | null; testedAt: string | null; method: Method | null; fault: string | null }

function readLine(cells: readonly string[], line: number, at: (field: string) => number, method: Method | null, now: Date): ReadLine {
  const text = (field: string): string => (at(field) < 0 ? '' : cells[at(field)] ?? '').trim()
  const time = instant().fromText(text('testedAt'), WORDS)
  const testedAt = 'value' in time ? (time.value as string | null) : null
  const read = { line, barcode: text('barcode').toUpperCase(), outcome: readOutcome(text('outcome')), cts: readCts(text('ct')), testedAt, method: readMethod(text('method')) ?? method }
  const fault = read.barcode === '' ? 'no-barcode' : read.outcome === null ? 'no-outcome' : testedAt === null ? 'no-time' : Date.parse(testedAt) > now.getTime() ? 'in-future' : read.method === null ? 'no-method' : null
  return { ...read, fault }
}

async function mappingFor(tx: Tx, { headers, mapping: given, dry }: ResultFileInput): Promise<Mapping> {
  const remembered = (await findMapping(tx, REMEMBERED)) ?? {}
  const mapping = usable(headers, given ?? { ...guessResultFile(headers), ...usable(headers, remembered) })
  if (!dry && canonical(mapping) !== canonical(remembered)) await saveMapping(tx, REMEMBERED, mapping)
  return mapping
}

const TAKEN: readonly string[] = ['done', 'conflicting']

/** Tries or takes the lines of a file in one transaction. An id follows from what a line says, so that a file sent twice enters once. */
export async function takeResultFile(tx: Tx, laboratoryId: string, asked: ResultFileInput, now: Date): Promise<ResultFileAnswer> {
  const mapping = await mappingFor(tx, asked)
  if (NEEDED.some((field) => mapping[field] === undefined)) {
    if (!asked.dry) throw new Problem('invalid-input', { detail: word('testing.file.missing'), fields: { mapping: 'required' } })
    return { mapping, taken: 0, repeated: 0, lines: [] }
  }
  const lines: ResultFileAnswer['lines'] = []
  const at = (field: string): number => (mapping[field] === undefined ? -1 : asked.headers.indexOf(mapping[field]))
  for (const { line, cells } of asked.rows) {
    const read = readLine(cells, line, at, asked.method, now)
    const answer = read.fault ?? await reportResult(tx, laboratoryId, reportedOf(laboratoryId, read), 'file', now.toISOString())
    const { barcode, outcome, cts, testedAt } = read
    lines.push({ line, barcode, outcome, cts, testedAt, answer, sentence: TAKEN.includes(answer) && answer === 'done' ? null : sentenceOf(answer, barcode) })
  }
  return { mapping, taken: lines.filter(({ answer }) => TAKEN.includes(answer)).length, repeated: lines.filter(({ answer }) => answer === 'repeat').length, lines }
}

function reportedOf(laboratoryId: string, { barcode, method, outcome, cts, testedAt }: ReadLine): Reported {
  return { id: idOf(`result ${canonical([laboratoryId, barcode, method, outcome, testedAt])}`), barcode, method: method!, outcome: outcome!, cts, testedAt: testedAt! }
}
