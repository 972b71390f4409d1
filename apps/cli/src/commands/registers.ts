import { findRegister, registers } from '@phaodai/registers'
import { registerSql } from '@phaodai/registers/kit/table.queries.ts'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { openDatabase } from '#server/installation.ts'
import type { Command } from 'commander'
import { registerDrift } from '#server/drift/index.ts'

/** Adds `phaodai registers sql [name]` and `phaodai registers check`. */
export function register(program: Command): void {
  const command = program.command('registers').description('Sổ theo dõi: mỗi sổ khai báo một lần trong packages/registers')
  command.command('sql').description('In câu lệnh SQL của một sổ, hoặc của mọi sổ, để xem lại và đưa vào db/migrations').argument('[name]', 'tên sổ, ví dụ rumour').action(printSql)
  command.command('check').description('So cơ sở dữ liệu với khai báo của mọi sổ; thoát với mã 1 khi lệch').action(check)
}

function printSql(name: string | undefined): void {
  const chosen = name === undefined ? registers : registers.filter((each) => each === findRegister(name))
  if (chosen.length === 0) throw new Error(`Không có sổ "${name}". Các sổ: ${registers.map((each) => each.name).join(', ')}`)
  console.log(chosen.map(registerSql).join('\n'))
}

async function check(): Promise<void> {
  const database = await openDatabase(readConfig(process.env), (message) => console.error(message), true)
  try {
    const drift = await withClient(database.adminUrl, { name: 'registers check' }, registerDrift)
    for (const line of drift) console.log(line)
    console.log(drift.length === 0 ? `${registers.length} sổ khớp với cơ sở dữ liệu.` : `${drift.length} chỗ lệch.`)
    if (drift.length > 0) process.exitCode = 1
  } finally {
    await database.stop()
  }
}
