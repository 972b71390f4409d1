import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { listHandling } from '../api/books.ts'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { HandlingTiming } from './table.tsx'

const titles = { 'to-direct': 'today.toDirect', 'mine': 'today.myDocuments', 'arrived': 'today.arrivals' } as const
const SHOWN = 5

/** Incoming documents that wait for this post: a leader's bút phê, an officer's work, a clerk's book. Nothing when none waits. */
export function WaitingDocuments({ box }: { box: keyof typeof titles }) {
  const found = useQuery({ queryKey: ['handling', 'waiting', box], queryFn: () => listHandling(box, '', undefined, SHOWN) })
  const rows = found.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="leader-section" aria-labelledby={`waiting-${box}`}>
      <h2 id={`waiting-${box}`}><Link to={`/van-thu?box=${box}`}>{t(titles[box])} <span className="figures">{formatNumber(rows.length)}{found.data?.next != null && '+'}</span></Link></h2>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/van-thu/${row.id}`} data-row={`van-thu/${row.id}`} className="task-link clamp-2"><strong>{row.number ?? t('directive.noNumber')}</strong> {row.abstract === '' ? t('handling.noAbstract') : row.abstract}</Link>
            <span className="source-line">{row.issuerText ?? t('directive.unknownIssuer')} · <DayText day={row.arrivedOn} /> <HandlingTiming row={row} /></span>
            {row.sentence !== null && <p className="last-words clamp-1">{row.sentence}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The boxes of this post, one after the other. */
export function MyDocuments() {
  const { may } = useMe()
  if (!may('handling.read')) return null
  return <div className="my-documents">{may('handling.register') && <WaitingDocuments box="arrived" />}<WaitingDocuments box="mine" /></div>
}
