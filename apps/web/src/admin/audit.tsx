import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { listAudit, type AuditEntry } from '../api/bodies.ts'
import { t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'

/** The audit trail for auditors: newest first, by kind of record or by one row's id; each entry opens to before and after. */
export function Audit() {
  const [subject, setSubject] = useState('')
  const [row, setRow] = useState('')
  const filter = useSettled(`${subject.trim()} ${row.trim()}`, 300)
  const entries = useInfiniteQuery({
    queryKey: ['audit', filter], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => listAudit({ subject: subject.trim(), row: row.trim(), ...(pageParam === undefined ? {} : { before: pageParam }) }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <>
      <p className="quiet">{t('audit.what')}</p>
      <div className="filter-line">
        <Input className="words-search" allowClear value={subject} onChange={(event) => setSubject(event.target.value)} placeholder={t('audit.subject')} aria-label={t('audit.subject')} />
        <Input className="words-search" allowClear value={row} onChange={(event) => setRow(event.target.value)} placeholder={t('audit.row')} aria-label={t('audit.row')} />
      </div>
      <Answer of={entries}>
        {(data) => {
          const rows = data.pages.flatMap((page) => page.entries)
          return rows.length === 0 ? <Nothing title="audit.none" /> : <EntryTable entries={rows} onRow={setRow} />
        }}
      </Answer>
      {entries.hasNextPage && <div className="more"><Button onClick={() => void entries.fetchNextPage()}>{t('list.more')}</Button></div>}
    </>
  )
}

function EntryTable({ entries, onRow }: { entries: AuditEntry[]; onRow: (id: string) => void }) {
  return (
    <Table caption={t('admin.audit')} heads={['audit.at', 'audit.did', 'audit.record', 'audit.permission', 'audit.change']}>
      {entries.map((entry) => (
        <tr key={entry.id}>
          <td className="nowrap"><InstantText at={entry.at} /></td><td data-label={t('audit.did')}>{word(`auditAction.${entry.action}`)}</td>
          <td data-label={t('audit.record')}><code>{entry.subject}</code> {entry.rowId !== null && <button type="button" className="as-link" onClick={() => onRow(entry.rowId!)}><code>{shortId(entry.rowId)}</code></button>}</td>
          <td data-label={t('audit.permission')}><code>{entry.permission ?? ''}</code>{entry.delegationId !== null && <span className="source-line">{t('delegation.audited')} <code>{entry.delegationId.slice(-8)}</code></span>}</td>
          <td data-label={t('audit.change')}><Change entry={entry} /></td>
        </tr>
      ))}
    </Table>
  )
}

/** The end of a long id tells rows apart; a key in words stands whole. */
const shortId = (id: string): string => (id.length > 30 ? id.slice(-8) : id)

function changedNames(entry: AuditEntry): string[] {
  const before = (entry.before ?? {}) as Record<string, unknown>
  const after = (entry.after ?? {}) as Record<string, unknown>
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

function Change({ entry }: { entry: AuditEntry }) {
  const names = changedNames(entry)
  if (names.length === 0) return <span className="quiet">{entry.rowIds === null ? '' : t('audit.rows', { count: entry.rowIds.length })}</span>
  return (
    <details>
      <summary className="clamp-1">{names.join(', ')}</summary>
      <pre className="change">{names.map((name) => `${name}: ${JSON.stringify((entry.before as Record<string, unknown> | null)?.[name] ?? null)} → ${JSON.stringify((entry.after as Record<string, unknown> | null)?.[name] ?? null)}`).join('\n')}</pre>
    </details>
  )
}
