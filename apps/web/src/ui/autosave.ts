import { useEffect, useRef, useState } from 'react'
import { isRefusal } from '../api/client.ts'

export type SaveState = 'saved' | 'typing' | 'saving' | 'failed' | 'stale'
/** What somebody else saved meanwhile. */
type Theirs<T> = { version: number; value: T }
type Saved<T> = {
  value: T
  version: number
  /** Sends a value under the version read; answers with the new version. */
  save: (version: number, value: T, keep: boolean) => Promise<number>
  /** The value in the other version of a stale save. */
  theirsOf: (theirs: unknown) => T
}

const PAUSE = 1200

/**
 * A value under the hands: saved once typing pauses, one save at a time, under the version last read. `conflict` holds
 * what somebody else saved meanwhile; nothing is sent until the person has chosen, now or `later` (`look` shows it again).
 * A newer version that is read while nothing is under the hands takes the place of the older.
 */
export function useAutosave<T>({ value: first, version, save, theirsOf }: Saved<T>) {
  const [value, setValue] = useState(first)
  const [state, setState] = useState<SaveState>('saved')
  const [conflict, setConflict] = useState<Theirs<T> | null>(null)
  const [asking, ask] = useState(false)
  const work = useRef({ value: first, version, busy: false, dirty: false, paused: false, running: Promise.resolve() })

  const send = async (keep: boolean): Promise<void> => {
    const now = work.current
    Object.assign(now, { busy: true, dirty: false })
    setState('saving')
    try {
      now.version = await save(now.version, now.value, keep)
      setState(now.dirty ? 'typing' : 'saved')
    } catch (error) {
      now.dirty = true
      if (isRefusal(error, 'stale') && error.versions) {
        now.paused = true
        const theirs = error.versions.theirs as { version: number }
        setConflict({ version: theirs.version, value: theirsOf(theirs) })
        ask(true)
      }
      setState(now.paused ? 'stale' : 'failed')
    } finally {
      now.busy = false
    }
  }
  /** Sends what is not sent yet; resolves when it is there, or has failed. */
  const flush = async (keep = false): Promise<void> => {
    const now = work.current
    if (now.busy) await now.running
    if (now.paused && keep) ask(true)
    if (now.busy || now.paused || (!now.dirty && !keep)) return
    now.running = send(keep)
    await now.running
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

  useEffect(() => {
    const now = work.current
    if (now.busy || now.dirty || now.paused || version <= now.version) return
    Object.assign(now, { value: first, version })
    setValue(first)
  }, [first, version])

  const change = (next: T): void => {
    Object.assign(work.current, { value: next, dirty: true })
    setValue(next)
    setState(work.current.paused ? 'stale' : 'typing')
  }
  const settle = (choice: 'theirs' | 'mine'): void => {
    if (conflict === null) return
    Object.assign(work.current, { version: conflict.version, paused: false, dirty: choice === 'mine' })
    setState(choice === 'theirs' ? 'saved' : 'typing')
    if (choice === 'theirs') {
      work.current.value = conflict.value
      setValue(conflict.value)
    }
    setConflict(null)
    ask(false)
  }
  return { value, change, state, conflict: asking ? conflict : null, settle, look: () => ask(true), later: () => ask(false), keep: () => flush(true), flush: () => flush(), isSaved: () => !work.current.dirty && !work.current.busy, version: () => work.current.version }
}
