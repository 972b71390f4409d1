import type { ZoneMeasure } from '@phaodai/office'
import { addDays, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { findDirective } from '../directives/index.ts'
import { act, freshId, insertEvents, insertTasks, searchKeyOf, type Moment, type NewTask } from '../tasks/index.ts'
import { fault } from './faults.ts'
import { findHolder, loadDuties, loadHeldDuties, loadMeasures, loadTasks, zoneOf, type Duty, type DutyGround, type ZoneRow } from './load.ts'
import { linkTasks } from './save.ts'

type Given = { task: NewTask; duty: string; measureId: string | null }
type Place = Pick<ZoneRow, 'id' | 'name' | 'kind' | 'diseaseCode' | 'areaId' | 'fromOn'>

/** What a measure asks duties of: one that only says what is open asks for nothing. */
export const groundsOf = (measures: readonly Pick<ZoneMeasure, 'id' | 'activity' | 'answer' | 'words' | 'fromOn'>[]): DutyGround[] =>
  measures.filter(({ answer }) => answer !== 'open').map(({ id, activity, words, fromOn }) => ({ measureId: id, activity, words, day: fromOn }))

/** All that a zone asks duties of: itself and its measures. */
const groundsOfZone = ({ fromOn }: Pick<ZoneRow, 'fromOn'>, measures: readonly ZoneMeasure[]): DutyGround[] => [{ measureId: null, activity: null, words: '', day: fromOn }, ...groundsOf(measures)]

/** A duty in words: the names of zone and measure stand in the sentence as the decision prints them. */
export const dutyWords = ({ words, measureWords }: Pick<Duty, 'words' | 'measureWords'>, zone: Pick<ZoneRow, 'name'>): string =>
  words.replaceAll('{zone}', zone.name.replace(/^Khu(?=\s)/u, 'khu')).replaceAll('{measure}', measureWords.trim().replace(/[\s.;]+$/u, '').replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLocaleLowerCase('vi')))

/** Gives duties to the nearest bodies that hold them, as tasks out of a document; what no body holds is told by the page of the zone. `article`: where the document says so. */
async function give(tx: Tx, who: Who, moment: Moment, zone: Place, directiveId: string, grounds: readonly DutyGround[], article: string | null): Promise<void> {
  const document = await findDirective(tx, directiveId, moment.today)
  const own = document !== undefined && document.ownerId === who.bodyId
  const given: Given[] = []
  for (const duty of await loadDuties(tx, zone, grounds)) {
    const bodyId = await findHolder(tx, duty.holder, zone.areaId, moment.today)
    if (bodyId === undefined) continue
    const [text, deadline] = [dutyWords(duty, zone), duty.nature === 'standing' ? null : addDays(duty.day < moment.today ? moment.today : duty.day, duty.days)]
    given.push({ duty: duty.code, measureId: duty.measureId, task: {
      id: freshId(moment), directiveId: own ? directiveId : null, orderId: null, parentId: null, originId: who.bodyId, authorityId: null, assignerId: who.bodyId, bodyId, monitorId: null, role: 'lead', itemLabel: own ? article : null, text, topics: duty.topics, nature: duty.nature, areaId: zone.areaId,
      deadlineKind: deadline === null ? 'standing' : 'date', deadline, deadlinePrinted: null, deadlineSource: deadline === null ? null : 'office', recurring: null, reportTo: null, searchKey: searchKeyOf(text, document?.number ?? null),
    } })
  }
  await insertTasks(tx, given.map(({ task }) => task))
  await insertEvents(tx, who.title, given.map(({ task }) => ({ id: freshId(moment), taskId: task.id, kind: 'assigned', note: zone.name })))
  await linkTasks(tx, zone.id, given.map(({ task, duty, measureId }) => ({ id: task.id, duty, measureId })))
}

/** Gives the duties of a zone that has come into force, and those of its measures. */
export async function openDuties(tx: Tx, who: Who, moment: Moment, zone: Place, directiveId: string): Promise<void> {
  await give(tx, who, moment, zone, directiveId, groundsOfZone(zone, await loadMeasures(tx, zone.id)), 'Điều 3')
}

/** Gives the duties of measures that a decision has added to a zone in force. */
export async function openMeasureDuties(tx: Tx, who: Who, moment: Moment, zone: Place, directiveId: string, measures: readonly ZoneMeasure[]): Promise<void> {
  if (measures.length > 0) await give(tx, who, moment, zone, directiveId, groundsOf(measures), null)
}

/** The duties of a zone and of its measures. */
export function dutiesOf(tx: Tx, zone: ZoneRow, measures: readonly ZoneMeasure[]): Promise<Duty[]> {
  return loadDuties(tx, zone, groundsOfZone(zone, measures))
}

/** Bodies that will hold duties in a zone: the decision is delivered to them. */
export async function holdersOf(tx: Tx, zone: ZoneRow, duties: readonly Duty[], day: Day): Promise<number[]> {
  const found = new Set<number>()
  for (const { holder } of duties) found.add(await findHolder(tx, holder, zone.areaId, day) ?? 0)
  return [...found].filter((id) => id !== 0)
}

/** Duties that no body was found for when the zone, or a measure that is not over, came into force. */
export async function unheldDuties(tx: Tx, zone: ZoneRow, measures: readonly ZoneMeasure[], today: Day): Promise<string[]> {
  if (zone.state !== 'in_force') return []
  const held = await loadHeldDuties(tx, zone.id)
  const standing = measures.filter(({ untilOn }) => untilOn === null || untilOn >= today)
  return (await dutiesOf(tx, zone, standing)).filter(({ code, measureId }) => !held.some((each) => each.code === code && each.measureId === measureId)).map((duty) => dutyWords(duty, zone))
}

/** Closes what is still open of a lifted zone, or of measures that are over in one in force, each task by the action of its assigner, with the reason. Returns how many. */
export async function closeDuties(tx: Tx, who: Who, moment: Moment, id: string, reason: string): Promise<number> {
  const zone = await zoneOf(tx, id, moment.today as Day)
  const open = (await loadTasks(tx, id, moment.today)).filter(({ closed, over }) => !closed && (over || zone.state === 'lifted'))
  if (zone.state !== 'lifted' && open.length === 0) throw new Problem('illegal-state', { detail: fault('not-lifted') })
  for (const task of open) await act(tx, who, moment, task.id, freshId(moment), { action: 'cancel', version: task.version, note: reason, fileIds: [] })
  return open.length
}
