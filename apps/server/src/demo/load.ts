import type { Tx } from '#kernel/transaction.ts'

/** What this installation is: a demo of a profile, or nothing of the kind (null). */
export async function loadInstallation(tx: Tx): Promise<{ demo: boolean; profile: string; seed: number; seededAt: string } | null> {
  const row = await tx.find<{ demo: boolean; profile: string; seed: number; seededAt: string }>(
    'select demo, profile, seed, seeded_at as "seededAt" from installation')
  return row ?? null
}

/** The cast as it is shown at start and on the sign-in page; empty when this is no demo. */
export async function loadDemoAccounts(tx: Tx): Promise<{ username: string; password: string; name: string; title: string }[]> {
  type Found = { demoAccounts: { username: string; password: string; name: string; title: string }[] }
  return (await tx.get<{ demo: Found | null }>('select app_demo() as demo')).demo?.demoAccounts ?? []
}

/** True when nobody works here yet: neither people nor bodies. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const { empty } = await tx.get<{ empty: boolean }>(
    'select not exists (select 1 from person) and not exists (select 1 from body) as empty')
  return empty
}
