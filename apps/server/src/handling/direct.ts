import type { DirectInput, RecordInput } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { freshId, insertEvents, insertTasks, knownBodies, searchKeyOf, type Moment, type NewTask } from '../tasks/index.ts'
import { findHandling, findLeader, knownPosts, ownUnits, type HandlingRow } from './load.ts'
import { move, taken } from './move.ts'
import { hasDirection, insertDirection, insertParties, type NewParty } from './save.ts'

interface Named { role: 'lead' | 'coordinate'; postId: string | null; unitId: number | null }

function named(input: DirectInput): Named[] {
  const seen = new Set<string>()
  return [{ ...input.lead, role: 'lead' as const }, ...input.coordinates.map(party => ({ ...party, role: 'coordinate' as const }))]
    .map(({ role, postId = null, bodyId = null }) => ({ role, postId, unitId: bodyId }))
    .filter(({ postId, unitId }) => { const key = `${postId}/${unitId}`; const fresh = !seen.has(key); seen.add(key); return fresh })
}

async function refuseUnknown(tx: Tx, parties: readonly Named[], who: Who, today: string): Promise<void> {
  const posts = parties.flatMap(party => party.postId ?? [])
  const units = parties.flatMap(party => party.unitId ?? [])
  const [knownP, knownU] = [await knownPosts(tx, posts), await knownBodies(tx, units, today)]
  const below = (id: number): boolean => id >= who.bodyId && id <= who.bodyLastId
  if (posts.some(id => !knownP.has(id)) || units.some(id => !knownU.has(id) || !below(id))) throw new Problem('reference-missing')
}

function taskFor(row: HandlingRow, party: Named & { unitId: number }, input: DirectInput, who: Who, id: string): NewTask {
  const text = row.number ? `${input.sentence} (văn bản số ${row.number})` : input.sentence
  return {
    id, directiveId: row.ownDirective ? row.directiveId : null, orderId: null, parentId: null, originId: who.bodyId, authorityId: null, assignerId: who.bodyId, bodyId: party.unitId,
    monitorId: null, role: party.role, itemLabel: null, text, topics: [], nature: 'deliverable', areaId: null, deadlineKind: input.deadline ? 'date' : 'none', deadline: input.deadline,
    deadlinePrinted: null, deadlineSource: input.deadline ? 'office' : null, recurring: null, reportTo: null, searchKey: searchKeyOf(text, row.number),
  }
}

/** Bodies below get a task each; units of the own office are named and have it in their inbox. */
async function tasksOf(tx: Tx, who: Who, moment: Moment, row: HandlingRow, input: DirectInput, parties: readonly Named[]): Promise<NewParty[]> {
  const own = await ownUnits(tx, parties.flatMap(party => party.unitId ?? []))
  const isBody = (party: Named): party is Named & { unitId: number } => party.unitId !== null && party.unitId !== who.bodyId && !own.has(party.unitId)
  const given = new Map(parties.filter(isBody).map(party => [party, taskFor(row, party, input, who, freshId(moment))]))
  const tasks = [...given.values()]
  if (tasks.length > 0) {
    await insertTasks(tx, tasks)
    await insertEvents(tx, who.title, tasks.map(task => ({ id: freshId(moment), taskId: task.id, kind: 'assigned', note: input.sentence })))
  }
  return parties.map(party => ({ ...party, directionId: input.id, taskId: given.get(party as Named & { unitId: number })?.id ?? null }))
}

interface Said { leaderPostId: string; leaderTitle: string; saidOn: string; onBehalf: boolean }

async function write(tx: Tx, who: Who, moment: Moment, id: string, input: DirectInput, action: 'direct' | 'record', said: Said): Promise<void> {
  if (await findHandling(tx, id, who.seatId) && await hasDirection(tx, id, input.id)) return
  const row = await taken(tx, who, moment, id, action, input.version)
  const parties = named(input)
  await refuseUnknown(tx, parties, who, moment.today)
  if (await insertDirection(tx, { ...said, id: input.id, handlingId: id, sentence: input.sentence, deadline: input.deadline, recordedBy: who.title }) === 0) throw new Problem('not-allowed')
  await insertParties(tx, await tasksOf(tx, who, moment, row, input, parties))
  await move(tx, who, row, { state: 'assigned', deadline: input.deadline, doneAt: null }, { kind: said.onBehalf ? 'direction_recorded' : 'directed', note: input.sentence })
}

/** A leader writes a bút phê; a repeat of its id changes nothing. */
export async function direct(tx: Tx, who: Who, moment: Moment, id: string, input: DirectInput): Promise<void> {
  await write(tx, who, moment, id, input, 'direct', { leaderPostId: who.postId, leaderTitle: who.title, saidOn: moment.today, onBehalf: false })
}

/** An assistant writes down what a leader of the office decided; marked as such for ever. */
export async function record(tx: Tx, who: Who, moment: Moment, id: string, input: RecordInput): Promise<void> {
  const leader = await findLeader(tx, input.leaderPostId)
  if (!leader) throw new Problem('reference-missing')
  await write(tx, who, moment, id, input, 'record', { leaderPostId: input.leaderPostId, leaderTitle: leader.title, saidOn: input.saidOn, onBehalf: true })
}
