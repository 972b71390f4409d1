import { useQuery } from '@tanstack/react-query'
import { LngLatBounds, Map as MapLibre, NavigationControl, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { MapCells } from '@phaodai/office'
import { getCells, getMapHome } from '../map/api.ts'
import { IslandInset } from '../map/inset.tsx'
import { keepLabels } from '../map/labels.ts'
import '../map/map.css'
import { shortName } from '../map/names.ts'
import { formatNumber, t } from '../text/t.ts'
import { codeOf, type ChainModel } from './model.ts'
import { bow, MOST_ARCS, placesOf, type Arc, type Places, type Spot } from './places.ts'
import type { ViewProps } from './tree.tsx'

setWorkerUrl(workerUrl)

const nothing = { type: 'FeatureCollection' as const, features: [] }
const source = { type: 'geojson' as const, data: nothing }
const RADIUS: ExpressionSpecification = ['min', 18, ['+', 5, ['*', 0.5, ['sqrt', ['get', 'cases']]]]]
const style: StyleSpecification = {
  version: 8,
  sources: { areas: source, arcs: source, 'chosen-arcs': source, spots: source, 'chosen-spot': source },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#f4f6f6' } },
    { id: 'fill', type: 'fill', source: 'areas', paint: { 'fill-color': '#ffffff', 'fill-antialias': false } },
    { id: 'border', type: 'line', source: 'areas', paint: { 'line-color': '#bcc7c9', 'line-width': 0.8 }, layout: { 'line-join': 'round' } },
    { id: 'arcs', type: 'line', source: 'arcs', paint: { 'line-color': '#4d8f97', 'line-opacity': 0.6, 'line-width': ['+', 0.5, ['min', 5, ['sqrt', ['get', 'links']]]] } },
    { id: 'chosen-arcs', type: 'line', source: 'chosen-arcs', paint: { 'line-color': '#1b2326', 'line-width': ['+', 1.5, ['min', 5, ['sqrt', ['get', 'links']]]] } },
    { id: 'spots', type: 'circle', source: 'spots', paint: { 'circle-color': '#0f4148', 'circle-opacity': 0.78, 'circle-radius': RADIUS, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1 } },
    { id: 'chosen-spot', type: 'circle', source: 'chosen-spot', paint: { 'circle-opacity': 0, 'circle-radius': RADIUS, 'circle-stroke-color': '#1b2326', 'circle-stroke-width': 3 } },
  ],
}

type Props = ViewProps & { onFailure: () => void }

/** The chain on the map, by the middle of each area: a circle for its cases, a bow for the links to another. */
export default function ChainMap({ model, selected, onSelect, onFailure }: Props) {
  const container = useRef<HTMLDivElement>(null)
  const names = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const home = useQuery({ queryKey: ['map', 'home'], queryFn: getMapHome, staleTime: 300_000 })
  const shown = home.data && { day: home.data.day, level: home.data.level, within: home.data.within ?? undefined }
  const cells = useQuery({ queryKey: ['map', 'cells', shown], queryFn: () => getCells(shown!), enabled: shown !== undefined, staleTime: 300_000 })
  const places = useMemo(() => placesOf(model), [model])
  const map = useOpenMap(container, setOpened, onFailure)
  useEffect(() => { if (cells.data) map?.getSource<GeoJSONSource>('areas')!.setData({ type: 'FeatureCollection', features: [...cells.data.features] }) }, [map, cells.data])
  useEffect(() => { if (map !== null) showAll(map, places) }, [map, places])
  useEffect(() => { if (map !== null) showChosen(map, model, places, selected) }, [map, model, places, selected])
  useEffect(() => { if (map !== null) fit(map, places) }, [map, places])
  useEffect(() => {
    if (map === null || names.current === null) return undefined
    return keepLabels(map, names.current, places.spots.map(({ area, name, at, cases }) => ({ id: area, at, name: shortName(name), value: formatNumber(cases), weight: cases })))
  }, [map, places])
  return (
    <>
      <div className="chain-stage" data-drawn={map === null ? undefined : 'map'}>
        <div ref={container} className="map-canvas" />
        <div ref={names} className="map-labels" aria-hidden="true" />
        {cells.data && <Islands cells={cells.data} />}
      </div>
      <p className="quiet">{t('chains.mapNote', { within: places.within, between: places.arcs.reduce((sum, { links }) => sum + links, 0) })}{places.arcs.length > MOST_ARCS && ` ${t('chains.mostArcs', { n: MOST_ARCS, all: places.arcs.length })}`}{places.unplaced > 0 && ` ${t('chains.unplaced', { n: places.unplaced })}`}</p>
      {opened !== null && <AreaCases {...{ model, area: opened, onSelect }} />}
    </>
  )
}

const plain = { width: 1, classes: new Map() }

function Islands({ cells }: { cells: MapCells }) {
  return <IslandInset features={cells.features} answer={plain} question="units" onSelect={() => {}} />
}

const LISTED = 40

/** Cases of the area that was clicked. */
function AreaCases({ model, area, onSelect }: { model: ChainModel; area: number; onSelect: (at: number) => void }) {
  const { cases, areas } = model.chain
  const found = [...cases.area.keys()].filter((at) => cases.area[at] === area)
  return (
    <section className="chain-area" aria-label={areas[area]!.name}>
      <h3>{areas[area]!.name} <span className="figures">{formatNumber(found.length)}</span></h3>
      <p>{found.slice(0, LISTED).map((at) => <button key={at} type="button" className="as-link" onClick={() => onSelect(at)}>{codeOf(model.chain, at)}</button>)}{found.length > LISTED && ` ${t('chains.moreCases', { n: found.length - LISTED })}`}</p>
    </section>
  )
}

function useOpenMap(container: RefObject<HTMLDivElement | null>, onOpen: (area: number) => void, onFailure: () => void): MapLibre | null {
  const [ready, setReady] = useState<MapLibre | null>(null)
  const latest = useRef({ onOpen, onFailure })
  useEffect(() => { latest.current = { onOpen, onFailure } })
  useEffect(() => {
    let map: MapLibre
    try {
      map = new MapLibre({ container: container.current!, style, center: [106.5, 16.5], zoom: 4.5, attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false, fadeDuration: 0, maxZoom: 14,
        locale: { 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut'), 'Map.Title': t('chains.mapLabel') } })
    } catch {
      latest.current.onFailure() // no WebGL here: the tree and the table say the same
      return undefined
    }
    map.touchZoomRotate.disableRotation()
    map.keyboard.disableRotation()
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    map.on('load', () => setReady(map))
    map.on('click', 'spots', (event) => latest.current.onOpen(event.features![0]!.properties.area as number))
    map.on('mousemove', 'spots', () => { map.getCanvas().style.cursor = 'pointer' })
    map.on('mouseleave', 'spots', () => { map.getCanvas().style.cursor = '' })
    return () => {
      setReady(null)
      map.remove()
    }
  }, [container])
  return ready
}

/** Areas that links of the chosen case lead from and to: from its source's into its own, from its own into those of whom it infected. */
function chosenPairs({ parent, childStart, children, chain }: ChainModel, selected: number): Set<string> {
  const own = chain.cases.area[selected]!
  const found = new Set([...children.subarray(childStart[selected], childStart[selected + 1])].map((child) => `${own} ${chain.cases.area[child]!}`))
  return parent[selected] === -1 ? found : found.add(`${chain.cases.area[parent[selected]!]!} ${own}`)
}

type Shapes = Parameters<GeoJSONSource['setData']>[0]

const arcsOf = (arcs: Arc[], { spots }: Places): Shapes => {
  const at = new Map(spots.map((spot) => [spot.area, spot.at]))
  return { type: 'FeatureCollection', features: arcs.map((arc) => ({ type: 'Feature', properties: { links: arc.links }, geometry: { type: 'LineString', coordinates: bow(at.get(arc.from)!, at.get(arc.to)!) } })) }
}
const spotsOf = (spots: Spot[]): Shapes => ({ type: 'FeatureCollection', features: spots.map(({ area, cases, at }) => ({ type: 'Feature', properties: { area, cases }, geometry: { type: 'Point', coordinates: at } })) })

function showAll(map: MapLibre, places: Places): void {
  map.getSource<GeoJSONSource>('arcs')!.setData(arcsOf(places.arcs.slice(0, MOST_ARCS), places))
  map.getSource<GeoJSONSource>('spots')!.setData(spotsOf(places.spots))
}

/** Only what belongs to the chosen case is drawn anew when another is chosen. */
function showChosen(map: MapLibre, model: ChainModel, places: Places, selected: number): void {
  const pairs = selected === -1 ? new Set<string>() : chosenPairs(model, selected)
  map.getSource<GeoJSONSource>('chosen-arcs')!.setData(arcsOf(places.arcs.filter(({ from, to }) => pairs.has(`${from} ${to}`)), places))
  map.getSource<GeoJSONSource>('chosen-spot')!.setData(spotsOf(places.spots.filter(({ area }) => selected !== -1 && model.chain.cases.area[selected] === area)))
}

function fit(map: MapLibre, { spots }: Places): void {
  const bounds = new LngLatBounds()
  for (const { at } of spots) bounds.extend(at)
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 60, animate: false, maxZoom: 11 })
}
