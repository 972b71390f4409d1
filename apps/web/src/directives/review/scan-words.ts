import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import { DOUBTFUL_BELOW, type DirectiveDetail, type PageWord, type ScanPage } from '@phaodai/office'
import { messageOf } from '#web/api/client.ts'
import { correctWords, getPages } from '#web/api/office.ts'
import { useKeys } from '#web/ui/keys.ts'
import type { Mark } from './marks.ts'

/** A recognised word and the page it stands on. */
export type PlacedWord = PageWord & { page: number }

/** The work on recognised words: which are doubtful, which one is looked at, and putting another in its place. */
export interface ScanWords {
  pages: ScanPage[]
  doubtful: PlacedWord[]
  now: PlacedWord | null
  busy: boolean
  look: (start: number | null) => void
  step: (by: 1 | -1) => void
  correct: (word: PlacedWord, text: string) => Promise<void>
  marks: Mark[]
}

const isDoubtful = ({ confidence }: PageWord): boolean => confidence < DOUBTFUL_BELOW

/** The next doubtful word from a place on, going round at the ends. */
export function doubtBeside(doubtful: readonly PlacedWord[], from: number | null, by: 1 | -1): PlacedWord | null {
  const [first, last] = [doubtful[0] ?? null, doubtful.at(-1) ?? null]
  if (from === null) return by === 1 ? first : last
  return (by === 1 ? doubtful.find(({ start }) => start > from) ?? first : doubtful.findLast(({ start }) => start < from) ?? last)
}

function marksOfWords(doubtful: readonly PlacedWord[], now: PlacedWord | null): Mark[] {
  const marked = now === null || doubtful.some(({ start }) => start === now.start) ? doubtful : [...doubtful, now]
  return marked.map(({ start, end }) => ({ start, end, kind: 'doubt', id: String(start) }))
}

/** Pages of a draft that came as a scan; without pages there is nothing to do. */
export function useScanWords(directive: DirectiveDetail): ScanWords {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const key = ['directives', 'pages', directive.id]
  const read = useQuery({ queryKey: key, queryFn: () => getPages(directive.id), staleTime: Infinity })
  const [at, look] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const pages = useMemo(() => read.data?.pages ?? [], [read.data])
  const words = useMemo(() => pages.flatMap(({ n, words }) => words.map((word) => ({ ...word, page: n }))).sort((a, b) => a.start - b.start), [pages])
  const doubtful = useMemo(() => words.filter(isDoubtful), [words])
  const now = words.find(({ start }) => start === at) ?? null
  const marks = useMemo(() => marksOfWords(doubtful, now), [doubtful, now])
  const step = (by: 1 | -1) => look(doubtBeside(doubtful, at, by)?.start ?? null)
  const correct = async (word: PlacedWord, text: string) => {
    setBusy(true)
    try {
      queries.setQueryData(['directives', 'one', directive.id], await correctWords(directive.id, directive.version, [{ start: word.start, end: word.end, text }]))
      const after = (await queries.fetchQuery({ queryKey: key, queryFn: () => getPages(directive.id), staleTime: 0 })).pages
      const rest = after.flatMap(({ n, words }) => words.filter(isDoubtful).map((each) => ({ ...each, page: n })))
      look(rest.length === 0 ? null : doubtBeside(rest, word.start, 1)?.start ?? null)
    } catch (error) {
      void message.error(messageOf(error))
    }
    setBusy(false)
  }
  useKeys({ n: () => (doubtful.length > 0 ? step(1) : false), p: () => (doubtful.length > 0 ? step(-1) : false) })
  return { pages, doubtful, now, busy, look, step, correct, marks }
}
