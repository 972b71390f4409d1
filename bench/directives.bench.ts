import { readdirSync, readFileSync } from 'node:fs'
import { readDirective } from '@phaodai/directives'
import type { Bench, Row } from './bench.ts'

const FIXTURES = new URL('../packages/engines/directives/fixtures/', import.meta.url)
/** Length of the founding documents, in characters: what "a document of seed size" means. */
const SEED_SIZE = 6_000
/** Windows of half a second of processor time; the best one is the least disturbed by other work. */
const WINDOWS = 12
const WINDOW_MICROS = 500_000

/** Documents of seed size: the labelled fixtures, each followed by its own items until it is long enough. */
function documents(): string[] {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'))
  return files.map((file) => {
    const text = readFileSync(new URL(file, FIXTURES), 'utf8')
    return `${text}\n`.repeat(Math.max(1, Math.round(SEED_SIZE / text.length)))
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
