import { readdirSync, readFileSync } from 'node:fs'
import { readDirective } from '@phaodai/directives'
import type { Bench, Row } from './bench.ts'

const FIXTURES = new URL('../packages/engines/directives/fixtures/', import.meta.url)
/** Length of the founding documents, in characters: what "a document of seed size" means. */
const SEED_SIZE = 6_000
const SECONDS = 5

/** Documents of seed size: the labelled fixtures, each followed by its own items until it is long enough. */
function documents(): string[] {
  const files = readdirSync(FIXTURES).filter((file) => file.endsWith('.txt'))
  return files.map((file) => {
    const text = readFileSync(new URL(file, FIXTURES), 'utf8')
    return `${text}\n`.repeat(Math.max(1, Math.round(SEED_SIZE / text.length)))
  })
}

async function run(): Promise<Row[]> {
  const texts = documents()
  for (let round = 0; round < 40; round++) texts.forEach((text) => readDirective(text))
  const start = process.cpuUsage().user
  let count = 0
  while (process.cpuUsage().user - start < SECONDS * 1e6) {
    texts.forEach((text) => readDirective(text))
    count += texts.length
  }
  const seconds = (process.cpuUsage().user - start) / 1e6
  return [
    { what: 'directives of seed size read, one core', value: count / seconds, unit: 'documents/s', goal: { atLeast: 300 } },
    { what: 'characters of a document of that bench, mean', value: texts.reduce((sum, text) => sum + text.length, 0) / texts.length, unit: 'characters' },
  ]
}

/** How fast the directive engine reads, in processor time of one core. */
export const bench: Bench = { name: 'directives', run }
