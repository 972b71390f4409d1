import type { Command } from 'commander'
import type { Pool } from 'pg'
import { ZodError } from 'zod'
import { AREA_TREES, searchKey } from '@phaodai/vocabulary'
import { readConfig } from '#kernel/config.ts'
import { problemFrom } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'
import { asSystem } from '#kernel/transaction.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { createAdministrator, findAdminSeat, findProvince } from '#server/accounts/index.ts'
import { buildBodies, loadLand, saveBodies } from '#server/bodies/by-rule/index.ts'
import { openDatabase } from '#server/installation.ts'
import { ask, askHidden } from '../ask.ts'

type Options = { username?: string; name?: string; province?: string; body?: string }

const say = (message: string): void => console.log(message)

/** Adds `phaodai admin create`: the first administrator of an installation, or another one from the console. */
export function register(program: Command): void {
  const admin = program.command('admin').description('Quản trị hệ thống')
  admin
    .command('create')
    .description('Tạo tài khoản quản trị; mật khẩu được hỏi, hoặc đọc một dòng từ đầu vào, hoặc lấy từ PHAODAI_PASSWORD')
    .option('--username <name>', 'tên đăng nhập: chữ thường, số, dấu chấm, gạch')
    .option('--name <text>', 'họ và tên')
    .option('--province <name>', 'tỉnh (tên hoặc mã): dựng cơ quan theo mẫu khi chưa có cơ quan nào')
    .option('--body <id>', 'số của cơ quan nơi làm việc (mặc định: UBND cấp tỉnh)')
    .action(createAdmin)
}

/** Bodies of a province by rule, for an installation that has none: Party, State and Front at every level. */
async function foundBodies(jobs: Pool, province: string): Promise<void> {
  await asSystem(jobs, async (tx) => {
    const found = (await findProvince(tx, province)) ?? (await findProvince(tx, searchKey(province)))
    if (!found) throw new Error(`Không có tỉnh nào tên hoặc mã là "${province}".`)
    const profile = found.validFrom < AREA_TREES['2025'].validFrom ? '2021' : '2025'
    const bodies = buildBodies(await loadLand(tx, profile, found.code), profile, found.code)
    await saveBodies(tx, bodies)
    say(`Đã dựng ${bodies.length} cơ quan theo mẫu.`)
  })
}

async function seatOf(jobs: Pool, options: Options): Promise<{ id: number; name: string }> {
  const wanted = options.body === undefined ? null : Number(options.body)
  if (wanted !== null && !Number.isInteger(wanted)) throw new Error('--body phải là một số')
  const find = () => asSystem(jobs, (tx) => findAdminSeat(tx, wanted))
  const present = await find()
  if (present) return present
  if (wanted !== null) throw new Error(`Không có cơ quan số ${wanted} đang hoạt động.`)
  await foundBodies(jobs, options.province ?? (await ask('Tỉnh: ')))
  const founded = await find()
  if (!founded) throw new Error('Chưa có cơ quan nào để đặt tài khoản quản trị.')
  return founded
}

async function createIn(jobs: Pool, options: Options): Promise<void> {
  const seat = await seatOf(jobs, options)
  const username = options.username ?? (await ask('Tên đăng nhập: '))
  const fullName = options.name ?? (await ask('Họ và tên: '))
  const password = process.env.PHAODAI_PASSWORD || (await askHidden('Mật khẩu (ít nhất 10 ký tự): '))
  await createAdministrator(jobs, { username, fullName, password, bodyId: seat.id })
  say(`Đã tạo tài khoản quản trị ${username} tại ${seat.name}.`)
}

/** What went wrong, in words for the console; faults of the program keep their stack. */
function sentenceOf(error: unknown): unknown {
  const code = problemFrom(error)?.code
  if (code === 'duplicate') return 'Tên đăng nhập này đã có người dùng.'
  if (code !== undefined) return problems[code].title
  if (error instanceof ZodError) return 'Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, số, dấu chấm hoặc gạch.'
  return error instanceof Error ? error.message : error
}

async function createAdmin(options: Options): Promise<void> {
  const database = await openDatabase(readConfig(process.env), say, true)
  const pools = openPools(database.adminUrl, (error) => console.error(error.message))
  try {
    await createIn(pools.jobs, options)
  } catch (error) {
    console.error(sentenceOf(error))
    process.exitCode = 1
  } finally {
    await closePools(pools)
    await database.stop()
  }
}
