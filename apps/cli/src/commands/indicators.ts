import { findIndicator, indicators } from '@phaodai/indicators'
import { indicatorSql } from '@phaodai/indicators/kit/count.queries.ts'
import type { Command } from 'commander'

/** Adds `phaodai indicators sql [name]`. */
export function register(program: Command): void {
  const command = program.command('indicators').description('Chỉ số: mỗi chỉ số khai báo một lần trong packages/indicators')
  command.command('sql').description('In câu lệnh SQL của một chỉ số, hoặc của mọi chỉ số, để xem lại và đưa vào db/migrations').argument('[name]', 'tên chỉ số, ví dụ rumours-heard').action(printSql)
}

function printSql(name: string | undefined): void {
  const chosen = name === undefined ? indicators : indicators.filter((each) => each === findIndicator(name))
  if (chosen.length === 0) throw new Error(`Không có chỉ số "${name}". Các chỉ số: ${indicators.map((each) => each.name).join(', ')}`)
  console.log(chosen.map(indicatorSql).join('\n'))
}
