/** Words put in the place of others: offsets in the text before. */
export interface Edit { start: number; end: number; text: string }

/** Edits in order of their places; null when two touch the same letters or one lies outside the text. */
export function inOrder(edits: readonly Edit[], length: number): Edit[] | null {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const fits = sorted.every(({ start, end }, at) => start <= end && end <= length && (at === 0 || sorted[at - 1]!.end <= start))
  return fits ? sorted : null
}

/** A text after edits given in order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [edited, from] = ['', 0]
  for (const { start, end, text: words } of edits) {
    edited += text.slice(from, start) + words
    from = end
  }
  return edited + text.slice(from)
}

/** Where a place of the text before stands after edits given in order; a place inside an edit goes to its nearer end. */
export function shifted(place: number, edits: readonly Edit[]): number {
  let moved = 0
  for (const { start, end, text } of edits) {
    if (place >= end && !(place === start && end === start)) moved += text.length - (end - start)
    else if (place > start) return start + moved + Math.min(place - start, text.length)
    else break
  }
  return place + moved
}
