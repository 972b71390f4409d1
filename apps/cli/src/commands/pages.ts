import type { Command } from 'commander'
import { ConfigError, readConfig } from '#kernel/config.ts'
import { loginUrl } from '#kernel/database/login.ts'

/** Adds `phaodai pages url`: what the public pages need to reach the database, and all they are given of this installation. */
export function register(program: Command): void {
  program.command('pages').description('Trang công khai')
    .command('url')
    .description('In địa chỉ cơ sở dữ liệu cho vai trò phaodai_public, để đặt vào PHAODAI_PAGES_DATABASE_URL của máy chạy trang công khai')
    .action(printUrl)
}

function printUrl(): void {
  const { databaseUrl } = readConfig(process.env)
  if (databaseUrl === undefined) throw new ConfigError('Cần DATABASE_URL: bản dùng thử tự chạy trang công khai bên cạnh.')
  console.log(loginUrl(databaseUrl, 'phaodai_public'))
}
