import { composeText } from '@phaodai/directives'
import { compareLists, writtenOf, type SignedCopy, type SignedInput } from '@phaodai/office'
import { readFile } from 'node:fs/promises'
import type * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { readFileText } from '../directives/index.ts'
import { attachFiles, findFile } from '../files/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { wordsOf } from './equal.ts'
import { ownDraft } from './flow.ts'
import { loadRoots, type DraftRow } from './load.ts'
import { insertCopy, insertEvent } from './save.ts'
import type { SignatureFindings } from './signature/check.ts'

type Difference = SignedCopy['differences'][number]
const SHOWN = 20

/** Places in which two texts differ by words, each side's words together; at most 20. */
export function differencesBetween(ours: string, theirs: string): Difference[] {
  const found: Difference[] = []
  let open: Difference | null = null
  for (const { kind, value } of compareLists(wordsOf(ours), wordsOf(theirs))) {
    if (kind === 'same') {
      open = null
      continue
    }
    if (open === null) found.push(open = { ours: '', theirs: '' })
    const side = kind === 'removed' ? 'ours' : 'theirs'
    open[side] = `${open[side]} ${value}`.trim()
  }
  return found.slice(0, SHOWN)
}

/** Numbers of pages stand alone on their line; they are no words of the document. */
const withoutPageNumbers = (text: string): string => text.split('\n').filter(line => !/^\s*\d{1,3}\s*$/.test(line)).join('\n')

async function compared(row: DraftRow, bytes: Buffer): Promise<{ compared: boolean; differences: Difference[] }> {
  const ours = composeText(writtenOf(row.content, { number: row.number, date: row.issuedOn, draft: false }))
  try {
    const { text } = await readFileText(bytes)
    return { compared: true, differences: differencesBetween(ours, withoutPageNumbers(text).replace(/^\s*DỰ THẢO\s*$/gmu, '')) }
  } catch {
    return { compared: false, differences: [] }
  }
}

const NO_SIGNATURE: SignatureFindings = { integrity: 'none', coverage: 'none', chain: 'none', signer: null, certificateIssuer: null, signedAt: null }

/**
 * Takes the signed paper back: a digital signature is checked, a stamped scan stands on the word of whoever files it. Text
 * that differs is told and refuses nothing. DỰ THẢO ends with a stamped scan, or a signature that is intact over the whole file.
 */
export async function fileSigned(tx: Tx, who: Who, deps: AppDeps, moment: Moment, id: string, { fileId, kind }: z.infer<typeof SignedInput>): Promise<void> {
  const row = await ownDraft(tx, who, id, null, ['numbered', 'issued'])
  const file = await findFile(tx, fileId)
  if (!file) throw new Problem('reference-missing')
  if (kind === 'digital' && file.mediaType !== 'application/pdf') throw new Problem('not-a-pdf')
  const bytes = await readFile(deps.files.pathOf(file.sha256))
  const signature = kind === 'digital' ? await (await import('./signature/check.ts')).checkSignature(bytes, await loadRoots(tx, moment.today), deps.clock.now()) : NO_SIGNATURE
  const accepted = kind === 'stamped' || (signature.integrity === 'intact' && signature.coverage === 'whole' && signature.chain !== 'invalid')
  await insertCopy(tx, { id: freshId(moment), draftId: id, fileId, kind, accepted, findings: { ...signature, ...await compared(row, bytes) }, by: who.title })
  await attachFiles(tx, row.directiveId ? 'directive' : 'draft', row.directiveId ?? id, [fileId])
  await insertEvent(tx, { draftId: id, kind: accepted ? 'signed-copy' : 'copy-refused', by: who.title, note: signature.signer })
}
