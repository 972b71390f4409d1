// Who may import what (docs/architecture.md), what a pure package may touch, and where SQL may stand.
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { lineAt, visitNodes } from './source.mjs'

export const name = 'imports'

const NAMED = { '#kernel/': 'apps/server/src/kernel/', '#server/': 'apps/server/src/', '#public/': 'apps/public/src/', '#web/': 'apps/web/src/', '#test/': 'test/' }
const BUILTIN = new Set(builtinModules)
const PURE = ['vocabulary', 'engine', 'registers', 'indicators', 'office']
const CLOCK = { Date: ['now'], Math: ['random'], performance: ['now'], crypto: ['randomUUID', 'getRandomValues'] }
const OUTSIDE_CALLS = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require'])

/** The room of the house a file stands in; `part` is the engine or the domain. */
export function roomOf(path) {
  const rooms = [
    [/^packages\/engines\/([^/]+)\//, 'engine'],
    [/^packages\/([^/]+)\//, undefined],
    [/^apps\/server\/src\/kernel\//, 'kernel'],
    [/^apps\/server\/src\/([^/]+)\//, 'domain'],
    [/^apps\/server\//, 'server'],
    [/^apps\/([^/]+)\//, undefined],
    [/^([^/]+)\//, undefined],
  ]
  const [pattern, room] = rooms.find(([candidate]) => candidate.test(path)) ?? [/()/, 'root']
  const part = pattern.exec(path)[1]
  return { room: room ?? part, part }
}

/** What an import points at: a file of the project, a Node built-in or an npm package. */
function targetOf(specifier, from) {
  if (specifier.startsWith('.')) return { path: posix.join(posix.dirname(from), specifier) }
  const prefix = Object.keys(NAMED).find((candidate) => specifier.startsWith(candidate))
  if (prefix) return { path: NAMED[prefix] + specifier.slice(prefix.length) }
  if (specifier.startsWith('@phaodai/')) {
    const [, part, ...rest] = specifier.split('/')
    const folder = ['vocabulary', 'registers', 'indicators', 'office'].includes(part) ? part : `engines/${part}`
    return { path: `packages/${folder}/src/${rest.join('/') || 'index.ts'}` }
  }
  const bare = specifier.replace(/^node:/, '')
  if (specifier.startsWith('node:') || BUILTIN.has(bare)) return { builtin: bare }
  return { package: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/') }
}

/** Every import, re-export and literal dynamic import of a file. */
export function importsOf(file) {
  const { module } = file.parsed
  const found = [
    ...module.staticImports.map((each) => ({ at: each.start, specifier: each.moduleRequest.value, entries: each.entries })),
    ...module.staticExports.flatMap((each) =>
      each.entries.filter((entry) => entry.moduleRequest).map((entry) => ({ at: each.start, specifier: entry.moduleRequest.value, entries: [] })),
    ),
    ...module.dynamicImports.map((each) => {
      const literal = /^(['"`])([^$]*)\1$/.exec(file.text.slice(each.moduleRequest.start, each.moduleRequest.end))
      return { at: each.start, specifier: literal?.[2], entries: [], dynamic: true }
    }),
  ]
  return found.filter(({ specifier }) => specifier).map((each) => ({ ...each, target: targetOf(each.specifier, file.path) }))
}

const isOwn = (from, to) => to.room === from.room && to.part === from.part

/** For each room, why it may not import a file of another room; undefined = it may. */
const FILE_RULES = {
  vocabulary: (from, to) => !isOwn(from, to) && 'vocabulary imports only itself',
  engine: (from, to) => !isOwn(from, to) && to.room !== 'vocabulary' && 'an engine imports only vocabulary and itself',
  registers: (from, to) => !['vocabulary', 'registers'].includes(to.room) && 'registers import only vocabulary, zod and themselves',
  indicators: (from, to) =>
    !['vocabulary', 'registers', 'indicators'].includes(to.room) && 'indicators import only vocabulary, registers, zod and themselves',
  office: (from, to) => !['vocabulary', 'office'].includes(to.room) && 'office imports only vocabulary, zod and itself',
  kernel: (from, to) => ['domain', 'server'].includes(to.room) && 'the kernel imports no domain',
  domain: (from, to, path) =>
    to.room === 'domain' && !isOwn(from, to) && posix.basename(path) !== 'index.ts' && 'a domain imports another only through its index.ts',
  web: (from, to) => ['kernel', 'domain', 'server', 'cli', 'test'].includes(to.room) && 'the web app never imports the server',
  public: (from, to) => ['domain', 'server', 'web', 'cli'].includes(to.room) && 'the public pages import the kernel and packages, nothing of the office',
  field: (from, to) => ['kernel', 'domain', 'server', 'cli', 'test'].includes(to.room) && 'the field app never imports the server',
}

const PACKAGES = { vocabulary: [], engine: [], registers: ['zod'], indicators: ['zod'], office: ['zod'] }

function ruleAgainst(file, { specifier, target, entries }) {
  const from = roomOf(file.path)
  if (/^\.\.\/\.\.\//.test(specifier)) return 'a relative import goes up one folder at most'
  if (target.package === 'zod' && entries.some((entry) => entry.importName?.name === 'z')) return "zod is imported as `import * as z`"
  if (file.isTest || file.path.endsWith('.config.ts')) return undefined
  if (target.path) return FILE_RULES[from.room]?.(from, roomOf(target.path), target.path) || undefined
  if (target.builtin && (PURE.includes(from.room) || ['web', 'field'].includes(from.room))) return `${from.room} uses no Node built-in`
  if (target.package && PACKAGES[from.room] && !PACKAGES[from.room].includes(target.package)) return `${from.room} uses no npm package ${target.package}`
  return undefined
}

function importProblems(file) {
  return importsOf(file).flatMap((each) => {
    const rule = ruleAgainst(file, each)
    return rule ? [`${file.path}:${lineAt(file.text, each.at)} ${each.specifier}: ${rule}`] : []
  })
}

/** Why a node reaches outside a pure function: clock, randomness, network, timers. */
function impurity(node) {
  if (node.type === 'NewExpression' && node.callee.name === 'Date' && node.arguments.length === 0) return 'new Date()'
  if (node.type === 'MemberExpression' && CLOCK[node.object.name]?.includes(node.property.name)) {
    return `${node.object.name}.${node.property.name}`
  }
  if (node.type === 'MemberExpression' && node.object.name === 'process') return 'process'
  if (node.type === 'CallExpression' && OUTSIDE_CALLS.has(node.callee.name)) return `${node.callee.name}()`
  return undefined
}

function purityProblems(file) {
  if (file.isTest || !['vocabulary', 'engine'].includes(roomOf(file.path).room)) return []
  const problems = []
  visitNodes(file.parsed.program, (node) => {
    const what = impurity(node)
    if (what) problems.push(`${file.path}:${lineAt(file.text, node.start)} ${what}: clock, chance and outside things come in as arguments`)
  })
  return problems
}

const SQL = [
  /^\s*select\s[\s\S]*\bfrom\s/i,
  /^\s*select\s+(pg_|set_config|current_|nextval|exists)/i,
  /^\s*insert\s+into\s/i,
  /^\s*update\s+\S+\s[\s\S]*\bset\b/i,
  /^\s*delete\s+from\s/i,
  /^\s*with\s+(recursive\s+)?\w+[\s\S]*\bas\s+(not\s+)?(materialized\s+)?\(/i,
  /^\s*(create|alter|drop)\s+(table|role|index|unique|view|function|database|schema|policy|trigger|type|extension|materialized|or\s+replace)\b/i,
  /^\s*(grant|revoke)\s+[\w, ]+\s+(on|to|from)\s/i,
  /^\s*set\s+(local|role|session)\b/i,
]

/** Files that may hold SQL: load.ts, save.ts, store.ts, *.queries.ts; tests and benches as they like. */
function mayHoldSql(file) {
  return file.isTest || !/^(apps\/(server|cli)|packages)\//.test(file.path) || /(^|\/)(load|save|store|[\w-]+\.queries)\.ts$/.test(file.path)
}

function sqlProblems(file) {
  if (mayHoldSql(file)) return []
  const problems = []
  visitNodes(file.parsed.program, (node, parent) => {
    const text = node.type === 'Literal' ? node.value : node.type === 'TemplateLiteral' ? node.quasis.map((part) => part.value.cooked).join('x') : ''
    if (typeof text !== 'string' || parent?.type === 'TSLiteralType') return
    if (SQL.some((pattern) => pattern.test(text))) {
      problems.push(`${file.path}:${lineAt(file.text, node.start)} SQL stands only in load.ts, save.ts, store.ts and *.queries.ts`)
    }
  })
  return problems
}

/** One line for each ring of files that import each other, types included. */
function cycles(files) {
  const paths = new Set(files.map((file) => file.path))
  const edges = new Map(files.map((file) => [file.path, importsOf(file).filter((each) => !each.dynamic).map((each) => each.target.path).filter((path) => paths.has(path))]))
  const state = new Map()
  const found = []
  const search = (path, trail) => {
    state.set(path, 'open')
    for (const next of edges.get(path)) {
      if (state.get(next) === 'open') found.push(`cycle: ${[...trail.slice(trail.indexOf(next)), next].join(' → ')}`)
      else if (!state.has(next)) search(next, [...trail, next])
    }
    state.set(path, 'done')
  }
  for (const path of paths) if (!state.has(path)) search(path, [path])
  return found
}

/** All breaches of the import rules, one line each. */
export function check(files) {
  const unreadable = files.filter((file) => file.parsed.errors.length > 0).map((file) => `${file.path}: ${file.parsed.errors[0].message}`)
  return { problems: [...unreadable, ...files.flatMap((file) => [...importProblems(file), ...purityProblems(file), ...sqlProblems(file)]), ...cycles(files)] }
}
