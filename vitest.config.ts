import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'

const DATABASE = './test/global-setup.ts'
const STORIES = ['test/e2e/**/*.test.ts', 'test/browser.test.ts']
const KILL = ['test/kill/**/*.test.ts']
/** Of the server and the command line, but without a database: run once, however many databases the rest is run on. */
const WITHOUT_DATABASE = [
  'apps/cli/src/commands/{allocate,directive,document,level,pool,trace}.test.ts', 'db/seed/demo/directives.test.ts', 'test/contract/labels.test.ts',
  'apps/server/src/{bodies/by-rule,demo/history,demo/records,drafts/signature}/*.test.ts',
  'apps/server/src/{areas/polygon,demo/demo,directives/edits,directives/read-file,directives/read-upload,documents/pages,documents/round-trip,kernel/problem,kernel/walk,meetings/papers,notices/quiet,scans/pixels,scans/words,tasks/export}.test.ts',
  'apps/server/src/kernel/database/embedded.test.ts', // starts servers of its own
]
/** What puts every route and every register to everybody, and what stands on the server itself: once a run, on another server where one is named. */
const ROUTES = ['test/contract/**/*.test.ts', 'test/scope/**/*.test.ts', 'test/fuzz/**/*.test.ts', 'apps/server/src/kernel/**/*.test.ts', 'db/**/*.test.ts']
/** What takes longest is begun first, or it is waited for at the end by one worker alone. */
const LONG = ['test/scope/pages', 'test/scope/answers', 'scans/scans', 'indicators/roll-up', 'test/contract/scope', 'demo/seed', 'e2e/statistics', 'e2e/access', 'e2e/committees', 'e2e/reform', 'e2e/drafts-way']
class LongFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]): ReturnType<BaseSequencer['sort']> {
    const rest = (await super.sort(files)).filter(({ moduleId }) => !LONG.some((name) => moduleId.includes(name)))
    return [...LONG.flatMap((name) => files.filter(({ moduleId }) => moduleId.includes(name))), ...rest]
  }
}

const TIMED = ['packages/engines/directives/src/read.test.ts']

/**
 * unit: no database. alone: what is held to a time a megabyte, with nothing beside it. server: everything that needs one, copied from a migrated template.
 * routes: what asks every route as everybody, and the kernel. e2e: stories in a real browser. kill: a server killed again and again. Select with `--project`.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    experimental: { fsModuleCache: true }, // what one project has read the next does not read anew
    maxWorkers: 2,
    reporters: ['default'],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'bench/**/*.test.ts', 'apps/web/**/*.test.{ts,tsx}', 'apps/field/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}', 'test/reference/**/*.test.ts', ...WITHOUT_DATABASE],
          exclude: [...configDefaults.exclude, ...TIMED],
          testTimeout: 300_000, // a shared machine may be several times slower than an idle one
          hookTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'alone',
          include: TIMED,
          maxWorkers: 1,
          testTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'server',
          isolate: false, // loading the server anew for each file costs a quarter as much as all tests
          include: ['apps/server/**/*.test.ts', 'apps/public/**/*.test.ts', 'apps/cli/**/*.test.ts', 'test/scenarios/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...WITHOUT_DATABASE, ...ROUTES],
          globalSetup: DATABASE,
          testTimeout: 300_000, // a shared machine may be several times slower than an idle one
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'routes',
          isolate: false, // as above
          include: ROUTES,
          exclude: [...configDefaults.exclude, ...WITHOUT_DATABASE],
          globalSetup: DATABASE,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: STORIES,
          chaiConfig: { truncateThreshold: 0 }, // a page's faults are told whole: nobody can look into the browser afterwards
          retry: 1, // a browser without a graphics card on two shared cores now and then misses a beat
          globalSetup: DATABASE,
          isolate: false, // as above
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'kill',
          include: KILL,
          testTimeout: 900_000, // a hanging round ends sooner by its own limits
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
