import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Allowed, Saying } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Picker } from '../kit/picker.tsx'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getAllowed } from './api.ts'
import { AnswerMark } from './words.tsx'
import './zones.css'

/** Ở đây, hôm nay được làm gì: by place and day, each word with its document. */
export function AllowedPage() {
  useTitle('allowed.title')
  const [search, setSearch] = useSearchParams()
  const [name, setName] = useState('')
  const areaId = Number(search.get('o')) || null
  const day = search.get('ngay') ?? todayInVietnam()
  const found = useQuery({ queryKey: ['registers', 'allowed', areaId, day], queryFn: () => getAllowed(areaId!, day), enabled: areaId !== null })
  const ask = (more: Record<string, string>) => setSearch({ ...(areaId !== null && { o: String(areaId) }), ngay: day, ...more })
  return (
    <div className="allowed">
      <h1>{t('allowed.title')}</h1>
      <div className="allowed-ask">
        <label>{t('allowed.area')}<Picker target="area" anywhere label={t('allowed.area')} value={areaId} name={name || (found.data?.area ?? null)} onChange={(id, picked) => { setName(picked); ask({ o: id === null ? '' : String(id) }) }} /></label>
        <label>{t('allowed.day')}<DayField needed label={t('allowed.day')} value={day} onChange={(chosen) => ask({ ngay: chosen ?? todayInVietnam() })} /></label>
      </div>
      {areaId === null ? <p className="quiet">{t('allowed.pick')}</p> : <Answer of={found}>{(page) => <Said page={page} />}</Answer>}
    </div>
  )
}

function Said({ page: { area, day, level, activities } }: { page: Allowed }) {
  return (
    <>
      <p className="allowed-level"><strong>{area}</strong>, {formatDay(day)}. {level === null ? <span className="quiet">{t('allowed.levelNone')}</span> : <>{t('allowed.level', { name: level.name })}{level.decision !== null && <span className="quiet"> {t('allowed.levelBy', { number: level.decision })}</span>}</>}</p>
      {activities.length === 0 && <Nothing title="allowed.nothing" />}
      <ul className="allowed-list">{activities.map(({ code, name, answer, sayings }) => (
        <li key={code}>
          {answer === null ? <span className="quiet">{t('allowed.onlyInZone')}</span> : <AnswerMark answer={answer} />}
          <div><h2>{name}</h2><ul>{sayings.map((saying) => <li key={`${saying.document}${saying.clause}${saying.words}`}><Word of={saying} /></li>)}</ul></div>
        </li>
      ))}</ul>
    </>
  )
}

function Word({ of: { answer, words, document, clause, ruleSource, origin, whole, zoneName, zoneArea, untilOn, confidence } }: { of: Saying }) {
  return (
    <>
      <p>{!whole && <><AnswerMark answer={answer} /> <strong>{t('allowed.part', { zone: zoneName ?? zoneArea ?? '' })}</strong>: </>}{words}</p>
      <p className="quiet">{clause === null ? document : t('allowed.by', { clause, document })}{ruleSource !== null && <> · {origin === 'level' ? ruleSource : t('allowed.ruled', { source: ruleSource })}</>} · {untilOn === null ? t('allowed.untilOpen') : t('allowed.until', { until: formatDay(untilOn) })}{confidence !== null && confidence !== 'high' && <> · {t('allowed.check')}</>}</p>
    </>
  )
}
