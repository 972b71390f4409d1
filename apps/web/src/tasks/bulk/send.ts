import type { BulkAction, Task } from '@phaodai/office'
import { newId, Refusal } from '#web/api/client.ts'
import { actOnTasks } from '#web/api/office.ts'
import { t } from '#web/text/t.ts'
import { sendParts, type Sent } from './plan.ts'

/** The tasks with a new event's id each, to be sent under the version that was seen. */
export const sentOf = (tasks: readonly Pick<Task, 'id' | 'version'>[]): Sent[] => tasks.map(({ id, version }) => ({ id, version, eventId: newId() }))

/** Asks for the opposite on all of them; throws what could not be taken back, for the person who asked. */
export async function takeBack(action: BulkAction, tasks: readonly { id: string; version: number }[]): Promise<void> {
  let refused = 0
  await sendParts(sentOf(tasks), (part) => actOnTasks({ action, note: t('bulk.takenBack'), tasks: part }), (result) => { refused += result.refused.length })
  if (refused > 0) throw new Refusal(409, { code: 'illegal-state', detail: t('bulk.notTakenBack', { count: refused }) })
}
