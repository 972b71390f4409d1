// How long functions and files may be, and how large the register kit may grow.
import { posix } from 'node:path'
import { lineAt, visitNodes } from './source.mjs'

export const name = 'budgets'

const FUNCTION = { median: 10, share: 0.9, shareLines: 30, longest: 80 }
const FILE_LINES = 400
const KITS = [
  { name: 'register kit', folders: ['packages/registers/src/kit/', 'apps/server/src/registers/'], limit: 1500 },
  { name: 'its web half', folders: ['apps/web/src/kit/'], limit: 2000 },
]
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
/** Where a function has a name of its own; a one-line callback inside a call is part of its surroundings. */
const NAMING = new Set(['VariableDeclarator', 'Property', 'PropertyDefinition', 'MethodDefinition', 'ExportDefaultDeclaration', 'AssignmentExpression'])

const countLines = (text) => text.trimEnd().split('\n').length

/** Line counts of the functions of a file: named ones, and unnamed ones with a body of statements. */
export function functionsOf(file) {
  const found = []
  visitNodes(file.parsed.program, (node, parent) => {
    if (!FUNCTIONS.has(node.type) || !node.body) return
    const counts = node.type === 'FunctionDeclaration' || NAMING.has(parent?.type) || node.body.type === 'BlockStatement'
    if (counts) found.push({ place: `${file.path}:${lineAt(file.text, node.start)}`, lines: countLines(file.text.slice(node.start, node.end)) })
  })
  return found
}

function functionReport(files) {
  const functions = files.filter((file) => !file.isTest).flatMap(functionsOf).sort((a, b) => a.lines - b.lines)
  if (functions.length === 0) return { problems: [], summary: [] }
  const at = (share) => functions[Math.min(functions.length - 1, Math.floor(functions.length * share))].lines
  const within = functions.filter(({ lines }) => lines <= FUNCTION.shareLines).length / functions.length
  const longest = functions[functions.length - 1]
  const problems = functions.filter(({ lines }) => lines > FUNCTION.longest).map(({ place, lines }) => `${place}: function of ${lines} lines, limit ${FUNCTION.longest}`)
  if (at(0.5) > FUNCTION.median) problems.push(`median function has ${at(0.5)} lines, limit ${FUNCTION.median}`)
  if (within < FUNCTION.share) problems.push(`only ${(within * 100).toFixed(1)} % of functions have ≤ ${FUNCTION.shareLines} lines`)
  const summary = `functions: ${functions.length}, median ${at(0.5)} lines, p90 ${at(0.9)}, longest ${longest.lines} (${longest.place}), ${(within * 100).toFixed(1)} % ≤ ${FUNCTION.shareLines}`
  return { problems, summary: [summary] }
}

function fileReport(files) {
  const sizes = files.map((file) => ({ path: file.path, lines: countLines(file.text) })).sort((a, b) => b.lines - a.lines)
  const problems = sizes.filter(({ lines }) => lines > FILE_LINES).map(({ path, lines }) => `${path}: ${lines} lines, limit ${FILE_LINES}`)
  const tests = files.filter((file) => file.isTest).length
  const longest = sizes[0] ? `, longest ${sizes[0].lines} lines (${posix.basename(sizes[0].path)})` : ''
  return { problems, summary: [`files: ${files.length} of which ${tests} tests${longest}, over ${FILE_LINES}: ${problems.length}`] }
}

function kitReport(files) {
  const sizes = KITS.map((kit) => {
    const own = files.filter((file) => !file.isTest && kit.folders.some((folder) => file.path.startsWith(folder)))
    return { ...kit, lines: own.reduce((sum, file) => sum + countLines(file.text), 0) }
  })
  const problems = sizes.filter((kit) => kit.lines > kit.limit).map((kit) => `${kit.name}: ${kit.lines} lines, limit ${kit.limit}`)
  return { problems, summary: sizes.map((kit) => `${kit.name}: ${kit.lines} of ${kit.limit} lines`) }
}

/** Breaches of the budgets, and the figures themselves. */
export function check(files) {
  const reports = [functionReport(files), fileReport(files), kitReport(files)]
  return { problems: reports.flatMap((each) => each.problems), summary: reports.flatMap((each) => each.summary) }
}
