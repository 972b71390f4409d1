import { Segmented, Select } from 'antd'
import { groupings, periodBases, type StatisticsQuery } from '@phaodai/office'
import { t } from '../text/t.ts'
import { BodySelect, useBodyRef } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { periodAround, periodNamed, periods, type PeriodName } from './period.ts'
import type { Change } from './query.ts'

type Props = { query: StatisticsQuery; change: Change }

/** One or two lines above the form: whose tasks, which period and by what, each kept in the address. */
export function AskedLine({ query, change, ownId }: Props & { ownId: number | null }) {
  const body = useBodyRef(query.bodyId ?? ownId)
  return (
    <div className="filter-line no-print" role="search" aria-label={t('statistics.title')}>
      <PeriodChoice query={query} change={change} />
      <Choice name="basis" options={periodBases} words={(option) => t(`statistics.basis.${option}`)} query={query} change={change} label={t('statistics.basis')} />
      <Choice name="asOf" options={['end', 'today']} words={(option) => t(`statistics.asOf.${option}`)} query={query} change={change} label={t('statistics.asOfWhat')} />
      <Choice name="side" options={['given', 'received']} words={(option) => t(`statistics.side.${option}`)} query={query} change={change} label={t('statistics.side')} />
      <span className="filter-body"><BodySelect value={body} label={t('statistics.body')} onChange={(next) => change({ bodyId: next === null ? '' : String(next.id) })} /></span>
      <Choice name="reach" options={['subtree', 'own']} words={(option) => t(`statistics.reach.${option}`)} query={query} change={change} label={t('statistics.reach')} />
      <Select size="small" aria-label={t('statistics.source')} value={query.deadlineSource ?? 'all'} popupMatchSelectWidth={false} onChange={(value) => change({ deadlineSource: value === 'all' ? '' : value })}
        options={(['all', 'document', 'office'] as const).map((value) => ({ value, label: t(`statistics.source.${value}`) }))} />
    </div>
  )
}

type ChoiceProps<N extends 'basis' | 'side' | 'reach' | 'asOf'> = Props & { name: N; label: string; options: readonly StatisticsQuery[N][]; words: (option: StatisticsQuery[N]) => string }

function Choice<N extends 'basis' | 'side' | 'reach' | 'asOf'>({ name, label, options, words, query, change }: ChoiceProps<N>) {
  return <Select<StatisticsQuery[N]> size="small" aria-label={label} value={query[name]} popupMatchSelectWidth={false} options={options.map((value) => ({ value, label: words(value) }))} onChange={(value) => change({ [name]: value })} />
}

function PeriodChoice({ query, change }: Props) {
  const today = todayInVietnam()
  const named = periodNamed(query, today)
  const choose = (name: PeriodName | 'range') => change(name === 'range' ? {} : periodAround(name, today))
  return (
    <>
      <Segmented size="small" className="period-choice" aria-label={t('statistics.period')} value={named ?? 'range'} onChange={choose} options={[...periods, 'range' as const].map((value) => ({ value, label: t(`statistics.period.${value}`), disabled: value === 'range' && named !== null }))} />
      <span className="period-days">
        <DayField size="small" label={t('statistics.fromDay')} value={query.from} onChange={(day) => day !== null && change({ from: day, to: day > query.to ? day : query.to })} />
        <DayField size="small" label={t('statistics.toDay')} value={query.to} onChange={(day) => day !== null && change({ to: day, from: day < query.from ? day : query.from })} />
      </span>
    </>
  )
}

/** Tabs: by body, by field, by document. */
export function GroupTabs({ query, change }: Props) {
  return <Segmented className="no-print" aria-label={t('statistics.by')} value={query.by} onChange={(by) => change({ by })} options={groupings.map((value) => ({ value, label: t(`statistics.by.${value}`) }))} />
}
