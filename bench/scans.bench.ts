import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOUBTFUL_BELOW } from '@phaodai/office'
import { readScan, type ReadPage } from '#server/scans/reader.ts'
import { scan, type Damage } from '#test/scans/damage.ts'
import { drawPaper, type Paper } from '#test/scans/paper.ts'
import { partyLetter, stateLetter } from '#test/scans/papers.ts'
import type { Bench, Row } from './bench.ts'

const CLEAN: Damage = { skew: 0.3, noise: 3, jpeg: 85 }
/** Red seal over the signature block, blue signature, stamp of arrival; askew, noisy, compressed, once at 200 dots an inch. */
const STAMPED: Damage[] = [
  { stamped: true, skew: 1.7, noise: 9, blur: 0.7, jpeg: 60, dpi: 200, seed: 2 },
  { stamped: true, skew: -2.6, noise: 8, blur: 0.8, jpeg: 60, seed: 3 },
]
/** Letters of a founding document that fit on a sheet, whether its lines are broken or whole paragraphs. */
const ROOM = 1_700

/** A page of each founding document, as text on a sheet; only where the corpus is at hand. */
function foundingPapers(): Paper[] {
  if (process.env.PHAODAI_CORPUS === undefined) return []
  const folder = join(process.env.PHAODAI_CORPUS, '../seeds')
  return readdirSync(folder).filter(file => file.endsWith('.txt')).sort().slice(0, 2).map(file => ({ header: [], body: paragraphsOf(readFileSync(join(folder, file), 'utf8')), foot: [] }))
}

function paragraphsOf(text: string): Paper['body'] {
  const lines = text.normalize('NFC').split('\n').map(line => line.trim().replace(/\s+/g, ' ')).filter(line => line.length > 3).slice(10)
  let room = ROOM
  const fitting = lines.slice(0, 18).map((line) => {
    const shown = line.slice(0, Math.max(0, room))
    room -= line.length
    return shown.replace(/\S*$/, word => (shown.length < line.length ? '' : word)).trim()
  })
  return fitting.filter(line => line.length > 3).map(line => ({ text: line, flush: true }))
}

/** Letters put in, left out or changed to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Uint32Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint32Array(b.length + 1).fill(i)
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

interface Measured { errors: number; letters: number; seconds: number; words: number; doubtful: number; wrong: number; caught: number }

/** Words that stand in no line of the truth, and how many of those are marked as doubtful. */
function doubts(page: ReadPage, truth: string): Pick<Measured, 'words' | 'doubtful' | 'wrong' | 'caught'> {
  const right = new Set(plain(truth).split(' '))
  const wrong = page.words.filter(({ start, end }) => !right.has(page.text.slice(start, end)))
  const marked = (words: ReadPage['words']): number => words.filter(({ confidence }) => confidence < DOUBTFUL_BELOW).length
  return { words: page.words.length, doubtful: marked(page.words), wrong: wrong.length, caught: marked(wrong) }
}

async function measure(folder: string, paper: Paper, damage: Damage): Promise<Measured> {
  const sheet = drawPaper(paper)
  const path = join(folder, 'page')
  await writeFile(path, await scan(sheet, damage))
  const pages: ReadPage[] = []
  const start = performance.now()
  await readScan({ path, kind: 'picture', from: 1 }, { onPages: () => {}, onPage: page => pages.push(page) })
  const seconds = (performance.now() - start) / 1000
  return { errors: distance(plain(sheet.truth), plain(pages[0]!.text)), letters: plain(sheet.truth).length, seconds, ...doubts(pages[0]!, sheet.truth) }
}

function total(of: Measured[], key: keyof Measured): number {
  return of.reduce((sum, each) => sum + each[key], 0)
}

const rate = (of: Measured[]): number => (total(of, 'errors') / total(of, 'letters')) * 100

async function measureAll(folder: string, pages: [Paper, Damage][]): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [paper, damage] of pages) measured.push(await measure(folder, paper, damage))
  return measured
}

async function run(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'phaodai-scans-'))
  try {
    const founding = foundingPapers()
    const clean = await measureAll(folder, [partyLetter, stateLetter].map(paper => [paper, CLEAN]))
    const stamped = await measureAll(folder, [partyLetter, stateLetter].flatMap(paper => STAMPED.map((damage): [Paper, Damage] => [paper, damage])))
    const real = await measureAll(folder, founding.map(paper => [paper, STAMPED[0]!]))
    const all = [...clean, ...stamped, ...real]
    return [
      { what: 'characters in error, clean pages', value: rate(clean), unit: '%', goal: { atMost: 1 } },
      { what: 'characters in error, stamped and signed pages', value: rate(stamped), unit: '%', goal: { atMost: 3 } },
      ...(real.length > 0 ? [{ what: 'characters in error, pages of founding texts, stamped', value: rate(real), unit: '%', goal: { atMost: 3 } }] : []),
      { what: 'a page, from bytes to words, with the thread\'s start', value: total(all, 'seconds') / all.length, unit: 's' },
      { what: 'words marked as doubtful', value: (total(all, 'doubtful') / total(all, 'words')) * 100, unit: '%' },
      { what: 'misread words that are marked', value: (total(all, 'caught') / Math.max(1, total(all, 'wrong'))) * 100, unit: '%' },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How well and how fast scans are read, on sheets drawn here. */
export const bench: Bench = { name: 'scans', run }
