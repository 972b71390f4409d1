import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLists } from './compare.ts'

test('tells what was taken out and what was put in', () => {
  expect(compareLists([...'ABCABBA'], [...'CBABAC']).filter(({ kind }) => kind !== 'same')).toHaveLength(5) // the example of Myers' paper
})

test('the way leads from one list to the other, whatever they are', () => {
  const lists = fc.array(fc.constantFrom(...'abcd'), { maxLength: 30 })
  fc.assert(fc.property(lists, lists, (a, b) => {
    const way = compareLists(a, b)
    expect(way.filter(({ kind }) => kind !== 'added').map(({ value }) => value)).toEqual(a)
    expect(way.filter(({ kind }) => kind !== 'removed').map(({ value }) => value)).toEqual(b)
  }))
})
