import type { ReactNode } from 'react'
import { t, type Key } from '../text/t.ts'

type TableProps = { caption: string; heads: readonly Key[]; acts?: Key; children: ReactNode }

/** A table with its name and heads for whoever cannot see it; `acts` names the last column, which holds buttons. Children are rows. */
export function Table({ caption, heads, acts, children }: TableProps) {
  return (
    <table className="table">
      <caption className="unseen">{caption}</caption>
      <thead><tr>
        {heads.map((head) => <th key={head} scope="col">{t(head)}</th>)}
        {acts && <th scope="col"><span className="unseen">{t(acts)}</span></th>}
      </tr></thead>
      <tbody>{children}</tbody>
    </table>
  )
}
