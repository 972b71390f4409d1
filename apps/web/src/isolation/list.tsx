import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { isolationBoxes, type IsolationBox, type IsolationLine, type IsolationList } from '@phaodai/office'
import { isolationOrder } from '@phaodai/registers'
import { dayInVietnam, daysBetween, formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { useActing } from '../ui/acting.ts'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { beginOrders, ISOLATION, listOrders, makeList } from './api.ts'
import { Places } from './places.tsx'
import { Printing } from './printing.tsx'
import { Shortened } from './shortened.tsx'
import { Standing, TermText } from './words.tsx'
import '../ui/desk.css'
import './isolation.css'

/** Cách ly y tế: who ends today first, then everything else that is to be done; leaders read places and numbers. */
export function IsolationPage() {
  useTitle('isolation.title')
  const { may } = useMe()
  const [search, setSearch] = useSearchParams()
  const box = isolationBoxes.find((each) => each === search.get('o')) ?? 'ends'
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: [...ISOLATION, 'list', box, asked], queryFn: () => listOrders(box, asked, may('isolation_order.reveal')), placeholderData: (before) => before })
  return (
    <>
      <header className="page-head"><h1>{t('isolation.title')}</h1>{may('isolation_order.create') && <Link to="/cach-ly/moi"><Button>{t('isolation.new')}</Button></Link>}</header>
      <Answer of={found}>{(list) => (
        <>
          <nav className="desk-boxes" aria-label={t('isolation.boxes')}>{isolationBoxes.map((each) => (
            <button key={each} type="button" aria-current={each === box ? 'page' : undefined} data-box={each} data-any={list.counts[each] > 0} onClick={() => setSearch({ o: each })}>{t(`isolation.box.${each}`)} <b>{list.counts[each]}</b></button>
          ))}</nav>
          {may('isolation_order.create') && <Shortened />}
          <p className="desk-tools"><Input aria-label={t('isolation.search')} placeholder={t('isolation.search')} allowClear value={words} onChange={(event) => setWords(event.target.value)} style={{ maxWidth: 280 }} /></p>
          <Rows key={box} box={box} list={list} />
        </>
      )}</Answer>
      <Places />
    </>
  )
}

function Rows({ box, list: { orders, more, today } }: { box: IsolationBox; list: IsolationList }) {
  const { may } = useMe()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  if (orders.length === 0) return <Nothing title="isolation.none" />
  const acts = may('isolation_order.begin')
  const chosen = orders.filter(({ id }) => picked.has(id))
  const pick = (ids: readonly string[], on: boolean) => setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  return (
    <>
      {acts && <p className="desk-tools"><Checkbox checked={chosen.length === orders.length} indeterminate={chosen.length > 0 && chosen.length < orders.length} onChange={({ target }) => pick(orders.map(({ id }) => id), target.checked)}>{t('isolation.pickAll', { n: chosen.length })}</Checkbox></p>}
      {acts && chosen.length > 0 && <Together box={box} chosen={chosen} done={() => setPicked(new Set())} />}
      <Table caption={t(`isolation.box.${box}`)} heads={[...(acts ? ['isolation.pick' as const] : []), 'isolation.column.who', 'isolation.column.where', 'isolation.column.form', 'isolation.column.term', 'isolation.column.today', 'isolation.column.standing']}>
        {orders.map((line) => <Row key={line.id} line={line} today={today} pick={acts ? { on: picked.has(line.id), set: (on) => pick([line.id], on) } : null} />)}
      </Table>
      {more && <p className="quiet">{t('isolation.more')}</p>}
    </>
  )
}

function Row({ line, today, pick }: { line: IsolationLine; today: string; pick: { on: boolean; set: (on: boolean) => void } | null }) {
  const name = line.name ?? t('isolation.unnamed')
  const isNow = line.state === 'running' || line.state === 'violated'
  return (
    <tr data-late={isNow && daysBetween(line.untilOn, today) > 0}>
      {pick && <td><Checkbox aria-label={t('isolation.pickOne', { name })} checked={pick.on} onChange={({ target }) => pick.set(target.checked)} /></td>}
      <td data-label={t('isolation.column.who')}><Link to={`/cach-ly/${line.id}`}>{name}</Link>{line.birthYear !== null && <> ({line.birthYear})</>} <span className="quiet">{codeWord(isolationOrder, 'subject', line.subject)}</span></td>
      <td data-label={t('isolation.column.where')}>{line.address ?? line.area}</td>
      <td data-label={t('isolation.column.form')}>{codeWord(isolationOrder, 'form', line.form)}</td>
      <td data-label={t('isolation.column.term')}><TermText line={line} today={today} /></td>
      <td data-label={t('isolation.column.today')}>{!isNow ? '' : line.looked.length === 0 ? <span className="quiet">{t('isolation.notLooked')}</span> : line.looked.map((half) => t(`isolation.half.${half as 'morning'}`)).join(', ')}</td>
      <td data-label={t('isolation.column.standing')}><Standing of={line} />{line.number !== null && <span className="quiet"> · {line.number}</span>}{line.decidedAt === null && line.state === 'requested' && <span className="quiet"> · {formatDay(dayInVietnam(line.requestedAt))}</span>}</td>
    </tr>
  )
}

/** What can be done with several at once, by the box they stand in. */
function Together({ box, chosen, done }: { box: IsolationBox; chosen: readonly IsolationLine[]; done: () => void }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const { act, busy, refused } = useActing(ISOLATION)
  const ids = chosen.map(({ id }) => id)
  const begin = async () => {
    const answer = await act(() => beginOrders(ids))
    if (answer === null) return
    void message.success(t('isolation.begun', { n: answer.begun }))
    done()
  }
  const list = async () => {
    const made = await act(() => makeList(ids, false))
    if (made === null) return
    void message.success(t('isolation.listed'))
    await navigate(`/danh-sach-cho-ky/${made.id}`)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools">
        {box === 'decided' && <Button type="primary" disabled={busy} onClick={() => void begin()}>{t('isolation.begin', { n: ids.length })}</Button>}
        {box === 'requested' && may('order_list.draft') && <Button type="primary" disabled={busy} onClick={() => void list()}>{t('isolation.toList', { n: ids.length })}</Button>}
      </p>
      {box !== 'requested' && may('isolation_order.export') && <Printing ids={ids} papers={box === 'done' ? ['completion', 'handover', 'decision'] : ['decision', 'handover']} />}
    </>
  )
}
