import { Button } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { ChaseDialog } from '../ui/chase-dialog.tsx'
import { InstantText } from '../ui/marks.tsx'
import { chaseDeliveries } from './api.ts'

/** A recipient that has not opened a document, as far as a chase needs to know. */
export type Unread = { id: string; body: BodyRef; chasedAt: string | null; chasedCount: number; hears: boolean | null }

/** [Nhắc n nơi chưa đọc]: one note to every recipient that has not opened the document. */
export function ChaseUnread({ unread, number, onDone }: { unread: Unread[]; number: string | null; onDone?: () => void }) {
  const { may } = useMe()
  const [open, setOpen] = useState(false)
  if (unread.length === 0 || !may('directive.chase')) return null
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>{t('unread.chase', { count: unread.length })}<span className="unseen"> {number}</span></Button>
      {open && <UnreadChaseDialog unread={unread} close={() => setOpen(false)} {...(onDone && { onDone })} />}
    </>
  )
}

function UnreadChaseDialog({ unread, close, onDone }: { unread: Unread[]; close: () => void; onDone?: () => void }) {
  const [chases] = useState(() => unread.map(({ id }) => ({ id, chaseId: newId() })))
  const lines = unread.map(({ id, body, hears }) => ({ id, who: body.name, what: hears === false ? t('unread.deaf') : null }))
  const words = { title: t('unread.chaseTitle', { count: unread.length }), words: 'unread.words', done: 'unread.done', refused: 'unread.refused' } as const
  return <ChaseDialog words={words} lines={lines} send={(note) => chaseDeliveries({ deliveries: chases, note })} close={close} {...(onDone && { onDone })} />
}

/** When and how often somebody was chased, and whether he can be told through the system at all. */
export function Chased({ chasedAt, chasedCount, hears }: Pick<Unread, 'chasedAt' | 'chasedCount' | 'hears'>) {
  return (
    <>
      {chasedAt !== null && <span className="quiet">{t('unread.chased', { count: chasedCount })} <InstantText at={chasedAt} /></span>}
      {hears === false && <span className="quiet">{chasedAt !== null && ' · '}{t('unread.deaf')}</span>}
    </>
  )
}
