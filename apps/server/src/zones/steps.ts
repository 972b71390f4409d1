import { zone as register, type RecordRow } from '@phaodai/registers'
import type { ZoneChange, ZoneDecision, ZoneInput, ZoneRecord } from '@phaodai/office'
import { addDays, type Day } from '@phaodai/vocabulary'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { changeRecord, createRecord } from '#server/registers/index.ts'
import { word } from '#server/words/index.ts'
import { freshId, type Moment } from '../tasks/index.ts'
import { addDecided, articlesOf, endDecided } from './adjust.ts'
import { openDuties, openMeasureDuties } from './duties.ts'
import { fault, refuseBackwards, refuseRing, refusingInWords } from './faults.ts'
import { findZone, loadDecisions, loadExtents, zoneOf, type ZoneRow } from './load.ts'
import { noteExtended } from './steps.queries.ts'
import { beginExtent, clearDraft, endParts, extendParts, groundMeasures, insertExtent, insertMeasures, moveZone, recordDecision, replaceExtent } from './save.ts'

type Written = Pick<ZoneInput, 'fromOn' | 'untilOn' | 'extent' | 'measures'>

async function writeParts(tx: Tx, moment: Moment, zoneId: string, { fromOn, untilOn, extent, measures }: Written): Promise<void> {
  for (const each of measures) refuseBackwards(each.fromOn ?? fromOn, each.untilOn ?? untilOn, 'measures')
  await insertExtent(tx, { id: freshId(moment), zoneId, decisionId: null, fromOn, untilOn }, extent)
  await insertMeasures(tx, zoneId, measures.map(() => freshId(moment)), measures, fromOn, untilOn)
}

/** Makes a zone as a draft, with what it covers and asks for; a repeat of the id changes nothing. */
export async function enterZone(tx: Tx, moment: Moment, id: string, { extent, measures, ...input }: ZoneInput): Promise<RecordRow> {
  refuseBackwards(input.fromOn, input.untilOn)
  await refuseRing(tx, extent)
  const row = await createRecord(tx, register, id, input)
  if ((await loadExtents(tx, id)).length === 0) await refusingInWords(() => writeParts(tx, moment, id, { ...input, extent, measures }))
  return row
}

/** Writes a draft anew. */
export async function rewriteZone(tx: Tx, moment: Moment, id: string, { extent, measures, ...input }: ZoneChange): Promise<void> {
  refuseBackwards(input.fromOn, input.untilOn)
  await refuseRing(tx, extent)
  const row = await zoneOf(tx, id, moment.today)
  if (row.state !== 'draft') throw new Problem('illegal-state', { detail: fault('not-draft') })
  await changeRecord(tx, register, id, input)
  await clearDraft(tx, id)
  await refusingInWords(() => writeParts(tx, moment, id, { ...input, extent, measures }))
}

/** A zone in one of the states of an action, under the version read. */
export async function standingZone(tx: Tx, id: string, version: number, from: readonly string[], today: Day): Promise<ZoneRow> {
  const row = await zoneOf(tx, id, today)
  if (row.version !== version) refuseStale(row, { version })
  if (!from.includes(row.state)) throw new Problem('illegal-state', { detail: fault('state', { state: word(`register.zone.state.${row.state}`).toLocaleLowerCase('vi') }) })
  return row
}

async function move(tx: Tx, row: ZoneRow, state: string, reason: string | null = null): Promise<void> {
  if (await moveZone(tx, row.id, row.version, state, reason) === 0) refuseStale(await findZone(tx, row.id, row.fromOn), row)
}

/** Proposes a draft to the committee. */
export async function propose(tx: Tx, id: string, version: number, today: Day): Promise<void> {
  const row = await standingZone(tx, id, version, register.actions.propose!.from, today)
  await refusingInWords(() => move(tx, row, 'proposed'))
}

/** Sends a proposal back to be written anew, with the reason. */
export async function sendBack(tx: Tx, id: string, version: number, reason: string, today: Day): Promise<void> {
  await move(tx, await standingZone(tx, id, version, register.actions['send-back']!.from, today), 'draft', reason)
}

/** Records what an issued document decided, under the clause that says so. Its committee is checked by the database. */
async function recorded(tx: Tx, who: Who, moment: Moment, row: ZoneRow, { decisionId, directiveId, clause }: ZoneRecord, kinds: readonly string[]): Promise<ZoneDecision & { written: boolean }> {
  const decision = (await loadDecisions(tx, row.id)).find((each) => each.id === decisionId && each.recordedAt === null)
  if (!decision || !kinds.includes(decision.kind)) throw new Problem('reference-missing', { detail: fault('no-decision') })
  if (await refusingInWords(() => recordDecision(tx, decisionId, directiveId, clause, who.title, moment.at)) === 0) throw new Problem('not-allowed')
  return { ...decision, written: decision.draftDirectiveId === directiveId }
}

/** Brings a zone into force by its decision: measures rest on it, what it covers counts from its day, its duties become tasks. */
export async function enforce(tx: Tx, who: Who, moment: Moment, id: string, input: ZoneRecord): Promise<void> {
  const row = await standingZone(tx, id, input.version, register.actions.enforce!.from, moment.today)
  const { written } = await recorded(tx, who, moment, row, input, ['establish'])
  await refusingInWords(async () => {
    await groundMeasures(tx, id, input.decisionId, input.clause, written)
    await beginExtent(tx, id)
    await move(tx, row, 'in_force')
  })
  await openDuties(tx, who, moment, row, input.directiveId)
}

const counted = ({ steps }: ZoneDecision, verb: string): number => steps.filter((each) => each.verb === verb).length

/** Changes a zone in force by a decision: longer, covering less, with measures added or ended. Each change stands under this decision's own clause. */
export async function amend(tx: Tx, who: Who, moment: Moment, id: string, input: ZoneRecord): Promise<void> {
  const row = await standingZone(tx, id, input.version, ['in_force'], moment.today)
  const decision = await recorded(tx, who, moment, row, input, ['extend', 'narrow', 'adjust'])
  const { kind, effectiveOn, untilOn, written } = decision
  await refusingInWords(async () => {
    if (kind === 'narrow') await replaceExtent(tx, id, input.decisionId, effectiveOn)
    await endDecided(tx, input.decisionId, input.clause, written ? articlesOf({ kind, ends: counted(decision, 'end'), adds: counted(decision, 'add') }) : null)
    if (untilOn !== null) {
      await noteExtended(tx, { zoneId: id, decisionId: input.decisionId }, row.untilOn, untilOn, input.clause)
      await extendParts(tx, id, row.untilOn, untilOn)
    }
    await openMeasureDuties(tx, who, moment, row, input.directiveId, await addDecided(tx, id, input.decisionId))
  })
}

/** Lifts a zone by a decision: from its day nothing of it holds. Its duties are closed by their own action (closeDuties). */
export async function lift(tx: Tx, who: Who, moment: Moment, id: string, input: ZoneRecord): Promise<void> {
  const row = await standingZone(tx, id, input.version, register.actions.lift!.from, moment.today)
  const { effectiveOn } = await recorded(tx, who, moment, row, input, ['lift'])
  refuseBackwards(row.fromOn, addDays(effectiveOn, -1), 'effectiveOn')
  await endParts(tx, id, effectiveOn)
  await move(tx, { ...row, version: row.version + 1 }, 'lifted')
}
