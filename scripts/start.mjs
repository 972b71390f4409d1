// npm start: install, build what is stale, start the server with its embedded PostgreSQL. Ctrl-C stops all of it.
import { buildWeb, install, ROOT } from './steps.mjs'
import { pathToFileURL } from 'node:url'

/** npm passes on no kill -9: when it is gone this process stops in good order instead of living on unseen. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()
}

process.chdir(ROOT)
install()
buildWeb()
stopWithNpm()
const { register } = await import('tsx/esm/api')
register()
await import(pathToFileURL('apps/server/src/main.ts').href)
