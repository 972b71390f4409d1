import type { BulkInput, BulkResult } from '@phaodai/office'
import { attempt } from '#kernel/attempt.queries.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { act, type Moment } from './act.ts'
import { cascade } from './give.ts'
import { findTask, loadTasksById } from './load.ts'

/** One action on many tasks: each is done or refused by itself, as if it had been asked alone, and none is left out of the answer. */
export async function actOnMany(tx: Tx, who: Who, moment: Moment, input: BulkInput): Promise<BulkResult> {
  const done: string[] = []
  const refused: BulkResult['refused'] = []
  for (const each of input.tasks) {
    const refusal = await attempt(tx, () => doOne(tx, who, moment, input, each))
    if (!refusal) done.push(each.id)
    else refused.push({ id: each.id, code: refusal.code, said: saidOf(refusal) })
  }
  return { done: (await loadTasksById(tx, done)).map(({ id, version }) => ({ id, version })), refused }
}

function saidOf(refusal: Problem): string {
  const { detail, fields, title } = refusal.toBody()
  return detail ?? (fields ? Object.values(fields).join(' ') : title)
}

async function doOne(tx: Tx, who: Who, moment: Moment, { action, note, newDeadline, newBodyId }: BulkInput, { id, eventId, version }: BulkInput['tasks'][number]): Promise<void> {
  const said = { ...(note !== undefined && { note }), ...(newDeadline !== undefined && { newDeadline }) }
  if (action !== 'cascade') return act(tx, who, moment, id, eventId, { action, version, fileIds: [], ...said })
  if (newBodyId === undefined) throw new Problem('invalid-input', { fields: { newBodyId: 'Chọn cơ quan nhận.' } })
  const task = await findTask(tx, id)
  if (!task) throw new Problem('not-found')
  await cascade(tx, who, moment, id, { children: [{ id: eventId, bodyId: newBodyId, text: task.text, deadline: newDeadline ?? task.deadline, monitorId: null, areaId: task.areaId }], ...(note !== undefined && { note }) })
}
