import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsOf } from './differing.ts'

const told = (left: string, right: string, side: 'left' | 'right'): string => runsOf({ left, right }, side).map(({ text, differs }) => (differs ? `[${text.trim()}]` : text.trim())).join(' ')

describe('a paragraph beside what came in its place', () => {
  test('marks the words that differ and no others', () => {
    const [was, is] = ['UBND xã lập danh sách, hoàn thành trước ngày 24/12.', 'UBND xã rà soát, lập danh sách, hoàn thành trước ngày 20/12.']
    expect([told(was, is, 'left'), told(was, is, 'right')]).toEqual(['UBND xã lập danh sách, hoàn thành trước ngày [24/12.]', 'UBND xã [rà soát,] lập danh sách, hoàn thành trước ngày [20/12.]'])
  })

  test('loses no character of either, and what is not marked is the same in both', () => {
    const words = fc.array(fc.constantFrom('xã ', 'huyện, ', 'rà soát ', 'ngày ', 'báo cáo.'), { maxLength: 12 }).map((all) => all.join(''))
    fc.assert(fc.property(words, words, (left, right) => {
      const [a, b] = [runsOf({ left, right }, 'left'), runsOf({ left, right }, 'right')]
      expect([a.map(({ text }) => text).join(''), b.map(({ text }) => text).join('')]).toEqual([left, right])
      const same = (runs: typeof a): string => runs.filter(({ differs }) => !differs).map(({ text }) => text).join('')
      expect(same(a)).toBe(same(b))
    }))
  })
})
