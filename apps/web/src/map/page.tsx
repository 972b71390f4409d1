import { useQuery } from '@tanstack/react-query'
import type { MapCells, MapHome, TaskMap } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Alert, Button, Segmented } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { formatNumber, t } from '../text/t.ts'
import { Answer, PageWaiting } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getArea, getCells, getMapHome, getTaskMap } from './api.ts'
import { AreaCard } from './card.tsx'
import { answerOf, healthQuestions, isHealth, levelClass, questions, valueOf, type AreaCounts, type Question } from './classes.ts'
import { useHealthLayer } from './health-layer.ts'
import { OverlayChoice, useOverlay, type MapPoint } from './overlays.tsx'
import { indicatorWord } from '../indicators/words.ts'
import { IndicatorChoice, useIndicatorLayer } from './indicator-layer.tsx'
import { TimeLine } from './time-line.tsx'
import { IslandInset } from './inset.tsx'
import type { Label } from './labels.ts'
import { Legend } from './legend.tsx'
import './map.css'
import { shortName } from './names.ts'
import { PlaceBar } from './place-bar.tsx'
import { useMapState, type ChangeMap, type MapState } from './state.ts'
import { MapTable } from './table.tsx'
import { useZones } from './zones-layer.ts'

const MapCanvas = lazy(() => import('./canvas.tsx'))

/** Bản đồ: one question at a time over the units of a day. */
export function MapPage() {
  useTitle('rail.map')
  const home = useQuery({ queryKey: ['map', 'home'], queryFn: getMapHome, staleTime: 300_000 })
  return <Answer of={home}>{(data) => <MapRoom home={data} />}</Answer>
}

/** The question of the address, as far as the post may ask it. */
function questionOf(state: MapState, may: (permission: string) => boolean): Question {
  if (state.question === 'indicator') return state.indicator ? 'indicator' : 'units'
  return isHealth(state.question) ? (may('level_round.read') ? state.question : 'units') : may('task.read') ? state.question : 'units'
}

/** Pixels of CSS that an A3 sheet leaves for the drawing: 400 mm across, and 240 mm above what is said of it. */
const A3 = { width: 1500, height: 900 }

/** A map of the paper asked for: A4 by the print of every page, A3 for a wall. */
function printOn(paper: 'a4' | 'a3'): void {
  document.documentElement.dataset.paper = paper
  const frame = document.querySelector<HTMLElement>('.map-frame')
  const drawing = frame?.querySelector('.map-canvas')
  if (frame && drawing && paper === 'a3') {
    frame.style.setProperty('--drawn', `${drawing.clientHeight}px`)
    frame.style.setProperty('--drawn-width', `${drawing.clientWidth}px`)
    frame.style.setProperty('--enlarged', String(Math.min(A3.width / drawing.clientWidth, A3.height / drawing.clientHeight)))
  }
  window.addEventListener('afterprint', () => { delete document.documentElement.dataset.paper }, { once: true })
  window.print()
}

function MapRoom({ home }: { home: MapHome }) {
  const { may } = useMe()
  const [state, change] = useMapState(home)
  const counting = may('task.read')
  const { day, level, within } = state
  const question = questionOf(state, may)
  const figured = question === 'indicator' || isHealth(question)
  const shown = { day, level, within }
  const cells = useQuery({ queryKey: ['map', 'cells', shown], queryFn: () => getCells(shown), staleTime: 300_000 })
  const tasks = useQuery({ queryKey: ['map', 'tasks', shown], queryFn: () => getTaskMap(shown), enabled: counting && !figured })
  const until = state.until !== undefined && state.until < day ? state.until : day
  const counted = useIndicatorLayer(question === 'indicator' ? state.indicator : undefined, { ...shown, day: until })
  const health = useHealthLayer(question, { ...shown, day: until })
  const over = useOverlay(state.over, shown)
  const place = useQuery({ queryKey: ['areas', 'one', within, day], queryFn: () => getArea(within!, day), enabled: within !== undefined })
  return (
    <div className="map-page">
      <div className="page-head">
        <h1>{t('map.title')}</h1>
        <div className="page-tools no-print">
          <Segmented size="small" value={state.view} onChange={(view) => change({ view })} aria-label={t('map.view')} options={[{ value: 'map', label: t('map.asMap') }, { value: 'table', label: t('map.asTable') }]} />
          <Button size="small" onClick={() => printOn('a4')}>{t('map.print')}</Button>
          <Button size="small" onClick={() => printOn('a3')}>{t('map.printA3')}</Button>
        </div>
      </div>
      <div className="map-questions no-print" role="group" aria-label={t('map.asked')}>
        {[...(may('level_round.read') ? healthQuestions : []), ...questions.filter((each) => each !== 'indicator' && !isHealth(each) && (counting || each === 'units'))].map((each) => <button key={each} type="button" aria-pressed={each === question} onClick={() => change({ question: each })}>{t(`map.question.${each}`)}</button>)}
        <IndicatorChoice indicator={question === 'indicator' ? state.indicator : undefined} choose={(indicator) => change({ question: indicator === undefined ? undefined : 'indicator', indicator, until: undefined })} />
      </div>
      {figured && <TimeLine last={day} until={until} change={change} question={question} />}
      <PlaceBar state={state} change={change} within={within === undefined ? undefined : place.data} home={home} />
      <OverlayChoice over={state.over} change={change} />
      <p className="print-only">{[question === 'indicator' ? indicatorWord(state.indicator!) : t(`map.question.${question}`), place.data?.fullName ?? t('map.country'), formatDay(figured ? until : day)].join(' · ')}</p>
      <Answer of={cells}>{(data) => <Layer {...{ state, change, question, over }} cells={data} tasks={figured ? undefined : tasks.data} figures={isHealth(question) ? health : counted} national={within === undefined || place.data?.level === 'province' || place.data?.level === 'country'} />}</Answer>
    </div>
  )
}

type LayerProps = { state: MapState; change: ChangeMap; question: Question; cells: MapCells; tasks: TaskMap | undefined; figures: readonly AreaCounts[] | undefined; over: { points: readonly MapPoint[]; unplaced: number }; national: boolean }

function labelsOf({ features }: MapCells, question: Question, counts: ReadonlyMap<number, AreaCounts>): Label[] {
  return features.map(({ id, properties }) => {
    const value = valueOf(question, counts.get(id))
    const name = shortName(properties.fullName)
    const island = properties.archipelago
    return { id, at: properties.label, name: island ? `${t('map.quanDao')} ${name}` : name, value: value ? formatNumber(value) : null, weight: island ? Infinity : question === 'level' ? Number(levelClass(counts.get(id))) : value ?? 0 }
  })
}

function Layer({ state, change, question, cells, tasks, figures, over, national }: LayerProps) {
  const go = useNavigate()
  const [broken, setBroken] = useState(false)
  const { may } = useMe()
  const zones = useZones(state.day, may('zone.read'))
  const counts = useMemo(() => new Map((question === 'indicator' || isHealth(question) ? figures : tasks?.areas)?.map((each) => [each.areaId, each]) ?? []), [question, figures, tasks])
  const answer = useMemo(() => answerOf(question, cells.features, counts), [question, cells, counts])
  const labels = useMemo(() => labelsOf(cells, question, counts), [cells, question, counts])
  const select = (area: number | undefined) => change({ area })
  const asMap = state.view === 'map' && !broken
  const chosen = cells.features.find(({ id }) => id === state.area)
  return (
    <>
      {broken && <Alert type="info" showIcon title={t('map.noWebGl')} className="gap-below" />}
      <div className={state.area === undefined ? 'map-columns' : 'map-columns with-card'}>
        <div className="map-main">
          {asMap
            ? <div className="map-frame">
              <Suspense fallback={<PageWaiting />}><MapCanvas {...{ answer, question, labels, zones }} features={cells.features} points={over.points} selected={state.area} onSelect={select} onPoint={(to) => void go(to)} onFailure={() => setBroken(true)} /></Suspense>
              {national && <IslandInset {...{ answer, question }} features={cells.features} onSelect={select} />}
            </div>
            : <MapTable {...{ counts, question }} indicator={state.indicator} day={state.until ?? state.day} features={cells.features} unplaced={cells.unplaced} selected={state.area} onSelect={select} />}
          {asMap && zones !== undefined && zones.length > 0 && <p className="quiet"><span aria-hidden="true" className="swatch zone-swatch" /> <Link to="/khu-phong-toa">{t('map.zones', { count: zones.length })}</Link></p>}
          <Notes {...{ state, question, answer, cells, tasks }} legend={asMap} />
          {asMap && state.over === 'checkpoints' && <p className="quiet">{t(over.points.length === 0 ? 'map.over.checkpoints.none' : 'map.over.checkpoints.where')}</p>}
          {over.unplaced > 0 && <p className="quiet">{t(state.over === 'checkpoints' ? 'map.over.unplaced.checkpoints' : 'map.over.unplaced', { count: over.unplaced })}</p>}
        </div>
        {state.area !== undefined && <AreaCard id={state.area} day={state.day} until={state.until ?? state.day} counts={counts.get(state.area)} indicator={question === 'indicator' ? state.indicator : undefined} question={question} change={change} schematic={chosen?.properties.schematic} />}
      </div>
    </>
  )
}

type NotesProps = Pick<LayerProps, 'state' | 'question' | 'cells' | 'tasks'> & { answer: ReturnType<typeof answerOf>; legend: boolean }

/** Legend, what the shapes are, and what stands on no area of the map. */
function Notes({ state, question, answer, cells, tasks, legend }: NotesProps) {
  const above = question === 'units' || question === 'indicator' || isHealth(question) ? 0 : tasks?.above[question] ?? 0
  return (
    <div className="map-notes">
      {legend && <Legend question={question} answer={answer} indicator={state.indicator} />}
      {cells.schematic && legend && <p className="map-schematic">{t('map.schematicNote')}</p>}
      {cells.unplaced.length > 0 && legend && <p className="quiet">{t('map.unplaced', { count: cells.unplaced.length })}</p>}
      {above > 0 && <p>{t('map.above', { count: above })} <Link to={tasksAt({ ...(state.within === undefined ? {} : { areaId: String(state.within) }), pile: question === 'overdue' ? 'late' : 'new', sort: 'deadline' })}>{t('map.all')}</Link></p>}
      {tasks?.areas.some((each) => each.inherited) && question !== 'units' && <p className="quiet">{t('map.otherTree')}</p>}
    </div>
  )
}
