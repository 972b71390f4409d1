import type { Command } from 'commander'
import type { Pool } from 'pg'
import { readConfig } from '#kernel/config.ts'
import { closePools, openPools } from '#kernel/pools.ts'
import { applyRetention, eraseOne, openAuditExport, reapplyErasures, seal, verifyAudit, type AuditExport } from '#server/audit/index.ts'
import { openDatabase } from '#server/installation.ts'

type EraseOptions = { subject?: string; row?: string; reason?: string }

const say = (message: string): void => console.log(message)

/** What each fault means, for the person at the console. */
const FAULTS: Record<string, string> = {
  'entry altered': 'mục đã bị sửa',
  'entry missing': 'mục đã bị xóa',
  'entry added': 'mục bị chèn thêm',
  'block altered': 'khối đã bị sửa',
  'chain broken': 'chuỗi bị đứt',
  'tail cut': 'phần cuối bị cắt (khối đã xuất không còn)',
  'differs from exported head': 'khối khác với bản đã xuất ra ngoài',
  'stream ahead of the server': 'bộ đếm giao dịch của máy chủ thấp hơn nhật ký (phục hồi sai cách?)',
}

/** Adds `phaodai audit verify | erase | reapply-erasures`. */
export function register(program: Command): void {
  const audit = program.command('audit').description('Nhật ký kiểm tra')
  audit
    .command('verify')
    .description('Kiểm tra toàn bộ chuỗi nhật ký và so với các đầu chuỗi đã xuất; mã thoát 1 khi có sai lệch')
    .option('--json', 'in JSON')
    .action((options: { json?: boolean }) => withAudit((jobs, exported) => verify(jobs, exported, options.json === true)))
  audit
    .command('erase')
    .description('Xóa dữ liệu cá nhân hết hạn lưu theo quy tắc; hoặc của một bản ghi với --subject, --row, --reason')
    .option('--subject <table>', 'loại bản ghi')
    .option('--row <id>', 'số của bản ghi')
    .option('--reason <text>', 'căn cứ xóa')
    .action((options: EraseOptions) => withAudit((jobs, exported) => erase(jobs, exported, options)))
  audit
    .command('reapply-erasures')
    .description('Sau khi phục hồi bản sao lưu: xóa lại những gì đã từng xóa')
    .action(() => withAudit(async (jobs, exported) => say(`Đã xóa lại ${await reapplyErasures(jobs, exported)} bản ghi.`)))
}

async function withAudit(work: (jobs: Pool, exported: AuditExport) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const database = await openDatabase(config, (message) => console.error(message), true)
  const pools = openPools(database.adminUrl, (error) => console.error(error.message))
  try {
    await work(pools.jobs, await openAuditExport(config.dataFolder))
  } finally {
    await closePools(pools)
    await database.stop()
  }
}

async function verify(jobs: Pool, exported: AuditExport, json: boolean): Promise<void> {
  const found = await verifyAudit(jobs, exported)
  if (json) say(JSON.stringify(found, null, 2))
  else {
    say(`${found.blocks} khối, ${found.exportedHeads} đầu chuỗi đã xuất, ${found.faults.length} sai lệch.`)
    for (const { blockNo, entryId, fault } of found.faults) {
      const place = [blockNo !== null && `khối ${blockNo}`, entryId !== null && `mục ${entryId}`].filter(Boolean).join(', ')
      say(`  ${[place, FAULTS[fault] ?? fault].filter(Boolean).join(': ')}`)
    }
  }
  if (found.faults.length > 0) process.exitCode = 1
}

async function erase(jobs: Pool, exported: AuditExport, { subject, row, reason }: EraseOptions): Promise<void> {
  if (!subject && !row && !reason) {
    say(`Đã xóa dữ liệu cá nhân của ${await applyRetention(jobs, exported)} bản ghi hết hạn lưu.`)
  } else {
    if (!subject || !row || !reason) throw new Error('Cần đủ --subject, --row và --reason.')
    const found = await eraseOne(jobs, exported, subject, row, reason)
    say(found ? `Đã xóa dữ liệu cá nhân của ${subject} ${row}.` : `Không còn bản ghi ${subject} ${row}; nhật ký của nó đã được xóa.`)
  }
  await seal(jobs, exported)
}
