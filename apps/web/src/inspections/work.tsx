import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { t, word } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { listWork, type Work } from './api.ts'
import { Places } from './places.tsx'

/** Places still to be inspected, by day: one tap opens the form. */
export function InspectionWorkPage() {
  useTitle('inspection.work')
  const work = useQuery({ queryKey: ['inspections', 'work'], queryFn: listWork })
  return (
    <>
      <Places />
      <h1>{t('inspection.work')}</h1>
      <Answer of={work}>{({ rows }) => (rows.length === 0 ? <Nothing title="inspection.noWork"><Link to="/kiem-tra/ke-hoach">{t('inspection.plans')}</Link></Nothing> : <WorkList rows={rows} />)}</Answer>
    </>
  )
}

function WorkList({ rows }: { rows: Work[] }) {
  return (
    <ul className="visit-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to={`/kiem-tra/cuoc/${row.id}`} className="visit-card">
            <span><strong>{row.placeName}</strong>{row.mine && <span className="mark"> {t('inspection.mine')}</span>}</span>
            <span className="quiet">{word(`register.inspection.code.placeKind.${row.placeKind}`)} · {row.area}</span>
            <span><DayText day={row.plannedOn} />{row.late && <span className="mark timing-overdue"> {t('inspection.lateVisit')}</span>}{row.team !== null && <span className="quiet"> · {row.team}</span>}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
