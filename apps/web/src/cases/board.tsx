import { findIndicator, type BoardRow, type IndicatorDetail, type Step } from '@phaodai/indicators'
import { addDays, formatDay, searchKey } from '@phaodai/vocabulary'
import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
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
import { countCases, listDiseases } from './api.ts'
import { Rooms } from './rooms.tsx'
import './cases.css'

/** The figure of the curve: all diseases by place of detection, COVID-19 so too, any other disease as a class of its own. */
type Shown = { name: 'cases-confirmed' | 'covid-confirmed' | 'cases-by-disease'; class?: string }

function shownFor(disease: string | undefined): Shown {
  if (disease === undefined) return { name: 'cases-confirmed' }
  return disease === 'covid-19' ? { name: 'covid-confirmed' } : { name: 'cases-by-disease', class: disease }
}

const REPORTED = 'cases-in-time'
/** Stretches of the curve: four weeks by day, twelve weeks and a year by week. */
const SPANS: { name: 'weeks4' | 'weeks12' | 'year'; days: number; step: Step }[] = [{ name: 'weeks4', days: 28, step: 'day' }, { name: 'weeks12', days: 84, step: 'week' }, { name: 'year', days: 365, step: 'week' }]

type Query = ReturnType<typeof useFigureQuery>[0]

/** Bảng ca bệnh: the day's cases against yesterday's, what is open and what is late by law, the curve by place of detection, the places. */
export function CaseBoardPage() {
  useTitle('caseBoard.title')
  const [query, change] = useFigureQuery()
  const { area, from, to, step, class: disease } = query
  const { name, ...kind } = shownFor(disease)
  const asked = { area, from, to, step, ...kind }
  const curve = useQuery({ queryKey: ['indicators', 'one', name, asked], queryFn: () => getIndicatorDetail(name, asked), placeholderData: (before) => before, refetchInterval: 30_000 })
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
        : <Body detail={detail} disease={disease} />)}</Answer>
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
      <DiseasePick chosen={query.class} onChange={(code) => change({ class: code })} />
      <DayField size="small" label={t('indicator.upTo')} value={query.to} onChange={(day) => day !== null && choose(span?.name ?? 'weeks4', day)} />
      <Segmented size="small" aria-label={t('caseBoard.span')} value={span?.name ?? ''} onChange={(name) => choose(name)} options={SPANS.map(({ name }) => ({ value: name, label: t(`caseBoard.${name}`) }))} />
    </div>
  )
}

/** One disease, or all. */
function DiseasePick({ chosen, onChange }: { chosen: string | undefined; onChange: (code: string | undefined) => void }) {
  const found = useQuery({ queryKey: ['diseases', 'all'], queryFn: () => listDiseases(undefined), staleTime: 600_000 })
  const options = (found.data?.diseases ?? []).map(({ code, name }) => ({ value: code, label: name }))
  return <Select size="small" className="case-disease" allowClear showSearch={{ filterOption: (typed, option) => searchKey(String(option?.label)).includes(searchKey(typed)) }} aria-label={t('caseBoard.disease')} placeholder={t('caseBoard.allDiseases')} value={chosen ?? null} options={options} loading={found.isPending} onChange={(code: string | null) => onChange(code ?? undefined)} />
}

type Part = { detail: IndicatorDetail; disease: string | undefined }

function Body({ detail, disease }: Part) {
  const { name, class: kind } = shownFor(disease)
  const title = detail.classes.find((each) => each.class === disease)?.name
  return (
    <>
      <p className="period-line">{detail.area.name} · {formatDay(detail.to)}</p>
      <Today detail={detail} disease={disease} />
      <section><h2>{kind === undefined || !title ? t('caseBoard.curve') : t('caseBoard.curveOf', { disease: title })}</h2><p className="quiet">{formatDay(detail.from)} – {formatDay(detail.to)} · {t('caseBoard.inSpan')} <RowsLink of={{ name, area: detail.area.id, from: detail.from, to: detail.to, kind: kind ?? null }} value={detail.figure?.numerator ?? 0}>{valueText(name, detail.figure?.value ?? 0)}</RowsLink></p><ByTime indicator={findIndicator(name)!} detail={detail} /></section>
      <Places detail={detail} disease={disease} />
    </>
  )
}

/** "Hôm nay": new cases by place of detection beside yesterday's, open ones, and what the legal clock says. */
function Today({ detail: { area, to }, disease }: Part) {
  const { name, ...kind } = shownFor(disease)
  const day = { area: area.id, from: addDays(to, -1), to, step: 'day' as const, ...kind }
  const found = useQuery({ queryKey: ['indicators', 'one', name, day], queryFn: () => getIndicatorDetail(name, day), placeholderData: (before) => before, refetchInterval: 30_000 })
  const board = useQuery({ queryKey: ['indicators', 'board', { area: area.id, day: to, step: 'day' }], queryFn: () => getBoard({ area: area.id, day: to, step: 'day' }), placeholderData: (before) => before, refetchInterval: 30_000 })
  const { may } = useMe()
  const scope = { areaId: String(area.id), ...(disease !== undefined && { disease }) }
  const counts = useQuery({ queryKey: ['registers', 'disease_case', 'counts', scope], queryFn: () => countCases(scope, false), enabled: may('disease_case.read'), placeholderData: (before) => before })
  const [before, today] = [found.data?.series.at(-2), found.data?.series.at(-1)]
  const behind = { name, area: area.id, from: to, to }
  const listed = new URLSearchParams(scope).toString()
  return (
    <dl className="axes headline case-today">
      <div><dt>{t('caseBoard.new')}</dt><dd><RowsLink of={{ ...behind, kind: kind.class ?? null }} value={today?.numerator ?? 0}><strong className="big-figure">{valueText(name, today?.value ?? 0)}</strong></RowsLink> {before && <span className="quiet">{t('caseBoard.yesterday', { value: valueText(name, before.value) })}</span>}</dd></div>
      {(found.data?.stacks ?? []).map((each) => ({ ...each, cases: each.values.at(-1) ?? 0 })).filter(({ cases }) => cases > 0).map((each) => (
        <div key={each.class}><dt>{classText(findIndicator(name)!, each.class, each.name)}</dt><dd><RowsLink of={{ ...behind, kind: each.class }} value={each.cases}>{valueText(name, each.cases)}</RowsLink></dd></div>
      ))}
      {counts.data && <>
        <div><dt>{t('caseBoard.open')}</dt><dd><Link className="figures" to={`/ca-benh?${listed}&state=current`}>{formatNumber(counts.data.open)}</Link></dd></div>
        <div><dt>{t('caseBoard.late')}</dt><dd><Link className={`figures${counts.data.late > 0 ? ' measure-short' : ''}`} to={`/ca-benh?${listed}&clock=late`}>{formatNumber(counts.data.late)}</Link></dd></div>
      </>}
      {disease === undefined && <Rate row={board.data?.rows.find((row) => row.name === REPORTED)} area={area.id} day={to} />}
    </dl>
  )
}

function Rate({ row, area, day }: { row: BoardRow | undefined; area: number; day: string }) {
  if (!row?.figure) return null
  const behind = { name: REPORTED, area, from: day, to: day }
  return <div><dt>{indicatorWord(REPORTED)}</dt><dd><span className="figures">{valueText(REPORTED, row.figure.value)}</span>{row.figure.denominator > 0 && <span className="quiet"> <RowsLink of={behind} value={row.figure.numerator}>{row.figure.numerator}</RowsLink> / <RowsLink of={{ ...behind, side: 'denominator' }} value={row.figure.denominator}>{row.figure.denominator}</RowsLink></span>}</dd></div>
}

/** Cases of the stretch and of the day by what lies in the area; the map shows the same. */
function Places({ detail: { area, from, to }, disease }: Part) {
  const { name, ...kind } = shownFor(disease)
  const asked = { area: area.id, from, to, ...kind }
  const found = useQuery({ queryKey: ['indicators', 'areas', name, asked], queryFn: () => getAreaFigures(name, asked), placeholderData: (before) => before })
  const today = useQuery({ queryKey: ['indicators', 'areas', name, { ...asked, from: to }], queryFn: () => getAreaFigures(name, { ...asked, from: to }), placeholderData: (before) => before })
  const onDay = new Map((today.data?.rows ?? []).map((row) => [row.area.id, row.figure?.numerator ?? 0]))
  const rows = (found.data?.rows ?? []).filter(({ figure }) => figure !== null && figure.numerator > 0)
  const opened = (place: number, since: string, cases: number) => <RowsLink of={{ name, area: place, from: since, to, kind: kind.class ?? null }} value={cases}>{valueText(name, cases)}</RowsLink>
  if (!found.data) return null
  const level = found.data.rows[0]?.area.level
  return (
    <section>
      <div className="section-head"><h2>{t('caseBoard.places')}</h2>{level && kind.class === undefined && <Link className="no-print" to={`/ban-do?${new URLSearchParams({ day: to, within: String(area.id), level, question: 'indicator', indicator: name }).toString()}`}>{t('indicator.onMap')}</Link>}</div>
      {rows.length === 0 ? <Nothing title="caseBoard.noPlaces" /> : (
        <Table caption={t('caseBoard.places')} heads={['indicator.area', 'caseBoard.new', 'caseBoard.inSpan']}>
          {rows.map(({ area: place, figure }) => (
            <tr key={place.id}>
              <th scope="row"><Link to={`/ca-benh/bang?${new URLSearchParams({ area: String(place.id), from, to, ...(disease !== undefined && { class: disease }) }).toString()}`}>{place.name}</Link></th>
              <td data-label={t('caseBoard.new')}>{opened(place.id, to, onDay.get(place.id) ?? 0)}</td>
              <td data-label={t('caseBoard.inSpan')}>{opened(place.id, from, figure!.numerator)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
