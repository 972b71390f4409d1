// npm start: install, build what is stale, start the server with its embedded PostgreSQL. Ctrl-C stops all of it.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { buildPages, buildServer, buildWeb, install, ROOT, SERVER_ENTRY } from './steps.mjs'

/** Parent of a process; undefined where there is no /proc. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** The npm that runs this script, directly or through a shell, and its child on the way here. */
function findNpm() {
  for (let child = process.pid, pid = process.ppid, steps = 0; pid > 1 && steps < 3; child = pid, pid = parentOf(pid), steps++) {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('npm')) return { pid, child }
  }
  return undefined
}

/** npm cannot pass on a kill -9: when it is gone this process stops in good order instead of living on unseen. */
function stopWithNpm() {
  const npm = process.platform === 'linux' ? findNpm() : undefined
  if (npm) setInterval(() => parentOf(npm.child) !== npm.pid && process.kill(process.pid, 'SIGTERM'), 500).unref()
}

process.chdir(ROOT)
install()
buildWeb()
buildServer()
buildPages()
stopWithNpm()
process.setSourceMapsEnabled(true) // an error names the line of the source
await import(pathToFileURL(SERVER_ENTRY).href)
