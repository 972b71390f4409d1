import Papa from 'papaparse'
import type { ImportAnswer } from './api.ts'
import { saveText } from '../ui/save-file.ts'
import { faultWord, kit } from './words.ts'

/** The bad lines as people sent them, with the reasons in a column of their own: mend them and send the same file. */
export function badRowsText({ headers, bad }: ImportAnswer): string {
  const rows = bad.map(({ cells, faults }) => [...headers.map((_, index) => plain(cells[index] ?? '')),
    faults.map(({ column, code, sentence }) => `${column === null ? '' : `${column}: `}${faultWord(code, sentence)}`).join('; ')])
  return `\ufeff${Papa.unparse([[...headers, kit('import.reason')], ...rows], { newline: '\r\n' })}`
}

function plain(cell: string): string {
  return cell.replace(/^(?=[=+@\t\r-])/, "'")
}

/** Hands the bad lines to the browser to keep. */
export function saveBadRows(answer: ImportAnswer): void {
  saveText(`${kit('import.download', { n: answer.bad.length })}.csv`, badRowsText(answer))
}
