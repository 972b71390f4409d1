import { advise, optimalPool, type Assay } from '@phaodai/pooled-testing'
import type { Bench, Row } from './bench.ts'
import { random } from './random.ts'

const ASKED = 2000

function perSecond(assays: Assay[], work: (assay: Assay) => unknown): number {
  const start = process.cpuUsage().user
  assays.forEach(work)
  return assays.length / ((process.cpuUsage().user - start) / 1e6)
}

function run(): Promise<Row[]> {
  const r = random(20_260_701)
  const assays = Array.from({ length: ASKED }, () => ({ prevalence: 0.001 + r() * 0.3, sensitivity: 0.7 + r() * 0.3, specificity: 0.9 + r() * 0.1 }))
  const thinned = assays.map((assay) => ({ ...assay, lossPerDoubling: 0.02 }))
  return Promise.resolve([
    { what: 'optimal pools', value: perSecond(assays, (assay) => optimalPool(assay)), unit: 'assays/s', goal: { atLeast: 1000 } },
    { what: 'advice', value: perSecond(assays, (assay) => advise(assay)), unit: 'assays/s', goal: { atLeast: 1000 } },
    { what: 'advice with dilution', value: perSecond(thinned, (assay) => advise(assay)), unit: 'assays/s', goal: { atLeast: 100 } },
  ])
}

/** Pooling adviser, in processor time of one core. */
export const bench: Bench = { name: 'pooling', run }
