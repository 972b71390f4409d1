import { findIndicator, type BoardRow, type IndicatorDetail, type Step } from '@phaodai/indicators'
import { addDays, formatDay } from '@phaodai/vocabulary'
import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { Link } from 'react-router'
import { useFigureQuery, type Change } from '../indicators/address.ts'
import { getAreaFigures, getBoard, getIndicatorDetail } from '../indicators/api.ts'
import { AreaPick } from '../indicators/area-pick.tsx'
import { ByTime } from '../indicators/by-time.tsx'
import { RowsLink } from '../indicators/rows-link.tsx'
import { classText, indicatorWord, valueText } from '../indicators/words.ts'
import '../indicators/indicators.css'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { countCases } from './api.ts'
import { Rooms } from './rooms.tsx'
import './cases.css'

const CASES = 'cases-confirmed'
const REPORTED = 'cases-in-time'
/** Stretches of the curve: four weeks by day, twelve weeks and a year by week. */
const SPANS: { name: 'weeks4' | 'weeks12' | 'year'; days: number; step: Step }[] = [{ name: 'weeks4', days: 28, step: 'day' }, { name: 'weeks12', days: 84, step: 'week' }, { name: 'year', days: 365, step: 'week' }]

type Query = ReturnType<typeof useFigureQuery>[0]

/** Bảng ca bệnh: the day's cases against yesterday's, what is open and what is late by law, the curve by place of detection, the places. */
export function CaseBoardPage() {
  useTitle('caseBoard.title')
  const [query, change] = useFigureQuery()
  const { area, from, to, step } = query
  const asked = { area, from, to, step }
  const curve = useQuery({ queryKey: ['indicators', 'one', CASES, asked], queryFn: () => getIndicatorDetail(CASES, asked), placeholderData: (before) => before, refetchInterval: 30_000 })
  return (
    <article className="indicators case-board">
      <Rooms here="board" />
      <header className="page-head">
        <h1>{t('caseBoard.title')}</h1>
        <div className="page-tools no-print"><Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('statistics.print')}</Button></div>
      </header>
      <Asked query={query} area={curve.data?.area} change={change} />
      <Answer of={curve}>{(detail) => (detail.hidden
        ? <div className="nothing"><p>{t('indicator.hiddenWhy')}</p><Button onClick={() => change({ area: undefined })}>{t('indicator.ownArea')}</Button></div>
        : <Shown detail={detail} />)}</Answer>
    </article>
  )
}

function Asked({ query, area, change }: { query: Query; area: IndicatorDetail['area'] | undefined; change: Change }) {
  const span = SPANS.find(({ days, step }) => step === query.step && addDays(query.to, 1 - days) === query.from)
  const choose = (name: string, to = query.to) => {
    const chosen = SPANS.find((each) => each.name === name) ?? SPANS[0]!
    change({ to, from: addDays(to, 1 - chosen.days), step: chosen.step })
  }
  return (
    <div className="filter-line no-print" role="search" aria-label={t('caseBoard.title')}>
      <AreaPick area={area} onChange={(id) => change({ area: id === null ? undefined : String(id) })} />
      <DayField size="small" label={t('indicator.upTo')} value={query.to} onChange={(day) => day !== null && choose(span?.name ?? 'weeks4', day)} />
      <Segmented size="small" aria-label={t('caseBoard.span')} value={span?.name ?? ''} onChange={(name) => choose(name)} options={SPANS.map(({ name }) => ({ value: name, label: t(`caseBoard.${name}`) }))} />
    </div>
  )
}

function Shown({ detail }: { detail: IndicatorDetail }) {
  const indicator = findIndicator(CASES)!
  return (
    <>
      <p className="period-line">{detail.area.name} · {formatDay(detail.to)}</p>
      <Today detail={detail} />
      <section><h2>{t('caseBoard.curve')}</h2><p className="quiet">{formatDay(detail.from)} – {formatDay(detail.to)} · {t('caseBoard.inSpan')} <RowsLink of={{ name: CASES, area: detail.area.id, from: detail.from, to: detail.to }} value={detail.figure?.numerator ?? 0}>{valueText(CASES, detail.figure?.value ?? 0)}</RowsLink></p><ByTime indicator={indicator} detail={detail} /></section>
      <Places detail={detail} />
    </>
  )
}

/** "Hôm nay": new cases by place of detection beside yesterday's, open ones, and what the legal clock says. */
function Today({ detail: { area, to } }: { detail: IndicatorDetail }) {
  const day = { area: area.id, from: to, to, step: 'day' as const }
  const found = useQuery({ queryKey: ['indicators', 'one', CASES, day], queryFn: () => getIndicatorDetail(CASES, day), placeholderData: (before) => before, refetchInterval: 30_000 })
  const board = useQuery({ queryKey: ['indicators', 'board', { area: area.id, day: to, step: 'day' }], queryFn: () => getBoard({ area: area.id, day: to, step: 'day' }), placeholderData: (before) => before, refetchInterval: 30_000 })
  const { may } = useMe()
  const scope = { areaId: String(area.id) }
  const counts = useQuery({ queryKey: ['registers', 'disease_case', 'counts', scope], queryFn: () => countCases(scope, false), enabled: may('disease_case.read'), placeholderData: (before) => before })
  const rows = board.data?.rows ?? []
  const indicator = findIndicator(CASES)!
  return (
    <dl className="axes headline case-today">
      <div><dt>{t('caseBoard.new')}</dt><dd><RowsLink of={{ name: CASES, area: area.id, from: to, to }} value={found.data?.figure?.numerator ?? 0}><strong className="big-figure">{valueText(CASES, found.data?.figure?.value ?? 0)}</strong></RowsLink> <Yesterday row={rows.find(({ name }) => name === CASES)} /></dd></div>
      {(found.data?.classes ?? []).map((each) => <div key={each.class}><dt>{classText(indicator, each.class, each.name)}</dt><dd><RowsLink of={{ name: CASES, area: area.id, from: to, to, kind: each.class }} value={each.numerator}>{valueText(CASES, each.numerator)}</RowsLink></dd></div>)}
      {counts.data && <>
        <div><dt>{t('caseBoard.open')}</dt><dd><Link className="figures" to={`/ca-benh?areaId=${area.id}&state=current`}>{formatNumber(counts.data.open)}</Link></dd></div>
        <div><dt>{t('caseBoard.late')}</dt><dd><Link className={`figures${counts.data.late > 0 ? ' measure-short' : ''}`} to={`/ca-benh?areaId=${area.id}&clock=late`}>{formatNumber(counts.data.late)}</Link></dd></div>
      </>}
      <Rate row={rows.find(({ name }) => name === REPORTED)} area={area.id} day={to} />
    </dl>
  )
}

function Yesterday({ row }: { row: BoardRow | undefined }) {
  const before = row?.comparisons.find((each) => each.with === 'yesterday')
  return before ? <span className="quiet">{t('caseBoard.yesterday', { value: valueText(CASES, before.value) })}</span> : null
}

function Rate({ row, area, day }: { row: BoardRow | undefined; area: number; day: string }) {
  if (!row?.figure) return null
  const behind = { name: REPORTED, area, from: day, to: day }
  return <div><dt>{indicatorWord(REPORTED)}</dt><dd><span className="figures">{valueText(REPORTED, row.figure.value)}</span>{row.figure.denominator > 0 && <span className="quiet"> <RowsLink of={behind} value={row.figure.numerator}>{row.figure.numerator}</RowsLink> / <RowsLink of={{ ...behind, side: 'denominator' }} value={row.figure.denominator}>{row.figure.denominator}</RowsLink></span>}</dd></div>
}

/** Cases of the stretch and of the day by what lies in the area; the map shows the same. */
function Places({ detail: { area, from, to } }: { detail: IndicatorDetail }) {
  const asked = { area: area.id, from, to }
  const found = useQuery({ queryKey: ['indicators', 'areas', CASES, asked], queryFn: () => getAreaFigures(CASES, asked), placeholderData: (before) => before })
  const today = useQuery({ queryKey: ['indicators', 'areas', CASES, { ...asked, from: to }], queryFn: () => getAreaFigures(CASES, { ...asked, from: to }), placeholderData: (before) => before })
  const onDay = new Map((today.data?.rows ?? []).map((row) => [row.area.id, row.figure?.numerator ?? 0]))
  const rows = (found.data?.rows ?? []).filter(({ figure }) => figure !== null && figure.numerator > 0)
  const opened = (place: number, since: string, cases: number) => <RowsLink of={{ name: CASES, area: place, from: since, to }} value={cases}>{valueText(CASES, cases)}</RowsLink>
  if (!found.data) return null
  const level = found.data.rows[0]?.area.level
  return (
    <section>
      <div className="section-head"><h2>{t('caseBoard.places')}</h2>{level && <Link className="no-print" to={`/ban-do?${new URLSearchParams({ day: to, within: String(area.id), level, question: 'indicator', indicator: CASES }).toString()}`}>{t('indicator.onMap')}</Link>}</div>
      {rows.length === 0 ? <Nothing title="caseBoard.noPlaces" /> : (
        <Table caption={t('caseBoard.places')} heads={['indicator.area', 'caseBoard.new', 'caseBoard.inSpan']}>
          {rows.map(({ area: place, figure }) => (
            <tr key={place.id}>
              <th scope="row"><Link to={`/ca-benh/bang?${new URLSearchParams({ area: String(place.id), from, to }).toString()}`}>{place.name}</Link></th>
              <td data-label={t('caseBoard.new')}>{opened(place.id, to, onDay.get(place.id) ?? 0)}</td>
              <td data-label={t('caseBoard.inSpan')}>{opened(place.id, from, figure!.numerator)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
