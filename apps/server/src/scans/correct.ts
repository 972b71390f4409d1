import { foldMarks } from '@phaodai/vocabulary'
import type { SeenWord } from './recognise.ts'

/** Words that stand on every document by law, letter for letter (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW). */
const FIXED = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Kính gửi:', 'Nơi nhận:'].map(phrase => phrase.split(' '))
const SURE = 96

/** Difference of two words in letters put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** Whether words read like a fixed phrase: the same number of them, at most two base letters amiss in all. */
function reads(words: readonly SeenWord[], phrase: readonly string[]): boolean {
  if (words.length < phrase.length) return false
  const amiss = phrase.map((word, at) => distance(foldMarks(words[at]!.text), foldMarks(word)))
  return Math.max(...amiss) <= 1 && amiss.reduce((sum, each) => sum + each, 0) <= Math.min(2, phrase.length - 1)
}

function fixPhrases(words: SeenWord[]): SeenWord[] {
  const fixed = [...words]
  for (let at = 0; at < fixed.length; at++) {
    const phrase = FIXED.find(each => reads(fixed.slice(at, at + each.length), each))
    if (phrase) fixed.splice(at, phrase.length, ...phrase.map((text, n) => ({ ...fixed[at + n]!, text, confidence: SURE })))
  }
  return fixed
}

interface Rule { when: (word: string, next: string, before: string, confidence: number) => boolean; say: (word: string) => string }

/** Corrections that no other reading allows: each needs its neighbour. */
const RULES: Rule[] = [
  { when: (word, next) => /^[YÝŸỲỶỸỴÿ]$/u.test(word) && /^tế(?!\p{L})/u.test(next), say: () => 'Y' }, // "Y tế": no other word stands before "tế" as one letter
  { when: (word, next, before) => /^\d{1,2}$/.test(before) && /^\d{1,2}$/.test(next) && foldMarks(word.toLowerCase()).length === 5 && distance(foldMarks(word), 'thang') <= 1, say: () => 'tháng' },
  { when: (word, next, before) => /^\d{1,2}$/.test(before) && /^\d{4}\D?$/.test(next) && distance(foldMarks(word), 'nam') <= 1, say: () => 'năm' },
  { when: (word, next) => /^s[oóòôốồõỏọơ0]:?$/iu.test(word) && /^\d/.test(next), say: word => `${word[0]}ố${word.endsWith(':') ? ':' : ''}` },
  { when: word => /UUBND/.test(word), say: word => word.replace('UUBND', 'UBND') },
  { when: (word, _next, _before, confidence) => confidence < 60 && /\p{L}\.{2,}$/u.test(word), say: word => word.replace(/\.+$/, '') }, // the rim of a stamp below the line
]

/**
 * Corrects what general rules make certain and nothing else: phrases prescribed by law, "ngày … tháng … năm …", "Số …",
 * "Y tế". Doubtful words stay as read, with their confidence, for a person to look at.
 */
export function correct(seen: readonly SeenWord[]): SeenWord[] {
  const rows = new Map<number, SeenWord[]>()
  for (const word of seen) rows.set(word.row, [...rows.get(word.row) ?? [], word])
  return [...rows.values()].flatMap(row => fixPhrases(row).map((word, at, all) => applied(word, all[at + 1]?.text ?? '', all[at - 1]?.text ?? '')))
}

function applied(word: SeenWord, next: string, before: string): SeenWord {
  const rule = RULES.find(({ when }) => when(word.text, next, before, word.confidence))
  const text = rule?.say(word.text) ?? word.text
  return rule === undefined ? word : { ...word, text, confidence: Math.max(word.confidence, SURE) }
}
