import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks one question at the console; reads one line of the input when it is no terminal. */
export async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY === true })
  try {
    return (await reader.question(question)).trim()
  } finally {
    reader.close()
  }
}

/** Asks without showing what is typed. */
export async function askHidden(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY === true })
  process.stdout.write(question)
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stdout.write('\n')
  }
}
