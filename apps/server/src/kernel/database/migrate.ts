import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { appliedMigrations, applyMigration, tryLock, waitForLock } from './migration.queries.ts'
import type { AppliedMigration } from './migration.queries.ts'
import { withClient } from './pool.ts'
import { prepareRoles } from './roles.ts'

const FOLDER = new URL('../../../../../db/migrations/', import.meta.url)
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

export type MigrateOptions = {
  /** Hears one Vietnamese sentence a step. */
  onProgress?: (message: string) => void
  /** Folder of the migration files; the project's own unless a test says otherwise. */
  folder?: URL
}

type MigrationFile = { name: string; sha256: string; sql: string }

/** Why the database cannot be brought up to date; the message is meant for the person at the console. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** The migration files in order. Line ends count as \n, so a checkout on Windows has the same digests. */
async function migrationFiles(folder: URL): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = names.map((name) => FILE_NAME.exec(name)?.[1])
  names.forEach((name, i) => {
    if (!numbers[i]) throw new MigrationError(`Tên tệp nâng cấp không đúng dạng NNNN_ten.sql: ${name}`)
    if (numbers[i] === numbers[i - 1]) throw new MigrationError(`Hai tệp nâng cấp cùng số: ${names[i - 1]}, ${name}`)
  })
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Files still to apply; refuses a history that differs from the files. */
function pending(files: MigrationFile[], applied: AppliedMigration[]): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, sha256 } of applied) {
    const file = byName.get(name)
    if (!file) {
      throw new MigrationError(`Cơ sở dữ liệu đã qua bước ${name} mà bản chương trình này không có: cần bản mới hơn`)
    }
    if (file.sha256 !== sha256) {
      throw new MigrationError(`Tệp ${name} đã áp dụng rồi lại bị sửa: hãy trả tệp về như cũ và viết bước mới`)
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  const rest = files.filter(({ name }) => !done.has(name))
  const last = applied.at(-1)?.name ?? ''
  const late = rest.find(({ name }) => name < last)
  if (late) throw new MigrationError(`Bước ${late.name} đứng trước bước đã áp dụng ${last}: hãy đánh số lại`)
  return rest
}

async function applyAll(client: pg.Client, options: MigrateOptions): Promise<string[]> {
  const files = await migrationFiles(options.folder ?? FOLDER)
  const rest = pending(files, await appliedMigrations(client))
  for (const file of rest) {
    options.onProgress?.(`Nâng cấp cơ sở dữ liệu: ${file.name}`)
    await applyMigration(client, file).catch((cause: pg.DatabaseError) => {
      throw new MigrationError(`Bước ${file.name} không chạy được: ${describe(cause, file.sql)}`, { cause })
    })
  }
  return rest.map((file) => file.name)
}

/** PostgreSQL's message with the line of the file it points at. */
function describe(error: pg.DatabaseError, sql: string): string {
  const line = error.position ? sql.slice(0, Number(error.position)).split('\n').length : undefined
  const parts = [error.message, line && `dòng ${line}`, error.detail, error.hint, error.where]
  return parts.filter(Boolean).join(' · ')
}

/**
 * Brings a database up to date: roles and rights, then every file of db/migrations not yet applied,
 * each in a transaction of its own as role phaodai_owner. One process at a time; others wait.
 * Returns the names applied now; throws MigrationError when history and files differ or rights are missing.
 */
export async function migrate(adminUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  return withClient(adminUrl, { name: 'migrate', statementTimeout: 0 }, async (client) => {
    if (!(await tryLock(client))) {
      options.onProgress?.('Chờ tiến trình khác nâng cấp cơ sở dữ liệu xong')
      await waitForLock(client)
    }
    await prepareRoles(client, adminUrl)
    return applyAll(client, options)
  })
}
