/** Numbers and days as offices in Vietnam write them, in tables and spreadsheets. */

const GROUPED = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/
const PLAIN = /^-?\d+(,\d+)?$/

/** Reads "1.234,5" or "1234,5" as Vietnam writes numbers; null for anything else ("1.5" could be two numbers, so it is none). */
export function parseNumber(written: string): number | null {
  const packed = written.replace(/[\s\u00a0]/g, '')
  if (!GROUPED.test(packed) && !PLAIN.test(packed)) return null
  return Number(packed.replaceAll('.', '').replace(',', '.'))
}

/** "1.234,5": dots between thousands, comma before decimals. */
export function formatNumber(value: number): string {
  const [whole = '0', decimals] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`
}

/** "05/08/2021": two digits each, so that a column lines up and a spreadsheet reads it back. */
export function formatDate(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
}

/** What a spreadsheet's cell says, as people would write it: days dd/MM/yyyy, hours 08:30, numbers 1.234,5. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return dateText(new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()) // a day's fraction falls a hair short of its second
  if (typeof cell === 'number') return formatNumber(cell)
  if (typeof cell === 'boolean') return cell ? 'Có' : 'Không'
  return String(cell)
}

/** The day from which spreadsheets count: a cell of it is an hour alone. */
const DAY_ZERO = '1899-12-30'

/** A spreadsheet's date has no zone: its hours are the ones written in the cell. */
function dateText(iso: string): string {
  const day = formatDate(iso.slice(0, 10))
  const time = iso.slice(11, 16)
  if (iso.startsWith(DAY_ZERO)) return time
  return time === '00:00' ? day : `${day} ${time}`
}

/** A text of a CSV file without the mark that keeps a spreadsheet from taking it for a formula. */
export function unquoted(cell: string): string {
  return cell.replace(/^'(?=[=+@-])/, '')
}

/** Headers of a table without blanks around them; one that stands twice gets its number, so that a mapping names one column. */
export function distinctHeaders(headers: readonly string[]): string[] {
  const trimmed = headers.map((header) => header.normalize('NFC').trim())
  return trimmed.map((header, index) => {
    const before = trimmed.slice(0, index).filter((each) => each === header).length
    return before === 0 ? header : `${header} (${before + 1})`
  })
}
