import { CheckCircleFilled, CheckCircleOutlined, ClockCircleFilled, WarningFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FindingRow } from '@phaodai/office/inspection.ts'
import { t, word } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'

const icons: Record<FindingRow['timing'], ReactNode> = { in_time: <CheckCircleOutlined />, nearly_due: <ClockCircleFilled />, overdue: <WarningFilled />, settled: <CheckCircleFilled /> }

/** Timing of a finding: sign and word, as of tasks; what is settled or reported shows its state alone. */
export function FindingMark({ row }: { row: Pick<FindingRow, 'timing' | 'daysLate' | 'state'> }) {
  if (row.timing === 'settled') return <span className="mark">{icons.settled} {word(`register.finding.state.${row.state}`)}</span>
  return <span className={`mark timing-${row.timing}`}><span aria-hidden="true">{icons[row.timing]}</span> {row.timing === 'overdue' ? t('finding.overdueBy', { days: row.daysLate }) : t(`timing.${row.timing}`)}</span>
}

/** What must be put right, each with who answers for it and by when. */
export function FindingList({ rows }: { rows: readonly FindingRow[] }) {
  if (rows.length === 0) return <p className="quiet">{t('finding.none')}</p>
  return (
    <ul className="finding-list">
      {rows.map((row) => (
        <li key={row.id}>
          <p><Link to={`/kiem-tra/kien-nghi/${row.id}`}>{row.finding}</Link></p>
          <p className="source-line"><FindingMark row={row} /> · {t('finding.deadline')} <DayText day={row.deadline} />{row.body && <> · {row.body.name}</>}{row.holder !== null && <> · {row.holder}</>}{row.placeName !== null && <> · {row.placeName}</>}</p>
        </li>
      ))}
    </ul>
  )
}
