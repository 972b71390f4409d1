import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { classesOf, findIndicator, steps, type FigureQuery, type Indicator, type IndicatorDetail } from '@phaodai/indicators'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import { App, Button, Segmented, Select } from 'antd'
import { Link, useParams } from 'react-router'
import { download, messageOf } from '../api/client.ts'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { useFigureQuery, type Change } from './address.ts'
import { exportPath, getIndicatorDetail } from './api.ts'
import { AreaPick } from './area-pick.tsx'
import { ByArea } from './by-area.tsx'
import { ByTime } from './by-time.tsx'
import { DeclaredPart } from './declared.tsx'
import './indicators.css'
import { RowsLink } from './rows-link.tsx'
import { SignedPart } from './signed.tsx'
import { basisText, classText, indicatorWord, valueText } from './words.ts'

type Shown = ReturnType<typeof useFigureQuery>[0]

/** One indicator: chart and table by time, table by area, classes, what was declared and signed; everything asked stands in the address. */
export function IndicatorPage() {
  const { name = '' } = useParams()
  const indicator = findIndicator(name)
  useTitle('indicator.title', indicator && indicatorWord(name))
  const [query, change] = useFigureQuery()
  const { show: _, ...asked } = query
  const found = useQuery({ queryKey: ['indicators', 'one', name, asked], queryFn: () => getIndicatorDetail(name, asked), placeholderData: (before) => before, enabled: indicator !== undefined && query.from <= query.to, refetchInterval: 30_000 })
  if (!indicator) return <Nothing title="indicator.unknown"><Link to="/chi-so">{t('indicator.title')}</Link></Nothing>
  return (
    <article className="indicators">
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/chi-so">{t('indicator.title')}</Link></nav>
      <div className="page-head">
        <h1>{indicatorWord(name)}</h1>
        <div className="page-tools no-print"><Tools name={name} query={asked} show={query.show === 'areas' ? 'areas' : 'series'} /></div>
      </div>
      <p className="quiet">{word(`indicator.${name}.what`)} {basisText(indicator)}</p>
      <AskedLine {...{ indicator, query, change }} detail={found.data} />
      {query.from > query.to ? <p role="alert">{t('statistics.badPeriod')}</p> : <Answer of={found}>{(data) => <Found {...{ indicator, query, change }} detail={data} />}</Answer>}
    </article>
  )
}

function Tools({ name, query, show }: { name: string; query: FigureQuery; show: 'series' | 'areas' }) {
  const { message } = App.useApp()
  const save = (ending: 'csv' | 'xlsx') => void download(exportPath(name, ending, show, query), `chi-so-${name}-${query.to}.${ending}`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <>
      {(['xlsx', 'csv'] as const).map((ending) => <Button key={ending} size="small" icon={<DownloadOutlined />} onClick={() => save(ending)}>{ending.toUpperCase()}<span className="unseen"> {indicatorWord(name)}</span></Button>)}
      <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('statistics.print')}</Button>
    </>
  )
}

type AskedProps = { indicator: Indicator; query: Shown; change: Change; detail: IndicatorDetail | undefined }

function AskedLine({ indicator, query, change, detail }: AskedProps) {
  const codes = classesOf(indicator) ?? (detail?.classes ?? []).map((each) => each.class)
  const named = (kind: string): string => classText(indicator, kind, detail?.classes.find((each) => each.class === kind)?.name ?? null)
  return (
    <div className="filter-line no-print" role="search" aria-label={indicatorWord(indicator.name)}>
      <AreaPick area={detail?.area} onChange={(id) => change({ area: id === null ? undefined : String(id) })} />
      <span className="period-days">
        <DayField size="small" label={t('statistics.fromDay')} value={query.from} onChange={(day) => day !== null && change({ from: day, to: day > query.to ? day : query.to })} />
        <DayField size="small" label={t('statistics.toDay')} value={query.to} onChange={(day) => day !== null && change({ to: day, from: day < query.from ? day : query.from })} />
      </span>
      <Segmented size="small" aria-label={t('indicator.step')} value={query.step} onChange={(step) => change({ step })} options={steps.map((value) => ({ value, label: t(`indicator.by.${value}`) }))} />
      {codes.length > 0 && <Select size="small" aria-label={t('indicator.class')} popupMatchSelectWidth={false} value={query.class ?? '*'} onChange={(kind) => change({ class: kind === '*' ? undefined : kind })}
        options={[{ value: '*', label: indicator.apart ? t('indicator.chooseClass') : t('indicator.allClasses') }, ...codes.filter((kind) => kind !== '').map((kind) => ({ value: kind, label: named(kind) }))]} />}
    </div>
  )
}

type FoundProps = { indicator: Indicator; query: Shown; change: Change; detail: IndicatorDetail }

function Found({ indicator, query, change, detail }: FoundProps) {
  if (detail.hidden || detail.figure === null) return <div className="nothing"><p>{t('indicator.hiddenWhy')}</p><Button onClick={() => change({ area: undefined })}>{t('indicator.ownArea')}</Button></div>
  const days = `${formatDay(detail.from)} – ${formatDay(detail.to)}`
  const summed = !indicator.apart || detail.class !== null
  return (
    <>
      <p className="period-line">{detail.area.name} · {days}{detail.class !== null && <> · {classText(indicator, detail.class, detail.classes.find((each) => each.class === detail.class)?.name ?? null)}</>}</p>
      {summed ? <Headline {...{ indicator, detail }} /> : <p className="notice" role="note">{t('indicator.apartWhy')}</p>}
      <Segmented className="no-print" aria-label={t('indicator.view')} value={query.show} onChange={(show) => change({ show })} options={(['chart', 'areas'] as const).map((value) => ({ value, label: t(`indicator.show.${value}`) }))} />
      {query.show === 'areas' ? <ByArea indicator={indicator} query={query} change={change} /> : summed && <ByTime {...{ indicator, detail }} />}
      {query.show === 'chart' && <Classes {...{ indicator, detail, change }} />}
      <DeclaredPart indicator={indicator} detail={detail} />
      <SignedPart indicator={indicator} detail={detail} />
    </>
  )
}

/** The figure of the whole stretch, what was declared beside it, and the way to its rows. */
function Headline({ indicator, detail }: { indicator: Indicator; detail: IndicatorDetail }) {
  const figure = detail.figure!
  const behind = { name: indicator.name, area: detail.area.id, from: detail.from, to: detail.to, kind: detail.class }
  const difference = figure.declared === null ? 0 : figure.declared - (figure.value ?? 0)
  return (
    <dl className="axes headline">
      <div><dt>{t('indicator.counted')}</dt><dd><RowsLink of={behind} value={figure.numerator}><strong className="big-figure">{valueText(indicator.name, figure.value)}</strong></RowsLink>
        {indicator.denominator && <span className="quiet"> <RowsLink of={behind} value={figure.numerator}>{figure.numerator}</RowsLink> / <RowsLink of={{ ...behind, side: 'denominator' }} value={figure.denominator}>{figure.denominator}</RowsLink></span>}</dd></div>
      {figure.declared !== null && <div><dt>{t('indicator.declared')}</dt><dd className="figures"><strong className="big-figure">{valueText(indicator.name, figure.declared)}</strong> <span className="quiet">{t('indicator.declaredBy', { count: figure.declaredBy })}</span></dd></div>}
      {difference !== 0 && <div><dt>{t('indicator.difference')}</dt><dd className="asked figures">{difference > 0 ? '+' : ''}{valueText(indicator.name, difference)} <span className="quiet">{t(difference > 0 ? 'indicator.moreTold' : 'indicator.lessTold')}</span></dd></div>}
    </dl>
  )
}

function Classes({ indicator, detail, change }: { indicator: Indicator; detail: IndicatorDetail; change: Change }) {
  if (indicator.class === undefined || detail.classes.length === 0 || detail.class !== null) return null
  const highest = Math.max(...detail.classes.map(({ numerator }) => numerator), 1)
  return (
    <section className="by-class">
      <h2>{t('indicator.class')}</h2>
      <table className="table">
        <caption className="unseen">{t('indicator.class')}</caption>
        <thead><tr><th scope="col">{t('indicator.class')}</th><th scope="col" className="number">{t('indicator.counted')}</th><th scope="col"><span className="unseen">{t('indicator.share')}</span></th></tr></thead>
        <tbody>{detail.classes.map((each) => (
          <tr key={each.class}>
            <th scope="row">{each.class === '' ? t('indicator.noClass') : <button type="button" className="as-link" onClick={() => change({ class: each.class })}>{classText(indicator, each.class, each.name)}</button>}</th>
            <td className="number"><RowsLink of={{ name: indicator.name, area: detail.area.id, from: detail.from, to: detail.to, kind: each.class }} value={each.numerator}>{valueText(indicator.name, each.value)}</RowsLink>{indicator.denominator && <span className="quiet"> {each.numerator} / {each.denominator}</span>}</td>
            <td className="bar-cell">{!indicator.apart && <span className="class-bar" style={{ width: `${(each.numerator / highest) * 100}%` }} />}</td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  )
}
