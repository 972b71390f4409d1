import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Segmented, Select, type InputRef } from 'antd'
import { useRef, useState, type FormEvent } from 'react'
import { Link, useParams } from 'react-router'
import { rejectReasons, testMethods, testOutcomes } from '@phaodai/vocabulary'
import { ctWords, readCts, type DeskLine, type LabDesk, type TubeAnswer } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { useActing } from '../ui/acting.ts'
import { getDesk, makePool, receiveTube, rejectTube, reportResult, TESTING, withdrawLast } from './api.ts'
import { TestingRooms } from './rooms.tsx'
import { Clock, Standing } from './words.tsx'

/** The desk of a laboratory: scan to receive, scan to enter a result; what came today against the capacity, what is late. Nobody's name stands here. */
export function DeskPage() {
  useTitle('testing.labs')
  const { id } = useParams()
  const found = useQuery({ queryKey: [...TESTING, 'desk', id], queryFn: () => getDesk(id!), refetchInterval: 60_000 })
  return (
    <>
      <TestingRooms here="laboratories" />
      <Answer of={found}>{(desk) => <Desk desk={desk} />}</Answer>
    </>
  )
}

function Desk({ desk }: { desk: LabDesk }) {
  const { may } = useMe()
  const share = desk.capacity === null ? null : desk.receivedToday / desk.capacity
  return (
    <>
      <header className="page-head"><h1>{desk.name}</h1>{may('specimen.result') && <Link to={`/xet-nghiem/phong/${desk.id}/tep`}><Button>{t('testing.file.title')}</Button></Link>}</header>
      <ul className="test-counts">
        <li><b>{formatNumber(desk.receivedToday)}</b>{desk.capacity === null ? t('testing.lab.received') : t('testing.lab.receivedOf', { n: formatNumber(desk.capacity) })}</li>
        <li><b>{formatNumber(desk.testedToday)}</b>{t('testing.lab.tested')}</li>
        <li className={desk.late > 0 ? 'late' : undefined}><b>{formatNumber(desk.late)}</b>{t('testing.lab.late')}</li>
      </ul>
      {share !== null && <div className="test-bar" data-full={share >= 1} role="img" aria-label={t('testing.lab.share', { n: Math.round(share * 100) })}><div style={{ width: `${Math.min(100, share * 100)}%` }} /></div>}
      {may('specimen.receive') && <Scan desk={desk} />}
      <Tubes lines={desk.lines} />
    </>
  )
}

const modes = ['receive', 'result', 'reject', 'pool', 'withdraw'] as const
type Mode = (typeof modes)[number]

/** A result as it is typed: found now. */
function resultOf(barcode: string, { method, outcome, ct }: { method: string; outcome: string; ct: string }): Parameters<typeof reportResult>[1] {
  return { id: newId(), barcode, method: method as 'rt-pcr', outcome: outcome as 'negative', cts: readCts(ct), testedAt: new Date().toISOString() }
}

/** One field that always waits for the next barcode; what it does is chosen once. */
function Scan({ desk }: { desk: LabDesk }) {
  const { act, busy, refused } = useActing()
  const [mode, setMode] = useState<Mode>('receive')
  const [values, setValues] = useState({ barcode: '', outcome: 'negative', method: desk.methods[0] ?? 'rt-pcr', ct: '', reason: 'leaked', why: '' })
  const [log, setLog] = useState<TubeAnswer[]>([])
  const [gathered, setGathered] = useState<string[]>([])
  const [poolCode, setPoolCode] = useState('')
  const scan = useRef<InputRef>(null)
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const work = async (barcode: string): Promise<TubeAnswer> => {
    if (mode === 'pool') return gather(barcode)
    if (mode === 'receive') return receiveTube(desk.id, barcode)
    if (mode === 'withdraw') return withdrawal(barcode)
    if (mode === 'reject') return rejectTube(desk.id, barcode, values.reason as 'other')
    return reportResult(desk.id, resultOf(barcode, values))
  }
  const withdrawal = async (barcode: string): Promise<TubeAnswer> => {
    const answer = await withdrawLast(desk.id, barcode, values.why)
    return answer.answer === 'done' ? { ...answer, sentence: t('testing.desk.withdrawn', { barcode: answer.barcode }) } : answer
  }
  const gather = (barcode: string): TubeAnswer => {
    const code = barcode.toUpperCase()
    const twice = gathered.includes(code)
    if (!twice) setGathered([...gathered, code])
    return { barcode: code, answer: twice ? 'member-twice' : 'done', sentence: t(twice ? 'testing.answer.member-twice' : 'testing.desk.gathered', { barcode: code, n: gathered.length + 1 }) }
  }
  const pool = async () => {
    const made = await act(() => makePool(newId(), poolCode.trim().toUpperCase(), gathered, desk.id))
    if (made === null) return
    setLog((before) => [{ barcode: poolCode, answer: 'done', sentence: t('testing.desk.pooled', { barcode: poolCode.trim().toUpperCase(), n: gathered.length }) }, ...before].slice(0, 30))
    setGathered([])
    setPoolCode('')
  }
  const go = async (event: FormEvent) => {
    event.preventDefault()
    const barcode = values.barcode.trim()
    const answer = barcode === '' ? null : await act(() => work(barcode))
    if (answer === null) return scan.current?.focus()
    setLog((before) => [answer, ...before].slice(0, 30))
    change({ barcode: '', ct: '' })
    scan.current?.focus()
  }
  const pick = (field: 'outcome' | 'method' | 'rejectReason', key: 'outcome' | 'method' | 'reason', list: readonly string[]) => (
    <Select aria-label={t(`testing.desk.${key}`)} value={values[key]} options={list.map((value) => ({ value, label: codeWord(specimen, field, value) }))} onChange={(value) => change({ [key]: value })} style={{ minWidth: 170 }} />
  )
  return (
    <section className="desk-section" aria-label={t('testing.desk.scan')}>
      <Segmented<Mode> aria-label={t('testing.desk.what')} value={mode} options={modes.map((value) => ({ value, label: t(`testing.desk.mode.${value}`) }))} onChange={(value) => { setMode(value); scan.current?.focus() }} />
      <form className="desk-tools test-scan" style={{ marginTop: 8 }} onSubmit={(event) => void go(event)}>
        <Input ref={scan} className="test-code" autoFocus autoComplete="off" aria-label={t('testing.desk.barcode')} placeholder={t('testing.desk.barcode')} maxLength={40} value={values.barcode} onChange={(event) => change({ barcode: event.target.value })} style={{ maxWidth: 260 }} />
        {mode === 'result' && <>{pick('outcome', 'outcome', testOutcomes)}{pick('method', 'method', testMethods)}<Input aria-label={t('testing.column.ct')} placeholder="E 24,1; RdRp 26,3" value={values.ct} onChange={(event) => change({ ct: event.target.value })} style={{ maxWidth: 190 }} /></>}
        {mode === 'withdraw' && <Input aria-label={t('testing.withdraw.reason')} placeholder={t('testing.withdraw.reason')} maxLength={500} value={values.why} onChange={(event) => change({ why: event.target.value })} style={{ maxWidth: 260 }} />}
        {mode === 'reject' && pick('rejectReason', 'reason', rejectReasons)}
        <Button type="primary" htmlType="submit" disabled={busy || mode === 'withdraw' && values.why.trim() === ''}>{t(`testing.desk.mode.${mode}`)}</Button>
      </form>
      {mode === 'pool' && gathered.length > 0 && (
        <p className="desk-tools" style={{ marginTop: 8 }}>
          <Input aria-label={t('testing.pool.barcode')} placeholder={t('testing.pool.barcode')} maxLength={40} value={poolCode} onChange={(event) => setPoolCode(event.target.value)} onPressEnter={() => void pool()} style={{ maxWidth: 220 }} />
          <Button disabled={busy || gathered.length < 2 || poolCode.trim() === ''} onClick={() => void pool()}>{t('testing.desk.poolOf', { n: gathered.length })}</Button>
          <Button type="text" onClick={() => setGathered([])}>{t('testing.desk.forget')}</Button>
        </p>
      )}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <ul className="test-log" aria-live="polite">{log.map((each, n) => <li key={log.length - n} data-wrong={!['done', 'repeat'].includes(each.answer)}>{each.sentence ?? t('testing.desk.ok', { barcode: each.barcode })}</li>)}</ul>
    </section>
  )
}

const heaps = ['coming', 'running', 'done'] as const
type Heap = (typeof heaps)[number]
const heapOf = ({ state, outcome, retestDueAt }: DeskLine): Heap => (state === 'sent' ? 'coming' : outcome === null && state === 'received' || (outcome === null && retestDueAt !== null) ? 'running' : 'done')

function Tubes({ lines }: { lines: readonly DeskLine[] }) {
  const [heap, setHeap] = useState<Heap>('running')
  const of = (each: Heap) => lines.filter((line) => heapOf(line) === each)
  const shown = of(heap)
  return (
    <section className="desk-section" aria-label={t('testing.desk.tubes')}>
      <nav className="desk-boxes" aria-label={t('testing.desk.tubes')}>{heaps.map((each) => <button key={each} type="button" aria-current={each === heap ? 'page' : undefined} onClick={() => setHeap(each)}>{t(`testing.desk.heap.${each}`)} <b>{of(each).length}</b></button>)}</nav>
      {shown.length === 0 ? <Nothing title="testing.none" /> : (
        <Table caption={t(`testing.desk.heap.${heap}`)} heads={['testing.column.barcode', 'testing.column.tube', 'testing.column.taken', 'testing.column.standing', 'testing.column.ct', 'testing.column.clock']}>
          {shown.slice(0, 300).map((line) => <TubeRow key={line.barcode} line={line} />)}
        </Table>
      )}
    </section>
  )
}

function TubeRow({ line }: { line: DeskLine }) {
  const what = line.form === 'pool' ? t('testing.poolOf', { n: line.members }) : [line.sex === null ? null : codeWord(specimen, 'sex', line.sex), line.birthYear].filter(Boolean).join(', ')
  const cts = line.results.map((each) => ctWords(each.cts)).filter((each) => each !== null)
  return (
    <tr data-clock={line.clock}>
      <td data-label={t('testing.column.barcode')}>{line.barcode}{line.poolBarcode !== null && <span className="quiet"> · {t('testing.inPool', { barcode: line.poolBarcode })}</span>}</td>
      <td data-label={t('testing.column.tube')}>{what} <span className="quiet">{codeWord(specimen, 'method', line.method)}</span></td>
      <td data-label={t('testing.column.taken')}><InstantText at={line.takenAt} /></td>
      <td data-label={t('testing.column.standing')}><Standing of={line} /></td>
      <td data-label={t('testing.column.ct')}>{cts.join(' / ')}</td>
      <td data-label={t('testing.column.clock')}><Clock of={line} /></td>
    </tr>
  )
}
