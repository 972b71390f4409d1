import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '@phaodai/vocabulary'
import type { AreaDetail, AreaView } from '@phaodai/office'
import { Button } from 'antd'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { LevelBadge } from '../levels/badge.tsx'
import { indicatorWord } from '../indicators/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { getArea } from './api.ts'
import { isHealth, type AreaCounts, type HealthQuestion, type Question } from './classes.ts'
import { CountLink, countNames } from './counts.tsx'
import { MapFigure } from './indicator-layer.tsx'
import { levelsWithin, type ChangeMap } from './state.ts'
import { Villages } from './villages.tsx'

type Props = { id: number; day: string; until: string; counts: AreaCounts | undefined; indicator: string | undefined; question: Question; change: ChangeMap; schematic: boolean | undefined }

/** One area: its numbers, each open to its tasks, what it was and became, and the way into it. */
export function AreaCard({ id, day, until, counts, indicator, question, change, schematic }: Props) {
  const area = useQuery({ queryKey: ['areas', 'one', id, day], queryFn: () => getArea(id, day) })
  return (
    <aside className="map-card" aria-label={t('map.card')}>
      <Button className="map-card-close no-print" type="text" size="small" icon={<CloseOutlined />} aria-label={t('map.close')} onClick={() => change({ area: undefined })} />
      <Answer of={area}>{(data) => <Card area={data} {...{ until, counts, indicator, question, change, schematic }} />}</Answer>
    </aside>
  )
}

function Card({ area, until, counts, indicator, question, change, schematic }: { area: AreaDetail } & Omit<Props, 'id' | 'day'>) {
  const { may } = useMe()
  const above = area.above.filter((each) => each.level !== 'country')
  return (
    <>
      <h2>{area.fullName}</h2>
      <p className="quiet">{[...above.map((each) => each.fullName).reverse(), t('map.code', { code: area.code })].join(' · ')}</p>
      <dl className="map-numbers">
        {indicator !== undefined && counts !== undefined && <div><dt>{indicatorWord(indicator)}</dt><dd><MapFigure indicator={indicator} area={area.id} day={until} counts={counts} /></dd></div>}
        {isHealth(question) && <HealthFigure question={question} area={area.id} counts={counts} />}
        {indicator === undefined && !isHealth(question) && may('task.read') && counts !== undefined && countNames.map((name) => <div key={name}><dt>{t(`map.count.${name}`)}</dt><dd><CountLink counts={counts} name={name} /></dd></div>)}
        <div><dt>{t('map.inside')}</dt><dd className="figures">{formatNumber(area.children.length)}</dd></div>
        {area.km2 !== null && <div><dt>{t('map.km2')}</dt><dd className="figures">{formatNumber(Math.round(area.km2))}</dd></div>}
      </dl>
      {area.children.length > 0 && <Button className="no-print" onClick={() => change({ within: area.id, level: levelsWithin(area)[0], area: undefined })}>{t('map.open')}</Button>}
      <p className="map-dates quiet">{area.validTo === null ? t('map.since', { from: formatDay(area.validFrom) }) : t('map.between', { from: formatDay(area.validFrom), to: formatDay(area.validTo) })}</p>
      <Others title={t('map.becameTo')} areas={area.successors} change={change} />
      <Others title={t('map.madeFrom')} areas={area.predecessors} change={change} />
      {schematic === true && <p className="quiet">{t('map.schematic')}</p>}
      {(area.level === 'commune' || area.level === 'village') && may('household.read') && <p className="no-print"><Link to={`/so-theo-doi/household?areaId=${area.id}`}>{t('map.households')}</Link></p>}
      {area.level === 'commune' && <Villages commune={area} />}
    </>
  )
}

/** Level or figure of the unit, with the way to why. */
function HealthFigure({ question, area, counts }: { question: HealthQuestion; area: number; counts: AreaCounts | undefined }) {
  if (question === 'level') return <div><dt>{t('map.question.level')}</dt><dd><LevelBadge name={counts?.level?.name ?? null} colour={counts?.level?.colour ?? null} /> <Link to={`/cap-do/dia-ban/${area}`}>{t('levels.history')}</Link></dd></div>
  const value = counts?.inView ? counts.figure ?? null : null
  return (
    <div><dt>{t(`map.question.${question}`)}</dt>
      <dd className="figures">{value === null ? t('map.indicatorUnseen') : formatNumber(value)}{question === 'incidence' && value !== null && <span className="quiet"> {t('map.casesOf', { count: formatNumber(counts?.counted ?? 0), people: formatNumber(counts?.base ?? 0) })}</span>}</dd>
    </div>
  )
}

/** Units of another tree; choosing one shows the map of a day on which it stood. */
function Others({ title, areas, change }: { title: string; areas: readonly AreaView[]; change: ChangeMap }) {
  if (areas.length === 0) return null
  const open = async (other: AreaView) => {
    const day = other.validTo ?? other.validFrom
    const { above } = await getArea(other.id)
    const parent = above.findLast((each) => each.level !== 'country')
    change({ day, within: parent?.id, level: other.level, area: other.id })
  }
  return (
    <section className="map-others">
      <h3>{title}</h3>
      <ul>{areas.map((other) => <li key={other.id}><button type="button" className="as-link" onClick={() => void open(other)}>{other.fullName}</button></li>)}</ul>
    </section>
  )
}
