import type { Indicator, IndicatorDetail, Point } from '@phaodai/indicators'
import { formatDay } from '@phaodai/vocabulary'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { t } from '../text/t.ts'
import { classText, valueText } from './words.ts'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

const ACCENT = '#0f5c63'
const LINE = '#dfe5e6'
const INK = '#4b575b'

/** Classes on one another: shades that tell apart without the colours of level and timing. */
const SHADES = ['#0f5c63', '#8ab4b8', '#4b3f72', '#b3a8d1', '#6b7a80', '#c9d2d4', '#2f4858']

type Props = { indicator: Indicator; points: readonly Point[]; stacks?: IndicatorDetail['stacks'] }

function labelOf({ from, to }: Point): string {
  return from === to ? formatDay(from).replace(/\/\d{4}$/, '') : `${formatDay(from).replace(/\/\d{4}$/, '')}–${formatDay(to).replace(/\/\d{4}$/, '')}`
}

/** One bar of all classes, or their parts on one another. */
function bars({ indicator, points, stacks = [] }: Props): object[] {
  const shares = indicator.denominator !== undefined
  const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(indicator.decimals)))
  if (stacks.length < 2) return [{ type: shares ? 'line' : 'bar', name: t('indicator.counted'), data: points.map(({ value }) => rounded(value)), itemStyle: { color: ACCENT }, lineStyle: { width: 2 }, symbolSize: 6, barMaxWidth: 26 }]
  return stacks.map((each, n) => ({ type: 'bar', stack: 'classes', name: classText(indicator, each.class, each.name), data: each.values, itemStyle: { color: SHADES[n % SHADES.length] }, barMaxWidth: 26 }))
}

/** Counts as bars, shares as a line with gaps where there was nothing; what was declared as hollow marks. */
function optionOf(props: Props): EChartsCoreOption {
  const { indicator, points, stacks = [] } = props
  const shares = indicator.denominator !== undefined
  return {
    animation: false, textStyle: { fontFamily: 'Be Vietnam Pro', color: INK },
    ...(stacks.length > 1 && { legend: { top: 4, left: 8, itemWidth: 12, itemHeight: 10, textStyle: { color: INK } } }),
    grid: { left: 8, right: 16, top: stacks.length > 1 ? 56 : 24, bottom: 8, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => valueText(indicator.name, typeof value === 'number' ? value : null) },
    xAxis: { type: 'category', data: points.map(labelOf), axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } } },
    yAxis: { type: 'value', minInterval: shares ? 0 : 1, ...(indicator.unit === 'percent' && { max: 100 }), splitLine: { lineStyle: { color: LINE } }, axisLabel: { formatter: (value: number) => valueText(indicator.name, value) } },
    series: [
      ...bars(props),
      ...(points.some(({ declared }) => declared !== null) ? [{ type: 'line', name: t('indicator.declared'), data: points.map(({ declared }) => declared), lineStyle: { width: 0 }, symbol: 'emptyDiamond', symbolSize: 10, itemStyle: { color: '#1b2326' } }] : []),
    ],
  }
}

/** The chart of a series; the table beside it says the same to whoever cannot see it. */
export default function SeriesChart({ indicator, points, stacks = [] }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  useEffect(() => {
    if (place.current === null) return
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(optionOf({ indicator, points, stacks }), true), [indicator, points, stacks])
  return <div ref={place} className="series-chart" aria-hidden="true" />
}
