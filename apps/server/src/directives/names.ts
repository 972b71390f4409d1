import type { Found } from '@phaodai/directives'
import type { NamedBody, ResolveBody } from '@phaodai/office'

/** A name as it is kept: names of bodies are looked up when shown. */
export type KeptName = Omit<NamedBody, 'bodies'>

/** A resolved name without what is looked up again. */
export function kept(named: NamedBody): KeptName {
  const { bodies: _, ...rest } = named
  return rest
}

/** Text on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const SEPARATOR = /^\s*(?:[,;]|và|cùng)?\s*$/iu
/** Answers that say the parts belong together. */
const PARTS = new Set(['list', 'list-part', 'unknown'])

/**
 * Names in the order written. Neighbours that only together mean somebody are one name: "các xã" and "thị trấn" are
 * every commune, "cơ quan", "đơn vị" and "địa phương" are one question to the office, not three.
 */
export function namesOf(found: readonly Found<string>[], text: string, resolve: ResolveBody, recipients: readonly number[]): KeptName[] {
  const names: KeptName[] = []
  for (let first = 0; first < found.length;) {
    const last = lastOfOne(found, first, text, resolve, recipients)
    const written = last === first ? found[first]!.value : text.slice(found[first]!.span.start, found[last]!.span.end)
    names.push(kept(resolve(oneLine(written), recipients)))
    first = last + 1
  }
  return names
}

function lastOfOne(found: readonly Found<string>[], first: number, text: string, resolve: ResolveBody, recipients: readonly number[]): number {
  let end = first
  while (end + 1 < found.length && SEPARATOR.test(text.slice(found[end]!.span.end, found[end + 1]!.span.start))) end++
  for (let last = end; last > first; last--) {
    const whole = resolve(oneLine(text.slice(found[first]!.span.start, found[last]!.span.end)), recipients)
    const parts = found.slice(first, last + 1).map(each => resolve(oneLine(each.value), recipients))
    const open = parts.some(part => part.bodyIds === null)
    if (open && !PARTS.has(whole.rule) && (whole.bodyIds !== null || parts.every(part => part.bodyIds === null))) return last
  }
  return first
}
