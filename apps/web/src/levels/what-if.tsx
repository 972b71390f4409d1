import type { LevelMeasure, LevelMeasures, LevelView, WhatIfAnswer } from '@phaodai/office'
import { shareMeasures } from '@phaodai/office'
import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { argue, LEVELS, tryFigures } from './api.ts'
import { LevelOf } from './badge.tsx'
import { measureWord } from './words.ts'

type Typed = Partial<Record<LevelMeasure, number | null>>

/** Other figures as they were typed: a share as a percentage, a count of the same people. Only what differs is sent. */
function changedIn(view: LevelView, typed: Typed): LevelMeasures {
  const known = { ...view.above, ...view.measures }
  return Object.fromEntries(Object.entries(typed).flatMap(([measure, value]) => {
    if (value === null || value === undefined || value === shownOf(view, measure as LevelMeasure)) return []
    if (shareMeasures.includes(measure as LevelMeasure)) return [[measure, { count: value, base: 100, percentage: true as const }]]
    const base = known[measure as LevelMeasure]?.base ?? view.people ?? 1
    return [[measure, { count: value, base }]]
  }))
}

function shownOf(view: LevelView, measure: LevelMeasure): number | null {
  const ratio = view.measures[measure] ?? view.above[measure]
  if (!ratio) return null
  return shareMeasures.includes(measure) ? Math.round((ratio.count / ratio.base) * 10_000) / 100 : ratio.count
}

/** Thử số liệu khác: change a figure, see the level and which row decided; nothing is kept unless it is argued. */
export function WhatIfSheet({ view }: { view: LevelView }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [typed, setTyped] = useState<Typed>({})
  const [flags, setFlags] = useState<readonly string[]>(view.flags)
  const [found, setFound] = useState<WhatIfAnswer | null>(null)
  const measures = changedIn(view, typed)
  const changed = { measures, flags: flags.length === view.flags.length && flags.every((flag) => view.flags.includes(flag)) ? null : [...flags] }
  const attempt = async () => setFound(await act(() => tryFigures(view.round.id, { areaId: view.areaId, ...changed })))
  const asked = view.rules.measures.filter((measure) => view.people !== null || measure !== 'community-cases-14-days')
  return (
    <section className="level-section no-print" aria-label={t('levels.whatIf')}>
      <h2>{t('levels.whatIf')}</h2>
      <p className="quiet">{t('levels.whatIf.help')}</p>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools">
        {asked.map((measure) => <label key={measure}>{measureWord(measure)}{shareMeasures.includes(measure) && ' (%)'}<InputNumber className="full" min={0} max={shareMeasures.includes(measure) ? 100 : 1e9} aria-label={measureWord(measure)} value={typed[measure] === undefined ? shownOf(view, measure) : typed[measure]} onChange={(value) => setTyped({ ...typed, [measure]: value })} /></label>)}
        {view.rules.flags.map(({ id, name }) => <Checkbox key={id} checked={flags.includes(id)} onChange={({ target }) => setFlags(target.checked ? [...flags, id] : flags.filter((each) => each !== id))}>{name}</Checkbox>)}
        <Button disabled={busy} onClick={() => void attempt()}>{t('levels.whatIf.try')}</Button>
      </div>
      {found && <Tried found={found} view={view} />}
      {view.may.includes('argue') && <Argue view={view} changed={changed} found={found} />}
    </section>
  )
}

function Tried({ found: { before, after, others }, view: { rules } }: { found: WhatIfAnswer; view: LevelView }) {
  return (
    <div className="level-tried" role="status">
      <p><LevelOf level={before.level} levels={rules.levels} /> → <strong><LevelOf level={after.level} levels={rules.levels} /></strong></p>
      <p>{after.missing.length > 0 ? t('levels.missing', { what: after.missing.map(measureWord).join('; ') }) : t('levels.whatIf.why', { what: after.reasons.filter(({ counts }) => counts).map(({ name, value }) => (value === null ? name : `${name}: ${formatNumber(Math.round(value * 100) / 100)}`)).join('; ') })}</p>
      {others.length === 0 ? <p className="quiet">{t('levels.whatIf.noOthers')}</p> : <><p>{t('levels.whatIf.others')}:</p><ul>{others.map((each) => <li key={each.areaId}>{each.area}: <LevelOf level={each.before} levels={rules.levels} /> → <LevelOf level={each.after} levels={rules.levels} /></li>)}</ul></>}
    </div>
  )
}

function Argue({ view, changed, found }: { view: LevelView; changed: { measures: LevelMeasures; flags: string[] | null }; found: WhatIfAnswer | null }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [says, setSays] = useState('')
  const [level, setLevel] = useState<number | null>(null)
  const [withFigures, setWithFigures] = useState(true)
  const has = Object.keys(changed.measures).length > 0 || changed.flags !== null
  const wanted = level ?? found?.after.level ?? null
  const say = async () => {
    const made = await act(() => argue({ roundId: view.round.id, areaId: view.areaId, says, counterLevel: wanted, ...(withFigures ? changed : {}) }))
    if (made !== null) setSays('')
  }
  return (
    <>
      <h3>{t('levels.argue')}</h3>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="level-tools">
        <label className="wide">{t('levels.argue.says')}<Input.TextArea rows={2} maxLength={2000} value={says} onChange={({ target }) => setSays(target.value)} /></label>
        <label>{t('levels.argue.level')}<Select allowClear aria-label={t('levels.argue.level')} placeholder={t('levels.argue.noLevel')} value={wanted} options={view.rules.levels.map(({ level: value, name }) => ({ value, label: name }))} onChange={(value) => setLevel(value ?? null)} /></label>
        {has && <Checkbox checked={withFigures} onChange={({ target }) => setWithFigures(target.checked)}>{t('levels.argue.figures')}</Checkbox>}
        <Button disabled={busy || says.trim() === ''} onClick={() => void say()}>{t('levels.argue')}</Button>
      </div>
    </>
  )
}
