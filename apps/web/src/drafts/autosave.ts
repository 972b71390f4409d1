import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { DraftContent, DraftDetail } from '@phaodai/office'
import { isRefusal } from '../api/client.ts'
import { saveDraft } from './api.ts'

export type SaveState = 'saved' | 'typing' | 'saving' | 'failed'
type Theirs = { version: number; content: DraftContent }

const PAUSE = 1200

/**
 * The text under the hands: saved once typing pauses, one save at a time, under the version last read. `conflict` holds
 * what somebody else saved meanwhile, until the person has chosen.
 */
export function useDraftText(draft: DraftDetail) {
  const [content, setContent] = useState(draft.content)
  const [state, setState] = useState<SaveState>('saved')
  const [conflict, setConflict] = useState<Theirs | null>(null)
  const queries = useQueryClient()
  const work = useRef({ content: draft.content, version: draft.version, busy: false, dirty: false, paused: false })

  const flush = async (keep = false): Promise<void> => {
    const now = work.current
    if (now.busy || now.paused || (!now.dirty && !keep)) return
    Object.assign(now, { busy: true, dirty: false })
    setState('saving')
    try {
      const answer = await saveDraft(draft.id, now.version, now.content, keep)
      now.version = answer.version
      queries.setQueryData(['drafts', 'one', draft.id], answer)
      setState(now.dirty ? 'typing' : 'saved')
    } catch (error) {
      now.dirty = true
      if (isRefusal(error, 'stale') && error.versions) {
        now.paused = true
        setConflict(error.versions.theirs as Theirs)
      }
      setState('failed')
    } finally {
      now.busy = false
    }
  }

  const latest = useRef(flush)
  useEffect(() => { latest.current = flush })
  useEffect(() => {
    const timer = setInterval(() => void latest.current(), PAUSE)
    const leave = (event: BeforeUnloadEvent) => { if (work.current.dirty) event.preventDefault() }
    window.addEventListener('beforeunload', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('beforeunload', leave)
      void latest.current()
    }
  }, [])

  const change = (next: DraftContent): void => {
    Object.assign(work.current, { content: next, dirty: true })
    setContent(next)
    setState('typing')
  }
  const settle = (choice: 'theirs' | 'mine'): void => {
    if (conflict === null) return
    Object.assign(work.current, { version: conflict.version, paused: false, dirty: choice === 'mine' })
    if (choice === 'theirs') {
      work.current.content = conflict.content
      setContent(conflict.content)
      setState('saved')
    }
    setConflict(null)
  }
  return { content, change, state, conflict, settle, keep: () => flush(true), flush: () => flush() }
}

export type DraftText = ReturnType<typeof useDraftText>
