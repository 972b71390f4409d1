// Reading and writing of small comma-separated tables.
import { readFileSync, writeFileSync } from 'node:fs'

/** Rows of a CSV file as objects by column; quoted cells may hold commas and doubled quotes. */
export function readTable(path) {
  const [head, ...rows] = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/).filter(Boolean).map(cells)
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ''])))
}

function cells(line) {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
  return found.map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')))
}

/** Writes rows under the named columns, quoting only where needed. */
export function writeTable(path, columns, rows) {
  const quote = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  const line = (row) => columns.map((column) => quote(String(row[column] ?? ''))).join(',')
  writeFileSync(path, [columns.join(','), ...rows.map(line), ''].join('\n'))
}
