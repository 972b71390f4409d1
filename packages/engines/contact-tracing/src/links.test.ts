import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clustersOf, degreesOf, delaysOf, generationsOf, linkGraph, turned } from './index.ts'

const link = (from: string, to: string) => ({ from, to })
/** 1 infected 2 and 3, 3 infected 4; 5 and 6 accuse each other; 7 stands alone. */
const graph = linkGraph([link('1', '2'), link('1', '3'), link('3', '4'), link('5', '6'), link('6', '5'), link('7', '7')], ['7'])
const byName = (values: Int32Array): Record<string, number> => Object.fromEntries(graph.ids.names.map((name, node) => [name, values[node]!]))

test('clusters, degrees and generations of a small outbreak', () => {
  expect(byName(clustersOf(graph).of)).toEqual({ 7: 1, 1: 2, 2: 2, 3: 2, 4: 2, 5: 3, 6: 3 })
  expect([...clustersOf(graph).sizes]).toEqual([0, 1, 4, 2])
  expect(byName(degreesOf(graph).both)).toEqual({ 7: 0, 1: 2, 2: 1, 3: 2, 4: 1, 5: 2, 6: 2 })
  expect(byName(generationsOf(graph))).toEqual({ 7: 0, 1: 0, 2: 1, 3: 1, 4: 2, 5: -1, 6: -1 })
  expect(byName(generationsOf(turned(graph), ['4']))).toEqual({ 7: -1, 1: 2, 2: -1, 3: 1, 4: 0, 5: -1, 6: -1 })
  expect(graph.faults).toEqual([{ row: 5, reason: 'self-contact' }])
})

test('a delay may be negative and is not known where a date is not', () => {
  const dates: Record<string, number> = { 1: 10, 2: 15, 3: 8 }
  expect([...delaysOf(graph, id => dates[id])]).toEqual([5, -2, NaN, NaN, NaN])
})

test('two are in one cluster exactly when a way of links leads from one to the other, whatever the order', () => {
  const links = fc.array(fc.tuple(fc.nat(9).map(String), fc.nat(9).map(String)), { maxLength: 12 })
  fc.assert(fc.property(links, (rows) => {
    const people = Array.from({ length: 10 }, (_, id) => String(id))
    const found = clustersOf(linkGraph(rows.map(([from, to]) => link(from, to)), people))
    const reach = new Map(people.map(id => [id, new Set([id])]))
    for (let round = 0; round < 10; round++) {
      for (const [a, b] of rows) {
        const both = new Set([...reach.get(a)!, ...reach.get(b)!])
        both.forEach(id => reach.set(id, both))
      }
    }
    for (const [one, a] of people.entries()) for (const [other, b] of people.entries()) expect(found.of[one] === found.of[other]).toBe(reach.get(a)!.has(b))
    const reversed = clustersOf(linkGraph(rows.toReversed().map(([from, to]) => link(from, to)), people))
    expect(reversed).toEqual(found)
  }))
})

test('a line of 200,000 links is one cluster of as many generations', () => {
  const rows = Array.from({ length: 200_000 }, (_, row) => link(String(row), String(row + 1)))
  const long = linkGraph(rows)
  expect(clustersOf(long).count).toBe(1)
  expect(generationsOf(long).at(-1)).toBe(200_000)
})
