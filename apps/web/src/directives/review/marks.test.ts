import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesOf, type Mark } from './marks.ts'

const arbitraryMark = fc.record({ start: fc.integer({ min: -3, max: 60 }), end: fc.integer({ min: -3, max: 60 }), kind: fc.constantFrom('order' as const, 'body' as const, 'deadline' as const), id: fc.string({ minLength: 1, maxLength: 3 }) })

describe('piecesOf', () => {
  it('gives the text back exactly, whatever the marks', () => {
    fc.assert(fc.property(fc.string({ maxLength: 50 }), fc.array(arbitraryMark), (text, marks) => {
      const pieces = piecesOf(text, marks)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const piece of pieces) expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text)
    }))
  })

  it('puts a mark on every piece it covers and on no other', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 50 }), fc.array(arbitraryMark), (text, marks) => {
      const inside = marks.filter(({ start, end }) => start >= 0 && end <= text.length && start < end)
      for (const { start, text: words, marks: found } of piecesOf(text, marks)) {
        const covering = inside.filter((mark) => mark.start <= start && mark.end >= start + words.length)
        expect(new Set(found)).toEqual(new Set(covering))
      }
    }))
  })

  it('cuts where a deadline stands inside an order', () => {
    const order: Mark = { start: 3, end: 20, kind: 'order', id: 'a' }
    const deadline: Mark = { start: 10, end: 15, kind: 'deadline', id: 'a' }
    const pieces = piecesOf('1. Báo cáo trước 5/9.', [deadline, order])
    expect(pieces.map(({ marks }) => marks.map(({ kind }) => kind).sort())).toEqual([[], ['order'], ['deadline', 'order'], ['order'], []])
  })
})
