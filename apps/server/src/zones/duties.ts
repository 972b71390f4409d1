import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { addDays, type Day } from '@phaodai/vocabulary'
import { findDirective } from '../directives/index.ts'
import { act, freshId, insertEvents, insertTasks, searchKeyOf, type Moment, type NewTask } from '../tasks/index.ts'
import { fault } from './faults.ts'
import { findHolder, loadDuties, loadHeldDuties, loadTasks, zoneOf, type ZoneRow } from './load.ts'
import { linkTasks } from './save.ts'

type Given = { task: NewTask; duty: string }

/** The duty of a zone in words: the name stands in the sentence as the decision prints it. */
export const dutyWords = (words: string, zone: Pick<ZoneRow, 'name'>): string => words.replaceAll('{zone}', zone.name.replace(/^Khu(?=\s)/u, 'khu'))

/** Gives the duties of a zone that has come into force to the nearest bodies that hold them; what no body holds is told by its page. */
export async function openDuties(tx: Tx, who: Who, moment: Moment, zone: Pick<ZoneRow, 'id' | 'name' | 'kind' | 'areaId' | 'fromOn'>, directiveId: string): Promise<void> {
  const document = await findDirective(tx, directiveId, moment.today)
  const own = document !== undefined && document.ownerId === who.bodyId
  const given: Given[] = []
  for (const duty of await loadDuties(tx, zone.kind, zone.fromOn)) {
    const bodyId = await findHolder(tx, duty.holder, zone.areaId, moment.today)
    if (bodyId === undefined) continue
    const [text, deadline] = [dutyWords(duty.words, zone), duty.nature === 'standing' ? null : addDays(zone.fromOn < moment.today ? moment.today : zone.fromOn, duty.days)]
    given.push({ duty: duty.code, task: {
      id: freshId(moment), directiveId: own ? directiveId : null, orderId: null, parentId: null, originId: who.bodyId, authorityId: null, assignerId: who.bodyId, bodyId, monitorId: null, role: 'lead', itemLabel: own ? 'Điều 3' : null, text, topics: duty.topics, nature: duty.nature, areaId: zone.areaId,
      deadlineKind: deadline === null ? 'standing' : 'date', deadline, deadlinePrinted: null, deadlineSource: deadline === null ? null : 'office', recurring: null, reportTo: null, searchKey: searchKeyOf(text, document?.number ?? null),
    } })
  }
  await insertTasks(tx, given.map(({ task }) => task))
  await insertEvents(tx, who.title, given.map(({ task }) => ({ id: freshId(moment), taskId: task.id, kind: 'assigned', note: zone.name })))
  await linkTasks(tx, zone.id, given.map(({ task, duty }) => ({ id: task.id, duty })))
}

/** Bodies that will hold the duties of a zone: its decision is delivered to them. */
export async function holdersOf(tx: Tx, zone: ZoneRow, day: Day): Promise<number[]> {
  const found = new Set<number>()
  for (const { holder } of await loadDuties(tx, zone.kind, zone.fromOn)) found.add(await findHolder(tx, holder, zone.areaId, day) ?? 0)
  return [...found].filter((id) => id !== 0)
}

/** Duties that no body was found for when the zone came into force. */
export async function unheldDuties(tx: Tx, zone: ZoneRow): Promise<string[]> {
  if (zone.state !== 'in_force') return []
  const held = await loadHeldDuties(tx, zone.id)
  return (await loadDuties(tx, zone.kind, zone.fromOn)).filter(({ code }) => !held.includes(code)).map(({ words }) => dutyWords(words, zone))
}

/** Closes what is still open of a lifted zone, each task by the action of its assigner, with the reason. Returns how many. */
export async function closeDuties(tx: Tx, who: Who, moment: Moment, id: string, reason: string): Promise<number> {
  const zone = await zoneOf(tx, id, moment.today as Day)
  if (zone.state !== 'lifted') throw new Problem('illegal-state', { detail: fault('not-lifted') })
  const open = (await loadTasks(tx, id)).filter(({ closed }) => !closed)
  for (const task of open) await act(tx, who, moment, task.id, freshId(moment), { action: 'cancel', version: task.version, note: reason, fileIds: [] })
  return open.length
}
