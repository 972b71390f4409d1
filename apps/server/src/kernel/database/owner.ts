import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './postmaster.ts'

/** The data folder is in use by a living process. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning'

  constructor(dataDir: string, pid: number) {
    super(`Pháo Đài đang chạy rồi (tiến trình ${pid}) trên thư mục dữ liệu ${dataDir}. Hãy dừng nó trước, hoặc đặt PHAODAI_DATA thành thư mục khác.`)
  }
}

/** Start of a process, so that a process id used again after a crash is not mistaken for it. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return '' // not Linux: the process id alone has to do
  }
}

function read(path: string): { pid: number; start: string } | undefined {
  try {
    const [pid, start = ''] = readFileSync(path, 'utf8').split('\n')
    return { pid: Number(pid), start }
  } catch {
    return undefined
  }
}

/** Process id noted in the folder when that very process still lives. */
export function livingOwner(dataDir: string): number | undefined {
  const owner = read(join(dataDir, 'owner'))
  return owner && isAlive(owner.pid) && startOf(owner.pid) === owner.start ? owner.pid : undefined
}

/**
 * Notes this process as the one owner of the data folder and returns the function that lets go of it.
 * Takes over from a dead owner; throws AlreadyRunning when the owner lives.
 */
export function claim(dataDir: string): () => void {
  const path = join(dataDir, 'owner')
  const mine = `${path}.${process.pid}`
  for (let attempt = 0; attempt < 3; attempt++) {
    writeFileSync(mine, `${process.pid}\n${startOf(process.pid)}`, { mode: 0o600 })
    try {
      linkSync(mine, path) // fails when the file is there: of two starts one wins
      return () => rmSync(path, { force: true })
    } catch {
      const pid = livingOwner(dataDir)
      if (pid) throw new AlreadyRunning(dataDir, pid)
      discard(path, `${mine}.dead`)
    } finally {
      rmSync(mine, { force: true })
    }
  }
  throw new AlreadyRunning(dataDir, livingOwner(dataDir) ?? 0)
}

/** Moves a dead owner's note away; puts it back when another start slipped its own in between. */
function discard(path: string, aside: string): void {
  try {
    renameSync(path, aside)
    const moved = read(aside)
    if (moved && isAlive(moved.pid) && startOf(moved.pid) === moved.start) linkSync(aside, path)
  } catch {
    // somebody else discarded it first; the next attempt sees what is there now
  }
  rmSync(aside, { force: true })
}
