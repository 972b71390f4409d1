import type { Chain } from '@phaodai/office'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { painted } from './colours.ts'
import { chainModel, findCode, linksByDay } from './model.ts'
import { caseNear, clipped, wholeNetwork, zoomedNetwork } from './network-paint.ts'
import { bow, placesOf } from './places.ts'
import { takesRoom, type Written } from './room.ts'
import { caseByKey } from './tree-keys.ts'
import { ringLayout, treeLayout } from './tree-layout.ts'

type Tie = [from: number, to: number, kind?: number]
const figures = { cases: 0, links: 0, clusters: 0, generations: 0, circular: 0, firstOn: null, lastOn: null, intervals: { known: 0, median: null, counts: [] } }
const chainOf = (days: number[], ties: Tie[], area: number[] = days.map(() => 0)): Chain => ({
  start: 0, more: false, figures, areas: [{ id: 1, name: 'Xã Một', lon: 106, lat: 21 }, { id: 2, name: 'Xã Hai', lon: 107, lat: 22 }, { id: 3, name: 'Xã Ba', lon: null, lat: null }],
  cases: { id: days.map((_, at) => `00000000-0000-7000-8000-00000000000${at}`), code: days.map((_, at) => `CB-${at}`), area, day: days, classOf: days.map(() => 2), generation: days.map(() => 0) },
  links: { from: ties.map(([from]) => from), to: ties.map(([, to]) => to), kind: ties.map(([, , kind]) => kind ?? 0), basis: ties.map(() => 0), setting: ties.map(() => -1) },
})

test('a case hangs by its surest link, of equals by the latest source; the other link is kept beside the tree', () => {
  const model = chainModel(chainOf([0, 3, 5, 8], [[0, 2, 1], [1, 2, 0], [0, 3, 1], [2, 3, 1], [0, 1]]))
  expect([...model.parent]).toEqual([-1, 0, 1, 2])
  expect(model.others).toEqual([0, 2])
  expect([...model.order]).toEqual([0, 1, 2, 3])
})

test('a circle is opened at its earliest case, and everybody stands once behind his source', () => {
  const tied = fc.integer({ min: 1, max: 40 }).chain((count) => fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.nat(2)), { maxLength: 80 }).map((ties) => ({ count, ties: ties.filter(([from, to]) => from !== to) })))
  fc.assert(fc.property(tied, ({ count, ties }) => {
    const model = chainModel(chainOf(Array.from({ length: count }, (_, at) => at), ties))
    const place = new Map([...model.order].map((n, at) => [n, at]))
    expect(place.size).toBe(count)
    for (let n = 0; n < count; n++) if (model.parent[n] !== -1) expect(place.get(model.parent[n]!)).toBeLessThan(place.get(n)!)
    const { row, rows } = treeLayout(model)
    const leaves = [...row.keys()].filter((n) => model.childStart[n] === model.childStart[n + 1])
    expect(new Set(leaves.map((n) => row[n])).size).toBe(leaves.length) // no two ends of branches on one row
    expect(rows).toBe(leaves.length)
    expect(ringLayout(model, { row, rows }).every(Number.isFinite)).toBe(true)
    expect([...linksByDay(model)].map((link) => model.chain.links.to[link])).toEqual([...model.chain.links.to].sort((one, other) => one - other))
  }))
  expect([...chainModel(chainOf([1, 2, 3], [[0, 1], [1, 2], [2, 0]])).parent]).toEqual([-1, 0, 1])
})

test('a source stands in the middle of those it infected', () => {
  const { row, rows } = treeLayout(chainModel(chainOf([0, 2, 2, 3, 4], [[0, 1], [0, 2], [0, 3], [3, 4]])))
  expect([rows, row[0], row[1], row[2], row[3], row[4]]).toEqual([3, 1, 0, 1, 2, 2])
})

test('a tree folded behind a generation counts what it hides and gives the rows back', () => {
  // 0 → 1 → 3 → 5, 1 → 4; 0 → 2; 6 alone
  const model = chainModel(chainOf([0, 2, 2, 4, 4, 6, 7], [[0, 1], [0, 2], [1, 3], [1, 4], [3, 5]]))
  expect([...model.depth]).toEqual([0, 1, 1, 2, 2, 3, 0])
  const folded = treeLayout(model, 1)
  expect([folded.rows, [...folded.row], [...folded.hidden]]).toEqual([3, [0.5, 0, 1, -1, -1, -1, 2], [0, 3, 0, 0, 0, 0, 0]])
  // Days go as far as those that are shown: alone, the second tree ends on day 7; without it the folded one on day 2.
  expect([folded.lastDay, treeLayout(chainModel(chainOf([0, 2, 4], [[0, 1], [1, 2]])), 1).lastDay]).toEqual([7, 2])
  expect([...treeLayout(model, 0).hidden]).toEqual([5, 0, 0, 0, 0, 0, 0])
  expect([...treeLayout(model).hidden].every((each) => each === 0)).toBe(true)
})

test('arrows lead to the source, to whom it infected and along the generation, past what is folded', () => {
  const model = chainModel(chainOf([0, 2, 2, 4, 4], [[0, 1], [0, 2], [1, 3], [2, 4]]))
  const whole = treeLayout(model)
  const go = (from: number, key: string, layout = whole): number | undefined => caseByKey(model, layout, from, key)
  expect([go(-1, 'ArrowDown'), go(3, 'ArrowLeft'), go(0, 'ArrowLeft'), go(0, 'ArrowRight'), go(3, 'ArrowDown'), go(4, 'ArrowDown'), go(4, 'ArrowUp'), go(4, 'Home'), go(4, 'x')]).toEqual([0, 1, 0, 1, 4, 4, 3, 0, undefined])
  expect(go(1, 'ArrowDown', treeLayout(model, 1))).toBe(2)
})

test('of a line what lies on the canvas is drawn, and the nearest case to a press is found whatever the view', () => {
  expect(clipped(-10, 5, 30, 5, 21, 11)).toEqual([0, 5, 20, 5])
  expect(clipped(5, -8, 5, -1, 21, 11)).toBeUndefined()
  expect(clipped(-5, 8, 8, -5, 21, 11)).toEqual([0, 3, 3, 0])
  expect(clipped(-5, 3, 3, -5, 21, 11)).toBeUndefined()
  const model = chainModel(chainOf([0, 2], [[0, 1]]))
  const at = Float32Array.from([-50, 0, 50, 100])
  const view = wholeNetwork(at, 232, 132)
  expect(view).toEqual({ x: 0, y: 50, scale: 1 })
  const scene = { model, at, painted: painted(model.chain, 'class'), selected: -1, width: 232, height: 132 }
  expect([caseNear({ ...scene, view }, 68, 20), caseNear({ ...scene, view }, 166, 112), caseNear({ ...scene, view }, 116, 66)]).toEqual([0, 1, -1])
  // Zoomed about the first case it stays where it is.
  expect(caseNear({ ...scene, view: zoomedNetwork(view, scene, 4, 66, 16) }, 66, 16)).toBe(0)
})

test('no code is written over another, on its own line or on one that is too near', () => {
  const taken = new Map<number, Written[]>()
  const at = (left: number, top: number): boolean => takesRoom(taken, { left, right: left + 60, top }, 11)
  expect([at(0, 50), at(59, 50), at(60, 50), at(30, 60), at(30, 61), at(200, 45), at(0, 39)]).toEqual([true, false, true, false, true, true, true])
})

test('the map is told areas and links between them, never a case; areas without a point are counted', () => {
  const model = chainModel(chainOf([0, 1, 2, 3], [[0, 1], [0, 2], [1, 2], [2, 3]], [0, 0, 1, 2]))
  expect(placesOf(model)).toEqual({
    spots: [{ area: 0, name: 'Xã Một', at: [106, 21], cases: 2 }, { area: 1, name: 'Xã Hai', at: [107, 22], cases: 1 }], arcs: [{ from: 0, to: 1, links: 2 }], within: 1, unplaced: 1,
  })
  const there = bow([106, 21], [107, 22])
  expect([there[0], there.at(-1)]).toEqual([[106, 21], [107, 22]])
  expect(bow([107, 22], [106, 21])[8]).not.toEqual(there[8]) // the way back lies beside
})

test('a code is found whole before it is found in part; colours count every case once', () => {
  const chain = chainOf(Array.from({ length: 12 }, (_, at) => at), [], [0, 0, 1, 1, 1, 2, 0, 0, 0, 0, 0, 0])
  expect([findCode(chain, ' cb-1 '), findCode(chain, '11'), findCode(chain, 'cb-99'), findCode(chain, '')]).toEqual([1, 11, -1, -1])
  expect(painted(chain, 'area').shades.map(({ name, cases }) => [name, cases])).toEqual([['Xã Một', 8], ['Xã Hai', 3], ['Xã Ba', 1]])
  expect(painted(chain, 'class').shades.map(({ cases }) => cases)).toEqual([0, 0, 12])
})
