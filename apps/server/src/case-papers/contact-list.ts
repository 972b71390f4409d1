/** Danh sách người tiếp xúc gần (F1) and the list of F2 (Form 4 of QĐ 5053/QĐ-BYT) of one case. */
import type { TablePaper } from '@phaodai/directives'
import { formatDate } from '@phaodai/vocabulary'
import { filled, word } from '#server/words/index.ts'
import type { PrintedContact } from './load.ts'

const said = (key: string): string => word(`casePaper.${key}`)
const dayOr = (day: string | null): string => (day === null ? '' : formatDate(day))
const WIDTHS = { nth: 12, name: 36, birthYear: 14, sex: 14, address: 38, phone: 28, relation: 26, lastContactOn: 25, exposure: 36, metF1: 34, sampledOn: 25, result: 20, isolatedOn: 25, watchUntil: 25 }
type Column = keyof typeof WIDTHS

const OF_TIER: Record<'f1' | 'f2', Column[]> = {
  f1: ['nth', 'name', 'birthYear', 'sex', 'address', 'phone', 'relation', 'lastContactOn', 'exposure', 'sampledOn', 'result', 'isolatedOn', 'watchUntil'],
  f2: ['nth', 'name', 'birthYear', 'sex', 'address', 'phone', 'metF1', 'lastContactOn', 'exposure', 'watchUntil'],
}

function cellOf(column: Column, nth: number, of: PrintedContact): string {
  switch (column) {
    case 'nth': return String(nth)
    case 'name': return of.name ?? ''
    case 'birthYear': return of.birthYear === null ? '' : String(of.birthYear)
    case 'sex': return of.sex === null || of.sex === 'unknown' ? '' : word(`register.individual.code.sex.${of.sex}`)
    case 'address': return [of.address, of.area].filter(Boolean).join(', ')
    case 'relation': return of.relation === null ? '' : word(`register.case_contact.code.relation.${of.relation}`)
    case 'result': return of.result === null ? '' : word(`register.case_contact.code.result.${of.result}`)
    case 'metF1': return '' // which F1 somebody met is not kept
    case 'phone': case 'exposure': return of[column] ?? ''
    default: return dayOr(of[column])
  }
}

/** The list of one tier as it is printed, with lines left to write on. */
export function contactPaper(tier: 'f1' | 'f2', contacts: readonly PrintedContact[], header: TablePaper['header'], code: string, sample: boolean): TablePaper {
  const columns = OF_TIER[tier]
  const blank = Array.from({ length: contacts.length === 0 ? 8 : 3 }, (_, index) => ({ cells: columns.map((column) => (column === 'nth' ? String(contacts.length + index + 1) : '')) }))
  return {
    header, title: said(`${tier}.title`), subtitle: [...(sample ? [word('export.sample')] : []), said(`${tier}.form`), filled(said('ofCase'), { code, n: contacts.length })],
    columns: columns.map((column) => ({ heading: said(`contact.${column}`), width: WIDTHS[column], ...(column === 'nth' && { align: 'center' as const }) })),
    rows: [...contacts.map((each, index) => ({ cells: columns.map((column) => cellOf(column, index + 1, each)) })), ...blank],
    closing: [], signature: { capacity: [{ mark: null, text: said('lister') }], name: null }, recipients: [], file: null, landscape: true,
  }
}
