import { useQuery } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import { Link, useParams } from 'react-router'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getHistory, LEVELS } from './api.ts'
import { LevelBadge } from './badge.tsx'
import { LevelRooms } from './rooms.tsx'

/** Every level that was published of one area, from when until when, by which decision. */
export function LevelHistoryPage() {
  useTitle('levels.history')
  const areaId = Number(useParams().areaId)
  const found = useQuery({ queryKey: [...LEVELS, 'history', areaId], queryFn: () => getHistory(areaId) })
  return (
    <>
      <LevelRooms here={null} />
      <Answer of={found}>{({ area, rows }) => (
        <>
          <h1>{t('levels.historyOf', { area })}</h1>
          {rows.length === 0 ? <Nothing title="levels.noneLong" /> : (
            <Table caption={t('levels.historyOf', { area })} heads={['levels.column.level', 'levels.column.since', 'levels.column.rules', 'levels.column.by']}>
              {rows.map((row) => (
                <tr key={row.roundId}>
                  <td data-label={t('levels.column.level')}>{row.level === null ? t('levels.follows') : <LevelBadge name={row.name} colour={row.colour} />}</td>
                  <td data-label={t('levels.column.since')}>{formatDay(row.from!)} {row.until === null ? t('levels.inForceNow') : t('levels.until', { until: formatDay(row.until) })}</td>
                  <td data-label={t('levels.column.rules')}>{row.rules}</td>
                  <td data-label={t('levels.column.by')}><Link to={`/cap-do/dot/${row.roundId}/${areaId}`}>{row.decision === null ? t('levels.noted') : t('levels.decision', { number: row.decision })}</Link></td>
                </tr>
              ))}
            </Table>
          )}
        </>
      )}</Answer>
    </>
  )
}
