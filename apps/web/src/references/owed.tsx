import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Concretisation, ConcretisationPage } from '@phaodai/office'
import { download, messageOf, newId } from '../api/client.ts'
import { chaseTasks } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getConcretisation, markOwed } from './api.ts'
import { DocumentLink } from './document.tsx'

const HEADS: Key[] = ['owed.col.choose', 'owed.col.body', 'owed.col.receivedOn', 'owed.col.document', 'owed.col.dueOn', 'owed.col.standing']

/** Cụ thể hóa: each recipient's own document with the days it took, and who owes one and by how many days. */
export function OwedPage() {
  const { id = '' } = useParams()
  const page = useQuery({ queryKey: ['directives', 'owed', id], queryFn: () => getConcretisation(id) })
  useTitle('owed.title', page.data?.directive.number ?? undefined)
  return <Answer of={page}>{(data) => <Owed page={data} />}</Answer>
}

function Owed({ page }: { page: ConcretisationPage }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const toggle = (body: number) => setChosen((before) => new Set(before.has(body) ? [...before].filter((each) => each !== body) : [...before, body]))
  const { message } = App.useApp()
  const { totals, withinDays, source, directive } = page
  return (
    <>
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-ban">{t('rail.directives')}</Link><Link to={`/van-ban/${directive.id}`}>{directive.number ?? t('directive.noNumber')}</Link></nav>
      <div className="page-head">
        <h1>{t('owed.title')}</h1>
        <div className="page-tools no-print">
          {(['xlsx', 'csv'] as const).map((format) => <Button key={format} icon={<DownloadOutlined />} onClick={() => void download(`/api/directives/${directive.id}/concretisation/export.${format}`, `${t('owed.file')}.${format}`).catch((error: unknown) => message.error(messageOf(error)))}>{format.toUpperCase()}</Button>)}
        </div>
      </div>
      <p><strong>{t('owed.summary', totals)}</strong> <span className="quiet">{t('owed.rule', { days: withinDays, source })}</span></p>
      {page.rows.length === 0 ? <Nothing title="owed.nobody" /> : <>
        <OwedActs page={page} chosen={chosen} done={() => setChosen(new Set())} />
        <Table caption={t('owed.title')} heads={HEADS}>
          {page.rows.map((row) => <Row key={row.body.id} row={row} chosen={chosen.has(row.body.id)} toggle={() => toggle(row.body.id)} />)}
        </Table>
      </>}
    </>
  )
}

function Row({ row, chosen, toggle }: { row: Concretisation; chosen: boolean; toggle: () => void }) {
  return (
    <tr>
      <td data-label={t('owed.col.choose')}><Checkbox checked={chosen} onChange={toggle} aria-label={t('owed.select', { body: row.body.name })} /></td>
      <td data-label={t('owed.col.body')}><strong>{row.body.name}</strong></td>
      <td data-label={t('owed.col.receivedOn')}><DayText day={row.receivedOn} /></td>
      <td className={row.document ? '' : 'owed-blank'} data-label={t('owed.col.document')}>{row.document ? <><DocumentLink document={row.document} />{row.afterDays !== null && <span className="quiet"> · {t('owed.after', { days: row.afterDays })}</span>}</> : '—'}</td>
      <td className={row.owed ? '' : 'owed-blank'} data-label={t('owed.col.dueOn')}>{row.owed ? <><DayText day={row.dueOn} />{row.dueBy === 'task' && <span className="quiet"> {t('owed.dueByTask')}</span>}</> : '—'}</td>
      <td data-label={t('owed.col.standing')}><span className={row.standing === 'late' || row.standing === 'issued-late' ? 'owed-late' : 'quiet'}>{t(`owed.standing.${row.standing}`)}{row.owed && row.lateDays > 0 && ` · ${t('owed.daysLate', { days: row.lateDays })}`}</span></td>
    </tr>
  )
}

function OwedActs({ page, chosen, done }: { page: ConcretisationPage; chosen: ReadonlySet<number>; done: () => void }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const rows = page.rows.filter(({ body }) => chosen.has(body.id))
  const chased = rows.filter(({ taskId, document }) => taskId !== null && document === null)
  const over = async (words: string) => {
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    if (words !== '') void message.success(words)
    done()
  }
  const chase = useMutation({
    mutationFn: () => chaseTasks({ tasks: chased.map(({ taskId }) => ({ id: taskId!, eventId: newId() })), note: t('owed.chaseNote') }),
    onError: (error) => message.error(messageOf(error)), onSuccess: (answer) => over(t('owed.chased', { count: answer.chased.length })),
  })
  const mark = useMutation({ mutationFn: (owed: boolean) => markOwed(page.directive.id, rows.map(({ body }) => body.id), owed), onError: (error) => message.error(messageOf(error)), onSuccess: () => over('') })
  if (rows.length === 0) return null
  return (
    <div className="pick-bar no-print" role="status">
      {may('task.chase') && (chased.length > 0 ? <Button size="small" type="primary" loading={chase.isPending} onClick={() => chase.mutate()}>{t('owed.chase', { count: chased.length })}</Button> : <span>{t('owed.noTask')}</span>)}
      {page.mayMark && <Button size="small" onClick={() => mark.mutate(true)}>{t('owed.mark')}</Button>}
      {page.mayMark && <Button size="small" onClick={() => mark.mutate(false)}>{t('owed.unmark')}</Button>}
    </div>
  )
}
