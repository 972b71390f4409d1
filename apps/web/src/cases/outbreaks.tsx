import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { Link } from 'react-router'
import type { OutbreakDue, OutbreakLine } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { actOnRecord, createRecord } from '../kit/api.ts'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { gatherCases, listOutbreaks } from './api.ts'
import { Rooms } from './rooms.tsx'
import './cases.css'

/** Ổ dịch: where the rule of a disease calls for one, and those under way with the day they may be ended. */
export function OutbreaksPage() {
  useTitle('outbreaks.title')
  const { may } = useMe()
  const found = useQuery({ queryKey: ['outbreaks'], queryFn: listOutbreaks })
  return (
    <>
      <Rooms here="outbreaks" />
      <header className="page-head">
        <h1>{t('outbreaks.title')}</h1>
        <div className="page-tools no-print">
          {may('outbreak.create') && <Link to="/so-theo-doi/outbreak/new">{t('outbreaks.byHand')}</Link>}
          <Link to="/so-theo-doi/outbreak">{t('outbreaks.all')}</Link>
        </div>
      </header>
      <p className="quiet">{t('outbreaks.lead')}</p>
      <Answer of={found}>{({ day, due, open }) => (
        <>
          <Due rows={due} day={day} />
          <Current rows={open} />
        </>
      )}</Answer>
    </>
  )
}

/** Does something to outbreaks, says what came of it, and asks for them anew. */
function useDeed<T>(deed: (given: T) => Promise<string>) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed, onSuccess: (said) => void message.success(said), onError: (error) => void message.error(messageOf(error)),
    onSettled: () => Promise.all(['outbreaks', 'registers'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

async function openByRule({ id, due, day }: { id: string; due: OutbreakDue; day: string }): Promise<string> {
  await createRecord('outbreak', id, {
    areaId: due.areaId, diseaseCode: due.diseaseCode, reportedOn: day, firstOnsetOn: due.firstOn, lastOnsetOn: due.lastOn,
    name: t('outbreaks.name', { disease: due.disease, area: due.area, first: formatDay(due.firstOn) }),
  })
  return t('outbreaks.opened', { n: (await gatherCases(id)).cases })
}

function Due({ rows, day }: { rows: OutbreakDue[]; day: string }) {
  return (
    <section aria-labelledby="outbreaks-due">
      <h2 id="outbreaks-due">{t('outbreaks.due')} <span className="figures">{rows.length}</span></h2>
      {rows.length === 0 ? <p className="quiet">{t('outbreaks.noneDue')}</p>
        : <ul className="rows">{rows.map((row) => <DueRow key={`${row.areaId} ${row.diseaseCode}`} row={row} day={day} />)}</ul>}
    </section>
  )
}

function DueRow({ row, day }: { row: OutbreakDue; day: string }) {
  const { may } = useMe()
  const open = useDeed(openByRule)
  return (
    <li className="row-item">
      <div>
        <p><strong>{row.disease}</strong> · {row.area}</p>
        <p>{t('outbreaks.dueWhy', { cases: row.cases, first: formatDay(row.firstOn), last: formatDay(row.lastOn) })}</p>
        <p className="quiet">
          {row.ruleDays === null ? t('outbreaks.rule', { n: row.ruleCases }) : t('outbreaks.ruleIn', { n: row.ruleCases, days: row.ruleDays })} · <Link to={`/benh/${row.diseaseCode}`}>{t('outbreaks.ruleOf')}</Link> · <Link to={`/ca-benh?disease=${row.diseaseCode}&areaId=${row.areaId}&outbreakId=none`}>{t('outbreaks.seeCases')}</Link>
          {row.confidence === 'low' && ` · ${t('outbreaks.unsure')}`}
        </p>
      </div>
      {may('outbreak.create') && (
        <p className="card-actions no-print">
          <Popconfirm title={t('outbreaks.openAsk', { disease: row.disease, area: row.area, n: row.cases })} onConfirm={() => open.mutate({ id: newId(), due: row, day })}>
            <Button type="primary" loading={open.isPending}>{t('outbreaks.open')}</Button>
          </Popconfirm>
        </p>
      )}
    </li>
  )
}

function Current({ rows }: { rows: OutbreakLine[] }) {
  return (
    <section aria-labelledby="outbreaks-current">
      <h2 id="outbreaks-current">{t('outbreaks.current')} <span className="figures">{rows.length}</span></h2>
      {rows.length === 0 ? <p className="quiet">{t('outbreaks.none')}</p> : (
        <Table caption={t('outbreaks.current')} heads={['cases.outbreaks', 'cases.state', 'outbreaks.cases', 'outbreaks.lastOn', 'outbreaks.quiet', 'outbreaks.ends']} acts="task.actions">
          {rows.map((row) => <CurrentRow key={row.id} row={row} />)}
        </Table>
      )}
    </section>
  )
}

function endText({ endDays, endsOn, endable }: OutbreakLine): string {
  if (endDays === null || endsOn === null) return t('outbreaks.noEnd')
  return endable ? t('outbreaks.nowEnds', { n: endDays }) : t('outbreaks.endsOn', { day: formatDay(endsOn) })
}

function CurrentRow({ row }: { row: OutbreakLine }) {
  return (
    <tr>
      <td><Link to={`/so-theo-doi/outbreak/${row.id}`}>{row.name}</Link><br /><span className="quiet">{row.disease} · {row.area}</span> · <Link className="in-text" to={`/chuoi-lay/o-dich/${row.id}`}>{t('chains.open')}</Link></td>
      <td data-label={t('cases.state')}>{word(`register.outbreak.state.${row.state}`)}</td>
      <td data-label={t('outbreaks.cases')} className="figures"><Link to={`/ca-benh?outbreakId=${row.id}`}>{row.cases}</Link></td>
      <td data-label={t('outbreaks.lastOn')} className="figures">{formatDay(row.lastOn)}</td>
      <td data-label={t('outbreaks.quiet')} className="figures">{t('outbreaks.days', { n: row.quietDays })}</td>
      <td data-label={t('outbreaks.ends')}>{endText(row)}</td>
      <td><Acts row={row} /></td>
    </tr>
  )
}

function Acts({ row }: { row: OutbreakLine }) {
  const { may } = useMe()
  const gather = useDeed(async () => t('outbreaks.gathered', { n: (await gatherCases(row.id)).cases }))
  const why = t('outbreaks.endWhy', { quiet: row.quietDays, last: formatDay(row.lastOn), days: row.endDays ?? 0 })
  const end = useDeed(async () => {
    await actOnRecord('outbreak', row.id, row.version, 'end', why)
    return t('outbreaks.ended')
  })
  return (
    <span className="no-print">
      {row.unplaced > 0 && may('outbreak.create') && <Button size="small" loading={gather.isPending} onClick={() => gather.mutate(undefined)}>{t('outbreaks.gather', { n: row.unplaced })}</Button>}
      {row.endable && may('outbreak.end') && <Popconfirm title={why} onConfirm={() => end.mutate(undefined)}><Button size="small" loading={end.isPending}>{t('outbreaks.end')}</Button></Popconfirm>}
    </span>
  )
}
