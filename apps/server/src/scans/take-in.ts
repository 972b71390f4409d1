import type { PageWord, TakeInInput } from '@phaodai/office'
import type * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { admit, correctText, findDirective, register, type Edit, shifted } from '../directives/index.ts'
import { attachFiles } from '../files/index.ts'
import { noteFile } from './intake-file.ts'
import { findScan, loadPages, type ScanRow } from './load.ts'
import { endScan, insertPages, updateWords, type NewPage } from './save.ts'
import { attachmentName, pictureName, trialOf, type Trial, type TrialPage } from './trial.ts'

const BETWEEN = '\n\n'

/** The text of all pages, and each page's words where they stand in it. */
function joined(pages: readonly TrialPage[]): { text: string; pages: NewPage[] } {
  let at = 0
  const placed = pages.map(({ n, sha256, width, height, text, words }) => {
    const from = at
    at += text.length + BETWEEN.length
    return { n, sha256, width, height, words: words.map(word => ({ ...word, start: word.start + from, end: word.end + from })) }
  })
  return { text: pages.map(page => page.text).join(BETWEEN), pages: placed }
}

async function storeFiles(deps: AppDeps, trial: Trial, scan: ScanRow, pages: readonly TrialPage[]): Promise<void> {
  await trial.store(deps.files, 'original', scan)
  for (const [at, attachment] of scan.attachments.entries()) await trial.store(deps.files, attachmentName(at), attachment)
  for (const page of pages) await trial.store(deps.files, pictureName(page.n), page)
}

type Moment = { at: string; today: string }

/**
 * Makes a draft of a scan that was read; a repeat changes nothing. Refuses as intake of a text does, and `illegal-state`
 * while the reading is not at its end.
 */
export async function takeInScan(deps: AppDeps, tx: Tx, who: Who, moment: Moment, id: string, input: z.infer<typeof TakeInInput>): Promise<void> {
  const scan = await findScan(tx, id)
  if (!scan) throw new Problem('not-found')
  if (scan.state === 'taken' && await findDirective(tx, id, moment.today)) return
  if (scan.state !== 'read') throw new Problem('illegal-state')
  const trial = trialOf(deps.config.dataFolder, id)
  const read = await trial.pages()
  const { text, pages } = joined(read)
  const fileId = await noteFile(tx, scan)
  await register(tx, who, moment, id, admit(text, input.force), { direction: scan.direction, declaredNotSecret: true, allowDuplicate: input.allowDuplicate, fileId })
  for (const attachment of scan.attachments) await attachFiles(tx, 'directive', id, [await noteFile(tx, attachment)])
  await insertPages(tx, id, pages)
  if (await endScan(tx, id, 'taken', ['read']) === 0) throw new Problem('illegal-state')
  await storeFiles(deps, trial, scan, read)
}

/** Certain, because a person says so. */
const BY_HAND = 100

function correctedWords(words: readonly PageWord[], edits: readonly Edit[]): PageWord[] {
  return words.flatMap((word) => {
    const edit = edits.find(({ start, end }) => start < word.end && end > word.start)
    const [start, end] = [shifted(word.start, edits), shifted(word.end, edits)]
    if (!edit) return [{ ...word, start, end }]
    const from = shifted(edit.start, edits.filter(other => other !== edit))
    return edit.text.trim() === '' ? [] : [{ ...word, start: Math.min(start, from), end: from + edit.text.length, confidence: BY_HAND }]
  })
}

/** Corrects recognised words of a draft; text, reading and the places of all words follow. */
export async function correctWords(tx: Tx, who: Who, moment: Moment, id: string, version: number, corrections: readonly Edit[]): Promise<void> {
  const pages = await loadPages(tx, id)
  if (pages.length === 0) throw new Problem(await findDirective(tx, id, moment.today) ? 'illegal-state' : 'not-found')
  const edits = await correctText(tx, who, moment, id, version, corrections)
  for (const page of pages) await updateWords(tx, id, page.n, correctedWords(page.words, edits))
}
