/** Who gets the document and what for: worked out from Kính gửi, Nơi nhận and the orders, changeable line by line. */
import type { DirectiveDetail, IssueInput, NamedBody } from '@phaodai/office'
import { nameOf } from './body-chip.tsx'

export type Purpose = IssueInput['deliveries'][number]['purpose']
export type Line = { key: string; written: string; bodyIds: number[]; purpose: Purpose; from: 'orders' | 'recipients' | 'hand' }

const strength: Record<Purpose, number> = { execute: 3, report: 2, inform: 1 }

/** Lines for the dialog: the document's own list first, then bodies that only an order names; those must carry out. */
export function linesOf(directive: DirectiveDetail): Line[] {
  const lines: Line[] = []
  const listed = new Set<number>()
  const add = (named: NamedBody, purpose: Purpose, from: Line['from']) => {
    const bodyIds = (named.bodyIds ?? []).filter((id) => !listed.has(id))
    if (bodyIds.length === 0) return
    bodyIds.forEach((id) => listed.add(id))
    lines.push({ key: bodyIds.join(','), written: nameOf(named), bodyIds, purpose, from })
  }
  for (const { named, purpose } of directive.recipients) if (purpose !== 'file') add(named, purpose, 'recipients')
  const orders = (directive.orders ?? []).filter(({ dropped }) => !dropped)
  for (const order of orders) for (const named of [...order.leads, ...order.coordinates, ...order.doers]) add(named, 'execute', 'orders')
  return lines
}

/** One delivery per body; where lines overlap the stronger purpose holds. */
export function deliveriesOf(lines: Line[]): IssueInput['deliveries'] {
  const chosen = new Map<number, Purpose>()
  for (const { bodyIds, purpose } of lines) {
    for (const id of bodyIds) {
      const known = chosen.get(id)
      if (known === undefined || strength[purpose] > strength[known]) chosen.set(id, purpose)
    }
  }
  return [...chosen].map(([bodyId, purpose]) => ({ bodyId, purpose }))
}
