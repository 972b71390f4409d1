/** How names come out of a keyboard: marks left out or set wrongly, Telex and VNI left in, letters slipped, parts turned round. */
import { foldMarks } from '@phaodai/vocabulary'
import { choose, type Random } from './random.ts'

const TONE_LETTERS: Record<string, [telex: string, vni: string]> = { '\u0301': ['s', '1'], '\u0300': ['f', '2'], '\u0309': ['r', '3'], '\u0303': ['x', '4'], '\u0323': ['j', '5'] }
const MARK_LETTERS: Record<string, [telex: string, vni: string]> = { '\u0302': ['*', '6'], '\u031b': ['w', '7'], '\u0306': ['w', '8'] }
const TONES = Object.keys(TONE_LETTERS)

/** A name as it may stand in another office's list: half of them are right but for case and marks. */
export function misspell(r: Random, name: string): string {
  const draw = r()
  const spelt = draw < 0.28 ? foldMarks(name) : draw < 0.38 ? oneWord(r, name, foldMarks) : draw < 0.5 ? oneWord(r, name, (word) => keyed(word, 0))
    : draw < 0.54 ? oneWord(r, name, (word) => keyed(word, 1)) : draw < 0.6 ? oneWord(r, name, (word) => otherTone(r, word))
    : draw < 0.66 ? oneWord(r, name, (word) => slip(r, word)) : draw < 0.74 ? otherPlacement(name) : name
  return cased(r, turned(r, spelt))
}

function oneWord(r: Random, name: string, change: (word: string) => string): string {
  const words = name.split(' ')
  const at = Math.floor(r() * words.length)
  return words.map((word, index) => (index === at ? change(word) : word)).join(' ')
}

/** What a keyboard gives with its Vietnamese mode off: tone at the end of the word, đ as dd or d9. */
function keyed(word: string, way: 0 | 1): string {
  let tone = ''
  let out = ''
  for (const letter of word.normalize('NFD')) {
    const mark = MARK_LETTERS[letter]?.[way]
    if (TONE_LETTERS[letter]) tone = TONE_LETTERS[letter][way]
    else if (mark === '*') out += out.at(-1)!.toLowerCase()
    else if (mark) out += mark
    else if (letter === 'đ' || letter === 'Đ') out += way === 0 ? (letter === 'đ' ? 'dd' : 'Dd') : `${letter === 'đ' ? 'd' : 'D'}9`
    else out += letter
  }
  return out + tone
}

function otherTone(r: Random, word: string): string {
  const spelt = word.normalize('NFD')
  const tone = TONES.find((each) => spelt.includes(each))
  return (tone ? spelt.replace(tone, choose(r, TONES)) : spelt).normalize('NFC')
}

function slip(r: Random, word: string): string {
  if (word.length < 3) return word
  const at = 1 + Math.floor(r() * (word.length - 2))
  const draw = r()
  if (draw < 0.35) return word.slice(0, at) + word.slice(at + 1)
  if (draw < 0.6) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  return draw < 0.8 ? word.slice(0, at) + word[at] + word.slice(at) : word.slice(0, at) + choose(r, [...'aeiounhgt']) + word.slice(at + 1)
}

/** "Hòa" as "Hoà", "Thủy" as "Thuỷ": the other school of placing the tone. */
function otherPlacement(name: string): string {
  return name.normalize('NFD').replace(/([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?=\s|$)/gu, '$1$3$2').normalize('NFC')
}

function turned(r: Random, name: string): string {
  const words = name.split(' ')
  const draw = r()
  if (draw < 0.04) return [words.at(-1), ...words.slice(0, -1)].join(' ')
  if (draw < 0.06) return [...words.slice(1), words[0]].join(' ')
  if (draw < 0.1 && words.length > 2) return [words[0], ...words.slice(2)].join(' ')
  return draw < 0.115 && words.length > 2 ? `${words[0]} ${words[1]}${words.slice(2).join(' ').toLowerCase()}` : name
}

function cased(r: Random, name: string): string {
  const draw = r()
  return draw < 0.25 ? name.toUpperCase() : draw < 0.35 ? name.toLowerCase() : name
}
