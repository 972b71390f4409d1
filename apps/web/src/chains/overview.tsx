import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { Link } from 'react-router'
import { addDays, dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { ChainLine, ChainsView, Intervals } from '@phaodai/office'
import { listDiseases } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import { getAreaName } from '../indicators/api.ts'
import { Picker } from '../kit/picker.tsx'
import { formatNumber, t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useParamsOfAddress } from '../ui/params.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listChains } from './api.ts'
import './chains.css'

const today = (): string => dayInVietnam(new Date().toISOString())
const DAYS = 30

/** Chuỗi lây of an area and a time: which go on, how long and how deep they are, how many days lie between onsets. */
export function ChainsPage() {
  useTitle('chains.title')
  const [params, change] = useParamsOfAddress()
  const to = params.get('to') ?? today()
  const asked = { disease: params.get('disease') ?? 'covid-19', to, from: params.get('from') ?? addDays(to, -DAYS), areaId: params.has('areaId') ? Number(params.get('areaId')) : undefined }
  const found = useQuery({ queryKey: ['chains', 'all', asked], queryFn: () => listChains(asked), placeholderData: (before) => before })
  return (
    <article className="chains">
      <Rooms here="chains" />
      <header className="page-head"><h1>{t('chains.title')}</h1></header>
      <Asked {...{ asked, change }} />
      <Answer of={found}>{(view) => (view.figures.cases === 0 ? <Nothing title="chains.noCases" /> : <Told view={view} />)}</Answer>
    </article>
  )
}

type AskedProps = { asked: { disease: string; from: string; to: string; areaId: number | undefined }; change: (next: Record<string, string | undefined>) => void }

function Asked({ asked: { disease, from, to, areaId }, change }: AskedProps) {
  const diseases = useQuery({ queryKey: ['diseases', 'all'], queryFn: () => listDiseases(undefined), staleTime: 600_000 })
  const area = useQuery({ queryKey: ['areas', 'name', String(areaId)], queryFn: () => getAreaName(areaId!), enabled: areaId !== undefined, staleTime: 300_000 })
  return (
    <div className="filter-line no-print" role="search" aria-label={t('chains.title')}>
      <Select size="small" showSearch={{ optionFilterProp: 'label' }} aria-label={t('cases.disease')} className="case-disease" value={disease} options={(diseases.data?.diseases ?? []).map(({ code, name }) => ({ value: code, label: name }))} onChange={(code) => change({ disease: code })} />
      <span className="chain-area-pick"><Picker size="small" target="area" value={areaId ?? null} name={area.data?.fullName ?? null} label={t('cases.area')} onChange={(id) => change({ areaId: id === null ? undefined : String(id) })} /></span>
      <DayField size="small" label={t('chains.from')} value={from} onChange={(day) => day !== null && change({ from: day })} />
      <DayField size="small" label={t('chains.to')} value={to} onChange={(day) => day !== null && change({ to: day })} />
    </div>
  )
}

function Told({ view: { figures, alone, more, chains, sizes } }: { view: ChainsView }) {
  const total = sizes.reduce((sum, each) => sum + each.chains, 0)
  return (
    <>
      <dl className="axes headline">
        <div><dt>{t('chains.count')}</dt><dd><strong className="big-figure">{formatNumber(total)}</strong></dd></div>
        <div><dt>{t('chains.linked')}</dt><dd><span className="figures">{formatNumber(figures.cases - alone)}</span> / <span className="figures">{formatNumber(figures.cases)}</span></dd></div>
        <div><dt>{t('chains.deepest')}</dt><dd className="figures">{formatNumber(figures.generations)}</dd></div>
        <div><dt>{t('chains.medianHead')}</dt><dd className="figures">{figures.intervals.median === null ? '–' : t('chains.days', { n: formatNumber(figures.intervals.median) })}</dd></div>
      </dl>
      {more && <p role="note">{t('chains.more', { n: figures.cases })}</p>}
      {chains.length === 0 ? <Nothing title="chains.noLinks" /> : <Lines {...{ chains, total }} />}
      <IntervalBars of={figures.intervals} />
    </>
  )
}

function Lines({ chains, total }: { chains: ChainLine[]; total: number }) {
  return (
    <>
      <Table caption={t('chains.title')} heads={['chains.first', 'chains.area', 'chains.cases', 'chains.linksHead', 'chains.generationsHead', 'chains.firstOn', 'chains.lastOn', 'chains.state']}>
        {chains.map((each) => (
          <tr key={each.caseId}>
            <th scope="row"><Link to={`/chuoi-lay/${each.caseId}`}>{each.code ?? t('cases.noCode')}</Link></th>
            <td data-label={t('chains.area')}>{each.area}</td>
            <td data-label={t('chains.cases')} className="figures">{formatNumber(each.cases)}</td>
            <td data-label={t('chains.linksHead')} className="figures">{formatNumber(each.links)}</td>
            <td data-label={t('chains.generationsHead')} className="figures">{each.generations}</td>
            <td data-label={t('chains.firstOn')} className="figures">{formatDay(each.firstOn)}</td>
            <td data-label={t('chains.lastOn')} className="figures">{formatDay(each.lastOn)}</td>
            <td data-label={t('chains.state')}>{t(each.isActive ? 'chains.active' : 'chains.quiet')}</td>
          </tr>
        ))}
      </Table>
      {total > chains.length && <p className="quiet list-foot">{t('chains.listed', { n: chains.length, all: total })}</p>}
    </>
  )
}

/** How many links have so many days between the onsets of their ends. */
function IntervalBars({ of: { counts, known } }: { of: Intervals }) {
  if (known === 0) return null
  const most = Math.max(...counts.map(({ links }) => links))
  return (
    <section>
      <h2>{t('chains.intervals')}</h2>
      <ul className="chain-bars" aria-label={t('chains.intervals')}>
        {counts.map(({ days, links }) => <li key={days}><span className="figures">{t('chains.days', { n: days })}</span><span className="chain-bar" style={{ width: `${(links / most) * 100}%` }} /><span className="figures">{formatNumber(links)}</span></li>)}
      </ul>
    </section>
  )
}
