import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { readDirective } from '@phaodai/directives'
import type { Bench, Row } from './bench.ts'

const FIXTURES = new URL('../packages/engines/directives/fixtures/', import.meta.url)
/** The founding documents where they are at hand, else the demo's directives, written in their manner. */
const DIRECTIVES = process.env.PHAODAI_CORPUS ? pathToFileURL(`${process.env.PHAODAI_CORPUS}/../seeds/`) : new URL('../db/seed/demo/directives/2021/', import.meta.url)
/** Length of the founding documents, in characters: what "a document of seed size" means. */
const SEED_SIZE = 6_000
/** Windows of half a second of processor time; the best one is the least disturbed by other work. */
const WINDOWS = 12
const WINDOW_MICROS = 500_000

/** A fixture's text above its distribution list, and its items alone. */
function pieces(text: string): { whole: string; items: string } {
  const foot = text.search(/\n[^\n]*Nơi nhận/u)
  const whole = foot < 0 ? text : text.slice(0, foot)
  const first = whole.search(/\n(?:1|I|Điều 1)[.)/-]/u)
  return { whole, items: first < 0 ? '' : whole.slice(first) }
}

/** Documents of seed size: each labelled fixture, lengthened by the items of the ones after it. */
function documents(): string[] {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'))
  const parts = files.map((file) => pieces(readFileSync(new URL(file, FIXTURES), 'utf8')))
  return parts.map(({ whole }, index) => {
    let text = whole
    for (let next = 1; text.length < SEED_SIZE && next < parts.length; next++) text += parts[(index + next) % parts.length]!.items
    return text.slice(0, SEED_SIZE)
  })
}

/** Documents read in a second of processor time, over one window. */
function rate(texts: string[]): number {
  const start = process.cpuUsage().user
  let count = 0
  while (process.cpuUsage().user - start < WINDOW_MICROS) {
    texts.forEach((text) => readDirective(text))
    count += texts.length
  }
  return count / ((process.cpuUsage().user - start) / 1e6)
}

function texts(folder: URL): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.txt')).map((file) => readFileSync(new URL(file, folder), 'utf8'))
}

/** Best and median window over some documents, after a warm-up. */
function rates(documents: string[]): { best: number; median: number } {
  for (let round = 0; round < 40; round++) documents.forEach((text) => readDirective(text))
  const measured = Array.from({ length: WINDOWS }, () => rate(documents)).toSorted((a, b) => a - b)
  return { best: measured.at(-1)!, median: measured[WINDOWS / 2]! }
}

/** Texts that ask the most of the engine: cells without a table, letters on lines, orders by the thousand. */
const HOSTILE: [string, string][] = [['cells in rows', '|\nTT\n|\nA\n|\nB\n|\n|\n1\n'], ['letters on lines', 'a\n'], ['tiny orders', '- In.\n'], ['one long line', 'Sở Y tế phối hợp với các đơn vị, ']]

/** Seconds of processor time for a megabyte of a text, the best of five. */
function secondsAMegabyte(piece: string): number {
  const text = `I. Sở Y tế:\n${piece.repeat(Math.ceil(400_000 / piece.length))}`
  const tries = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage()
    readDirective(text)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / text.length
  })
  return Math.min(...tries)
}

const mean = (documents: string[]): number => documents.reduce((sum, text) => sum + text.length, 0) / documents.length

async function run(): Promise<Row[]> {
  const [whole, dense] = [texts(DIRECTIVES), documents()]
  const [of, ofDense] = [rates(whole), rates(dense)]
  return [
    { what: 'whole directives read, one core, best window', value: of.best, unit: 'documents/s', goal: { atLeast: 300 } },
    { what: 'the same, median window', value: of.median, unit: 'documents/s' },
    { what: 'characters of such a directive, mean', value: mean(whole), unit: 'characters' },
    { what: '6,000 characters of closely packed items, best window', value: ofDense.best, unit: 'documents/s' },
    ...HOSTILE.map(([name, piece]): Row => ({ what: `a megabyte of ${name}`, value: secondsAMegabyte(piece), unit: 's', goal: { atMost: 1 } })),
  ]
}

/** How fast the directive engine reads, in processor time of one core. */
export const bench: Bench = { name: 'directives', run }
