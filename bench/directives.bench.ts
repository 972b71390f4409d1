import { readdirSync, readFileSync } from 'node:fs'
import { readDirective } from '@phaodai/directives'
import type { Bench, Row } from './bench.ts'

const FIXTURES = new URL('../packages/engines/directives/fixtures/', import.meta.url)
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

async function run(): Promise<Row[]> {
  const texts = documents()
  for (let round = 0; round < 40; round++) texts.forEach((text) => readDirective(text))
  const rates = Array.from({ length: WINDOWS }, () => rate(texts))
  return [
    { what: 'directives of seed size read, one core, best window', value: Math.max(...rates), unit: 'documents/s', goal: { atLeast: 300 } },
    { what: 'the same, median window', value: rates.toSorted((a, b) => a - b)[WINDOWS / 2]!, unit: 'documents/s' },
    { what: 'characters of a document of that bench, mean', value: texts.reduce((sum, text) => sum + text.length, 0) / texts.length, unit: 'characters' },
  ]
}

/** How fast the directive engine reads, in processor time of one core. */
export const bench: Bench = { name: 'directives', run }
