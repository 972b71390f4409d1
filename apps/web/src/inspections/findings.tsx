import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { listFindings } from './api.ts'
import { FindingList } from './finding-list.tsx'
import { Places } from './places.tsx'

const boxes = ['open', 'to-fix', 'to-check', 'overdue', 'closed'] as const

/** Findings in five views: all open, ours to put right, ours to check, overdue, closed. */
export function FindingsPage() {
  useTitle('inspection.findings')
  const [search] = useSearchParams()
  const box = boxes.find((each) => each === search.get('xem')) ?? 'open'
  const findings = useQuery({ queryKey: ['findings', box], queryFn: () => listFindings(box === 'overdue' ? 'open' : box, box === 'overdue') })
  return (
    <>
      <Places />
      <h1>{t('inspection.findings')}</h1>
      <nav className="views sub-views" aria-label={t('finding.views')}>{boxes.map((each) => <Link key={each} to={`?xem=${each}`} aria-current={each === box ? 'page' : undefined}>{t(`finding.view.${each}`)}</Link>)}</nav>
      <Answer of={findings}>{({ rows }) => <FindingList rows={rows} />}</Answer>
    </>
  )
}
