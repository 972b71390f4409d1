import type { NewTask } from '../tasks/index.ts'

/** An order with its bodies known. */
export interface ReadyOrder {
  id: string
  itemLabel: string | null
  text: string
  leads: number[]
  coordinates: number[]
  doers: number[]
  monitorId: number | null
  authorityId: number | null
  areaId: number | null
  nature: NewTask['nature']
  deadlineKind: NewTask['deadlineKind']
  deadline: string | null
  deadlinePrinted: string | null
  deadlineSource: NewTask['deadlineSource']
  recurring: NewTask['recurring']
  reportTo: string | null
  topics: string[]
}

interface Issuing { directiveId: string; ownerId: number; authorityId: number | null; monitorId: number | null; newId: () => string; parents: ReadonlyMap<string, string>; keyOf: (text: string) => string }

/** One row per obligated body: its strongest role in this order. A doer receives the task from the lead that directs it. */
function parts(order: ReadyOrder, ownerId: number): { bodyId: number; role: NewTask['role']; assignerId: number }[] {
  const found = new Map<number, { bodyId: number; role: NewTask['role']; assignerId: number }>()
  const put = (role: NewTask['role'], assignerId: number) => (bodyId: number): void => {
    if (!found.has(bodyId)) found.set(bodyId, { bodyId, role, assignerId })
  }
  order.leads.forEach(put('lead', ownerId))
  order.doers.forEach(put('doer', order.leads[0] ?? ownerId))
  order.coordinates.forEach(put('coordinate', ownerId))
  return [...found.values()]
}

/** The tasks of a directive: orders times bodies. An unread printed date gives no deadline. */
export function expand(orders: readonly ReadyOrder[], issuing: Issuing): NewTask[] {
  return orders.flatMap((order) => {
    const { id: orderId, leads: _, coordinates: __, doers: ___, ...words } = order
    const undated = order.deadlineKind === 'date' && order.deadline === null
    return parts(order, issuing.ownerId).map(part => ({
      ...words, ...part, id: issuing.newId(), orderId, directiveId: issuing.directiveId, parentId: issuing.parents.get(order.itemLabel ?? '') ?? null, originId: issuing.ownerId,
      authorityId: order.authorityId ?? issuing.authorityId, monitorId: order.monitorId ?? issuing.monitorId,
      deadlineKind: undated ? 'none' as const : order.deadlineKind, deadlineSource: order.deadline ? order.deadlineSource : null, searchKey: issuing.keyOf(order.text),
    }))
  })
}
