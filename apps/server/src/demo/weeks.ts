import { workingCalendar, type WorkingCalendar } from '@phaodai/vocabulary'
import { loadChecklists, loadSanctions } from '#server/inspections/index.ts'
import { sanctionsOn } from '@phaodai/office/penalty.ts'
import { insertTasks } from '#server/tasks/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { byPlace } from './cast.ts'
import { DRAFT, readDocuments, type ReadDocument } from './documents.ts'
import { invent, Tree, type SeedTask } from './history/index.ts'
import { backdate, backdateAssigned, loadCalendar, loadIssued, loadRecipientIds, saveEvents, saveReadings, saveStandings, saveStates, type SignerOf } from './history/history.queries.ts'
import { deskAt, intake, review, send } from './issue.ts'
import { DEMO_PROVINCE } from './land.ts'
import type { DemoPost } from './people.ts'
import { Dice, idFor } from './random.ts'
import { findings, inspections, penalties, rumours, stockMovements, supplyItems, violations, type Field } from './records/index.ts'
import { keepPlans } from './inspections.ts'
import { savePenalties } from './inspections.queries.ts'
import { saveAll } from './records/records.queries.ts'
import { actAs } from './save.ts'
import type { Ground } from './ground.ts'
import { later, shiftMinutes } from './working-hours.ts'

/** The clerk (or whoever is there) in whose name a body's office works; throws when the cast has nobody. */
function clerkOf(ground: Ground, bodyId: number): DemoPost {
  const posts = ground.people.ofBody.get(bodyId) ?? []
  const post = posts.find(each => each.role === 'clerk') ?? posts[0]
  if (post === undefined) throw new RangeError(`nobody in the cast works for body ${bodyId}`)
  return post
}

/** Registers, reviews and issues the six directives as their offices did; returns the tasks they made. */
export async function issueDirectives(tx: Tx, ground: Ground): Promise<SeedTask[]> {
  const calendar = workingCalendar(await loadCalendar(tx))
  const tasks: SeedTask[] = []
  for (const document of await readDocuments(ground.profile, ground.today)) tasks.push(...await issueOne(tx, ground, document, calendar))
  return tasks
}

async function issueOne(tx: Tx, ground: Ground, document: ReadDocument, calendar: WorkingCalendar): Promise<SeedTask[]> {
  const { seed } = ground
  const places = byPlace(ground.bodies)
  const [owner, monitor] = [places.get(document.owner), places.get(document.monitor)]
  if (owner === undefined || monitor === undefined) throw new RangeError(`no office for ${document.file}`)
  const registeredAt = `${document.day}T08:${10 + new Dice(seed, document.file).between(0, 45)}:00.000+07:00`
  const issuedAt = shiftMinutes(registeredAt, 95)
  const post = clerkOf(ground, owner.id)
  const id = idFor(seed, registeredAt, `directive/${document.file}`)
  await intake(deskAt(tx, post, registeredAt, seed, `intake/${document.file}`), id, document.text, 'own')
  await review(deskAt(tx, post, registeredAt, seed, `review/${document.file}`), id, document, places)
  await send(deskAt(tx, post, issuedAt, seed, `issue/${document.file}`), id, monitor.id)
  await backdate(tx, id, registeredAt, issuedAt)
  await backdateAssigned(tx, id, issuedAt)
  await receive(tx, ground, id, document, issuedAt, calendar)
  return (await loadIssued(tx, id, document.file)).map(task => ({ ...task, createdAt: issuedAt }))
}

/** Most recipients open what they got within two days; some haven't yet. */
async function receive(tx: Tx, ground: Ground, id: string, document: ReadDocument, deliveredAt: string, calendar: WorkingCalendar): Promise<void> {
  const limit = `${ground.today}T00:00:00.000+07:00`
  const signer = signers(ground)
  const readings = (await loadRecipientIds(tx, id)).map(({ bodyId, purpose }) => {
    const dice = new Dice(ground.seed, `reading/${document.file}/${bodyId}`)
    const readAt = dice.chance(0.85) ? later(dice, deliveredAt, 0, 2, { calendar, limit }) : null
    const acknowledgedAt = readAt !== null && purpose === 'execute' && dice.chance(0.85) ? shiftMinutes(readAt, dice.between(3, 40)) : null
    return { bodyId, readAt, acknowledgedAt, acknowledgedBy: acknowledgedAt === null ? null : signer(bodyId).title }
  })
  await saveReadings(tx, id, deliveredAt, readings)
}

/** Who signs for a body: its post in the cast, else a clerk without a name. */
export function signers(ground: Ground): SignerOf {
  const names = new Map(ground.bodies.map(body => [body.id, body.shortName]))
  return (bodyId) => {
    const post = ground.people.ofBody.get(bodyId)?.find(each => each.role !== 'admin' && each.role !== 'auditor')
    return { postId: post?.postId ?? null, title: `${post?.title ?? 'Văn thư'}, ${names.get(bodyId) ?? ''}` }
  }
}

/** What became of the tasks: cascades, reports, delays; one draft lies on a clerk's desk. */
export async function liveThrough(tx: Tx, ground: Ground, tasks: readonly SeedTask[]): Promise<number> {
  const calendar = workingCalendar(await loadCalendar(tx))
  const { children, lives } = invent(tasks, { seed: ground.seed, today: ground.today, calendar, tree: new Tree(ground.bodies), lively: new Set(ground.people.ofBody.keys()) })
  await actAs(tx, clerkOf(ground, byPlace(ground.bodies).get(`ubnd@${DEMO_PROVINCE}`)!.id), 'task.cascade')
  await insertTasks(tx, children)
  await saveStates(tx, lives)
  await saveStandings(tx, lives)
  const signer = signers(ground)
  const assigned = children.map(task => ({ task: { ...task, key: `given/${task.key}` }, steps: [{ kind: 'assigned' as const, at: task.createdAt, byBody: task.assignerId, note: null }], escalatedTo: null }))
  await saveEvents(tx, [...assigned, ...lives], signer, (key, at) => idFor(ground.seed, at, key))
  await layDraft(tx, ground)
  return tasks.length + children.length
}

async function layDraft(tx: Tx, ground: Ground): Promise<void> {
  const { file, owner } = DRAFT[ground.profile]
  const document = (await readDocuments(ground.profile, ground.today)).find(each => each.file === file)
  const body = byPlace(ground.bodies).get(owner)
  if (document === undefined || body === undefined) return
  const at = shiftMinutes(`${document.day}T13:40:00.000+07:00`, 0)
  const id = idFor(ground.seed, at, `directive/draft/${file}`)
  await intake(deskAt(tx, clerkOf(ground, body.id), at, ground.seed, `draft/${file}`), id, document.text, 'incoming')
  await backdate(tx, id, at, null)
}

/** What records are invented from, with the checklists and sanctions in force. */
export async function fieldFor(tx: Tx, ground: Ground): Promise<Field> {
  const checklists = await loadChecklists(tx)
  const sanctions = await loadSanctions(tx)
  return {
    ...fieldOf(ground, workingCalendar(await loadCalendar(tx))),
    checklistFor: kind => checklists.find(each => each.placeKind === kind)!,
    isSanctioned: (behaviour, day) => sanctionsOn(sanctions, behaviour, day).length > 0,
  }
}

/** Records of every register, in the communes of the demo; and the plan of inspections they stand in. */
export async function keepRegisters(tx: Tx, ground: Ground): Promise<void> {
  const field = await fieldFor(tx, ground)
  const visits = inspections(field, 70)
  const met = violations(field, 40)
  await saveAll(tx, { rumour: rumours(field, 60), inspection: visits, finding: findings(field, visits), violation: met, supply_item: supplyItems(field), stock_movement: stockMovements(field) })
  await savePenalties(tx, penalties(met))
  await keepPlans(tx, ground, visits)
}

function fieldOf(ground: Ground, calendar: WorkingCalendar): Omit<Field, 'checklistFor' | 'isSanctioned'> {
  const province = ground.land.find(area => area.level === 'province')!
  const withVillages = new Set(ground.land.filter(area => area.level === 'village').map(area => area.parentId))
  const committees = new Map(ground.bodies.filter(body => body.rule === 'ubnd').map(body => [body.seatAreaId, body]))
  return {
    seed: ground.seed, today: ground.today, calendar, province,
    communes: ground.land.filter(area => area.level === 'commune' && withVillages.has(area.id)),
    handlerOf: area => committees.get(area.id)!,
  }
}
