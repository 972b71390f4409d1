// What may stand in no file: notes to self, skipped tests, paths and hosts of somebody's machine.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { walk } from './source.mjs'

export const name = 'words'

const TEXT = /\.(ts|tsx|mjs|js|json|sql|md|html|css|svg|yml|yaml|sh|txt)$|(^|\/)(run|LICENSE|\.npmrc|\.gitignore)$/
/** This check and its test have to spell what they look for. */
const EXEMPT = /^scripts\/check\/(words\.mjs|check\.test\.mjs)$/

const RULES = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, why: 'unfinished work belongs in docs/NEXT.md', only: /\.(ts|tsx|mjs|sql|css)$/ },
  { pattern: /\b(describe|it|test)\.(skip|only|todo|skipIf|runIf|fails)\b|\bx(it|describe)\(/, why: 'no test is skipped', only: /\.(ts|tsx|mjs)$/ },
  { pattern: /(^|[\s'"`(=])\/(work|farm|root|home\/\w+)\/|bash_jobs/, why: 'a path of one machine' },
  { pattern: /"resolved": "https?:\/\/(?!registry\.npmjs\.org\/)/, why: 'the lock file names a private registry', only: /package-lock\.json$/ },
  { pattern: /@ts-(ignore|nocheck|expect-error)/, why: 'the type checker is not silenced', only: /\.(ts|tsx|mjs)$/ },
]

/** Breaches in one text, one line each. */
export function wordProblems(path, text) {
  const rules = RULES.filter(({ only }) => !only || only.test(path))
  return text.split('\n').flatMap((line, i) =>
    rules.filter(({ pattern }) => pattern.test(line)).map(({ why }) => `${path}:${i + 1} ${why}: ${line.trim().slice(0, 100)}`),
  )
}

/** Reads every text file of the project. */
export function check(_files, root) {
  const paths = [...walk(root)].filter((path) => TEXT.test(path) && !EXEMPT.test(path))
  return { problems: paths.flatMap((path) => wordProblems(path, readFileSync(join(root, path), 'utf8'))), summary: [`texts read: ${paths.length}`] }
}
