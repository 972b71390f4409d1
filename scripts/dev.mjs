// npm run dev: the server restarts and the page refreshes when a source file is saved.
import { install, say, start, tool } from './steps.mjs'

install()
const port = process.env.PORT ?? '8080'
const children = [
  start(process.execPath, [tool('tsx'), 'watch', '--clear-screen=false', 'apps/server/src/main.ts'], { PORT: port }),
  start(process.execPath, [tool('vite'), 'apps/web', '--clearScreen', 'false'], { PHAODAI_API: `http://127.0.0.1:${port}` }),
]
say('Ứng dụng web khi phát triển: http://127.0.0.1:5173')

let isStopping = false
/** Once only: a second signal would make the server end without closing its database. */
function stop(signal) {
  if (isStopping) return
  isStopping = true
  children.forEach(({ child }) => child.kill(signal))
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal))
await Promise.race(children.map(({ ended }) => ended))
stop('SIGTERM')
await Promise.all(children.map(({ ended }) => ended))
