import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Relationship } from './data.ts'

/** Nothing of the peers is kept in the project: they are fetched when the benchmark runs, into a folder of its own. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'phaodai-peer-'))

/** Installs packages of npm into a folder of their own; false where that fails. */
export function install(folder: string, packages: readonly string[]): boolean {
  return spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefix', folder, ...packages], { timeout: 120_000 }).status === 0
}

/** Seconds of processor time of a call. */
export function secondsOf<T>(call: () => T): { value: T; seconds: number } {
  const before = process.cpuUsage()
  const value = call()
  const { user, system } = process.cpuUsage(before)
  return { value, seconds: (user + system) / 1e6 }
}

type Graph = { mergeEdge: (from: string, to: string) => void }
type Graphology = { Graph: new (options: { type: 'directed'; multi: boolean }) => Graph; components: (graph: Graph) => string[][] }

/** Graphology builds its graph and finds its components; undefined, with a line that says so, where npm can't be reached. */
export function graphology(): ((links: readonly Relationship[]) => number) | undefined {
  const folder = emptyFolder()
  if (!install(folder, ['graphology@0.26.0', 'graphology-components@1.5.4'])) {
    console.log('    graphology can’t be had here (npm install failed): no figure of it')
    return undefined
  }
  const load = createRequire(join(folder, 'peer.cjs'))
  const peer: Graphology = { Graph: (load('graphology') as { default?: Graphology['Graph'] } & Graphology).Graph, components: (load('graphology-components') as { connectedComponents: Graphology['components'] }).connectedComponents }
  return (links) => {
    const graph = new peer.Graph({ type: 'directed', multi: false })
    for (const { from, to } of links) graph.mergeEdge(from, to)
    return peer.components(graph).length
  }
}

const GO_DATA = ['components/workers/transmissionChain.js', 'components/localizationHelper.js', 'server/config.json']
const SOURCE = 'https://raw.githubusercontent.com/WorldHealthOrganization/GoDataSource-API/master/'

/** One of its files (GPL-3): from a checkout named by PHAODAI_GODATA, or fetched. */
async function goDataFile(file: string): Promise<string | undefined> {
  if (process.env.PHAODAI_GODATA !== undefined) return readFileSync(join(process.env.PHAODAI_GODATA, file), 'utf8')
  const answer = await fetch(SOURCE + file, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
  return answer?.ok ? answer.text() : undefined
}

async function goDataFolder(): Promise<string | undefined> {
  const folder = emptyFolder()
  for (const file of GO_DATA) {
    const text = await goDataFile(file)
    if (text === undefined) return undefined
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return install(folder, ['moment@2.29.4', 'moment-range@4.0.2', 'moment-timezone@0.5.43', 'epi-week@0.0.1']) ? folder : undefined
}

type Answer = [unknown, { transmissionChains: { chains: unknown[] } }]

/** Go.Data's chain builder in this process; undefined, with a line that says so, where it can't be had. */
export async function goData(): Promise<((links: readonly Relationship[]) => number) | undefined> {
  const folder = await goDataFolder()
  if (folder === undefined) {
    console.log('    Go.Data’s builder can’t be had here: no figure of it (PHAODAI_GODATA may name a checkout of GoDataSource-API)')
    return undefined
  }
  createRequire(join(folder, 'peer.cjs'))('./components/workers/transmissionChain.js')
  return askGoData
}

/** It answers messages of its parent: the message is put before it here, and its answer taken where it would be sent. */
function askGoData(links: readonly Relationship[]): number {
  let chains = -1
  const send = (([, answer]: Answer) => { chains = answer.transmissionChains.chains.length }) as unknown as NonNullable<typeof process.send>
  Object.defineProperty(process, 'send', { value: send, configurable: true, writable: true })
  process.emit('message', { fn: 'build', args: [links.map(asGoData), 30, { activeChainStartDate: '2021-08-01' }] }, undefined)
  Reflect.deleteProperty(process, 'send')
  return chains
}

function asGoData({ from, to, date, isCase }: Relationship, row: number) {
  const type = (isOne: boolean): string => `LNG_REFERENCE_DATA_CATEGORY_PERSON_TYPE_${isOne ? 'CASE' : 'CONTACT'}`
  return {
    id: String(row), contactDate: new Date(Date.UTC(2021, 3, 1 + date)).toISOString(), persons: [{ id: from }, { id: to }],
    people: [{ id: from, type: type(true) }, { id: to, type: type(isCase) }],
  }
}
