import Papa from 'papaparse'
import type { ImportAnswer } from './api.ts'
import { saveText } from '../ui/save-file.ts'
import { faultWord, kit } from './words.ts'

/** Lines as people sent them, with the reason in a column of its own: mend them and send the same file. */
export function withReasons(headers: readonly string[], rows: readonly { cells: readonly string[]; reason: string }[]): string {
  const lines = rows.map(({ cells, reason }) => [...headers.map((_, index) => plain(cells[index] ?? '')), reason])
  return `\ufeff${Papa.unparse([[...headers, kit('import.reason')], ...lines], { newline: '\r\n' })}`
}

/** The bad lines of an import as such a text. */
export function badRowsText({ headers, bad }: ImportAnswer): string {
  return withReasons(headers, bad.map(({ cells, faults }) => ({ cells, reason: faults.map(({ column, code, sentence }) => `${column === null ? '' : `${column}: `}${faultWord(code, sentence)}`).join('; ') })))
}

function plain(cell: string): string {
  return cell.replace(/^(?=[=+@\t\r-])/, "'")
}

/** Hands the bad lines to the browser to keep. */
export function saveBadRows(answer: ImportAnswer): void {
  saveText(`${kit('import.download', { n: answer.bad.length })}.csv`, badRowsText(answer))
}
