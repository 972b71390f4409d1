// The project's source files as the checks see them: path, text, syntax tree.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

const SKIPPED = new Set(['node_modules', 'dist', 'test-results', 'coverage', '.git', '.data'])

/** One file; `tree` is parsed on first use. Paths are relative to the root, with forward slashes. */
export function sourceFile(path, text) {
  let parsed
  return {
    path,
    text,
    isTest: /\.(test|bench)\.tsx?$/.test(path) || path.startsWith('test/'),
    get parsed() {
      return (parsed ??= parseSync(path, text))
    },
  }
}

/** Every file below the folder, generated and foreign ones left out. */
export function* walk(root, folder = '') {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* walk(root, path)
    else if (entry.isFile()) yield path
  }
}

/** The TypeScript files of the project. */
export function readSources(root) {
  const folders = ['packages', 'apps', 'test', 'bench']
  const paths = folders.flatMap((folder) => [...walk(root, folder)]).filter((path) => /\.tsx?$/.test(path))
  return paths.map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')))
}

/** Calls `visit(node, parent)` for every node of a syntax tree. */
export function visitNodes(node, visit, parent) {
  if (typeof node.type === 'string') visit(node, parent)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object') visitNodes(child, visit, typeof node.type === 'string' ? node : parent)
    }
  }
}

/** Line number of a position in a text, from 1. */
export function lineAt(text, position) {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < position; i = text.indexOf('\n', i + 1)) line++
  return line
}
