import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import type { DirectiveDetail, DirectiveOrder } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { useListKeys } from '#web/ui/keys.ts'
import { wordsAt } from './cut.ts'
import { huesOf } from './marks.ts'
import { OrderCard } from './order-card.tsx'
import type { ReviewWork } from './work.ts'

type Props = { work: ReviewWork; lit: string | null; light: (id: string | null) => void; chosen: { id: string; at: number; from: 'source' | 'card' } | null; choose: (id: string) => void }
type Group = { label: string | null; depth: number; title: string; orders: DirectiveOrder[] }

function depthOf(items: Map<string, DirectiveDetail['items'][number]>, label: string | null): number {
  const parent = label === null ? null : (items.get(label)?.parentLabel ?? null)
  return parent === null ? 0 : 1 + depthOf(items, parent)
}

/** Orders under their items in the document's order; items without orders are headings only when they have some below. */
function groupsOf(directive: DirectiveDetail): Group[] {
  const items = new Map(directive.items.map((item) => [item.label, item]))
  const orders = directive.orders ?? []
  const groups: Group[] = []
  for (const order of orders) {
    const last = groups.at(-1)
    if (last !== undefined && last.label === order.itemLabel) last.orders.push(order)
    else groups.push({ label: order.itemLabel, depth: Math.min(3, depthOf(items, order.itemLabel)), title: titleOf(directive, items, order.itemLabel), orders: [order] })
  }
  return groups
}

function titleOf(directive: DirectiveDetail, items: Map<string, DirectiveDetail['items'][number]>, label: string | null): string {
  const item = label === null ? undefined : items.get(label)
  return item === undefined ? '' : wordsAt(directive.text, { start: item.span.start, end: Math.min(item.span.end, item.span.start + 110) })
}

/** The items as a tree, their orders as cards. j and k walk the cards, Tab only what is unsure. */
export function OrderTree({ work, lit, light, chosen, choose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const [withDropped, showDropped] = useState(false)
  const groups = useMemo(() => groupsOf(work.directive), [work.directive])
  const hues = useMemo(() => huesOf((work.directive.orders ?? []).filter(({ dropped }) => !dropped)), [work.directive])
  const dropped = (work.directive.orders ?? []).filter((order) => order.dropped)
  const live = (work.directive.orders ?? []).filter((order) => !order.dropped)
  useListKeys(list, {})
  useEffect(() => {
    if (chosen === null || chosen.from !== 'source') return
    const card = list.current?.querySelector<HTMLElement>(`[data-card="${chosen.id}"]`)
    card?.scrollIntoView({ block: 'center' })
    card?.querySelector<HTMLElement>('[data-row]')?.focus({ preventScroll: true })
  }, [chosen])
  return (
    <section className="order-tree" ref={list} aria-label={t('review.orders')}>
      <p className="quiet no-print">{t('review.keys')}</p>
      {groups.map((group) => {
        const shown = group.orders.filter((order) => !order.dropped)
        if (shown.length === 0) return null
        return (
          <section key={`${group.label}-${shown[0]!.id}`} className="item-group" style={{ '--hue': hues.get(group.label), '--depth': group.depth } as CSSProperties}>
            {group.label !== null && <h3 className="item-title"><span className="item-label">{group.label}</span> <span className="clamp-1">{group.title}</span></h3>}
            {shown.map((order) => (
              <OrderCard key={order.id} order={order} next={live[live.indexOf(order) + 1] ?? null} work={work} lit={lit === order.id} light={light} open={open === order.id} setOpen={(now) => { setOpen(now ? order.id : null); if (now) choose(order.id) }} choose={choose} />
            ))}
          </section>
        )
      })}
      {live.length === 0 && <p className="quiet">{t('review.noOrders')}</p>}
      {dropped.length > 0 && <Button size="small" type="link" aria-expanded={withDropped} onClick={() => showDropped(!withDropped)}>{t('review.droppedCount', { count: dropped.length })}</Button>}
      {withDropped && <ul className="dropped">{dropped.map((order) => <li key={order.id}><del>{order.text}</del> <Button size="small" onClick={() => void work.save([{ ...order, dropped: false }])}>{t('review.restore')}</Button></li>)}</ul>}
    </section>
  )
}
