import type { DistributionLine, Found } from './reading.ts'
import { isCaps, startsLower, type Line } from './lines.ts'
import { PREAMBLE_OPENERS } from './lexicon/titles.ts'
import { cut, join, quoted, trimEnd, type Strand } from './strand.ts'
import { phrases, tokenise } from './tokens.ts'

const ADDRESS = /^[-– ]*Kính gửi\s*:?\s*/iu
const TELEGRAM = /(?:^|\s)(?:ĐIỆN|điện|Điện)\s*:\s*$/u
const BULLET = /^[-–+•]\s*/u
const OPENERS = phrases(...PREAMBLE_OPENERS)
const LONGEST_LIST = 80

/** The address list of a letter or telegram and the line after it. */
export interface Address { recipients: Found<string>[]; telegraph: Strand | null; next: number }

/** Reads "Kính gửi: …" or "… điện:" at the top of the body; an empty list when there is neither. */
export function readAddress(lines: readonly Line[], bodyLine: number): Address {
  const start = addressLine(lines, bodyLine)
  if (start < 0) return { recipients: [], telegraph: null, next: bodyLine }
  const line = lines[start]!
  const opens = ADDRESS.exec(line.strand.text)
  const first = opens ? cut(line.strand, opens[0].length, line.strand.text.length) : null
  const entries = first && first.text ? [[first]] : []
  const next = collect(entries, lines, start + 1)
  const rule = opens ? 'kinh-gui' : 'telegram-list'
  const recipients = entries.flatMap(entry => entriesOf(join(entry))).map(entry => quoted(entry, 0.95, rule))
  return { recipients: recipients.filter(entry => entry.value !== ''), telegraph: opens ? null : line.strand, next }
}

function addressLine(lines: readonly Line[], bodyLine: number): number {
  for (let at = bodyLine; at < Math.min(lines.length, bodyLine + 4); at++) {
    const text = lines[at]!.strand.text
    if (ADDRESS.test(text)) return at
    if (TELEGRAM.test(text) && text.length < 120) return at
  }
  return -1
}

/** Adds lines to the list while they are entries or go on with one; returns the line after. */
function collect(entries: Strand[][], lines: readonly Line[], from: number): number {
  let at = from
  for (; at < Math.min(lines.length, from + LONGEST_LIST); at++) {
    const line = lines[at]!
    const text = line.strand.text
    if (BULLET.test(text)) entries.push([line.strand])
    else if (goesOn(entries, line)) entries.at(-1)!.push(line.strand)
    else if (isEntry(entries, line)) entries.push([line.strand])
    else break
  }
  return at
}

/** Goes on with the entry before: lower case, or a break inside a name. */
function goesOn(entries: readonly Strand[][], line: Line): boolean {
  const last = entries.at(-1)?.at(-1)
  if (!last || /[.;]$/.test(last.text) || line.hard) return false
  if (startsLower(line.strand.text)) return true
  return line.gap === 0 && BULLET.test(entries.at(-1)![0]!.text) && !isPreamble(line) && line.strand.text.length < 120
}

/** An entry without a dash: a short line that ends as lists do, or the first after a bare "Kính gửi:". */
function isEntry(entries: readonly Strand[][], line: Line): boolean {
  const text = line.strand.text
  if (isPreamble(line) || text.length > 160 || isCaps(text)) return false
  const plain = entries.every(entry => !BULLET.test(entry[0]!.text))
  if (!plain) return false
  if (entries.length === 0) return true
  return entries.at(-1)!.at(-1)!.text.endsWith(';')
}

function isPreamble(line: Line): boolean {
  return OPENERS.match(tokenise(line.strand.text), 0) !== null
}

/** One printed entry is one recipient; "A; B; C" on a line are several. */
function entriesOf(entry: Strand): Strand[] {
  const pieces: Strand[] = []
  let from = 0
  for (const match of entry.text.matchAll(/;\s+(?:[-–]\s+)?(?=\p{Lu})|[,.]\s+[-–]\s+(?=\p{Lu})/gu)) {
    pieces.push(cut(entry, from, match.index))
    from = match.index + match[0].length
  }
  pieces.push(cut(entry, from, entry.text.length))
  return pieces.map(piece => trimEnd(cut(piece, BULLET.exec(piece.text)?.[0].length ?? 0, piece.text.length), ';,.'))
}

/** Without an address list the distribution list names who is addressed. */
export function recipientsFrom(distribution: readonly DistributionLine[]): Found<string>[] {
  return distribution
    .filter(entry => !entry.toFile && !entry.toReport && !entry.asAddressed && !entry.text.value.endsWith(':'))
    .map(entry => ({ ...entry.text, rule: 'distribution-as-address', confidence: 0.7 }))
}
