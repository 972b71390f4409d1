import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clustersOf, degreesOf, delaysOf, earliestArrival, exposureRisk, indexSpells, linkGraph, type ExposureWindow, type Risk, type RiskConfiguration } from './index.ts'

const FOLDER = join(process.env.PHAODAI_CORPUS ?? '', '..', 'reference', 'tracing')
const isHere = process.env.PHAODAI_CORPUS !== undefined && existsSync(FOLDER)

/** Rows of a reference file by column; its values hold no commas. */
function rowsOf(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/).map(line => line.replaceAll('"', '').split(','))
  return lines.map(line => Object.fromEntries(head!.map((name, column) => [name, line[column]!])))
}

function lineList() {
  const cases = rowsOf('hagelloch_1861_linelist.csv')
  const links = cases.filter(({ infector }) => infector !== 'NA').map(({ infector, case_ID }) => ({ from: infector!, to: case_ID! }))
  return { cases, graph: linkGraph(links, cases.map(({ case_ID }) => case_ID!)) }
}

if (isHere) {
  describe('the references', () => {
    test('R tsna: every earliest arrival among 469 people, ten seeds, steps 0 and 1', () => {
      const expected = rowsOf('haslemere_forward_earliest_arrival.csv')
      const index = indexSpells(rowsOf('haslemere_spells.csv').map(({ a, b, onset, terminus }) => ({ a: a!, b: b!, onset: Number(onset), terminus: Number(terminus) })))
      const found = [...new Set(expected.map(({ step, seed }) => `${step} ${seed}`))].flatMap((search) => {
        const [step, seed] = search.split(' ') as [string, string]
        const { time } = earliestArrival(index, [{ node: seed, time: 1 }], { step: Number(step), until: 577 })
        return index.ids.names.flatMap((node, at) => (Number.isFinite(time[at]!) ? [`${search} ${node} ${time[at]}`] : []))
      })
      const wanted = expected.map(({ step, seed, node, arrive }) => `${step} ${seed} ${node} ${arrive}`)
      expect(wanted).toHaveLength(7668)
      expect(found.toSorted()).toEqual(wanted.toSorted())
    })

    test('R epicontacts: clusters, degrees and pairwise delays of Hagelloch 1861', () => {
      const { cases, graph } = lineList()
      const { ids, from, to } = graph
      const [clusters, degrees] = [clustersOf(graph), degreesOf(graph)]
      expect(ids.names.map((id, node) => ({ id, cluster_member: String(clusters.of[node]), cluster_size: String(clusters.sizes[clusters.of[node]!]) })))
        .toEqual(rowsOf('hagelloch_1861_clusters.csv'))
      const wanted = rowsOf('hagelloch_1861_degree.csv')
      expect(wanted.map(({ id }) => ids.find(id!)!).map(node => ({ id: ids.names[node], both: String(degrees.both[node]), indeg: String(degrees.indeg[node]), outdeg: String(degrees.outdeg[node]) })))
        .toEqual(wanted)
      const days = new Map(cases.map(row => [row.case_ID!, Date.parse(row.date_of_prodrome!) / 86_400_000]))
      const delays = delaysOf(graph, id => days.get(id))
      expect([...delays].map((delay, row) => ({ from: ids.names[from[row]!], to: ids.names[to[row]!], serial_interval: String(delay) })))
        .toEqual(rowsOf('hagelloch_1861_pairwise_date_of_prodrome.csv'))
      expect(delays.reduce((sum, delay) => sum + delay, 0) / delays.length).toBeCloseTo(10.391, 3)
    })

    test('Corona-Warn-App: the risk of every public case', () => {
      type Case = { description: string; exposureWindows: ExposureWindow[] } & Record<string, unknown>
      const file = JSON.parse(readFileSync(join(FOLDER, 'exposure_risk_cases.json'), 'utf8')) as { defaultRiskCalculationConfiguration: RiskConfiguration; testCases: Case[] }
      expect(file.testCases.length).toBeGreaterThan(10)
      for (const { description, exposureWindows, ...expected } of file.testCases) {
        const risk = exposureRisk(file.defaultRiskCalculationConfiguration, exposureWindows)
        const found = Object.fromEntries(Object.keys(expected).map(name => [name, risk[`${name[3]!.toLowerCase()}${name.slice(4)}` as keyof Risk]]))
        expect(found, description).toEqual(expected)
      }
    })
  })
} else {
  describe('the references', () => {
    test('are not on this machine', () => {
      console.warn('!!! The reference results of tsna, epicontacts and the Corona-Warn-App are NOT here (beside PHAODAI_CORPUS): contact tracing was held against its own oracles only !!!')
      expect(isHere).toBe(false)
    })
  })
}
