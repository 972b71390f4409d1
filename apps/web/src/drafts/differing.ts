import { compareLists, draftParagraphs, type Change, type DraftContent } from '@phaodai/office'

/** Paragraphs in pairs: what was taken out stands beside what came in its place. */
export type Row = { left: string | null; right: string | null }

function pairsOf(changes: readonly Change<string>[]): Row[] {
  const rows: Row[] = []
  let gone: string[] = []
  let come: string[] = []
  const close = () => {
    for (let n = 0; n < Math.max(gone.length, come.length); n++) rows.push({ left: gone[n] ?? null, right: come[n] ?? null })
    gone = []
    come = []
  }
  for (const { kind, value } of changes) {
    if (kind === 'removed') gone.push(value)
    if (kind === 'added') come.push(value)
    if (kind !== 'same') continue
    close()
    rows.push({ left: value, right: value })
  }
  close()
  return rows
}

const texts = (content: DraftContent): string[] => draftParagraphs(content).map(({ text }) => text)
/** The paragraphs of two texts in pairs; what is the same in both stands in both. */
export const rowsOf = (older: DraftContent, newer: DraftContent): Row[] => pairsOf(compareLists(texts(older), texts(newer)))

/** One side of a pair as runs of words that the other side has too, and runs that it has not. */
export function runsOf({ left, right }: Row, side: keyof Row): { text: string; differs: boolean }[] {
  const away = side === 'left' ? 'added' : 'removed'
  const runs: { text: string; differs: boolean }[] = []
  const words = (text: string | null): string[] => text?.split(/(?<=\s)/u) ?? []
  for (const { kind, value } of compareLists(words(left), words(right))) {
    if (kind === away) continue
    const last = runs.at(-1)
    if (last?.differs === (kind !== 'same')) last.text += value
    else runs.push({ text: value, differs: kind !== 'same' })
  }
  return runs
}
