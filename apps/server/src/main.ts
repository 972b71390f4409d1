import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { createApp, type ServerDeps } from './app.ts'
import { applyRetention, openAuditExport, startSealer, type AuditExport } from './audit/index.ts'
import { registerIndicatorJobs } from './indicators/index.ts'
import { registerIndividualJobs } from './individuals/index.ts'
import { registerNoticeJobs } from './notices/index.ts'
import { registerReformJobs } from './reforms/index.ts'
import { registerGateJobs } from './gate/index.ts'
import { registerScanJobs } from './scans/index.ts'
import { registerDeliveryJobs } from './deliveries/index.ts'
import { registerCaseJobs } from './cases/index.ts'
import { registerDraftJobs } from './drafts/index.ts'
import { registerInspectionJobs } from './inspections/index.ts'
import { registerFollowUpJobs } from './follow-up/index.ts'
import { registerOutbreakJobs } from './outbreaks/index.ts'
import { registerStatisticsJobs } from './statistics/index.ts'
import { registerTaskJobs } from './tasks/index.ts'
import { registerTestingJobs } from './testing/index.ts'
import { registerHomeCareJobs } from './home-care/index.ts'
import { registerIsolationJobs } from './isolation/index.ts'
import { registerTracingJobs } from './tracing/index.ts'
import { openDatabase, openDeps, type OpenDatabase } from './installation.ts'
import { ConfigError, readConfig, type Config } from '#kernel/config.ts'
import { withClient } from '#kernel/database/pool.ts'
import { countBodies } from '#kernel/installation.queries.ts'
import { startPages } from './pages-process.ts'

type Options = { demo: boolean; profile: '2021' | '2025' }

const say = (message: string): void => console.log(message)

/** `--no-demo` leaves the embedded database empty, `--demo` seeds a server's, `--profile 2025` takes the two-level tree. */
function readOptions(config: Config): Options {
  const { values } = parseArgs({
    options: { demo: { type: 'boolean' }, profile: { type: 'string', default: '2021' } },
    allowNegative: true,
    strict: false,
  })
  if (values.profile !== '2021' && values.profile !== '2025') throw new ConfigError('--profile chỉ nhận 2021 hoặc 2025.')
  return { demo: typeof values.demo === 'boolean' ? values.demo : config.databaseUrl === undefined, profile: values.profile }
}

type DemoAccount = { username: string; password: string; title: string }

/** Seeds the sample province when nobody works in this database yet; returns the accounts to show. */
async function prepareDemo(options: Options, adminUrl: string, { pools, clock }: ServerDeps): Promise<readonly DemoAccount[]> {
  if (!options.demo) return []
  const demo = await import('./demo/index.ts') // only a demo pays for loading it
  const bodies = await withClient(adminUrl, { name: 'demo' }, countBodies)
  if (bodies === 0) await demo.seedDemo({ pools, clock, profile: options.profile, onProgress: say })
  return demo.demoAccounts(pools)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** Listens on the wanted port, or in the loopback demo on the next free one of twenty. */
async function listen(app: FastifyInstance, config: Config): Promise<string> {
  const tries = config.databaseUrl === undefined ? 20 : 1
  for (let port = config.port; ; port++) {
    try {
      return await app.listen({ host: config.host, port })
    } catch (error) {
      if (!isTaken(error) || port + 1 >= config.port + tries) throw error
      say(`Cổng ${port} đang bận, thử cổng ${port + 1}.`)
    }
  }
}

async function registerJobs(deps: ServerDeps, exported: AuditExport): Promise<void> {
  deps.jobs.work('audit.retention', async () => void (await applyRetention(deps.pools.jobs, exported)))
  deps.jobs.schedule('audit.retention', '30 2 * * *')
  registerTaskJobs(deps)
  registerDeliveryJobs(deps)
  registerCaseJobs(deps)
  registerTracingJobs(deps)
  registerGateJobs(deps)
  registerIsolationJobs(deps)
  registerHomeCareJobs(deps)
  registerFollowUpJobs(deps)
  registerTestingJobs(deps)
  registerOutbreakJobs(deps)
  registerDraftJobs(deps)
  registerInspectionJobs(deps)
  registerStatisticsJobs(deps)
  registerScanJobs(deps)
  registerNoticeJobs(deps)
  registerIndicatorJobs(deps)
  registerIndividualJobs(deps)
  registerReformJobs(deps)
  await deps.jobs.start()
  await deps.jobs.enqueue('gate.keys', {}, { key: 'start' }) // the first receipt does not wait for the quarter of an hour
}

type Running = { app: FastifyInstance; close: () => Promise<void> }

/** Opens everything on a database that is up; what was opened is closed in the opposite order. */
async function run(config: Config, database: OpenDatabase, onError: (error: unknown) => void): Promise<Running & { deps: ServerDeps }> {
  const deps = openDeps(config, database.adminUrl, onError)
  const exported = await openAuditExport(config.dataFolder)
  const app = await createApp(deps)
  await registerJobs(deps, exported)
  const sealer = startSealer(deps.pools.jobs, exported, onError)
  const close = async (): Promise<void> => {
    const hurry = setTimeout(() => app.server.closeAllConnections(), 5_000) // requests at work get five seconds
    await app.close()
    clearTimeout(hurry)
    await sealer.stop()
    await deps.close()
  }
  return { app, close, deps }
}

function announce(address: string, accounts: readonly DemoAccount[]): void {
  say(`\nPháo Đài đang chạy: ${address}\n`)
  if (accounts.length === 0) return
  say('Tài khoản dùng thử (dữ liệu MẪU):')
  for (const { username, password, title } of accounts) say(`  ${username.padEnd(20)} ${password.padEnd(16)} ${title}`)
  say('\nNhấn Ctrl-C để dừng.')
}

/** Ends in good order on Ctrl-C or SIGTERM; a second signal ends at once. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    say('\nĐang dừng…')
    close().then(() => process.exit(0), (error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const options = readOptions(config)
  const database = await openDatabase(config, say)
  const onError = (error: unknown): void => console.error(error)
  const { app, deps, close } = await run(config, database, onError)
  stopOnSignal(() => close().finally(database.stop))
  const accounts = await prepareDemo(options, database.adminUrl, deps)
  announce(await listen(app, config), accounts)
  if (options.demo) startPages(config, database.adminUrl)
  deps.auth.ready().catch(onError)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error && speaksPlainly(error) ? error.message : error)
  process.exit(1)
})

/** Errors that speak to the person at the console need no stack. */
function speaksPlainly(error: Error): boolean {
  return error instanceof ConfigError || ['MigrationError', 'MissingRights', 'AlreadyRunning'].includes(error.name)
}
