import { useRef, useState } from 'react'
import type { LineAnswer } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { sendLines } from './api.ts'
import type { ListFile, Piece } from './read-file.ts'

/** How a list is read: which column fills which field, and what is said once for all lines. */
export type Reading = { mapping: Record<string, string>; constants: Record<string, string> }

/** A line somebody has to look at, with its cells. */
export type Noted = LineAnswer & { cells: string[] }

export type Progress = {
  state: 'running' | 'stopped' | 'failed' | 'done'
  /** Share of the file that was sent, 0 to 1. */
  share: number
  taken: number
  repeated: number
  counts: Record<'asked' | 'bad' | 'linked' | 'flagged', number>
  noted: Noted[]
  failure: string | null
}

/** Lines kept to be looked at; what goes beyond is counted, and seen when the file is sent again. */
export const MOST_NOTED = 5_000
/** Requests under way at once: while one is written, the next is read and checked. */
const AT_ONCE = 2

const START: Progress = { state: 'running', share: 0, taken: 0, repeated: 0, counts: { asked: 0, bad: 0, linked: 0, flagged: 0 }, noted: [], failure: null }

const countOf = (lines: readonly LineAnswer[], is: (line: LineAnswer) => boolean): number => lines.filter(is).length

/** The progress after an answer to some lines of the file. */
export function afterAnswer(before: Progress, { rows, share }: Piece, answer: { taken: number; repeated: number; lines: LineAnswer[] }): Progress {
  const cells = new Map(rows.map((row) => [row.line, row.cells]))
  const { counts } = before
  return {
    ...before, share: Math.max(before.share, share), taken: before.taken + answer.taken, repeated: before.repeated + answer.repeated,
    counts: {
      asked: counts.asked + countOf(answer.lines, ({ outcome }) => outcome === 'asked'), bad: counts.bad + countOf(answer.lines, ({ outcome }) => outcome === 'bad'),
      linked: counts.linked + countOf(answer.lines, ({ linked }) => linked !== null), flagged: counts.flagged + countOf(answer.lines, ({ outcome, flags }) => outcome === 'taken' && flags.length > 0),
    },
    noted: [...before.noted, ...answer.lines.map((line) => ({ ...line, cells: cells.get(line.line) ?? [] }))].slice(0, MOST_NOTED),
  }
}

/** Sends a whole file, a thousand lines a request; can be stopped, and sent again without doubling anything. */
export function useLineListRun(onDone: () => void) {
  const [progress, setProgress] = useState<Progress | null>(null)
  const stopped = useRef(false)
  const run = async (file: ListFile, reading: Reading) => {
    stopped.current = false
    setProgress(START)
    const pieces = file.pieces()
    const worker = async (): Promise<void> => {
      for (;;) {
        const next = stopped.current ? undefined : await pieces.next()
        if (!next || next.done) return
        const answer = await sendLines({ headers: file.headers, rows: next.value.rows, ...reading, dry: false })
        setProgress((before) => afterAnswer(before ?? START, next.value, answer))
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      setProgress((before) => ({ ...(before ?? START), state: stopped.current ? 'stopped' : 'done', share: stopped.current ? before?.share ?? 0 : 1 }))
    } catch (error) {
      stopped.current = true
      setProgress((before) => ({ ...(before ?? START), state: 'failed', failure: messageOf(error) }))
    } finally {
      await pieces.return(undefined) // lets go of a file that was not read to its end
    }
    onDone()
  }
  const stop = (): void => { stopped.current = true }
  /** Takes the answers to lines that were sent once more: they replace what was noted of them. */
  const settle = (lines: readonly LineAnswer[], more: { taken: number; repeated: number }, sent: readonly number[]) => setProgress((before) => before && settled(before, lines, more, sent))
  return { progress, run, stop, settle, forget: () => setProgress(null) }
}

/** The progress after lines that were asked for have been decided. */
export function settled(before: Progress, lines: readonly LineAnswer[], { taken, repeated }: { taken: number; repeated: number }, sent: readonly number[]): Progress {
  const answers = new Map(lines.map((line) => [line.line, line]))
  const noted = before.noted.flatMap((each) => {
    if (!sent.includes(each.line)) return [each]
    const answer = answers.get(each.line)
    return answer ? [{ ...answer, cells: each.cells }] : []
  })
  const still = countOf(lines, ({ outcome }) => outcome === 'asked')
  return {
    ...before, taken: before.taken + taken, repeated: before.repeated + repeated, noted,
    counts: { ...before.counts, asked: before.counts.asked - sent.length + still, bad: before.counts.bad + countOf(lines, ({ outcome }) => outcome === 'bad'), linked: before.counts.linked + countOf(lines, ({ linked }) => linked !== null) },
  }
}
