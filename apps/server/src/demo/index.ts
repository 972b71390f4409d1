import type { Pools } from '#kernel/deps.ts'
import { asSystem } from '#kernel/transaction.ts'
import { loadDemoAccounts } from './load.ts'

export { seedDemo, type SeedOptions } from './seed.ts'
export { kindOfInstallation, wipe } from './wipe.queries.ts'
export { castOf, DEMO_PASSWORD } from './cast.ts'

/** The accounts to show at start: the cast of a demo, nobody in any other installation. */
export function demoAccounts(pools: Pick<Pools, 'jobs'>): Promise<{ username: string; password: string; name: string; title: string }[]> {
  return asSystem(pools.jobs, loadDemoAccounts)
}
