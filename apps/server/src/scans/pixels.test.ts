import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelling, liesOnSide, redInk, withoutInk, type Pixels } from './pixels.ts'

/** A picture of one colour a point. */
function picture(points: [number, number, number][], width: number): Pixels {
  return { data: Uint8Array.from(points.flat()), width, height: points.length / width, channels: 3 }
}

/** Lines of text as bars, turned by some degrees. */
function bars(degrees: number, upright = true): Pixels {
  const [width, height] = upright ? [600, 800] : [800, 600]
  const slope = Math.tan((degrees * Math.PI) / 180)
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    const [along, across] = upright ? [x, y - x * slope] : [y, x]
    return along > 60 && along < 540 && across > 80 && across < 720 && across % 24 < 9 && (along * 7 + Math.floor(across / 24) * 13) % 31 < 25 ? 20 : 240
  })
  return { data, width, height, channels: 1 }
}

test('red and blue ink become paper, black below them and black alone stay', () => {
  const ink = Array.from({ length: 2000 }, (_, at): [number, number, number] => (at % 3 === 0 ? [205, 30, 50] : [40, 55, 160]))
  const { data } = withoutInk(picture([...ink, [25, 25, 25], [38, 4, 6], [250, 248, 240], [120, 118, 115]], 4))
  expect(Math.min(...data.slice(0, 2000))).toBeGreaterThan(235)
  expect(Math.max(...data.slice(2000, 2002))).toBeLessThan(60)
  expect(Array.from(data.subarray(2002))).toEqual([250, 120])
})

test('red ink is found alone, or not at all', () => {
  const paper = Array.from({ length: 5000 }, (): [number, number, number] => [250, 248, 240])
  expect(redInk(picture([...paper, [20, 20, 20], [38, 52, 158]], 2))).toBeNull()
  const red = redInk(picture([...paper, ...Array.from({ length: 200 }, (): [number, number, number] => [205, 30, 50])], 2))!
  expect([red.data[0], red.data[5000]]).toEqual([255, 30])
})

test('a page askew is levelled to a tenth of a degree or so, up to ten', () => {
  fc.assert(fc.property(fc.double({ min: -9, max: 9, noNaN: true }), degrees => Math.abs(levelling(bars(degrees)) + degrees) < 0.2), { numRuns: 8 })
})

test('a page on its side is told from an upright one', () => {
  expect(liesOnSide(bars(1))).toBe(false)
  expect(liesOnSide(bars(0, false))).toBe(true)
})
