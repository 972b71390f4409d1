import { addDays } from '@phaodai/vocabulary'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import { idFor, type Dice } from '../random.ts'
import type { SeedTask } from './types.ts'

/** Which organ of a committee a task of a topic is handed to. */
const ORGANS: readonly (readonly [string, readonly string[]])[] = [
  ['vaccination', ['ttyt', 'tram-y-te']], ['treatment', ['ttyt', 'tram-y-te']], ['surveillance-testing', ['ttyt', 'tram-y-te', 'cdc']],
  ['isolation-quarantine', ['ttyt', 'quan-su', 'tram-y-te']], ['schools', ['phong-gddt', 'phong-vhxh']], ['budget', ['phong-tckh', 'phong-kinh-te']],
  ['communication', ['tt-vhtt', 'phong-vhtt', 'phong-vhxh']], ['borders-movement', ['cong-an', 'quan-su']], ['support-policy', ['phong-ldtbxh', 'phong-vhxh']],
  ['organisation', ['phong-noi-vu', 'phong-vhxh']], ['inspection', ['cong-an', 'phong-kinh-te']],
]

/** Bodies by number and by the body above them. */
export class Tree {
  readonly #byId: ReadonlyMap<number, BodyRow>
  readonly #below = new Map<number, BodyRow[]>()

  constructor(bodies: readonly BodyRow[]) {
    this.#byId = new Map(bodies.map(body => [body.id, body]))
    for (const body of bodies) if (body.parentId !== null) this.#below.set(body.parentId, [...(this.#below.get(body.parentId) ?? []), body])
  }

  get(id: number): BodyRow {
    const body = this.#byId.get(id)
    if (body === undefined) throw new RangeError(`no body ${id} in the demo`)
    return body
  }

  below(id: number): BodyRow[] { return this.#below.get(id) ?? [] }
}

/** The bodies a task is passed on to, or none. Community teams are set up everywhere, so those tasks always go down. */
export function targetsOf(task: SeedTask, tree: Tree, lively: boolean, dice: Dice): BodyRow[] {
  if (task.role === 'coordinate') return []
  const below = tree.below(task.bodyId)
  const sameWork = below.filter(body => body.kind === tree.get(task.bodyId).kind)
  const villages = below.filter(body => body.level === 'village')
  const everywhere = /Tổ COVID/i.test(task.text) && task.deadlineKind === 'date'
  const next = sameWork.length > 0 ? sameWork : villages
  if (everywhere && next.length > 0) return next
  const share = task.deadlineKind === 'date' ? 0.3 : 0.1
  if (next.length > 0 && dice.chance(lively ? 0.6 : share)) return next
  return dice.chance(0.4) ? organsFor(task, below) : []
}

function organsFor(task: SeedTask, below: readonly BodyRow[]): BodyRow[] {
  const wanted = ORGANS.filter(([topic]) => task.topics.includes(topic)).flatMap(([, rules]) => rules)
  return below.filter(body => wanted.includes(body.rule)).slice(0, 2)
}

/** A task's own child for one body, due a little before its parent. */
export function childOf(parent: SeedTask, body: BodyRow, createdAt: string, seed: number, dice: Dice): SeedTask {
  const key = `${parent.key}/${body.id}`
  const own = parent.deadline === null ? null : addDays(parent.deadline, -dice.between(1, 3))
  const deadline = own !== null && own > addDays(createdAt.slice(0, 10), 2) ? own : parent.deadline
  return {
    ...parent, key, id: idFor(seed, createdAt, `task/${key}`), parentId: parent.id, orderId: null, role: 'lead', assignerId: parent.bodyId, bodyId: body.id,
    monitorId: null, deadline, deadlineSource: deadline === null ? null : deadline === parent.deadline ? parent.deadlineSource : 'office', createdAt,
  }
}
