import { Link } from 'react-router'
import type { Picture } from '@phaodai/office'
import { tasksAt } from '../tasks/filter.ts'
import { t } from '../text/t.ts'
import { StateBar } from '../ui/state-bar.tsx'

type Row = Picture['stuck'][number]
type Props = Pick<Picture, 'stuck' | 'stuckTotal' | 'stuckAmong'>

/** Văn bản đang kẹt: each directive in force as a thin bar of its tasks, and where it stopped. */
export function Stuck({ stuck: rows, stuckTotal, stuckAmong }: Props) {
  return (
    <section className="leader-section" aria-labelledby="stuck">
      <h2 id="stuck"><Link to="/van-ban?box=own">{t('leader.stuck')} <span className="figures">{stuckTotal}</span></Link></h2>
      {rows.length === 0 && <p className="quiet">{t('leader.noneStuck')}</p>}
      <ul className="rows">{rows.map((row) => <StuckRow key={row.directiveId} row={row} />)}</ul>
      {(stuckTotal > rows.length || stuckAmong !== null) && <p className="quiet">{stuckTotal > rows.length && t('leader.stuckMore', { count: stuckTotal - rows.length })} {stuckAmong !== null && t('sheet.stuckAmong', { count: stuckAmong })}</p>}
    </section>
  )
}

function StuckRow({ row }: { row: Row }) {
  const names = row.notAccepted.slice(0, 3).map(({ name }) => name).join(', ')
  return (
    <li className="stuck-row">
      <Link to={`/van-ban/${row.directiveId}`} className="task-link clamp-1"><strong>{row.number ?? t('directive.noNumber')}</strong> {row.abstract}</Link>
      <StateBar states={row.states} total={row.total} />
      <p className="source-line">
        <Link to={tasksAt({ directiveId: row.directiveId, role: 'answering' })}>{t('directive.taskCount', { count: row.total })}</Link>
        {row.overdue > 0 && <> · <Link className="late-link" to={tasksAt({ directiveId: row.directiveId, pile: 'late', role: 'answering' })}>{t('directive.overdueCount', { count: row.overdue })}</Link></>}
        {row.notAcceptedTotal > 0 && <> · <Link to={tasksAt({ directiveId: row.directiveId, pile: 'new', role: 'answering' })}>{t('leader.notAccepted', { count: row.notAcceptedTotal })}</Link> <span className="quiet">({names}{row.notAcceptedTotal > 3 && ', …'})</span></>}
      </p>
    </li>
  )
}
