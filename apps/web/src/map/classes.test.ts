import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerOf, classOf, classWidth, patterns, shades, spanOf, type MapClass, type Question } from './classes.ts'

/** Relative luminance after WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

describe('classes', () => {
  it('hold every number in exactly one span', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 50_000 }), (a, b) => {
      const [value, highest] = [Math.min(a, b), Math.max(a, b)]
      const width = classWidth(highest)
      const klass = classOf(value, width) as 1 | 2 | 3 | 4
      const [from, to] = spanOf(klass, width)
      return value >= from && value <= to && width * 4 >= highest
    }))
    expect([classOf(0, 2), classOf(1, 2), classOf(2, 2), classOf(3, 2), classOf(8, 2)]).toEqual([0, 1, 1, 2, 4])
  })

  it('grow darker step by step and differ by pattern beyond the first', () => {
    for (const question of ['overdue', 'notAccepted', 'units', 'level', 'incidence', 'coverage'] as Question[]) {
      const steps = ([0, 1, 2, 3, 4] as MapClass[]).map((klass) => luminance(shades[question][klass]))
      for (let at = 1; at < steps.length; at++) expect(steps[at]).toBeLessThan(steps[at - 1]!)
    }
    expect(new Set(([2, 3, 4, 'unseen'] as MapClass[]).map((klass) => patterns[klass])).size).toBe(4)
  })

  it('keep apart "none" and "not told"', () => {
    const feature = (id: number) => ({ type: 'Feature' as const, id, geometry: { type: 'Polygon' as const, coordinates: [] },
      properties: { areaId: id, code: '', level: 'commune' as const, kind: 'xã', fullName: '', schematic: true, archipelago: false, source: null, label: [0, 0] as [number, number] } })
    const counts = new Map([[1, { areaId: 1, inView: true, inherited: false, open: 3, overdue: 0, notAccepted: 9 }], [2, { areaId: 2, inView: false, inherited: false, open: 0, overdue: 0, notAccepted: 0 }]])
    expect([...answerOf('overdue', [feature(1), feature(2), feature(3)], counts).classes]).toEqual([[1, 0], [2, 'unseen'], [3, 'unseen']])
    expect(answerOf('notAccepted', [feature(1)], counts)).toEqual({ width: 3, classes: new Map([[1, 3]]) })
  })
})
