import { expect, test } from 'vitest'
import { Barcode, ctWords, readCts } from './testing.ts'

test.each([
  ['E 24,1; RdRp 26,3', [{ gene: 'E', ct: 24.1 }, { gene: 'RdRp', ct: 26.3 }]],
  ['24.5', [{ gene: null, ct: 24.5 }]],
  ['Ct: 31', [{ gene: null, ct: 31 }]],
  ['N2: 30,15 | E: 29', [{ gene: 'N2', ct: 30.15 }, { gene: 'E', ct: 29 }]],
  ['ORF1ab = 18,2\nN = 19', [{ gene: 'ORF1ab', ct: 18.2 }, { gene: 'N', ct: 19 }]],
  ['', null], ['không', null], ['E 0', null], ['E 51', null], ['Undetermined', null],
] as const)('Ct as laboratories write it: %j', (written, read) => {
  expect(readCts(written)).toEqual(read)
})

test('what is printed reads back as the same', () => {
  const cts = [{ gene: 'E', ct: 24.1 }, { gene: null, ct: 26 }]
  expect(ctWords(cts)).toBe('E 24,1; 26')
  expect(readCts(ctWords(cts)!)).toEqual(cts)
  expect(ctWords(null)).toBeNull()
})

test('a barcode is what a scanner types: capitals, no blanks, no mark of Vietnamese', () => {
  expect(Barcode.parse(' xn0001 ')).toBe('XN0001')
  for (const wrong of ['', 'AB', 'MÃ 01', 'A B C', `A${'1'.repeat(40)}`]) expect(Barcode.safeParse(wrong).success, wrong).toBe(false)
})
