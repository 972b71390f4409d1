// npm run lint: oxlint, the type checker, and the project's own checks (scripts/check). Prints each with its figures.
import { install, ROOT, run, tool } from './steps.mjs'

process.chdir(ROOT)
install()
const { readSources } = await import('./check/source.mjs')
const checks = await Promise.all(
  ['imports', 'budgets', 'labels', 'licences', 'words'].map((name) => import(`./check/${name}.mjs`)),
)

const failed = []

function report(name, problems, summary = []) {
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`)
  for (const line of summary) console.log(`    ${line}`)
  for (const problem of problems) console.error(`    ${problem}`)
  if (problems.length > 0) failed.push(name)
}

report('oxlint', run(process.execPath, [tool('oxlint'), '--quiet']) ? [] : ['see above'])
report('types', run(process.execPath, [tool('tsc'), '-p', '.']) ? [] : ['see above'])
const files = readSources(ROOT)
for (const { name, check } of checks) {
  const { problems, summary } = check(files, ROOT)
  report(name, problems, summary)
}
if (failed.length > 0) console.error(`✗ lint: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
