import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import type { Scan } from '@phaodai/office'
import { Refusal } from '../api/client.ts'
import { cancelScan, getScan } from '../api/office.ts'
import { t, word } from '../text/t.ts'
import './scan.css'

type Props = { scan: Scan; onRead: (scan: Scan) => void; onEnd: (scan: Scan, error: unknown) => void }

/** Milliseconds between two questions how far the reading has come. */
const ASK_EVERY = 1000

/** What ended a reading before its last page, as the intake shows refusals. */
function refusalOf(scan: Scan): Refusal | null {
  if (scan.state === 'refused') return new Refusal(422, { code: 'secret-document' })
  return scan.state === 'failed' ? new Refusal(422, { code: 'unreadable-document', detail: word(`scan.fault.${scan.problem ?? 'damaged'}`) }) : null
}

function wordsOf({ state, page, pages }: Scan): string {
  if (state === 'queued') return t('scan.queued')
  return pages === null ? t('scan.opening') : t('scan.reading', { page: Math.min(page + 1, pages), pages })
}

/** A scan whose text is being recognised: page by page, and a way to stop it. */
export function ScanReading({ scan: first, onRead, onEnd }: Props) {
  const reading = useQuery({ queryKey: ['scans', 'one', first.id], queryFn: () => getScan(first.id), initialData: first, refetchInterval: ASK_EVERY, gcTime: 0 })
  const scan = reading.data
  const told = useRef(false)
  useEffect(() => {
    if (told.current || scan.state === 'queued' || scan.state === 'reading') return
    told.current = true
    if (scan.state === 'read' || scan.state === 'taken') onRead(scan)
    else onEnd(scan, refusalOf(scan))
  }, [scan, onRead, onEnd])
  const cancel = () => {
    told.current = true
    void cancelScan(scan.id).then((ended) => onEnd(ended, null), (error: unknown) => onEnd(scan, error))
  }
  const share = scan.pages === null ? 0 : scan.page / scan.pages
  return (
    <section className="scan-reading" aria-label={t('scan.waiting')}>
      <p role="status"><strong>{wordsOf(scan)}</strong> <span className="quiet">{scan.name}</span></p>
      <Progress percent={Math.round(share * 100)} status="active" strokeColor="var(--accent)" aria-label={wordsOf(scan)} />
      <p className="quiet">{t('scan.patience')}</p>
      <Button size="small" onClick={cancel}>{t('scan.cancel')}</Button>
    </section>
  )
}
