import { useEffect, useRef, type RefObject } from 'react'

/** What a key does; answering false leaves the key to the browser. */
type Keys = Record<string, (event: KeyboardEvent) => void | false>

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function isDialogOpen(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-dropdown-open, .ant-popover-open') !== null
}

/** Page-wide keys ('ctrl+k', 'j', '/'); plain letters rest while somebody types or a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => { latest.current = keys })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const held = event.ctrlKey || event.metaKey
      if (!held && (event.altKey || isTyping(event.target) || isDialogOpen())) return
      const action = latest.current[`${held ? 'ctrl+' : ''}${event.key.toLowerCase()}`]
      if (action !== undefined && action(event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Moves focus among the rows ([data-row]) below an element: the next one by +1, the one before by -1. */
export function moveRow(list: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const now = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[now === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(now + step, 0), rows.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** The id of the row that has the focus, from its data-row. */
export function focusedRow(): string | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row?.dataset.row ?? null
}

/** j/k and the arrows walk through a list; other keys act on the row in focus. */
export function useListKeys(list: RefObject<HTMLElement | null>, actions: Record<string, (id: string) => void>): void {
  const inList = () => list.current?.contains(document.activeElement) ?? false
  const onRow = Object.entries(actions).map(([key, act]) => [key, () => {
    const id = inList() ? focusedRow() : null
    return id === null ? false : act(id)
  }])
  useKeys({
    j: () => moveRow(list.current, 1), arrowdown: () => (inList() ? moveRow(list.current, 1) : false),
    k: () => moveRow(list.current, -1), arrowup: () => (inList() ? moveRow(list.current, -1) : false),
    ...(Object.fromEntries(onRow) as Keys),
  })
}
