import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'antd'
import { Link } from 'react-router'
import { t } from '../text/t.ts'
import { getMeasuredTasks } from './api.ts'
import { FRESH, MeasureOnCard } from './measures.tsx'
import { indicatorWord } from './words.ts'

/** How many stand on the page before the rest is asked for. */
const FIRST = 5

/** Đo bằng số liệu: the open tasks whose progress is a number, those that fall short first. Nothing where there is none. */
export function MeasuredTasks() {
  const [all, showAll] = useState(false)
  const found = useQuery({ queryKey: ['measures', 'open'], queryFn: getMeasuredTasks, refetchInterval: FRESH })
  const rows = (found.data?.rows ?? []).filter(({ measure }) => !measure.hidden)
  if (rows.length === 0) return null
  return (
    <section className="leader-section measured-tasks" aria-labelledby="measured-tasks">
      <h2 id="measured-tasks">{t('measure.openTasks')} <span className="figures">{rows.length}</span></h2>
      <ul className="rows">
        {rows.slice(0, all ? rows.length : FIRST).map(({ task, measure }) => (
          <li key={task.id} className="row-item">
            <div>
              <p><strong>{task.body.name}</strong> <span className="quiet">{indicatorWord(measure.indicator)}</span></p>
              <Link to={`/nhiem-vu/${task.id}`} data-row={task.id} className="clamp-2 task-link">{task.text}</Link>
              <MeasureOnCard measure={measure} rows />
            </div>
          </li>
        ))}
      </ul>
      {rows.length > FIRST && !all && <Button size="small" className="no-print" onClick={() => showAll(true)}>{t('list.all')}</Button>}
    </section>
  )
}
