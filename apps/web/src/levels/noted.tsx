import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Picker } from '../kit/picker.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getRules, LEVELS, noteLevels } from './api.ts'
import type { RuleSetLine } from '@phaodai/office'
import './levels.css'
import { LevelRooms } from './rooms.tsx'

type Line = { key: number; areaId: number | null; area: string; level: number | null }
const blank = (key: number): Line => ({ key, areaId: null, area: '', level: null })

/** Cấp độ nơi khác: levels that another place published of itself, with the document, for whoever comes from there. */
export function NotedPage() {
  useTitle('levels.noted')
  const rules = useQuery({ queryKey: [...LEVELS, 'rules'], queryFn: getRules, staleTime: Infinity })
  return (
    <>
      <LevelRooms here="noted" />
      <h1>{t('levels.noted')}</h1>
      <p className="quiet">{t('levels.noted.help')}</p>
      <Answer of={rules}>{(data) => <Noting rules={data.rules} />}</Answer>
    </>
  )
}

function Noting({ rules }: { rules: readonly RuleSetLine[] }) {
  const { act, busy, refused } = useActing(LEVELS)
  const [day, setDay] = useState(todayInVietnam())
  const [of, setOf] = useState<{ areaId: number | null; area: string }>({ areaId: null, area: '' })
  const [source, setSource] = useState('')
  const [lines, setLines] = useState<readonly Line[]>([blank(0)])
  const [done, setDone] = useState(false)
  const set = rules.find(({ validFrom, validTo, method }) => method === 'matrix' && validFrom <= day && (validTo === null || day <= validTo)) ?? rules.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
  const levels = lines.flatMap(({ areaId, level }) => (areaId === null || level === null ? [] : [{ areaId, level }]))
  const change = (key: number, more: Partial<Line>) => setLines(lines.map((line) => (line.key === key ? { ...line, ...more } : line)))
  const save = async () => {
    if (await act(() => noteLevels({ areaId: of.areaId!, ruleSet: set!.id, inForceFrom: day, source, levels })) === null) return
    setDone(true)
    setLines([blank(0)])
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {done && <Alert type="success" role="status" showIcon title={t('levels.noted.done')} />}
      <div className="level-tools">
        <label>{t('levels.publish.inForceFrom')}<DayField needed label={t('levels.publish.inForceFrom')} value={day} onChange={(value) => { if (value !== null) setDay(value) }} /></label>
        <label className="wide">{t('levels.noted.of')}<Picker anywhere target="area" label={t('levels.noted.of')} value={of.areaId} name={of.area} onChange={(areaId, area) => setOf({ areaId: areaId as number | null, area })} /></label>
        <label className="wide">{t('levels.column.source')}<Input maxLength={500} value={source} onChange={({ target }) => setSource(target.value)} /></label>
      </div>
      <p className="quiet">{set?.name ?? t('levels.propose.noRules')}</p>
      {lines.map((line) => (
        <div key={line.key} className="level-tools">
          <label className="wide">{t('levels.column.area')}<Picker anywhere target="area" label={t('levels.column.area')} value={line.areaId} name={line.area} onChange={(areaId, area) => change(line.key, { areaId: areaId as number | null, area })} /></label>
          <label>{t('levels.column.level')}<Select aria-label={t('levels.column.level')} value={line.level} options={(set?.levels ?? []).map(({ level, name }) => ({ value: level, label: name }))} onChange={(level) => change(line.key, { level })} /></label>
        </div>
      ))}
      <div className="level-tools">
        <Button onClick={() => setLines([...lines, blank(Math.max(...lines.map(({ key }) => key)) + 1)])}>{t('levels.noted.add')}</Button>
        <Button type="primary" disabled={busy || set === undefined || of.areaId === null || source.trim() === '' || levels.length === 0} onClick={() => void save()}>{t('levels.noted.save')}</Button>
      </div>
    </>
  )
}
