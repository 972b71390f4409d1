/** What a case may not say: each fault names its field and is a word on screen (`cases.fault.<code>`). */
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FieldValues } from '@phaodai/registers'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { findDeath, findOpenTwin } from './load.ts'

type Dates = { onsetOn: string | null; sampledOn: string | null; resultOn: string | null; admittedOn: string | null; outcomeOn: string | null; diagnosedAt: string; systemEnteredAt: string | null }

/** Faults among the dates of a case: nothing lies in the future, nothing ends before it began. */
export function dateFaults(values: FieldValues, now: Date): Record<string, string> {
  const of = values as unknown as Dates
  const today = dayInVietnam(now.toISOString())
  const faults: Record<string, string> = {}
  for (const field of ['onsetOn', 'sampledOn', 'resultOn', 'admittedOn', 'outcomeOn'] as const) if (of[field] !== null && of[field] !== undefined && of[field] > today) faults[field] = 'in-future'
  if (Date.parse(of.diagnosedAt) > now.getTime()) faults.diagnosedAt = 'in-future'
  if (of.systemEnteredAt && Date.parse(of.systemEnteredAt) > now.getTime()) faults.systemEnteredAt = 'in-future'
  if (of.onsetOn && of.outcomeOn && of.outcomeOn < of.onsetOn) faults.outcomeOn = 'before-onset'
  if (of.sampledOn && of.resultOn && of.resultOn < of.sampledOn) faults.resultOn = 'before-sample'
  if (of.systemEnteredAt && Date.parse(of.systemEnteredAt) < Date.parse(of.diagnosedAt)) faults.systemEnteredAt = 'before-diagnosis'
  return faults
}

/** Refuses impossible dates, onset after death, and a second open case of one person for one disease in scope. */
export async function checkCase(tx: Tx, id: string, values: FieldValues, now: Date): Promise<void> {
  const faults = dateFaults(values, now)
  const { individualId, diseaseCode, onsetOn } = values as { individualId: string | null; diseaseCode: string; onsetOn: string | null }
  if (individualId && onsetOn) {
    const died = await findDeath(tx, individualId)
    if (died !== null && onsetOn > died) faults.onsetOn = 'after-death'
  }
  if (Object.keys(faults).length > 0) throw new Problem('invalid-input', { fields: faults })
  const twin = individualId ? await findOpenTwin(tx, id, individualId, diseaseCode) : undefined
  if (twin) throw new Problem('duplicate', { detail: `Người này đang có ca ${twin.code ?? ''} cùng bệnh chưa kết thúc. Hãy mở ca đó để cập nhật.`, fields: { individualId: 'open-case' }, versions: { theirs: twin, yours: { id } } })
}
