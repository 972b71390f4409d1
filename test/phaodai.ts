import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { vi } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export interface Printed { stdout: string; stderr: string; status: number }

/** Runs the `phaodai` command as a person does and keeps what it printed. */
export function phaodai(...args: string[]) {
  return spawnSync(process.execPath, [`${ROOT}apps/cli/bin/phaodai.mjs`, ...args], { encoding: 'utf8', cwd: ROOT })
}

/** The same without starting a process of its own, for one command: a start takes seconds. */
export async function runCommand(register: (program: Command) => void, ...args: string[]): Promise<Printed> {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text)
      return true
    })
  }
  try {
    const program = new Command().exitOverride()
    register(program)
    await program.parseAsync(args, { from: 'user' })
    return { ...printed, status: Number(process.exitCode ?? 0) }
  } finally {
    vi.restoreAllMocks()
    process.exitCode = undefined
  }
}
