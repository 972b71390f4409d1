/** Load over real sockets from a process of its own: each connection asks, waits for the answer, and asks again. */
import { fork } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** What is asked: the requests, made ahead so that making them costs the measured machine nothing. Each connection takes every n-th. */
export type Load = { port: number; connections: number; requests: string[]; seconds: number }
/** What came back: answers a second, their times, and how many said something else than 200. */
export type Loaded = { answers: number; perSecond: number; times: number[]; failed: number }

/** One HTTP/1.1 request as it goes over the wire. */
export function wireRequest(method: string, path: string, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const head = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: bench\r\n${head}\r\n${text}`
}

/** Bytes of the first whole answer in a buffer, or 0 while it is not whole. */
function wholeAnswer(text: string): number {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length >= head + 4 + length ? head + 4 + length : 0
}

/** One connection's share of the load until the time is over or nothing is left to ask. */
function converse(socket: Socket, requests: readonly string[], until: number, loaded: Loaded): Promise<void> {
  return new Promise((resolve, reject) => {
    let [next, asked, read] = [0, 0, '']
    const ask = (): void => {
      if (next === requests.length || performance.now() > until) {
        socket.end()
        return resolve()
      }
      asked = performance.now()
      socket.write(requests[next++]!)
    }
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('data', (chunk: string) => {
      read += chunk
      const length = wholeAnswer(read)
      if (length === 0) return
      loaded.times.push(performance.now() - asked)
      loaded.answers++
      if (!read.startsWith('HTTP/1.1 200')) loaded.failed++
      read = read.slice(length)
      ask()
    })
    ask()
  })
}

async function load({ port, connections, requests, seconds }: Load): Promise<Loaded> {
  const loaded: Loaded = { answers: 0, perSecond: 0, times: [], failed: 0 }
  const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1').setNoDelay(true))
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  const begun = performance.now()
  await Promise.all(sockets.map((socket, at) => converse(socket, requests.filter((_, n) => n % connections === at), begun + seconds * 1000, loaded)))
  loaded.perSecond = loaded.answers / ((performance.now() - begun) / 1000)
  return loaded
}

/** Asks from another process, so that the server's own serves alone. */
export function loadFromOutside(asked: Load): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['load'], { execArgv: ['--import', 'tsx'] })
    child.once('error', reject).once('message', (loaded: Loaded) => {
      resolve(loaded)
      child.disconnect()
    })
    child.send(asked)
  })
}

if (process.send && process.argv[2] === 'load') process.once('message', (asked: Load) => void load(asked).then((loaded) => process.send!(loaded)))
