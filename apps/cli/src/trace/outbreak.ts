import { Explained } from '../explained.ts'
import { clustersOf, degreesOf, delaysOf, generationsOf, linkGraph, turned, type Link, type LinkGraph } from '@phaodai/contact-tracing'
import type { Input } from './kinds.ts'
import { isBackward, type Answer, type Options } from './options.ts'
import { columnOf, valueOf, type Table } from './table.ts'
import { daysOf, readTime } from './times.ts'

type LinkInput = Extract<Input, { kind: 'line-list' | 'links' }>
type CaseInput = Extract<Input, { kind: 'line-list' | 'cases' }>
type Row = Record<string, unknown>

/** Links in the order of their file, the rows they stand in, and the line list beside them. */
function readLinks(input: LinkInput, cases: CaseInput | undefined) {
  const list = cases ?? (input.kind === 'line-list' ? input : undefined)
  const [from, to] = input.kind === 'line-list' ? [input.infector, input.id] : [input.from, input.to]
  const rows = [...input.table.rows.keys()].filter(row => input.kind === 'links' || valueOf(input.table.rows[row]!, from) !== '')
  const links = rows.map(row => ({ from: valueOf(input.table.rows[row]!, from), to: valueOf(input.table.rows[row]!, to) }))
  const listed = list?.table.rows.map(row => valueOf(row, list.id)).filter(id => id !== '') ?? []
  const graph = linkGraph(links, [...listed, ...linkedPeople(links)])
  return { graph, leftOut: graph.faults.map(({ row, reason }) => ({ row: rows[row]! + 1, reason })), list: list?.table, id: list?.id ?? to }
}

/** People in the order in which igraph numbers them after the line list: all infectors, then all whom they infected. */
function linkedPeople(links: readonly Link[]): string[] {
  const usable = links.filter(({ from, to }) => from !== '' && to !== '' && from !== to)
  return [...usable.map(({ from }) => from), ...usable.map(({ to }) => to)]
}

/** Columns in which every value that is there is a date. */
function dateColumns({ columns, rows }: Table): string[] {
  return columns.filter((column) => {
    const values = rows.map(row => valueOf(row, column)).filter(value => value !== '')
    return values.length > 0 && values.every(value => readTime(value).clock === 'instant')
  })
}

function wantedDates(list: Table | undefined, options: Options): string[] {
  if (options.date === undefined) return list ? dateColumns(list) : []
  if (!list) throw new Explained('Cần --cases (danh sách ca có ngày) để dùng --date')
  const column = columnOf(list, options.date)
  if (column === undefined) throw new Explained(`--date: ${list.file} không có cột "${options.date}" (có: ${list.columns.join(', ')})`)
  return [column]
}

/** Days between the dates of infector and infected, as R epicontacts tells them: without sign. `delay` keeps the sign. */
function pairwise(graph: LinkGraph, list: Table, id: string, column: string): Row[] {
  const dates = new Map(list.rows.map(row => [valueOf(row, id), daysOf(valueOf(row, column))]))
  const { ids, from, to } = graph
  return [...delaysOf(graph, name => dates.get(name))].map((delay, link) => {
    const known = Number.isNaN(delay) ? null : delay
    return { from: ids.names[from[link]!]!, to: ids.names[to[link]!]!, serial_interval: known === null ? null : Math.abs(known), delay: known }
  })
}

function people(graph: LinkGraph, options: Options): Record<'clusters' | 'degree' | 'generations', Row[]> {
  const [clusters, { both, indeg, outdeg }] = [clustersOf(graph), degreesOf(graph)]
  const generation = generationsOf(isBackward(options) ? turned(graph) : graph, options.seed.length > 0 ? options.seed : undefined)
  const { names } = graph.ids
  const linked = [...new Set([...graph.from, ...graph.to])]
  return {
    clusters: names.map((id, node) => ({ id, cluster_member: String(clusters.of[node]), cluster_size: clusters.sizes[clusters.of[node]!] })),
    degree: linked.map(node => ({ id: names[node], both: both[node], indeg: indeg[node], outdeg: outdeg[node] })),
    generations: names.flatMap((id, node) => (options.seed.length > 0 && generation[node] === -1 ? [] : [{ id, generation: generation[node] === -1 ? null : generation[node] }])),
  }
}

function meanOf(rows: readonly Row[]): number | null {
  const known = rows.flatMap(({ serial_interval: days }) => (typeof days === 'number' ? [days] : []))
  return known.length === 0 ? null : known.reduce((sum, days) => sum + days, 0) / known.length
}

/** Clusters, degrees, generations and delays of a line list that names infectors, or of links beside a line list. */
export function traceOutbreak(input: LinkInput, cases: CaseInput | undefined, options: Options): Answer {
  const { graph, list, id, leftOut } = readLinks(input, cases)
  const tables = people(graph, options)
  const dates = wantedDates(list, options)
  const delays = Object.fromEntries(dates.map(column => [column, pairwise(graph, list!, id, column)]))
  const first = dates[0]
  return {
    json: { kind: 'outbreak', direction: options.direction, ...tables, pairwise: delays, meanDelay: Object.fromEntries(dates.map(column => [column, meanOf(delays[column]!)])), leftOut },
    tables: {
      clusters: { columns: ['id', 'cluster_member', 'cluster_size'], rows: tables.clusters },
      degree: { columns: ['id', 'both', 'indeg', 'outdeg'], rows: tables.degree },
      generations: { columns: ['id', 'generation'], rows: tables.generations },
      ...(first === undefined ? {} : { pairwise: { columns: ['from', 'to', 'serial_interval'], rows: delays[first]! } }),
      'left-out': { columns: ['row', 'reason'], rows: leftOut },
    },
    first: options.date !== undefined ? 'pairwise' : options.seed.length > 0 ? 'generations' : 'clusters',
    remarks: [`${graph.ids.size} người, ${graph.from.length} mối lây.${first === undefined ? '' : ` Cột ngày: ${dates.join(', ')}; khoảng cách tính theo ${first}.`}`],
  }
}
