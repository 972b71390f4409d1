import { Link } from 'react-router'
import { dayInVietnam } from '@phaodai/vocabulary'
import { tasksCounted, type LateTask, type Statistics, type StatisticsQuery, type StatisticsRunDetail } from '@phaodai/office'
import { formatNumber, t } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'
import { addressOf } from './query.ts'

/** Late tasks, longest first: days, and the cause in the body's own words. `visible`: which of another body's list one may open oneself. */
export function LateList({ found, query, visible = null }: { found: Statistics; query: StatisticsQuery; visible?: StatisticsRunDetail['visible'] }) {
  const opens = visible === null || visible.total.byStanding.overdue + visible.total.byStanding['done-late'] > 0
  const seen = visible && new Set(visible.late)
  const to = addressOf(tasksCounted(query, found.body.id), { standing: 'late' })
  return (
    <section className="late-tasks">
      <h2>{found.lateTotal > 0 && opens ? <Link to={to}>{t('statistics.lateList')} ({formatNumber(found.lateTotal)})</Link> : `${t('statistics.lateList')}${found.lateTotal > 0 ? ` (${formatNumber(found.lateTotal)})` : ''}`}</h2>
      {found.late.length === 0 ? <p className="quiet">{t('statistics.lateNone')}</p> : (
        <Table caption={t('statistics.lateList')} heads={['tasks.what', 'statistics.by.body', 'tasks.deadline', 'statistics.doneOn', 'statistics.daysLate', 'statistics.cause']}>
          {found.late.map((task) => <LateRow key={task.id} task={task} opens={seen?.has(task.id) ?? true} />)}
        </Table>
      )}
      {found.lateTotal > found.late.length && <p className="quiet">{t('statistics.lateShown')} {formatNumber(found.late.length)}/{formatNumber(found.lateTotal)}.</p>}
    </section>
  )
}

function LateRow({ task, opens }: { task: LateTask; opens: boolean }) {
  return (
    <tr>
      <td className="cell-what">{opens ? <Link to={`/nhiem-vu/${task.id}`} className="task-link clamp-2">{task.text}</Link> : <span className="clamp-2">{task.text}</span>}<span className="source-line">{[task.directiveNumber, task.itemLabel && t('task.item', { label: task.itemLabel })].filter(Boolean).join(' · ')}</span></td>
      <td data-label={t('statistics.by.body')}>{task.body.name}</td>
      <td data-label={t('tasks.deadline')} className="nowrap"><DayText day={task.deadline} /></td>
      <td data-label={t('statistics.doneOn')} className="nowrap">{task.state === 'done' && task.doneAt !== null ? <DayText day={dayInVietnam(task.doneAt)} /> : <span className="quiet">{t('statistics.notDone')}</span>}</td>
      <td data-label={t('statistics.daysLate')} className="figures">{formatNumber(task.daysLate)}</td>
      <td data-label={t('statistics.cause')} className="cell-report">
        {task.lastReport}{task.extensionReason !== null && <p className="quiet">{t('statistics.extension')}: {task.extensionReason}</p>}
        {task.lastReport === null && task.extensionReason === null && <span className="quiet">{t('statistics.noCause')}</span>}
      </td>
    </tr>
  )
}
