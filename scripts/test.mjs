// npm test: everything, browser stories included. Installs what is missing or says what to install; skips nothing.
// npm test -- server: only the named vitest projects. The last line is "N passed, N failed".
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildWeb, giveUp, install, ROOT, say, start, tool } from './steps.mjs'

const PROJECTS = ['unit', 'alone', 'server', 'routes', 'e2e', 'kill']
/** Programs that npm does not bring, each with its Debian package. `spare`: the tests run without it, only slower. */
const SYSTEM = [
  { name: 'chromium', places: [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'] },
  { name: 'chromium-headless-shell', places: [process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell'], spare: true },
  { name: 'libreoffice-writer-nogui', places: ['/usr/lib/libreoffice/program/libswlo.so', '/usr/lib64/libreoffice/program/libswlo.so'] }, // opens the papers of stories
  { name: 'fonts-liberation', places: ['/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf', '/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf'] }, // as wide as Times New Roman
  { name: 'poppler-utils', places: ['/usr/bin/pdftotext'] }, // reads what was printed
]

const aptInstall = (names) => ['install', '-y', '-qq', '--no-install-recommends', ...names]

/** What apt-get installs here and nothing else can; nothing where it is there or this is no Debian of root's. */
function missingHere() {
  const missing = SYSTEM.filter(({ places }) => !places.some((path) => path && existsSync(path)))
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) return missing
  const needed = missing.filter(({ spare }) => !spare).map(({ name }) => name)
  if (needed.length > 0) giveUp(`Thiếu ${needed.join(', ')}. Hãy cài rồi chạy lại, ví dụ: sudo apt-get ${aptInstall(needed).join(' ')} (hoặc đặt CHROMIUM_PATH)`)
  return []
}

/** Installs the programs that are missing, beside the tests that need none; what is returned waits for the end of it. */
function beginSystem() {
  const missing = missingHere()
  if (missing.length === 0) return async () => {}
  say(`Cài ${missing.map(({ name }) => name).join(', ')} từ gói Debian`)
  const apt = async (...args) => (await start('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' }).ended) === 0
  const installing = (async () => {
    const updated = await apt('update', '-qq')
    for (const program of missing) program.done = updated && (await apt(...aptInstall([program.name])))
  })()
  return async () => {
    await installing
    for (const { name, spare } of missing.filter(({ done }) => !done)) {
      if (!spare) giveUp(`Không cài được. Hãy chạy: apt-get ${aptInstall([name]).join(' ')}`)
      say(`Không cài được ${name}; các kịch bản trình duyệt sẽ chạy chậm hơn`)
    }
  }
}

/** What failed, for the end of the output: the middle of a long run is seldom read. */
const failures = []

/** The beginning of a message, each line set in below the test it belongs to. */
function indented(message) {
  return message.slice(0, 1200).split('\n').slice(0, 12).map((line) => `\n    ${line}`).join('')
}

function noteFailures(name, { testResults }) {
  for (const file of testResults.filter(({ status }) => status === 'failed')) {
    const where = `${name}: ${relative(ROOT, file.name)}`
    const broken = file.assertionResults.filter(({ status }) => status === 'failed')
    if (broken.length === 0) failures.push(`${where}${indented(file.message)}`)
    for (const { fullName, failureMessages } of broken) failures.push(`${where} › ${fullName}${indented(failureMessages.join('\n'))}`)
  }
}

/** Results of one project as vitest noted them; a file that did not load counts as a failed test. */
function countOf(name, report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const results = JSON.parse(readFileSync(report, 'utf8'))
  noteFailures(name, results)
  const broken = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken,
    skipped: results.numPendingTests + results.numTodoTests,
  }
}

/** Room that the databases of the tests take at most, with plenty to spare; seen: half a gigabyte. */
const ROOM = 4e9

/** Where throw-away databases lie: in memory where there is room, since copying one is ten times as fast there. The killed servers stay on the disk. */
function throwAwayFolder(project) {
  if (project === 'kill' || process.env.TMPDIR || !existsSync('/dev/shm')) return {}
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > ROOM ? { TMPDIR: '/dev/shm' } : {}
}

/** What asks every route is asked of the server of PHAODAI_TEST_ROUTES_URL where one is named, everything else of an embedded one (docs/adr/0079). */
function serverOf(project) {
  const url = process.env.PHAODAI_TEST_ROUTES_URL
  return project === 'routes' && url ? { PHAODAI_TEST_DATABASE_URL: url } : {}
}

async function runProject(name) {
  say(`vitest: ${name}`)
  const report = join(ROOT, `test-results/${name}.json`)
  rmSync(report, { force: true })
  const vitest = [tool('vitest'), 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const succeeded = (await start(process.execPath, vitest, { ...throwAwayFolder(name), ...serverOf(name) }).ended) === 0
  const count = countOf(name, report)
  if (count.skipped > 0) failures.push(`${name}: ${count.skipped} skipped tests; none may be skipped`)
  const failed = count.failed + count.skipped
  if (!succeeded && failed === 0) failures.push(`${name}: an error outside any test, see above`)
  return { passed: count.passed, failed: succeeded || failed > 0 ? failed : 1 } // an error outside any test fails too
}

/** The lint as one more test, begun now and told when asked. Its own output names each check. */
function beginLint() {
  const said = join(ROOT, 'test-results/lint.log')
  const log = openSync(said, 'w')
  const child = spawn(process.execPath, ['scripts/lint.mjs'], { cwd: ROOT, stdio: ['ignore', log, log] })
  const ended = new Promise((resolve) => { child.on('close', resolve) })
  return async () => {
    const status = await ended
    closeSync(log)
    process.stdout.write(readFileSync(said))
    if (status !== 0) failures.push('lint: see above')
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 }
  }
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !PROJECTS.includes(name))
if (unknown) giveUp(`Không có nhóm kiểm thử ${unknown}; có: ${PROJECTS.join(', ')}`)
const projects = asked.length > 0 ? PROJECTS.filter((name) => asked.includes(name)) : PROJECTS

process.chdir(ROOT)
install()
const systemIsThere = projects.includes('e2e') ? beginSystem() : undefined
mkdirSync('test-results', { recursive: true })
const counts = []
let lint
let kill
for (const project of projects) {
  if (project === 'e2e') {
    await systemIsThere()
    buildWeb()
  }
  if (project === 'server' && asked.length === 0) { // killed servers leave a core idle half of their time, for a sixth of all minutes
    lint = beginLint()
    kill = runProject('kill')
  }
  counts.push(await (project === 'kill' && kill ? kill : runProject(project)))
}
if (lint) counts.push(await lint())
const total = (key) => counts.reduce((sum, count) => sum + count[key], 0)
for (const failure of failures) console.log(`✗ ${failure}`)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exit(total('failed') > 0 || total('passed') === 0 ? 1 : 0)
