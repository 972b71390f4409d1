import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { FailedSending } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { listFailed, retryFailed } from './api.ts'

/** Gửi không được: messages that were given up, with the reason; each can be sent again. */
export function FailedSendings() {
  const failed = useQuery({ queryKey: ['notices', 'failed'], queryFn: listFailed })
  return (
    <>
      <p className="quiet">{t('failed.what')}</p>
      <Answer of={failed}>{(rows) => (rows.length === 0 ? <Nothing title="failed.none" /> : (
        <Table caption={t('failed.title')} heads={['failed.to', 'failed.way', 'failed.reason', 'failed.tries', 'failed.at']} acts="failed.retry">
          {rows.map((row) => <FailedRow key={row.id} row={row} />)}
        </Table>
      ))}</Answer>
    </>
  )
}

function FailedRow({ row }: { row: FailedSending }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const retry = useMutation({
    mutationFn: () => retryFailed(row.id),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: async () => {
      void message.success(t('failed.again'))
      await queries.invalidateQueries({ queryKey: ['notices', 'failed'] })
    },
  })
  return (
    <tr>
      <td>{row.fullName}</td><td data-label={t('failed.way')}>{t(`notices.channel.${row.channel}`)} · {word(`failed.purpose.${row.purpose}`)}</td>
      <td data-label={t('failed.reason')}><code>{row.lastError ?? ''}</code></td><td data-label={t('failed.tries')} className="figures">{row.attempts}</td>
      <td data-label={t('failed.at')}><InstantText at={row.deadAt} /></td>
      <td><Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>{t('failed.retry')}</Button></td>
    </tr>
  )
}
