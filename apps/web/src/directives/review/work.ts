import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import type { DirectiveDetail, DirectiveOrder } from '@phaodai/office'
import { isRefusal, messageOf } from '#web/api/client.ts'
import type { Refusal } from '#web/api/client.ts'
import { putOrder, resolveBody } from '#web/api/office.ts'
import { t } from '#web/text/t.ts'
import { inputOf } from './cut.ts'

export type StaleOrder = { mine: DirectiveOrder; theirs: DirectiveOrder | null; error: Refusal }

/** The work on one draft: every change goes to the server at once and can be undone by putting the old values back. */
export interface ReviewWork {
  directive: DirectiveDetail
  save: (changed: DirectiveOrder[]) => Promise<boolean>
  undo: () => Promise<void>
  canUndo: boolean
  busy: boolean
  resolve: (written: string, bodyIds: number[]) => Promise<void>
  stale: StaleOrder | null
  settleStale: (keepMine: boolean) => Promise<void>
}

function withOrder(directive: DirectiveDetail, order: DirectiveOrder): DirectiveDetail {
  const orders = directive.orders ?? []
  const next = orders.some(({ id }) => id === order.id) ? orders.map((each) => (each.id === order.id ? order : each)) : [...orders, order]
  return { ...directive, orders: next.sort((a, b) => a.position - b.position) }
}

/** Keeps the draft of the query cache, the undo stack and the one stale order that waits for an answer. */
export function useReviewWork(directive: DirectiveDetail): ReviewWork {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const undone = useRef<DirectiveOrder[][]>([])
  const [depth, setDepth] = useState(0)
  const [busy, setBusy] = useState(false)
  const [stale, setStale] = useState<StaleOrder | null>(null)
  const key = ['directives', 'one', directive.id]
  const current = () => queries.getQueryData<DirectiveDetail>(key) ?? directive
  const show = (order: DirectiveOrder) => queries.setQueryData<DirectiveDetail>(key, (before) => withOrder(before ?? directive, order))
  const find = (id: string) => (current().orders ?? []).find((each) => each.id === id)

  const putOne = async (order: DirectiveOrder) => {
    const version = find(order.id)?.version ?? 0
    const answer = await putOrder(directive.id, order.id, inputOf({ ...order, version }))
    show(answer)
  }
  const failed = (error: unknown, mine: DirectiveOrder, before: DirectiveOrder | undefined) => {
    if (before !== undefined) show(before)
    if (isRefusal(error, 'stale')) setStale({ mine, theirs: (error.versions?.theirs ?? null) as DirectiveOrder | null, error })
    else void message.error(`${messageOf(error)} ${t('review.notSaved')}`, 6)
  }
  const putAll = async (changed: DirectiveOrder[]) => {
    setBusy(true)
    for (const order of changed) {
      const before = find(order.id)
      if (before !== undefined) show({ ...order, version: before.version })
      try {
        await putOne(order)
      } catch (error) {
        failed(error, order, before)
        setBusy(false)
        return false
      }
    }
    setBusy(false)
    return true
  }
  const save = async (changed: DirectiveOrder[]) => {
    const before = changed.map((order) => find(order.id) ?? { ...order, dropped: true })
    const saved = await putAll(changed)
    if (saved) setDepth(undone.current.push(before))
    return saved
  }
  const undo = async () => {
    const before = undone.current.pop()
    setDepth(undone.current.length)
    if (before !== undefined) await putAll(before)
  }
  const resolve = async (written: string, bodyIds: number[]) => {
    setBusy(true)
    try {
      queries.setQueryData(key, await resolveBody(directive.id, { written, bodyIds, remember: true }))
    } catch (error) {
      void message.error(messageOf(error))
    }
    setBusy(false)
  }
  const settleStale = async (keepMine: boolean) => {
    const waiting = stale
    setStale(null)
    if (waiting?.theirs != null) show(waiting.theirs)
    else await queries.invalidateQueries({ queryKey: key })
    if (keepMine && waiting !== null) await save([waiting.mine])
  }
  return { directive, save, undo, canUndo: depth > 0, busy, resolve, stale, settleStale }
}
