import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { violation } from '@phaodai/registers'
import { useMe } from '../frame/me.tsx'
import { fetchPage } from '../kit/api.ts'
import { stateWord, valueText } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { Places } from './places.tsx'
import { ViolationDialog } from './violation-dialog.tsx'

/** Violations of one's areas, newest first, without their subjects. */
export function ViolationsPage() {
  useTitle('inspection.violations')
  const { may } = useMe()
  const [adding, add] = useState(false)
  const pages = useInfiniteQuery({
    queryKey: ['registers', 'violation', 'own-list'], initialPageParam: undefined as string | undefined, queryFn: ({ pageParam, signal }) => fetchPage('violation', {}, pageParam, signal), getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <>
      <Places />
      <header className="page-head"><h1>{t('inspection.violations')}</h1>{may('violation.create') && <Button type="primary" onClick={() => add(true)}>{t('violation.add')}</Button>}</header>
      <p className="source-line"><Link to="/so-theo-doi/violation">{t('violation.inRegister')}</Link></p>
      <Answer of={pages}>{({ pages: found }) => (found[0]!.rows.length === 0 ? <Nothing title="violation.none" /> : (
        <Table caption={t('inspection.violations')} heads={['violation.occurredOn', 'violation.behaviour', 'violation.place', 'violation.subjectKind', 'violation.state']}>
          {found.flatMap(({ rows, names }) => rows.map((row) => (
            <tr key={row.id}>
              <td data-label={t('violation.occurredOn')}>{valueText(violation, 'occurredOn', row.occurredOn, names)}</td>
              <td data-label={t('violation.behaviour')}><Link to={`/kiem-tra/vi-pham/${row.id}`}>{valueText(violation, 'behaviour', row.behaviour, names) || t('violation.noBehaviour')}</Link></td>
              <td data-label={t('violation.place')}>{String(row.placeName)}</td>
              <td data-label={t('violation.subjectKind')}>{valueText(violation, 'subjectKind', row.subjectKind, names)}</td>
              <td data-label={t('violation.state')}>{stateWord(violation, row.state)}</td>
            </tr>
          )))}
        </Table>
      ))}</Answer>
      {pages.hasNextPage && <div className="more"><Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('violation.more')}</Button></div>}
      {adding && <ViolationDialog inspection={null} onClose={() => add(false)} />}
    </>
  )
}
