import type { SearchHit } from '@phaodai/office'
import { Fragment } from 'react'

/** A sentence with what was asked for marked in it. */
export function Marked({ hit: { words, marks } }: { hit: Pick<SearchHit, 'words' | 'marks'> }) {
  const starts = [0, ...marks.map(([, end]) => end)]
  return (
    <>
      {starts.map((start, n) => {
        const mark = marks[n]
        return <Fragment key={start}>{words.slice(start, mark?.[0])}{mark && <mark>{words.slice(...mark)}</mark>}</Fragment>
      })}
    </>
  )
}
