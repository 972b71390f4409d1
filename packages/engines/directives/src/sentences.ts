import { allMatches, append } from './matching.ts'
import { cut, trimEnd, type Strand } from './strand.ts'

const ABBREVIATION = /(?:^|[\s(])(?:TP|Tp|TS|PGS|GS|BS|ThS|CKI|CKII|Q|P|KT|TM|TL|St|Ths|đ\/c|Đ\/c|tr|No|vv|v\.v|ĐT|TX|TT|H|X|T)$/u
/** A run of stops counts once, from its first: each character is tried but once, and only stops are tried at all. */
const STOP = /[.!?](?<![.!?]{2})[.!?]*["”’)]*(?=\s|$)|\.(?<=\p{Ll}\.)(?=\p{Lu}\p{Ll})|\.\/-?\.?(?=\s|$)/gu

const LETTER = /\p{L}/u

/** The sentences of a paragraph; the end mark "./." and stops are cut off. */
export function sentencesOf(paragraph: Strand): Strand[] {
  const { text } = paragraph
  const stops = allMatches(STOP, text).filter(match => ends(text, match.index, match.index + match[0].length))
  if (stops.length === 0) return lettered(trimEnd(paragraph, '/;,'))
  const sentences: Strand[] = []
  let from = 0
  for (const { index, 0: stop } of stops) {
    append(sentences, lettered(trimEnd(cut(paragraph, from, index + closing(stop)), '/;,')))
    from = index + stop.length
  }
  append(sentences, lettered(trimEnd(cut(paragraph, from, text.length), '/;,')))
  return sentences
}

const NONE: Strand[] = []

/** A sentence has a letter in it. */
function lettered(sentence: Strand): Strand[] {
  return LETTER.test(sentence.text) ? [sentence] : NONE
}

/** Quotes and brackets that close with the sentence stay with it. */
function closing(stop: string): number {
  return stop.startsWith('.') || stop.startsWith('./') ? 0 : 1
}

function ends(text: string, at: number, end: number): boolean {
  if (ABBREVIATION.test(text.slice(Math.max(0, at - 6), at))) return false
  const rest = text.slice(end, end + 3).trimStart()
  if (rest === '') return true
  if (text.startsWith('...', at) || text[at] === '…') return /^["“(]?\p{Lu}/u.test(rest)
  return /^["“(\-–]?\s?[\p{Lu}\d]/u.test(rest) || /^\p{Ll}/u.test(rest) && /\p{Ll}/u.test(text.charAt(at - 1))
}

/** Clauses between semicolons outside brackets. */
export function clausesOf(sentence: Strand): Strand[] {
  if (!sentence.text.includes(';')) return [sentence]
  const clauses: Strand[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < sentence.text.length; at++) {
    const char = sentence.text[at]
    if (char === '(') depth++
    else if (char === ')') depth = Math.max(0, depth - 1)
    else if (char === ';' && depth === 0) {
      clauses.push(cut(sentence, from, at))
      from = at + 1
    }
  }
  clauses.push(cut(sentence, from, sentence.text.length))
  return clauses.filter(clause => clause.text !== '')
}
