import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainsOf, COVID19_2021, dutiesOf, indexStays, likelyInfectors, linkGraph, rowsApart, stayColumns, Tracing, type DatedCase, type Stay } from './index.ts'

const HOUR = 3_600_000
const at = (text: string): number => Date.parse(`2021-07-${text}+07:00`)
const told = (instant: number): string => new Date(instant + 7 * HOUR).toISOString().slice(8, 16)

test('a contact asked for at 22:10 is listed by 10:10, isolated and sampled by 22:10, tested by the end of days 1, 7 and 14', () => {
  const facts = { tier: 1, requested: at('21T22:10'), lastExposure: at('20T17:00') }
  expect(dutiesOf(facts, COVID19_2021).map(({ code, due, day }) => [code, day, told(due)])).toEqual([
    ['test', 1, '22T00:00'], ['list', undefined, '22T10:10'], ['isolate', undefined, '22T22:10'], ['sample', undefined, '22T22:10'],
    ['test', 7, '28T00:00'], ['release', 14, '04T00:00'], ['test', 14, '04T00:00'],
  ])
  expect(dutiesOf({ ...facts, done: new Set(['list', 'isolate', 'sample', 'test 1']) }, COVID19_2021)[0]).toMatchObject({ code: 'test', day: 7 })
  expect(dutiesOf({ ...facts, tier: 2 }, COVID19_2021).map(({ code }) => code)).toEqual(['list'])
  expect(dutiesOf({ ...facts, tier: 3 }, COVID19_2021)).toEqual([])
})

test('the likelier infector is who was met when most infectious, longer, and so long before as incubation takes', () => {
  const stays: Stay[] = [
    ...['Chi', 'An'].map(person => ({ person, place: 'nhà', from: at('01T00:00'), kind: 'household' as const })),
    { person: 'Chi', place: 'quán', from: at('15T08:00'), to: at('15T09:00') }, { person: 'Bình', place: 'quán', from: at('15T08:00'), to: at('15T09:00') },
    { person: 'Chi', place: 'chợ', from: at('19T23:00'), to: at('19T23:30') }, { person: 'Dũng', place: 'chợ', from: at('19T23:00'), to: at('19T23:30') },
  ]
  const columns = stayColumns(stays)
  const of = (name: string): number => columns.peopleIds.find(name)!
  const fellIll = (name: string, onset: number): [number, DatedCase] => [of(name), { person: of(name), onset, from: onset - 48 * HOUR, to: onset + 240 * HOUR }]
  const cases = new Map([fellIll('An', at('14T08:00')), fellIll('Bình', at('15T08:00')), fellIll('Chi', at('20T08:00')), fellIll('Dũng', at('20T08:00'))])
  const tracing = new Tracing(indexStays(columns, COVID19_2021, at('25T00:00')), COVID19_2021)
  tracing.trace([...cases.values()])
  const found = likelyInfectors(tracing, cases, of('Chi'), COVID19_2021)
  // Dũng was met nine hours before the onset: no incubation is so short.
  expect(found.map(({ infector }) => columns.peopleIds.names[infector])).toEqual(['An', 'Bình'])
  expect(found[0]!.share).toBeGreaterThan(0.8)
  expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  expect(found.map(({ serialInterval }) => serialInterval)).toEqual([6, 5])
})

test('a chain whose circle closes with a recent link is active, in whatever order the links stand', () => {
  const rows = [['a', 'b', 1], ['b', 'c', 2], ['a', 'c', 90], ['d', 'e', 3], ['d', 'e', 4]] as const
  fc.assert(fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (links) => {
    const graph = linkGraph(links.map(([from, to]) => ({ from, to })), ['a', 'b', 'c', 'd', 'e'])
    const isCase = Uint8Array.from(graph.ids.names, name => Number(name === 'a' || name === 'd'))
    expect(chainsOf(graph, Float64Array.from(links, ([, , date]) => date), isCase, 80)).toEqual([
      { people: 3, cases: 1, contacts: 2, links: 3, first: 1, last: 90, isActive: true }, { people: 2, cases: 1, contacts: 1, links: 2, first: 3, last: 4, isActive: false },
    ])
  }))
})

test('seats tell how many rows lie between', () => {
  expect([rowsApart('12A', '14C'), rowsApart('3', '3B'), rowsApart('A', '3'), rowsApart(undefined, '1')]).toEqual([2, 0, undefined, undefined])
})
