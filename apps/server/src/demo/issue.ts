import type { Tx } from '#kernel/transaction.ts'
import type { Who } from '#kernel/who.ts'
import { admit, findDirective, issue, loadOrders, putOrder, register, resolveName } from '#server/directives/index.ts'
import type { Moment } from '#server/tasks/index.ts'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import type { ReadDocument } from './documents.ts'
import type { DemoPost } from './people.ts'
import { idFor } from './random.ts'
import { actAs } from './save.ts'

/** A clerk at his desk at one moment of the past. */
export interface Desk { tx: Tx; post: DemoPost; moment: Moment; who: (permission: string) => Who }

/** A desk of a clerk at an instant; new ids come from the seed. */
export function deskAt(tx: Tx, post: DemoPost, at: string, seed: number, purpose: string): Desk {
  let made = 0
  return { tx, post, who: (permission) => whoIs(post, permission), moment: { at, today: at.slice(0, 10), newId: () => idFor(seed, at, `${purpose}/${made++}`) } }
}

/** Who acts, as a route would know it. */
export function whoIs(post: DemoPost, permission: string): Who {
  const { personId, postId, role, title, seatId, bodyId, bodyLastId } = post
  return { accountId: personId, personId, postId, role, title, seatId, bodyId, bodyLastId, seesWhole: false, clear: false, held: ['directive.read', 'task.read', permission], reads: ['directive', 'task'], permission }
}

/** Does something at a desk under one permission. */
export async function asDesk<T>({ tx, post }: Desk, permission: string, work: (who: Who) => Promise<T>): Promise<T> {
  await actAs(tx, post, permission)
  return work(whoIs(post, permission))
}

/** Registers a text as a draft, through the same reading and saving as the screen. */
export function intake(desk: Desk, id: string, text: string, direction: 'own' | 'incoming'): Promise<void> {
  const declared = { direction, declaredNotSecret: true, allowDuplicate: false, fileId: null }
  return asDesk(desk, 'directive.intake', who => register(desk.tx, who, desk.moment, id, admit(text, false), declared))
}

/** Reviews as a clerk would: answers names that only the office knows, drops orders to nobody in particular. */
export async function review(desk: Desk, id: string, document: ReadDocument, places: ReadonlyMap<string, BodyRow>): Promise<void> {
  await asDesk(desk, 'directive.review', async (who) => {
    for (const lead of unknownLeads(await loadOrders(desk.tx, id))) {
      const bodyIds = answerTo(lead, document, places)
      if (bodyIds.length > 0) await resolveName(desk.tx, who, desk.moment, id, { written: lead.written, bodyIds, remember: true })
    }
    const orders = (await loadOrders(desk.tx, id)).filter(order => order.leads.length === 0 || unknownLeads([order]).length > 0)
    for (const { engine: _, confidence: __, deadlineSpan: ___, ...order } of orders) await putOrder(desk.tx, who, desk.moment, id, order.id, { ...order, dropped: true })
  })
}

type Orders = Awaited<ReturnType<typeof loadOrders>>
type Lead = Orders[number]['leads'][number]

/** Names of leads that are still open, each once. */
function unknownLeads(orders: Orders): Lead[] {
  const open = orders.filter(order => !order.dropped).flatMap(order => order.leads.filter(lead => !lead.bodyIds?.length))
  return [...new Map(open.map(lead => [lead.written, lead])).values()]
}

/** The office's own answer, else the likely one that the screen shows first; words for everybody stay unanswered. */
function answerTo(lead: Lead, document: ReadDocument, places: ReadonlyMap<string, BodyRow>): number[] {
  const known = Object.entries(document.answers ?? {}).find(([words]) => lead.written.startsWith(words))
  if (known) return known[1].map(place => places.get(place)?.id).filter(each => each !== undefined)
  return lead.rule === 'everybody' ? [] : (lead.candidates[0]?.bodyIds ?? [])
}

/** Issues the reviewed draft to everybody whom it names. */
export async function send(desk: Desk, id: string, monitorId: number): Promise<void> {
  await asDesk(desk, 'directive.issue', async (who) => {
    const row = await findDirective(desk.tx, id, desk.moment.today)
    if (row === undefined) throw new Error(`the demo's directive ${id} is gone`)
    const purposes = new Map<number, 'execute' | 'report' | 'inform'>()
    for (const { purpose, named } of row.recipients) {
      if (purpose !== 'file') for (const bodyId of named.bodyIds ?? []) if (!purposes.has(bodyId)) purposes.set(bodyId, purpose)
    }
    const deliveries = [...purposes].map(([bodyId, purpose]) => ({ bodyId, purpose }))
    await issue(desk.tx, who, desk.moment, id, { version: row.version, authorityId: who.bodyId, monitorId, deliveries })
  })
}
