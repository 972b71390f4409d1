const NONE: readonly RegExpExecArray[] = []

/**
 * All matches of a global expression (or the first so many), in order. It is asked of every sentence and
 * mostly finds nothing: unlike matchAll it neither copies the expression nor makes an iterator.
 */
export function allMatches(shape: RegExp, text: string, most = Infinity): readonly RegExpExecArray[] {
  shape.lastIndex = 0
  let match = shape.exec(text)
  if (match === null) return NONE
  const matches: RegExpExecArray[] = []
  for (; match !== null && matches.length < most; match = shape.exec(text)) {
    matches.push(match)
    if (match[0] === '') shape.lastIndex++
  }
  return matches
}

/** Adds a list to another, however long it is (a spread into push overflows the stack). */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const entry of more) list.push(entry)
}
