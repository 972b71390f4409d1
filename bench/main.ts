import { readdir } from 'node:fs/promises'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { reached, type Bench, type Row } from './bench.ts'

const LATEST = new URL('../docs/bench/latest.json', import.meta.url)

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

/** Keeps each bench's figures with the day and the machine they were measured on; those of other benches stay. */
function save(results: Record<string, Row[]>): void {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', node: process.version }
  const date = new Date().toISOString()
  const before = existsSync(LATEST) ? JSON.parse(readFileSync(LATEST, 'utf8')) as object : {}
  const measured = Object.fromEntries(Object.entries(results).map(([name, rows]) => [name, { date, machine, rows }]))
  mkdirSync(new URL('.', LATEST), { recursive: true })
  writeFileSync(LATEST, `${JSON.stringify({ ...before, ...measured }, null, 2)}\n`)
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
