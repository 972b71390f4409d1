import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { findIndicator } from '@phaodai/indicators'
import type { TaskMeasure } from '@phaodai/office'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import { Link } from 'react-router'
import { t } from '../text/t.ts'
import { indicatorAt } from './address.ts'
import { getMeasures } from './api.ts'
import './indicators.css'
import { RowsLink } from './rows-link.tsx'
import { Spark } from './spark.tsx'
import { indicatorWord, targetText, valueText } from './words.ts'

/** How long a number on screen may be old: the roll-up comes round every few seconds. */
export const FRESH = 15_000

/** The numbers of these tasks by task; tasks without a measure have none. */
export function useMeasures(taskIds: readonly string[]): ReadonlyMap<string, TaskMeasure> {
  const asked = taskIds.slice(0, 200)
  const found = useQuery({ queryKey: ['measures', asked], queryFn: () => getMeasures(asked), enabled: asked.length > 0, refetchInterval: FRESH, placeholderData: (before) => before })
  return new Map((found.data?.measures ?? []).map((each) => [each.taskId, each]))
}

/** The bar of a number against its target: full at the target, or at the target and below for what must stay small. */
function share({ value, target, direction }: TaskMeasure): number {
  if (value === null || target === null) return 0
  if (direction === 'at-least') return target === 0 ? 100 : Math.min(100, (value / target) * 100)
  return value <= target ? 100 : Math.max(4, (target / value) * 100)
}

const barOf = ({ reached }: TaskMeasure, size = ''): string => `measure-bar ${size}${reached === false ? ' short' : ''}`

function Reached({ measure }: { measure: TaskMeasure }) {
  if (measure.reached === null) return null
  return <span className={measure.reached ? 'measure-reached' : 'measure-short'}>{measure.reached ? <CheckCircleOutlined aria-hidden="true" /> : <ExclamationCircleOutlined aria-hidden="true" />} {t(measure.reached ? 'measure.reached' : 'measure.notYet')}</span>
}

/** The number of a task on its page: computed from records, opens to them; the body's word stands beside it and is never changed by it. */
export function MeasureOnPage({ measure }: { measure: TaskMeasure }) {
  const { indicator: name, area, from, to, numerator, denominator, value } = measure
  const behind = { name, area: area.id, from, to }
  if (measure.hidden) return <div className="measure"><dt>{t('measure.title')}</dt><dd>{indicatorWord(name)} <span className="quiet">{t('indicator.hiddenWhy')}</span></dd></div>
  return (
    <div className="measure">
      <dt>{t('measure.title')}</dt>
      <dd>
        <Link to={indicatorAt(name, { area: area.id, from, to })}>{indicatorWord(name)}</Link> <span className="quiet">{area.name} · {t('measure.since', { from: formatDay(from), to: formatDay(to) })}</span>
        <div className="measure-line">
          <RowsLink of={behind} value={numerator}><strong className={`big-figure${measure.reached === false ? ' measure-short' : ''}`}>{valueText(name, value)}</strong></RowsLink>
          <span className={barOf(measure)} aria-hidden="true"><span style={{ width: `${share(measure)}%` }} /></span>
          <span>{targetText(name, measure.target, measure.direction)}{measure.byDay !== null && <> · {t('measure.byDay', { day: formatDay(measure.byDay) })}</>}</span>
          <Reached measure={measure} />
          <Spark values={measure.spark} target={measure.target} words={t('indicator.sparkOf', { name: indicatorWord(name), step: t('indicator.step.day') })} />
        </div>
        {findIndicator(name)?.denominator && <span className="quiet"><RowsLink of={behind} value={numerator}>{numerator}</RowsLink> / <RowsLink of={{ ...behind, side: 'denominator' }} value={denominator}>{denominator}</RowsLink></span>}
        {measure.contradicted && <p className="contradiction" role="note"><ExclamationCircleOutlined aria-hidden="true" /> {t('measure.contradiction', { value: valueText(name, value), target: targetText(name, measure.target, measure.direction) })}</p>}
      </dd>
    </div>
  )
}

/** The same on a card of a list: "61 % / ít nhất 95 %", with the word for whether it is reached; `rows`: the number opens to its rows. */
export function MeasureOnCard({ measure, rows = false }: { measure: TaskMeasure | undefined; rows?: boolean }) {
  if (!measure || measure.hidden) return null
  const { indicator: name, area, from, to, numerator } = measure
  const value = <strong className={`figures${measure.reached === false ? ' measure-short' : ''}`}>{valueText(name, measure.value)}</strong>
  return (
    <span className="measure-card" title={indicatorWord(name)}>
      <span className={barOf(measure, 'small')} aria-hidden="true"><span style={{ width: `${share(measure)}%` }} /></span>
      {rows ? <RowsLink of={{ name, area: area.id, from, to }} value={numerator}>{value}</RowsLink> : value} <span className="quiet">{targetText(name, measure.target, measure.direction)}</span>
      <Reached measure={measure} />
      {measure.contradicted && <span className="measure-short"><ExclamationCircleOutlined aria-hidden="true" /> {t('measure.contradictionShort')}</span>}
    </span>
  )
}
