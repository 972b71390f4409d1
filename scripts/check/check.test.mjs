import { describe, expect, test } from 'vitest'
import { check as budgets } from './budgets.mjs'
import { check as imports } from './imports.mjs'
import { compare } from './labels.mjs'
import { satisfies, sort } from './licences.mjs'
import { sourceFile } from './source.mjs'
import { wordProblems } from './words.mjs'

/** Problems of the import check on files given as [path, text]. */
const breaches = (...files) => imports(files.map(([path, text]) => sourceFile(path, text))).problems

const engine = 'packages/engines/directives/src/read.ts'
const domain = 'apps/server/src/tasks/routes.ts'

describe('imports: each rule catches its breach', () => {
  test.each([
    ['an engine imports a register', engine, "import { rumour } from '@phaodai/registers'", 'an engine imports only vocabulary'],
    ['an engine imports another engine', engine, "import { trace } from '@phaodai/contact-tracing'", 'an engine imports only vocabulary'],
    ['an engine uses a Node built-in', engine, "import { readFileSync } from 'node:fs'", 'no Node built-in'],
    ['an engine loads a built-in later', engine, "const fs = await import('fs')", 'no Node built-in'],
    ['an engine uses an npm package', engine, "import * as z from 'zod'", 'no npm package zod'],
    ['vocabulary imports an engine', 'packages/vocabulary/src/a.ts', "export { read } from '@phaodai/directives'", 'vocabulary imports only itself'],
    ['a register uses an npm package', 'packages/registers/src/a.ts', "import pg from 'pg'", 'no npm package pg'],
    ['a register imports the server', 'packages/registers/src/a.ts', "import type { Tx } from '#kernel/tx.ts'", 'registers import only'],
    ['an indicator imports an engine', 'packages/indicators/src/a.ts', "import { read } from '@phaodai/directives'", 'indicators import only'],
    ['the web imports the server', 'apps/web/src/a.tsx', "import { load } from '#server/tasks/load.ts'", 'never imports the server'],
    ['the web uses a built-in', 'apps/web/src/a.tsx', "import path from 'path'", 'no Node built-in'],
    ['the kernel imports a domain', 'apps/server/src/kernel/a.ts', "import { tasks } from '#server/tasks/index.ts'", 'the kernel imports no domain'],
    ['a domain reaches into another', domain, "import { load } from '../directives/load.ts'", 'only through its index.ts'],
    ['a path climbs', 'apps/web/src/tasks/actions/a.tsx', "import { t } from '../../text/t.ts'", 'one folder at most'],
    ['zod by name', domain, "import { z } from 'zod'", 'import * as z'],
  ])('%s', (_title, path, text, expected) => {
    expect(breaches([path, text])).toEqual([expect.stringContaining(expected)])
  })

  test.each([
    ['new Date()', 'const now = new Date()'],
    ['Date.now', 'const now = Date.now()'],
    ['Math.random', 'const chance = () => Math.random()'],
    ['performance.now', 'const now = performance.now()'],
    ['process', 'const home = process.env.HOME'],
    ['fetch()', "const page = fetch('x')"],
  ])('an engine reaches for %s', (what, text) => {
    expect(breaches([engine, text])).toEqual([expect.stringContaining(what)])
  })

  test.each([
    'select id from task where state = $1',
    'select pg_advisory_lock(1)',
    'insert into task (id) values ($1)',
    'update task set state = $1',
    'delete from task',
    'with late as (select 1) select * from late',
    'set local role pd_area',
    'create table x (id int)',
    'grant select on x to y',
  ])('SQL outside its files: %s', (sql) => {
    expect(breaches([domain, `const q = ${JSON.stringify(sql)}`])).toEqual([expect.stringContaining('SQL stands only in')])
    expect(breaches([domain, `const q = sql\`\n  ${sql} and \${1}\``])).toHaveLength(1)
    expect(breaches(['apps/server/src/tasks/load.ts', `const q = ${JSON.stringify(sql)}`])).toEqual([])
    expect(breaches(['apps/server/src/tasks/late.queries.ts', `const q = ${JSON.stringify(sql)}`])).toEqual([])
  })

  test('files that import each other, over three corners and through types', () => {
    const ring = breaches(
      ['packages/office/src/a.ts', "import { b } from './b.ts'"],
      ['packages/office/src/b.ts', "export * from './c.ts'"],
      ['packages/office/src/c.ts', "import type { A } from './a.ts'"],
    )
    expect(ring).toEqual(['cycle: packages/office/src/a.ts → packages/office/src/b.ts → packages/office/src/c.ts → packages/office/src/a.ts'])
  })

  test('a file that cannot be parsed', () => {
    expect(breaches([domain, 'const = 1'])).toHaveLength(1)
  })

  test('what is allowed passes', () => {
    expect(breaches(
      [engine, "import { fold } from '@phaodai/vocabulary'\nimport { b } from './items.ts'\nconst day = new Date(0)"],
      ['packages/registers/src/a.ts', "import * as z from 'zod'\nimport { date } from './kit/kinds/date.ts'"],
      [domain, "import { gate } from '#kernel/session.ts'\nimport { parties } from '../directives/index.ts'\nconst words = 'Select the tasks you want from the list'.length"],
      ['apps/web/src/a.tsx', "import { t } from '#web/text/t.ts'\nimport { registers } from '@phaodai/registers'"],
      ['packages/engines/directives/src/read.test.ts', "import { readFileSync } from 'node:fs'\nimport fc from 'fast-check'"],
    ).filter((line) => !line.includes('SQL'))).toEqual([])
  })
})

describe('budgets', () => {
  const lines = (count) => `export function long() {\n${'  work()\n'.repeat(count - 2)}}\n`
  const problems = (path, text) => budgets([sourceFile(path, text)]).problems.join('\n')

  test('a function over 80 lines, not in tests', () => {
    expect(problems('apps/web/src/a.ts', lines(81))).toContain('apps/web/src/a.ts:1: function of 81 lines')
    expect(problems('apps/web/src/a.ts', lines(80))).not.toContain('function of')
    expect(problems('apps/web/src/a.test.ts', lines(81))).toBe('')
  })

  test('the median, the share of short ones, a file over 400 lines', () => {
    expect(problems('apps/web/src/a.ts', lines(31))).toContain('median function has 31 lines')
    expect(problems('apps/web/src/a.ts', lines(31))).toContain('only 0.0 % of functions')
    expect(problems('apps/web/src/a.test.ts', 'work()\n'.repeat(401))).toContain('401 lines, limit 400')
  })

  test('the kit', () => {
    const kit = Array.from({ length: 4 }, (_, i) => sourceFile(`packages/registers/src/kit/${i}.ts`, 'work()\n'.repeat(376)))
    expect(budgets(kit).problems).toEqual(['register kit: 1504 lines, limit 1500'])
  })
})

describe('labels', () => {
  const page = (text) => [sourceFile('apps/web/src/a.tsx', text)]

  test('a key in one language only, an empty one, a value lost in translation', () => {
    expect(compare({ a: 'A {n}', b: 'B' }, { a: 'A', c: '' }, page("t('a'); t('b')"))).toEqual([
      'text: "b" is missing in English', 'text: "c" is missing in Vietnamese', 'text: "c" is empty',
      '"a": values {n} in Vietnamese, {} in English',
    ])
  })

  test('a key that no text has, a prefix without keys, a key nobody uses', () => {
    const text = { 'state.done': 'Xong', old: 'Cũ' }
    expect(compare(text, text, page('t(`state.${s}`); t(late ? "x.y" : "state.done"); word(`box.${b}`)'))).toEqual([
      'apps/web/src/a.tsx:1 "x.y" is in no text', 'apps/web/src/a.tsx:1 no key starts with "box."', 'vi.json: "old" is used nowhere',
    ])
  })
})

describe('licences', () => {
  test.each([
    ['MIT', true], ['(MIT OR GPL-3.0)', true], ['MIT AND Zlib', true], ['MIT AND GPL-3.0', false], ['AGPL-3.0-only', false],
  ])('%s', (expression, expected) => {
    expect(satisfies(expression, new Set(['MIT', 'Zlib']))).toBe(expected)
  })

  test('GPL and silence are refused, MPL is noted', () => {
    const packages = [{ path: 'a', licence: 'GPL-3.0' }, { path: 'b', licence: undefined }, { path: 'c', licence: 'MPL-2.0' }, { path: 'd', licence: 'MIT' }]
    const { refused, noted } = sort(packages)
    expect([refused, noted].map((list) => list.map(({ path }) => path))).toEqual([['a', 'b'], ['c']])
  })
})

test.each([
  ['a.ts', '// TODO: later'],
  ['a.test.ts', "test.skip('x', () => {})"],
  ['a.test.ts', "describe.only('x', () => {})"],
  ['README.md', 'see /work/shared/x'],
  ['a.ts', '// @ts-ignore'],
  ['package-lock.json', '"resolved": "https://npm.example/x.tgz"'],
])('words: %s with %s', (path, text) => {
  expect(wordProblems(path, text)).toHaveLength(1)
  expect(wordProblems(path, 'const list = [1] // a note')).toEqual([])
})
