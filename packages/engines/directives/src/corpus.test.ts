import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDirective, toGuideSchema } from './index.ts'

const CORPUS = process.env.PHAODAI_CORPUS ?? ''
const SCORER = join(CORPUS, 'score.mjs')

interface Scores { macro: number; tasksF1: number; itemsF1: number; leadAccuracy: number; deadlineAccuracy: number; counts: { dlAll: number; dlOk: number; dlFalse: number; dlFalseUn: number } }

/** Scores by the corpus' own scorer, over what the engine reads from its texts. */
function scoreCorpus(): Scores {
  const folder = mkdtempSync(join(tmpdir(), 'phaodai-corpus-'))
  try {
    for (const file of readdirSync(CORPUS).filter(name => name.endsWith('.txt'))) {
      const id = file.slice(0, -4)
      writeFileSync(join(folder, `${id}.json`), JSON.stringify(toGuideSchema(readDirective(readFileSync(join(CORPUS, file), 'utf8')), id)))
    }
    return JSON.parse(spawnSync(process.execPath, [SCORER, CORPUS, folder, '--json'], { encoding: 'utf8' }).stdout) as Scores
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (CORPUS !== '' && existsSync(SCORER)) {
  describe('the labelled corpus', () => {
    it('is read to its bars', { timeout: 60_000 }, () => {
      const { counts, ...scores } = scoreCorpus()
      expect(scores.macro).toBeGreaterThanOrEqual(0.93)
      expect(scores.tasksF1).toBeGreaterThanOrEqual(0.9)
      expect(scores.itemsF1).toBeGreaterThanOrEqual(0.95)
      expect(scores.leadAccuracy).toBeGreaterThanOrEqual(0.88)
      expect(counts).toMatchObject({ dlOk: counts.dlAll, dlFalse: 0, dlFalseUn: 0 })
    })
  })
} else {
  describe('the labelled corpus', () => {
    it('is not on this machine', () => {
      console.warn('!!! PHAODAI_CORPUS is not set: the directive engine was NOT scored against the labelled corpus, only against its own fixtures !!!')
      expect(CORPUS === '' || !existsSync(SCORER)).toBe(true)
    })
  })
}
