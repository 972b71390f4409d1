import { useQuery } from '@tanstack/react-query'
import { levelMeasures, shareMeasures, type LevelMeasure, type RuleSetLine, type ToldInput } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { Picker } from '../kit/picker.tsx'
import { formatNumber, t, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getRules, LEVELS, listTold, retract, tell } from './api.ts'
import './levels.css'
import { LevelRooms } from './rooms.tsx'
import { measureWord } from './words.ts'

/** Số liệu khai báo: what no register counts, told by bodies with day, source and how sure; and telling more. */
export function ToldPage() {
  useTitle('levels.told')
  const { may } = useMe()
  const [search] = useSearchParams()
  const area = Number(search.get('dia-ban')) || undefined
  const found = useQuery({ queryKey: [...LEVELS, 'told', area], queryFn: () => listTold(area) })
  const rules = useQuery({ queryKey: [...LEVELS, 'rules'], queryFn: getRules, staleTime: Infinity })
  return (
    <>
      <LevelRooms here="told" />
      <h1>{t('levels.told')}</h1>
      <p className="quiet">{t('levels.told.help')}</p>
      {may('level_round.declare') && rules.data && <Tell rules={rules.data.rules} />}
      <Answer of={found}>{({ rows, more }) => (rows.length === 0 ? <Nothing title="levels.told.none" /> : <><Told rows={rows} rules={rules.data?.rules ?? []} />{more && <p className="quiet">{t('levels.told.more')}</p>}</>)}</Answer>
    </>
  )
}

const flagsOf = (rules: readonly RuleSetLine[]): { id: string; name: string }[] => [...new Map(rules.flatMap(({ flags }) => flags.map((flag) => [flag.id, flag]))).values()]
const nameOf = (measure: string, rules: readonly RuleSetLine[]): string => (measure.startsWith('flag-') ? flagsOf(rules).find(({ id }) => `flag-${id}` === measure)?.name ?? measure : measureWord(measure))

function valueText({ measure, count, base }: Pick<ToldInput, 'measure' | 'count' | 'base'>): string {
  if (measure.startsWith('flag-')) return t(count > 0 ? 'levels.flag.yes' : 'levels.flag.no')
  if (base !== null) return t('levels.ratio', { count: formatNumber(count), base: formatNumber(base) })
  return shareMeasures.includes(measure as LevelMeasure) ? t('levels.share', { value: formatNumber(count) }) : formatNumber(count)
}

function Told({ rows, rules }: { rows: readonly ToldInput[]; rules: readonly RuleSetLine[] }) {
  const { may } = useMe()
  return (
    <Table caption={t('levels.told')} heads={['levels.column.area', 'levels.column.measure', 'levels.column.value', 'levels.column.day', 'levels.column.toldBy', 'levels.column.source']} {...(may('level_round.retract') ? { acts: 'levels.told.retract' as const } : {})}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td data-label={t('levels.column.area')}>{row.area}</td>
          <td data-label={t('levels.column.measure')}>{nameOf(row.measure, rules)}</td>
          <td className="level-number" data-label={t('levels.column.value')}>{row.voidedAt === null ? valueText(row) : <del>{valueText(row)}</del>}</td>
          <td data-label={t('levels.column.day')}>{formatDay(row.day)}</td>
          <td data-label={t('levels.column.toldBy')}>{row.toldBy} <span className="quiet">{row.by}</span></td>
          <td data-label={t('levels.column.source')}>{row.source} <span className="quiet">{t(`levels.confidence.${row.confidence}` as Key)}</span>{row.voidReason !== null && <span className="level-note">{t('levels.told.retracted', { reason: row.voidReason })}</span>}</td>
          {may('level_round.retract') && <td>{row.voidedAt === null && <Retract row={row} />}</td>}
        </tr>
      ))}
    </Table>
  )
}

function Retract({ row }: { row: ToldInput }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [reason, setReason] = useState<string | null>(null)
  if (reason === null) return <Button size="small" className="no-print" onClick={() => setReason('')}>{t('levels.told.retract')}</Button>
  return (
    <div className="level-tools no-print">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <label>{t('levels.reason')}<Input size="small" maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} /></label>
      <Button size="small" disabled={busy || reason.trim() === ''} onClick={() => void act(() => retract(row.id, row.version, reason))}>{t('levels.told.retract')}</Button>
    </div>
  )
}

type Typed = { areaId: number | null; area: string; measure: string; day: string; count: number | null; base: number | null; toldBy: string; source: string; confidence: 'high' | 'medium' | 'low' }

function Tell({ rules }: { rules: readonly RuleSetLine[] }) {
  const { post } = useMe()
  const { act, busy, refused } = useActing(LEVELS)
  const [typed, setTyped] = useState<Typed>({ areaId: null, area: '', measure: 'population', day: todayInVietnam(), count: null, base: null, toldBy: post?.body.name ?? '', source: '', confidence: 'medium' })
  const change = (more: Partial<Typed>) => setTyped((before) => ({ ...before, ...more }))
  const share = shareMeasures.includes(typed.measure as LevelMeasure)
  const flag = typed.measure.startsWith('flag-')
  const options = [...['population', ...levelMeasures].map((value) => ({ value, label: measureWord(value) })), ...flagsOf(rules).map(({ id, name }) => ({ value: `flag-${id}`, label: name }))]
  const ready = typed.areaId !== null && typed.count !== null && typed.toldBy.trim() !== '' && typed.source.trim() !== ''
  const save = async () => {
    const { area: _, ...rest } = typed
    if (await act(() => tell({ ...rest, areaId: typed.areaId!, count: typed.count!, base: share ? typed.base : null })) !== null) change({ areaId: null, area: '', count: null, base: null })
  }
  return (
    <section className="level-section no-print" aria-label={t('levels.told.new')}>
      <h2>{t('levels.told.new')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools">
        <label className="wide">{t('levels.column.area')}<Picker target="area" label={t('levels.column.area')} value={typed.areaId} name={typed.area} onChange={(areaId, area) => change({ areaId: areaId as number | null, area })} /></label>
        <label className="wide">{t('levels.column.measure')}<Select aria-label={t('levels.column.measure')} value={typed.measure} options={options} onChange={(measure) => change({ measure, base: null })} /></label>
        <label>{t('levels.column.count')}<InputNumber className="full" min={0} max={share && typed.base === null ? 100 : 1e9} aria-label={t('levels.column.count')} value={typed.count} onChange={(count) => change({ count })} /></label>
        {share && <label>{t('levels.column.base')}<InputNumber className="full" min={1} max={1e9} aria-label={t('levels.column.base')} value={typed.base} onChange={(base) => change({ base })} /></label>}
        <label>{t('levels.column.day')}<DayField needed label={t('levels.column.day')} value={typed.day} onChange={(day) => { if (day !== null) change({ day }) }} /></label>
        <label className="wide">{t('levels.column.toldBy')}<Input maxLength={200} value={typed.toldBy} onChange={({ target }) => change({ toldBy: target.value })} /></label>
        <label className="wide">{t('levels.column.source')}<Input maxLength={300} value={typed.source} onChange={({ target }) => change({ source: target.value })} /></label>
        <label>{t('levels.column.confidence')}<Select aria-label={t('levels.column.confidence')} value={typed.confidence} options={(['high', 'medium', 'low'] as const).map((value) => ({ value, label: t(`levels.confidence.${value}`) }))} onChange={(confidence) => change({ confidence })} /></label>
        <Button type="primary" disabled={busy || !ready} onClick={() => void save()}>{t('levels.told.save')}</Button>
      </div>
      {(share || flag) && <p className="quiet">{t(share ? 'levels.told.share' : 'levels.told.flag')}</p>}
    </section>
  )
}
