import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons'
import { addDays, daysBetween, formatDay } from '@phaodai/vocabulary'
import { Button, Slider } from 'antd'
import { useEffect, useState } from 'react'
import { t } from '../text/t.ts'
import type { Question } from './classes.ts'
import { incidenceFrom } from './health-layer.ts'
import { DAYS } from './indicator-layer.tsx'
import type { ChangeMap } from './state.ts'

/** Days the line reaches back: twelve weeks. */
const REACH = 84
/** Milliseconds a day is shown while the line runs: long enough to be fetched and seen. */
const PACE = 900

type Props = { last: string; until: string; change: ChangeMap; question: Question }

/** What is shown for the day at hand. */
function shownUpTo(question: Question, until: string): string {
  if (question === 'level') return t('map.levelOn', { to: formatDay(until) })
  if (question === 'coverage') return t('map.told', { to: formatDay(until) })
  return t('map.timeUpTo', { from: formatDay(question === 'incidence' ? incidenceFrom(until) : addDays(until, 1 - DAYS)), to: formatDay(until) })
}

/** The day up to which the figures count or on which levels are in force, drawn by hand or running day by day; the units stay those of the map's own day. */
export function TimeLine({ last, until, change, question }: Props) {
  const [running, setRunning] = useState(false)
  const at = Math.max(0, REACH - daysBetween(until, last))
  const [drawn, setDrawn] = useState(at) // follows the hand at once; the figures follow when it rests
  useEffect(() => setDrawn(at), [at])
  const show = (days: number): void => change({ until: days >= REACH ? undefined : addDays(last, days - REACH) })
  useEffect(() => {
    if (!running) return undefined
    const next = setTimeout(() => (at >= REACH ? setRunning(false) : show(at + 1)), PACE)
    return () => clearTimeout(next)
  }, [running, at]) // oxlint-disable-line react-hooks/exhaustive-deps -- `show` is made anew with every day
  const run = (): void => {
    if (!running && at >= REACH) show(0)
    setRunning(!running)
  }
  return (
    <div className="map-time no-print" role="group" aria-label={t('map.time')}>
      <Button size="small" icon={running ? <PauseOutlined /> : <CaretRightOutlined />} onClick={run} aria-label={t(running ? 'map.timeStop' : 'map.timeRun')} />
      <Slider min={0} max={REACH} step={1} value={drawn} onChange={setDrawn} onChangeComplete={show} tooltip={{ formatter: (days) => formatDay(addDays(last, (days ?? REACH) - REACH)) }} ariaLabelForHandle={t('map.time')} ariaValueTextFormatterForHandle={(days) => formatDay(addDays(last, days - REACH))} />
      <span className="figures" role="status">{shownUpTo(question, until)}</span>
    </div>
  )
}
