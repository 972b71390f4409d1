import { useEffect, useRef } from 'react'
import { t } from '../text/t.ts'
import { bringIntoView } from '../ui/into-view.ts'

const AROUND = 420

/** The task's words where they stand in the document; white space is free, since sources are wrapped badly. */
export function findInPlace(text: string, sentence: string): { start: number; end: number } | null {
  const pattern = sentence.trim().split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')
  const found = pattern === '' ? null : new RegExp(pattern, 'u').exec(text)
  return found === null ? null : { start: found.index, end: found.index + found[0].length }
}

/** The paragraph around the task's sentence, the sentence itself marked. */
export function SentenceInPlace({ text, sentence }: { text: string; sentence: string }) {
  const mark = useRef<HTMLElement>(null)
  const place = findInPlace(text, sentence)
  useEffect(() => bringIntoView(mark.current), [])
  if (place === null) return <p className="quiet">{t('task.sentenceEdited')}</p>
  const start = Math.max(0, place.start - AROUND)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <blockquote className="in-place" tabIndex={0} aria-label={t('task.sentence')}>
      {start > 0 && '… '}{text.slice(start, place.start)}<mark ref={mark}>{text.slice(place.start, place.end)}</mark>{text.slice(place.end, place.end + AROUND)}{place.end + AROUND < text.length && ' …'}
    </blockquote>
  )
}
