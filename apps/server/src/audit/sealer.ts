import type { Pool } from 'pg'
import { asSystem } from '#kernel/transaction.ts'
import type { AuditExport } from './export.ts'
import { loadErasures, loadHeads, loadRules } from './load.ts'
import { eraseDue, eraseRecord, sealOnce } from './save.ts'

/** Seals all that has committed and exports the new heads; returns the number of entries sealed. */
export async function seal(jobsPool: Pool, exported: AuditExport): Promise<number> {
  let sealed = 0
  for (let n = 1; n > 0; sealed += n) n = await asSystem(jobsPool, sealOnce)
  const known = (await exported.heads()).at(-1)?.no ?? 0
  await exported.addHeads(await asSystem(jobsPool, (tx) => loadHeads(tx, known)))
  return sealed
}

/** Adds to the exported list the erasures it does not have yet. */
export async function exportErasures(jobsPool: Pool, exported: AuditExport): Promise<number> {
  const known = new Set((await exported.erasures()).map((one) => `${one.subject}/${one.rowId}`))
  const all = await asSystem(jobsPool, loadErasures)
  const fresh = all.filter((one) => !known.has(`${one.subject}/${one.rowId}`))
  await exported.addErasures(fresh)
  return fresh.length
}

/** Applies every retention rule, a few hundred records a transaction; returns how many records were erased. */
export async function applyRetention(jobsPool: Pool, exported: AuditExport): Promise<number> {
  let erased = 0
  for (const { name } of await asSystem(jobsPool, loadRules)) {
    for (let n = 1; n > 0; erased += n) n = await asSystem(jobsPool, (tx) => eraseDue(tx, name, 500))
  }
  await exportErasures(jobsPool, exported)
  return erased
}

/** Erases one record now (a person's justified request), naming the reason as its rule. */
export async function eraseOne(jobsPool: Pool, exported: AuditExport, subject: string, rowId: string, rule: string): Promise<boolean> {
  const done = await asSystem(jobsPool, (tx) => eraseRecord(tx, subject, rowId, rule))
  await exportErasures(jobsPool, exported)
  return done
}

/** After a backup was restored: erases again what the exported list says was erased; returns how many. */
export async function reapplyErasures(jobsPool: Pool, exported: AuditExport): Promise<number> {
  const present = new Set((await asSystem(jobsPool, loadErasures)).map((one) => `${one.subject}/${one.rowId}`))
  const lost = (await exported.erasures()).filter((one) => !present.has(`${one.subject}/${one.rowId}`))
  for (const { subject, rowId, rule } of lost) await asSystem(jobsPool, (tx) => eraseRecord(tx, subject, rowId, rule))
  return lost.length
}

/** A sealer that runs every few seconds, one pass at a time. */
export type Sealer = { stop: () => Promise<void> }

/** Starts sealing every `everyMs`; a failed pass is told and tried again. `stop` seals once more. */
export function startSealer(jobsPool: Pool, exported: AuditExport, onError: (error: unknown) => void, everyMs = 5_000): Sealer {
  let pass: Promise<unknown> = Promise.resolve()
  let busy = false
  const run = async (): Promise<void> => {
    if (busy) return
    busy = true
    pass = seal(jobsPool, exported).catch(onError)
    await pass
    busy = false
  }
  const timer = setInterval(() => void run(), everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await pass
      await run()
    },
  }
}
