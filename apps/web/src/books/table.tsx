import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { BookEntry } from '@phaodai/office'
import { cancelEntry } from '../api/books.ts'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word, type Key } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { Table } from '../ui/table.tsx'
import { CorrectDialog } from './correct-dialog.tsx'

const OUTGOING: Key[] = ['books.col.printed', 'books.col.issuedOn', 'books.col.subject', 'books.col.signer', 'books.col.recipients', 'books.col.keptBy', 'books.col.copies', 'books.col.note']
const INCOMING: Key[] = ['books.col.arrivedOn', 'books.col.arrival', 'books.col.issuer', 'books.col.printed', 'books.col.issuedOn', 'books.col.subject', 'books.col.passedTo', 'books.col.note']

/** The lines of a book in the columns of the printed form. A cancelled number stays, struck through. */
export function EntryTable({ rows, direction }: { rows: BookEntry[]; direction: 'incoming' | 'outgoing' }) {
  const [cancelling, setCancelling] = useState<BookEntry | null>(null)
  const [correcting, setCorrecting] = useState<BookEntry | null>(null)
  const { may } = useMe()
  const cells = direction === 'incoming' ? incoming : outgoing
  const heads = direction === 'incoming' ? INCOMING : OUTGOING
  return (
    <div className="book-scroll">
      <Table caption={t(`books.direction.${direction}`)} heads={heads} acts="books.actions">
        {rows.map((entry) => (
          <tr key={entry.id} className={entry.cancelledAt === null ? '' : 'cancelled'}>
            {cells(entry).map((cell, n) => <td key={heads[n]} data-label={t(heads[n]!)}>{cell}</td>)}
            <td className="no-print nowrap"><span className="book-acts">
              {entry.handlingId !== null && <Link to={`/van-thu/${entry.handlingId}`}>{t('books.openHandling')}</Link>}
              {entry.directiveId !== null && <Link to={`/van-ban/${entry.directiveId}`}>{t('handling.openDirective')}</Link>}
              {may('book.correct') && entry.cancelledAt === null && <Button type="link" size="small" onClick={() => setCorrecting(entry)}>{t('books.correctShort')}<span className="unseen"> {numberOf(entry)}</span></Button>}
              {may('book.cancel') && entry.cancelledAt === null && <Button type="link" size="small" danger onClick={() => setCancelling(entry)}>{t('books.cancel')}<span className="unseen"> {numberOf(entry)}</span></Button>}
            </span></td>
          </tr>
        ))}
      </Table>
      {correcting !== null && <CorrectDialog entry={correcting} close={() => setCorrecting(null)} />}
      {cancelling !== null && <CancelDialog entry={cancelling} close={() => setCancelling(null)} />}
    </div>
  )
}

/** How a line is called: its own number in the book. */
function numberOf({ direction, number, suffix, printed }: BookEntry): string {
  if (direction === 'incoming') return number === null ? printed ?? '' : `${String(number).padStart(2, '0')}${suffix}`
  return printed ?? ''
}

function Subject({ entry }: { entry: BookEntry }) {
  return <>{word(`docType.${entry.docType}`)}{entry.secret ? ` ${t('books.secretLine')}` : entry.abstract !== '' && `: ${entry.abstract}`}</>
}

function Remark({ entry }: { entry: BookEntry }) {
  return (
    <>
      {entry.cancelledAt !== null && <strong className="struck-mark">{t('books.cancelled')}: {entry.cancelReason}. </strong>}
      {entry.late && <span className="marked">{[t('books.late'), entry.lateReason].filter(Boolean).join(': ')}. </span>}
      {entry.note}
    </>
  )
}

const outgoing = (entry: BookEntry) => [
  <strong key="printed" className="figures">{entry.printed}</strong>, <DayText key="day" day={entry.day} />, <Subject key="subject" entry={entry} />, entry.signer, entry.recipients, entry.keptBy, entry.copies, <Remark key="note" entry={entry} />,
]
const incoming = (entry: BookEntry) => [
  <DayText key="day" day={entry.day} />, <strong key="number" className="figures">{entry.number === null ? '' : numberOf(entry)}</strong>, entry.issuerText, entry.printed,
  entry.issuedOn === null ? '' : <DayText key="issued" day={entry.issuedOn} />, <Subject key="subject" entry={entry} />, entry.recipients, <Remark key="note" entry={entry} />,
]

function CancelDialog({ entry, close }: { entry: BookEntry; close: () => void }) {
  useReturnFocus()
  const [reason, setReason] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelEntry(entry.id, entry.version, reason.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['books'] })
      void message.success(t('books.cancelDone'))
      close()
    },
  })
  return (
    <Modal open title={t('books.cancel')} okText={t('books.cancel')} okButtonProps={{ danger: true, disabled: reason.trim() === '' }} confirmLoading={cancel.isPending} onOk={() => cancel.mutate()} onCancel={close}>
      <p>{t('books.cancelWhat', { number: numberOf(entry) })}</p>
      {cancel.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(cancel.error)} />}
      <label className="field-label" htmlFor="cancel-reason">{t('field.reason')}</label>
      <Input.TextArea id="cancel-reason" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
