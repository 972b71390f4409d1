import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { Scan } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { cancelScan, listScans } from '../api/office.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import './scan.css'

/** Scans that were left while they were read: to go on with, or to discard. */
export function WaitingScans({ open }: { open: (scan: Scan) => void }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const scans = useQuery({ queryKey: ['scans', 'waiting'], queryFn: listScans, refetchInterval: 5_000 })
  const drop = (id: string) => void cancelScan(id).then(() => message.success(t('scan.cancelled')), (error: unknown) => message.error(messageOf(error))).finally(() => void queries.invalidateQueries({ queryKey: ['scans'] }))
  if ((scans.data?.rows ?? []).length === 0) return null
  return (
    <section className="waiting-scans">
      <h2>{t('scan.waiting')}</h2>
      <ul>
        {scans.data!.rows.map((scan) => (
          <li key={scan.id}>
            <span><strong>{scan.name}</strong> <span className="quiet">{scan.state === 'read' ? t('scan.ready', { pages: scan.pages ?? 1 }) : t('scan.busy', { page: scan.page })} · <InstantText at={scan.createdAt} /></span></span>
            <Button size="small" type="primary" onClick={() => open(scan)}>{t('scan.takeIn')}</Button>
            <Button size="small" onClick={() => drop(scan.id)} aria-label={`${t('scan.drop')}: ${scan.name}`}>{t('scan.drop')}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
