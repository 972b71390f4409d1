import type { Pool } from 'pg'
import { asSystem } from '#kernel/transaction.ts'
import type { AuditExport } from './export.ts'
import { isStreamAhead, loadErasures, loadFaults, loadHeads, type Fault, type Head } from './load.ts'

/** What a verification found; no faults = every sealed entry is as it was written. */
export type Verification = { blocks: number; exportedHeads: number; faults: Fault[] }

/** Blocks that were exported once and are now missing (a cut tail) or different. */
function compareHeads(present: Head[], exported: Head[]): Fault[] {
  const digests = new Map(present.map((head) => [head.no, head.digest]))
  return exported.flatMap(({ no, digest }) => {
    const found = digests.get(no)
    if (found === digest) return []
    return [{ blockNo: no, entryId: null, fault: found === undefined ? 'tail cut' : 'differs from exported head' }]
  })
}

/** Checks the whole chain and compares it with the heads exported outside the database. */
export async function verifyAudit(jobsPool: Pool, exported: AuditExport): Promise<Verification> {
  const kept = await exported.heads()
  return asSystem(jobsPool, async (tx) => {
    const heads = await loadHeads(tx, 0)
    const faults = [...(await loadFaults(tx)), ...compareHeads(heads, kept)]
    if (await isStreamAhead(tx)) faults.push({ blockNo: null, entryId: null, fault: 'stream ahead of the server' })
    const erased = new Set((await loadErasures(tx)).map((one) => `${one.subject}/${one.rowId}`))
    const lost = (await exported.erasures()).filter((one) => !erased.has(`${one.subject}/${one.rowId}`))
    if (lost.length > 0) faults.push({ blockNo: null, entryId: null, fault: `erasures to apply again: ${lost.length}` })
    return { blocks: heads.length, exportedHeads: kept.length, faults }
  })
}
