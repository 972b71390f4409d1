import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress, Select } from 'antd'
import { useState } from 'react'
import type { IsolationPaper, PaperRun } from '@phaodai/office'
import { download } from '../api/client.ts'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { beginRun, getRun, ISOLATION, stopRun } from './api.ts'

const isOn = ({ state }: Pick<PaperRun, 'state'>): boolean => state === 'queued' || state === 'drawing'

/** Papers for many: chosen, drawn by the server with how far it is and a way to stop, then fetched. */
export function Printing({ ids, papers }: { ids: readonly string[]; papers: readonly IsolationPaper[] }) {
  const [paper, setPaper] = useState<IsolationPaper>(papers[0]!)
  const [runId, setRunId] = useState<string | null>(null)
  const { act, busy, refused } = useActing(ISOLATION)
  const begin = async (format: 'pdf' | 'zip') => setRunId((await act(() => beginRun(ids, paper, format)))?.id ?? null)
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools">
        {t('isolation.print', { n: ids.length })}
        <Select<IsolationPaper> aria-label={t('isolation.print.paper')} value={paper} onChange={setPaper} options={papers.map((value) => ({ value, label: t(`isolation.paper.${value}`) }))} popupMatchSelectWidth={false} />
        {(['pdf', 'zip'] as const).map((format) => <Button key={format} disabled={busy || ids.length > 500} onClick={() => void begin(format)}>{t(`isolation.print.${format}`)}</Button>)}
      </p>
      {runId !== null && <Run key={runId} id={runId} />}
    </>
  )
}

function Run({ id }: { id: string }) {
  const { act, refused } = useActing(['isolation-run', id])
  const found = useQuery({ queryKey: ['isolation-run', id], queryFn: () => getRun(id), refetchInterval: ({ state }) => (state.data && !isOn(state.data) ? false : 700) })
  const run = found.data
  if (!run) return null
  const name = `${t(`isolation.paper.${run.paper}.file`)}.${run.format}`
  return (
    <div className="desk-tools" role="status">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {isOn(run) && <><Progress percent={Math.round((run.done / run.total) * 100)} style={{ maxWidth: 260 }} aria-label={t('isolation.print', { n: run.total })} /> {t('isolation.print.drawing', run)} <Button size="small" onClick={() => void act(() => stopRun(id))}>{t('isolation.print.stop')}</Button></>}
      {run.state === 'ready' && <><Button type="primary" onClick={() => void act(() => download(`/api/isolation-paper-runs/${id}/file`, name))}>{t('isolation.print.ready', run)}</Button> <span className="quiet">{t('isolation.print.kept')}</span></>}
      {run.state === 'stopped' && t('isolation.print.stopped')}
      {run.state === 'failed' && <span className="desk-late">{t('isolation.print.failed')}</span>}
    </div>
  )
}
