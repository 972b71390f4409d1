import type { Indicator, IndicatorDetail } from '@phaodai/indicators'
import { formatDay } from '@phaodai/vocabulary'
import { lazy, Suspense } from 'react'
import { t } from '../text/t.ts'
import { Nothing, PageWaiting } from '../ui/states.tsx'
import { RowsLink } from './rows-link.tsx'
import { classText, indicatorWord, valueText } from './words.ts'

const SeriesChart = lazy(() => import('./chart.tsx'))

type Props = { indicator: Indicator; detail: IndicatorDetail }

/** A series as a chart, its classes on one another where they add up, with the same as a table whose every number opens to its rows. */
export function ByTime({ indicator, detail }: Props) {
  if (detail.series.every(({ numerator, denominator, declared }) => numerator === 0 && denominator === 0 && declared === null)) return <Nothing title="indicator.nothing" />
  return (
    <section>
      <Suspense fallback={<PageWaiting />}><SeriesChart indicator={indicator} points={detail.series} stacks={detail.stacks} /></Suspense>
      <details className="series-table">
        <summary>{t('indicator.asTable')}</summary>
        <div className="wide-table"><SeriesTable {...{ indicator, detail }} /></div>
      </details>
    </section>
  )
}

function SeriesTable({ indicator, detail }: Props) {
  const stacks = detail.stacks.length > 1 ? detail.stacks : []
  const behind = { name: indicator.name, area: detail.area.id }
  return (
    <table className="table">
      <caption className="unseen">{indicatorWord(indicator.name)}</caption>
      <thead><tr>
        <th scope="col">{t('indicator.period')}</th><th scope="col" className="number">{t('indicator.counted')}</th><th scope="col" className="number">{indicator.denominator ? t('indicator.ofAll') : t('indicator.declared')}</th>
        {stacks.map((each) => <th key={each.class} scope="col" className="number">{classText(indicator, each.class, each.name)}</th>)}
      </tr></thead>
      <tbody>{detail.series.map(({ key, from, to, ...point }, n) => (
        <tr key={key}>
          <th scope="row">{from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`}</th>
          <td className="number" data-label={t('indicator.counted')}><RowsLink of={{ ...behind, from, to, kind: detail.class }} value={point.numerator}>{valueText(indicator.name, point.value)}</RowsLink></td>
          <td className="number figures" data-label={indicator.denominator ? t('indicator.ofAll') : t('indicator.declared')}>{indicator.denominator ? `${point.numerator} / ${point.denominator}` : valueText(indicator.name, point.declared)}</td>
          {stacks.map((each) => <td key={each.class} className="number" data-label={classText(indicator, each.class, each.name)}><RowsLink of={{ ...behind, from, to, kind: each.class }} value={each.values[n] ?? 0}>{valueText(indicator.name, each.values[n] ?? 0)}</RowsLink></td>)}
        </tr>
      ))}</tbody>
    </table>
  )
}
