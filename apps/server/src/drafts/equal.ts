import { numberedItems } from '@phaodai/directives/write/numbering.ts'
import type { DirectiveReading } from '@phaodai/directives'
import type { WrittenDocument } from '@phaodai/office'

/** Words of a text, so that case, spacing and closing marks do not count. */
export function wordsOf(text: string | null | undefined): string[] {
  return (text ?? '').normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

const same = (a: string | null | undefined, b: string | null | undefined): boolean => wordsOf(a).join(' ') === wordsOf(b).join(' ')

/**
 * Where what is read out of a written document differs from what was written: labels of items, or the name of a header
 * value; empty when both are one tree. Words after the last item are read as part of it.
 */
export function differencesIn(doc: WrittenDocument, reading: DirectiveReading): string[] {
  const written = numberedItems(doc)
  const found: string[] = []
  for (const [n, { item, label, parent }] of written.entries()) {
    const read = reading.items[n]
    const own = [item.text, ...item.paragraphs, ...(n === written.length - 1 ? doc.closing : [])].join(' ')
    if (!read || read.label !== label || read.parent !== parent || !same(read.text.value, own)) found.push(label)
  }
  if (reading.items.length > written.length) found.push(reading.items[written.length]!.label)
  if (doc.number !== null && !same(reading.number.value, doc.number)) found.push('number')
  if (doc.date !== null && reading.date.value !== doc.date) found.push('date')
  return found
}
