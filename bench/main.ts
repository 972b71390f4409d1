import { readdir } from 'node:fs/promises'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { reached, type Bench, type Row } from './bench.ts'

const RESULTS = new URL('../docs/bench/', import.meta.url)

async function benches(names: string[]): Promise<Bench[]> {
  const files = (await readdir(new URL('.', import.meta.url))).filter((file) => file.endsWith('.bench.ts')).sort()
  const wanted = files.filter((file) => names.length === 0 || names.includes(file.replace('.bench.ts', '')))
  const modules = await Promise.all(wanted.map((file) => import(`./${file}`) as Promise<{ bench: Bench }>))
  return modules.map(({ bench }) => bench)
}

function goalText({ goal }: Row): string {
  if (!goal) return ''
  return 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`
}

function line(row: Row): string {
  const sign = { true: '✓', false: '✗', undefined: ' ' }[String(reached(row)) as 'true' | 'false' | 'undefined']
  const value = row.value.toLocaleString('en', { maximumFractionDigits: Math.abs(row.value) < 10 ? 3 : 1, useGrouping: true })
  return `  ${sign} ${row.what.padEnd(60)} ${value.padStart(12)} ${row.unit.padEnd(14)} ${goalText(row)}`.trimEnd()
}

/** Keeps the figures with the machine they were measured on. */
function save(results: Record<string, Row[]>): void {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(new URL('latest.json', RESULTS), `${JSON.stringify({ date: new Date().toISOString(), machine, results }, null, 2)}\n`)
}

const asked = process.argv.slice(2)
const results: Record<string, Row[]> = {}
for (const bench of await benches(asked.filter((name) => !name.startsWith('--')))) {
  console.log(bench.name)
  const rows = await bench.run()
  rows.forEach((row) => console.log(line(row)))
  results[bench.name] = rows
}
if (asked.includes('--save')) save(results)
