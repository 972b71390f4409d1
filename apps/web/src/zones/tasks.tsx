import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import type { ZoneView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { Table } from '../ui/table.tsx'
import { closeDuties, ZONES } from './api.ts'

/** Tasks that the zone opened; what no body was found for; what is still open after it was lifted. */
export function Tasks({ view: { zone, tasks, unheld, decisions } }: { view: ZoneView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(ZONES)
  const open = tasks.filter(({ closed }) => !closed).length
  const over = tasks.filter((task) => !task.closed && task.over).length
  const lifting = decisions.find(({ kind, recordedAt }) => kind === 'lift' && recordedAt !== null)
  return (
    <section className="desk-section"><h2>{t('zone.tasks')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {tasks.length === 0 && <p className="quiet">{t('zone.tasks.none')}</p>}
      {lifting && open > 0 && <p className="zone-late">{t('zone.tasks.left', { n: open })} {may('task.cancel') && <Button size="small" disabled={busy} onClick={() => void act(() => closeDuties(zone.id, t('zone.tasks.reason', { number: lifting.number ?? '' })))}>{t('zone.tasks.close', { n: open })}</Button>}</p>}
      {!lifting && over > 0 && <p className="zone-late">{t('zone.tasks.measureLeft', { n: over })} {may('task.cancel') && <Button size="small" disabled={busy} onClick={() => void act(() => closeDuties(zone.id, t('zone.tasks.measureOver')))}>{t('zone.tasks.close', { n: over })}</Button>}</p>}
      {tasks.length > 0 && <Table caption={t('zone.tasks')} heads={['zone.tasks.body', 'zone.tasks.text', 'zone.tasks.state', 'zone.tasks.deadline']}>{tasks.map((task) => (
        <tr key={task.id}>
          <td data-label={t('zone.tasks.body')}>{task.body}</td><td data-label={t('zone.tasks.text')}><Link to={`/nhiem-vu/${task.id}`}>{task.text}</Link></td>
          <td data-label={t('zone.tasks.state')}>{t(`taskState.${task.state}` as Key)}</td><td data-label={t('zone.tasks.deadline')}>{task.deadline === null ? '' : formatDay(task.deadline)}</td>
        </tr>
      ))}</Table>}
      {unheld.map((what) => <p key={what} className="zone-late">{t('zone.tasks.unheld', { what })}</p>)}
    </section>
  )
}
