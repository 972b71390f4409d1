import type { Command } from 'commander'
import { readConfig } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { demoAccounts, kindOfInstallation, seedDemo, wipe } from '#server/demo/index.ts'
import { openDatabase } from '#server/installation.ts'

type Options = { profile: string; seed: string; today?: string; outbreak?: boolean }

const say = (message: string): void => console.log(message)

/** Adds `phaodai demo --profile 2021|2025 [--seed N] [--outbreak]`: makes the sample province anew. */
export function register(program: Command): void {
  program
    .command('demo')
    .description('Dựng lại tỉnh MẪU từ đầu; chỉ làm với bản cài đặt trống hoặc đã là bản dùng thử')
    .option('--profile <year>', 'mô hình tổ chức: 2021 (ba cấp) hoặc 2025 (hai cấp)', '2021')
    .option('--seed <number>', 'số gieo: cùng số và cùng ngày thì cho cùng dữ liệu', '1')
    .option('--today <day>', 'ngày kết thúc tám tuần dữ liệu, dạng 2022-01-10 (mặc định: hôm nay)')
    .option('--outbreak', 'thêm đợt dịch COVID-19 mô phỏng tám tuần: ca bệnh, hộ gia đình, ổ dịch; giữ lại ai lây cho ai')
    .action(runDemo)
}

async function runDemo(options: Options): Promise<void> {
  const { profile } = options
  const seed = Number(options.seed)
  if (profile !== '2021' && profile !== '2025') throw new Error('--profile chỉ nhận 2021 hoặc 2025')
  if (!Number.isInteger(seed) || Math.abs(seed) > 2_000_000_000) throw new Error('--seed phải là số nguyên')
  if (options.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.today)) throw new Error('--today phải có dạng 2022-01-10')
  const database = await openDatabase(readConfig(process.env), say, true)
  try {
    await remake(database.adminUrl, { profile, seed, today: options.today, outbreak: options.outbreak === true })
  } finally {
    await database.stop()
  }
}

/** Says each step with the seconds since the first. */
function timed(): (message: string) => void {
  const began = Date.now()
  return message => say(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)} giây] ${message}`)
}

async function remake(adminUrl: string, demo: { profile: '2021' | '2025'; seed: number; today: string | undefined; outbreak: boolean }): Promise<void> {
  await withClient(adminUrl, { name: 'demo', statementTimeout: 0 }, async (client) => {
    const kind = await kindOfInstallation(client)
    if (kind === 'real') throw new Error('Bản cài đặt này có dữ liệu thật, không phải bản dùng thử: không xóa gì cả.')
    if (kind === 'demo') await wipe(client)
  })
  const pools = openPools(adminUrl, error => console.error(error.message))
  try {
    const { today, ...rest } = demo
    await seedDemo({ pools, ...rest, ...(today === undefined ? {} : { today }), onProgress: timed() })
    for (const { username, password, title } of await demoAccounts(pools)) say(`  ${username.padEnd(20)} ${password.padEnd(14)} ${title}`)
  } finally {
    await closePools(pools)
  }
}
