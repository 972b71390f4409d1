import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { CaseCounts, CaseLine } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { getAreaName } from '../indicators/api.ts'
import { Picker } from '../kit/picker.tsx'
import { codeWord, fieldWord, stateWord } from '../kit/words.ts'
import { lineListAddress } from '../line-lists/api.ts'
import { formatNumber, t } from '../text/t.ts'
import { formatDay } from '@phaodai/vocabulary'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { countCases, listCases, type CaseQuery } from './api.ts'
import { ClockMark } from './clock.tsx'
import { Rooms } from './rooms.tsx'
import './cases.css'

/** Ca bệnh: what is late by law first in sight, then the list; places and counts for everybody, names where the post needs them. */
export function CasesPage() {
  useTitle('cases.title')
  const { may } = useMe()
  const { message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const query = Object.fromEntries(params) as CaseQuery
  const change = (more: Record<string, string | undefined>) => setParams(Object.fromEntries(Object.entries({ ...query, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]))), { replace: true })
  const counts = useQuery({ queryKey: ['registers', 'disease_case', 'counts', query], queryFn: () => countCases(query, may('disease_case.reveal')), placeholderData: (before) => before })
  const cases = useQuery({ queryKey: ['registers', 'disease_case', 'lines', query], queryFn: () => listCases(query, may('disease_case.reveal')), placeholderData: (before) => before })
  return (
    <>
      <Rooms here="cases" />
      <header className="page-head">
        <h1>{t('cases.title')}</h1>
        {may('disease_case.create') && <Link to="/ca-benh/moi"><Button type="primary">{t('cases.new')}</Button></Link>}
        {may('disease_case.export') && may('disease_case.reveal') && (['csv', 'xlsx'] as const).map((ending) => (
          <Button key={ending} onClick={() => void download(lineListAddress(ending, query), `${t('lineList.fileName')}.${ending}`).catch((error: unknown) => message.error(messageOf(error)))}>{t(`lineList.export.${ending}`)}</Button>
        ))}
        {may('disease_case.import') && <Link to="/ca-benh/danh-sach"><Button>{t('lineList.open')}</Button></Link>}
      </header>
      {counts.data && <Counts of={counts.data} query={query} change={change} />}
      <Tools query={query} change={change} />
      <Answer of={cases}>{({ cases: lines, more }) => (lines.length === 0 ? <Nothing title="cases.none" /> : <Lines lines={lines} more={more} />)}</Answer>
      {counts.data && counts.data.areas.length > 0 && <Areas of={counts.data} />}
    </>
  )
}

type Change = (more: Record<string, string | undefined>) => void

/** How many there are, each number a filter of the list below. */
function Counts({ of, query, change }: { of: CaseCounts; query: CaseQuery; change: Change }) {
  const rate = of.entered === 0 ? '–' : `${Math.round((of.inTime / of.entered) * 100)} %`
  return (
    <ul className="case-counts" aria-label={t('cases.counts')}>
      <li><b>{formatNumber(of.total)}</b>{t('cases.total')}</li>
      <li><b>{formatNumber(of.open)}</b><Button type="link" size="small" aria-pressed={query.state === 'current'} onClick={() => change({ state: query.state === 'current' ? undefined : 'current' })}>{t('cases.open')}</Button></li>
      {(['late', 'soon'] as const).map((clock) => (
        <li key={clock}><b>{formatNumber(of[clock])}</b><Button type="link" size="small" aria-pressed={query.clock === clock} onClick={() => change({ clock: query.clock === clock ? undefined : clock })}>{t(`cases.count.${clock}`)}</Button></li>
      ))}
      <li><b>{rate}</b>{t('cases.onTime', { n: of.inTime, all: of.entered })}</li>
    </ul>
  )
}

function Tools({ query, change }: { query: CaseQuery; change: Change }) {
  const area = useQuery({ queryKey: ['areas', 'name', query.areaId], queryFn: () => getAreaName(Number(query.areaId)), enabled: query.areaId !== undefined, staleTime: 300_000 })
  const [names, setNames] = useState<Record<string, string>>({})
  const pick = (field: 'disease' | 'areaId') => (id: string | number | null, name: string) => {
    setNames({ ...names, [field]: name })
    change({ [field]: id === null ? undefined : String(id) })
  }
  return (
    <div className="case-tools">
      <Input.Search allowClear aria-label={t('cases.search')} placeholder={t('cases.search')} defaultValue={query.q ?? ''} onSearch={(q) => change({ q: q.trim() || undefined })} />
      <label className="case-pick"><span className="quiet">{fieldWord(diseaseCase, 'diseaseCode')}</span><Picker target="disease" value={query.disease ?? null} name={names.disease ?? query.disease ?? null} label={fieldWord(diseaseCase, 'diseaseCode')} onChange={pick('disease')} /></label>
      <label className="case-pick"><span className="quiet">{fieldWord(diseaseCase, 'areaId')}</span><Picker target="area" value={query.areaId ? Number(query.areaId) : null} name={names.areaId ?? area.data?.fullName ?? query.areaId ?? null} label={fieldWord(diseaseCase, 'areaId')} onChange={pick('areaId')} /></label>
      {query.outbreakId !== undefined && <Button onClick={() => change({ outbreakId: undefined })} aria-label={t('cases.allOutbreaks')}>{t(query.outbreakId === 'none' ? 'cases.ofNoOutbreak' : 'cases.ofOutbreak')} ✕</Button>}
      <Select aria-label={t('cases.clock')} value={query.clock ?? ''} onChange={(clock) => change({ clock: clock || undefined })} popupMatchSelectWidth={false}
        options={[{ value: '', label: t('cases.clock.all') }, ...(['late', 'soon', 'running', 'done'] as const).map((value) => ({ value, label: t(`cases.filter.${value}`) }))]} />
    </div>
  )
}

function Lines({ lines, more }: { lines: CaseLine[]; more: boolean }) {
  return (
    <>
      <Table caption={t('cases.title')} heads={['cases.code', 'cases.person', 'cases.disease', 'cases.area', 'cases.class', 'cases.onset', 'cases.state', 'cases.clock']}>
        {lines.map((each) => (
          <tr key={each.id}>
            <td><Link to={`/ca-benh/${each.id}`}>{each.code ?? t('cases.noCode')}</Link></td>
            <td data-label={t('cases.person')}>{each.name ?? each.person ?? <span className="quiet">{t('cases.noPerson')}</span>}{each.birthYear !== null && <span className="quiet"> · {each.birthYear}</span>}</td>
            <td data-label={t('cases.disease')}>{each.disease}</td>
            <td data-label={t('cases.area')}>{each.area}</td>
            <td data-label={t('cases.class')}>{codeWord(diseaseCase, 'classification', each.classification)}{each.detectedAs && <span className="quiet"> · {codeWord(diseaseCase, 'detectedAs', each.detectedAs)}</span>}</td>
            <td data-label={t('cases.onset')} className="figures">{each.onsetOn === null ? '–' : formatDay(each.onsetOn)}</td>
            <td data-label={t('cases.state')}>{stateWord(diseaseCase, each.state)}</td>
            <td data-label={t('cases.clock')}><ClockMark of={each} /></td>
          </tr>
        ))}
      </Table>
      <p className="quiet list-foot">{more ? t('cases.more', { n: lines.length }) : t('cases.shown', { n: lines.length })}</p>
    </>
  )
}

function Areas({ of: { areas, total } }: { of: CaseCounts }) {
  const elsewhere = total - areas.reduce((sum, { cases }) => sum + cases, 0)
  return (
    <section className="case-areas">
      <h2>{t('cases.byArea')}</h2>
      <Table caption={t('cases.byArea')} heads={['cases.area', 'cases.total', 'cases.confirmed', 'cases.count.late']}>
        {areas.map((each) => (
          <tr key={each.areaId}>
            <td><Link to={`/ca-benh?areaId=${each.areaId}`}>{each.area}</Link></td>
            <td data-label={t('cases.total')} className="figures">{formatNumber(each.cases)}</td>
            <td data-label={t('cases.confirmed')} className="figures">{formatNumber(each.confirmed)}</td>
            <td data-label={t('cases.count.late')} className="figures">{formatNumber(each.late)}</td>
          </tr>
        ))}
      </Table>
      {elsewhere > 0 && <p className="quiet">{t('cases.elsewhere', { n: elsewhere })}</p>}
    </section>
  )
}
