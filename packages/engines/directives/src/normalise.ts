import type { Strand } from './strand.ts'

/** The source in one normal form, with the way back: character i came from source[from[i], to[i]). */
export interface Source { text: string; from: Int32Array; to: Int32Array }

const SPACES = /[\t\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
const NOTHING = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\\*]/
const BREAKS = /[\r\f\u0085\u2028\u2029]/
const SURROGATE = /[\ud800-\udfff]/
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/

/**
 * Brings a text into NFC with plain spaces and line feeds. Markdown stars, invisible characters and
 * runs of underscores vanish; a tab becomes four spaces, so that columns stay apart. Linear time.
 */
export function normalise(source: string): Source {
  const out = new Writer(source.length)
  let index = 0
  while (index < source.length) index = step(source, index, out)
  return out.finish()
}

/** Normal text never has more than three units for a source unit (a tab gives four, a mark none). */
const WIDEST = 4

class Writer {
  private text: string[] = []
  private pending = ''
  private from: Int32Array
  private to: Int32Array
  private count = 0

  constructor(length: number) {
    this.from = new Int32Array(length * WIDEST)
    this.to = new Int32Array(length * WIDEST)
  }

  put(text: string, start: number, end: number): void {
    this.pending += text
    for (let unit = 0; unit < text.length; unit++) {
      this.from[this.count] = start
      this.to[this.count++] = end
    }
    if (this.pending.length > 4096) this.flush()
  }

  /** Text taken over unit by unit from a place of the source on. */
  run(text: string, start: number): void {
    this.text.push(this.pending, text)
    this.pending = ''
    for (let unit = 0; unit < text.length; unit++) {
      this.from[this.count] = start + unit
      this.to[this.count++] = start + unit + 1
    }
  }

  finish(): Source {
    this.flush()
    return { text: this.text.join(''), from: this.from.subarray(0, this.count), to: this.to.subarray(0, this.count) }
  }

  private flush(): void {
    this.text.push(this.pending)
    this.pending = ''
  }
}

/** Handles the character (with its combining marks) at an index and returns the index after it. */
function step(source: string, index: number, out: Writer): number {
  const code = source.charCodeAt(index)
  const next = source.charCodeAt(index + 1)
  if (isPlain(code) && !isCombining(next)) return plainRun(source, index, out)
  if (code === 0x5f) return underscores(source, index, out)
  const end = endOfCluster(source, index)
  out.put(rewritten(source, index, end), index, end)
  return end
}

/** Characters that stay as they are, up to the next that may not. */
function plainRun(source: string, index: number, out: Writer): number {
  let end = index + 1
  while (end < source.length && isPlain(source.charCodeAt(end))) end++
  if (isCombining(source.charCodeAt(end)) && end > index + 1) end--
  out.run(source.slice(index, end), index)
  return end
}

/** Kinds of UTF-16 units, filled as they are met: 1 stays as it is, 2 is looked at. */
const KINDS = new Uint8Array(0x10000)
const [PLAIN, OTHER] = [1, 2]

function isPlain(unit: number): boolean {
  return (KINDS[unit] || (KINDS[unit] = kindOf(unit))) === PLAIN
}

function isCombining(unit: number): boolean {
  return unit >= 0x0300 && unit <= 0x036f
}

function kindOf(unit: number): number {
  const char = String.fromCharCode(unit)
  return char === '_' || isCombining(unit) || SURROGATE.test(char) || rewritten(char, 0, 1) !== char ? OTHER : PLAIN
}

function underscores(source: string, index: number, out: Writer): number {
  let end = index
  while (source.charCodeAt(end) === 0x5f) end++
  if (end - index === 1) out.put('_', index, end)
  return end
}

/** A base character with at most eight marks; CR LF is one break. */
function endOfCluster(source: string, index: number): number {
  if (source[index] === '\r' && source[index + 1] === '\n') return index + 2
  const code = source.codePointAt(index)!
  let end = index + (code > 0xffff ? 2 : 1)
  while (end - index < 9 && isCombining(source.charCodeAt(end))) end++
  return end
}

function rewritten(source: string, start: number, end: number): string {
  const char = source[start]!
  if (BREAKS.test(char)) return '\n'
  if (char === '\t') return '    '
  if (NOTHING.test(char)) return ''
  if (SPACES.test(char) || CONTROL.test(char)) return ' '
  if (char === 'Ð' && end === start + 1) return 'Đ'
  return source.slice(start, end).normalize('NFC')
}

/** The strand of a stretch of the source: runs of spaces become one, table bars become spaces. */
export function strandAt(source: Source, start: number, end: number): Strand {
  let [first, last] = [start, end]
  while (first < last && isBlank(source.text.charCodeAt(first))) first++
  while (last > first && isBlank(source.text.charCodeAt(last - 1))) last--
  const raw = source.text.slice(first, last)
  return / {2}|[|\n]/.test(raw) ? collapsed(source, first, last) : { text: raw, from: source.from, to: source.to, at: first }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x7c || code === 0x0a
}

function collapsed(source: Source, start: number, end: number): Strand {
  const from = new Int32Array(end - start)
  const to = new Int32Array(end - start)
  const words: string[] = []
  let count = 0
  for (let index = start; index < end;) {
    const word = index
    while (index < end && !isBlank(source.text.charCodeAt(index))) index++
    words.push(source.text.slice(word, index))
    const blank = index
    while (index < end && isBlank(source.text.charCodeAt(index))) index++
    for (let kept = word; kept < Math.min(end, blank + 1); kept++) {
      from[count] = source.from[kept]!
      to[count++] = source.to[kept]!
    }
  }
  return { text: words.join(' '), from, to, at: 0 }
}

/** The words of a stretch of the original text as the engine reads them; for checking spans. */
export function wordsAt(original: string, start: number, end: number): string {
  const source = normalise(original.slice(start, end))
  return strandAt(source, 0, source.text.length).text
}
