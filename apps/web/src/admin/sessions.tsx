import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Popconfirm, Button } from 'antd'
import { endSession, listSessions, type SessionView } from '../api/bodies.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'

/** Live sessions: one's own, and for administrators those of their people; ending one works at once. */
export function Sessions() {
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: listSessions })
  return (
    <Answer of={sessions}>
      {(rows) => (rows.length === 0 ? <Nothing title="sessions.none" /> : (
        <Table caption={t('admin.sessions')} heads={['people.name', 'signIn.username', 'sessions.since', 'sessions.from']} acts="sessions.end">
          {rows.map((row) => <SessionRow key={row.id} session={row} />)}
        </Table>
      ))}
    </Answer>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const end = useMutation({ mutationFn: () => endSession(session.id), onError: (error) => message.error(messageOf(error)), onSuccess: () => queries.invalidateQueries() })
  return (
    <tr>
      <td>{session.fullName}</td><td data-label={t('signIn.username')}><code>{session.username}</code></td>
      <td data-label={t('sessions.since')}><InstantText at={session.createdAt} /></td>
      <td data-label={t('sessions.from')}><span className="figures">{session.ipAddress ?? ''}</span> <span className="quiet clamp-1">{session.userAgent ?? ''}</span></td>
      <td><Popconfirm title={t('sessions.endAsk')} okText={t('sessions.end')} onConfirm={() => end.mutate()}><Button size="small" loading={end.isPending}>{t('sessions.end')}</Button></Popconfirm></td>
    </tr>
  )
}
