/** Who gets the document and what for: worked out from Kính gửi, Nơi nhận and the orders, changeable line by line. */
import type { DirectiveDetail, IssueInput } from '@phaodai/office'

export type Purpose = IssueInput['deliveries'][number]['purpose']
export type Line = { key: string; written: string; bodyIds: number[]; purpose: Purpose; from: 'orders' | 'recipients' | 'hand' }

const strength: Record<Purpose, number> = { execute: 3, report: 2, inform: 1 }

/** Lines for the dialog: one for each phrase; bodies that an order obliges must carry out. */
export function linesOf(directive: DirectiveDetail): Line[] {
  const orders = (directive.orders ?? []).filter(({ dropped }) => !dropped)
  const obliged = orders.flatMap(({ leads, coordinates, doers }) => [...leads, ...coordinates, ...doers]).map((named) => ({ named, purpose: 'execute' as Purpose, from: 'orders' as const }))
  const listed = directive.recipients.flatMap(({ named, purpose }) => (purpose === 'file' ? [] : [{ named, purpose: purpose as Purpose, from: 'recipients' as const }]))
  const lines = new Map<string, Line>()
  for (const { named, purpose, from } of [...listed, ...obliged]) {
    if (named.bodyIds === null || named.bodyIds.length === 0) continue
    const key = [...named.bodyIds].sort((a, b) => a - b).join(',')
    const known = lines.get(key)
    const written = named.bodyIds.length === 1 ? (named.bodies[0]?.name ?? named.written) : named.written
    if (known === undefined) lines.set(key, { key, written, bodyIds: named.bodyIds, purpose, from })
    else if (strength[purpose] > strength[known.purpose]) known.purpose = purpose
  }
  return [...lines.values()]
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
