import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'

/** Seconds for which an action may be taken back with one click or Ctrl Z. */
const WINDOW = 10

type Undo = { run: () => Promise<unknown>; until: number; key: string }
let last: Undo | null = null

/** Tells what was done and offers to take it back; `run` asks the server for the opposite and may be refused. */
export function useUndo(): (said: string, run: () => Promise<unknown>) => void {
  const { message } = App.useApp()
  const takeBack = useTakeBack()
  return (said, run) => {
    const undo: Undo = { run, until: Date.now() + WINDOW * 1000, key: `undo-${Date.now()}` }
    last = undo
    void message.open({ key: undo.key, type: 'success', duration: WINDOW, content: <span>{said} <Button size="small" type="link" onClick={() => void takeBack(undo)}>{t('undo.do')}</Button> <kbd className="wide-only">Ctrl Z</kbd></span> })
  }
}

function useTakeBack(): (undo: Undo) => Promise<void> {
  const { message } = App.useApp()
  const queries = useQueryClient()
  return async (undo) => {
    if (last === undo) last = null
    message.destroy(undo.key)
    try {
      await undo.run()
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t('undo.done'))
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
}

/** Ctrl Z takes the last action back while its window is open; in a field it stays the field's own. */
export function useUndoKey(): void {
  const takeBack = useTakeBack()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && (event.target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName))
      if (typing || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || last === null || Date.now() > last.until) return
      event.preventDefault()
      void takeBack(last)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
