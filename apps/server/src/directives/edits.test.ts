import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, inOrder, shifted, type Edit } from './edits.ts'

test('edits that touch the same letters or lie outside are none', () => {
  expect(inOrder([{ start: 0, end: 3, text: 'a' }, { start: 2, end: 4, text: 'b' }], 9)).toBeNull()
  expect(inOrder([{ start: 5, end: 12, text: 'a' }], 9)).toBeNull()
  expect(inOrder([{ start: 5, end: 6, text: 'b' }, { start: 0, end: 3, text: 'a' }], 9)?.map(({ text }) => text)).toEqual(['a', 'b'])
})

/** A text of words, and other words for some of them. */
const edited = fc.array(fc.tuple(fc.stringMatching(/^[a-zđ]{1,6}$/), fc.option(fc.stringMatching(/^[A-Z]{1,8}$/))), { minLength: 1, maxLength: 20 })

test('words that nobody edited are found where they are said to have gone', () => {
  fc.assert(fc.property(edited, (pairs) => {
    const text = pairs.map(([word]) => word).join(' ')
    const places: { start: number; end: number; word: string; next: string | null }[] = []
    for (const [word, next] of pairs) places.push({ start: (places.at(-1)?.end ?? -1) + 1, end: (places.at(-1)?.end ?? -1) + 1 + word.length, word, next })
    const edits: Edit[] = places.flatMap(({ start, end, next }) => (next === null ? [] : [{ start, end, text: next }]))
    const after = applyEdits(text, inOrder(edits, text.length)!)
    expect(after).toBe(pairs.map(([word, next]) => next ?? word).join(' '))
    for (const { start, end, word, next } of places) expect(after.slice(shifted(start, edits), shifted(end, edits))).toBe(next ?? word)
  }))
})
