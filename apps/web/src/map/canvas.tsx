import type { MapFeature } from '@phaodai/office'
import { LngLatBounds, Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState } from 'react'
import { t } from '../text/t.ts'
import { patterns, shades, type Answer, type Question } from './classes.ts'
import { keepLabels, type Label } from './labels.ts'
import type { MapPoint } from './overlays.tsx'
import { addTile, tileOf } from './patterns.ts'
import { useZonesLayer, type Zones } from './zones-layer.ts'

setWorkerUrl(workerUrl)

type Props = {
  features: readonly MapFeature[]
  answer: Answer
  question: Question
  labels: readonly Label[]
  /** Zones in force, over every question. */
  zones: Zones | undefined
  selected: number | undefined
  points: readonly MapPoint[]
  onSelect: (id: number | undefined) => void
  /** Opens the page that tells of a point. */
  onPoint: (to: string) => void
  onFailure: () => void
}

/** The layers that a click on a unit meets. */
const UNITS = ['plain', 'patterned']

const style: StyleSpecification = {
  version: 8,
  sources: { areas: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }, chosen: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }, points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#f4f6f6' } },
    { id: 'plain', type: 'fill', source: 'areas', filter: ['==', ['get', 'tile'], ''], paint: { 'fill-color': ['get', 'colour'], 'fill-antialias': false } },
    { id: 'patterned', type: 'fill', source: 'areas', filter: ['!=', ['get', 'tile'], ''], paint: { 'fill-pattern': ['get', 'tile'], 'fill-antialias': false } }, // colour and pattern at once: each unit is cut and filled once
    { id: 'border', type: 'line', source: 'areas', paint: { 'line-color': '#5d696d', 'line-width': ['case', ['get', 'schematic'], 0.7, 1.1] }, layout: { 'line-join': 'bevel' } },
    { id: 'chosen', type: 'line', source: 'chosen', paint: { 'line-color': '#1b2326', 'line-width': 3 }, layout: { 'line-join': 'round' } },
    { id: 'points', type: 'circle', source: 'points', paint: { 'circle-radius': 7, 'circle-color': '#1b2326', 'circle-stroke-width': 2.5, 'circle-stroke-color': '#ffffff' } },
  ],
}

function open(container: HTMLElement): MapLibre {
  const map = new MapLibre({
    container, style, center: [106.5, 16.5], zoom: 4.5, attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false,
    fadeDuration: 0, maxZoom: 14, canvasContextAttributes: { preserveDrawingBuffer: true }, // kept for printing; borders are smooth by themselves, and smoothing all of it takes most of a drawing without a graphics card
    locale: { 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut'), 'Map.Title': t('map.canvas') },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  return map
}

/** The drawn map. Makes one WebGL canvas for its life; data, labels and choice are handed on to it. */
export default function MapCanvas({ features, answer, question, labels, zones, points, selected, onSelect, onPoint, onFailure }: Props) {
  const container = useRef<HTMLDivElement>(null)
  const names = useRef<HTMLDivElement>(null)
  const map = useOpenMap(container, { onSelect, onPoint, onFailure })
  useEffect(() => {
    if (map === null) return undefined
    const coloured = features.map((each) => {
      const klass = answer.classes.get(each.id) ?? 0
      return { ...each, properties: { ...each.properties, colour: shades[question][klass], tile: tileOf(patterns[klass], shades[question][klass]) } }
    })
    return drawAreas(map, coloured)
  }, [map, features, answer, question])
  useEffect(() => { map?.getSource<GeoJSONSource>('points')!.setData({ type: 'FeatureCollection', features: points.map(({ at, name, to }) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { name, to } })) }) }, [map, points])
  useZonesLayer(map, zones, features)
  useEffect(() => (map === null ? undefined : fit(map, features)), [map, features])
  useEffect(() => (map === null || names.current === null ? undefined : keepLabels(map, names.current, labels)), [map, labels])
  useEffect(() => { map?.getSource<GeoJSONSource>('chosen')!.setData({ type: 'FeatureCollection', features: features.filter(({ id }) => id === selected) }) }, [map, features, selected]) // a source of its own: a filter would have all units cut anew at each choice
  return (
    <div className="map-stage" data-ready={map !== null}>
      <div ref={container} className="map-canvas" />
      <div ref={names} className="map-labels" aria-hidden="true" />
    </div>
  )
}

/** Hands the units on, and tells when all of them are on screen: as a measure (`map.draw`, which the bench reads) and on the drawing. */
function drawAreas(map: MapLibre, features: (MapFeature & { properties: { colour: string; tile: string } })[]): () => void {
  const start = performance.now()
  const { dataset } = map.getContainer()
  delete dataset.drawn
  const drawn = (): void => {
    performance.measure('map.draw', { start, detail: features.length })
    dataset.drawn = String(features.length)
  }
  map.getSource<GeoJSONSource>('areas')!.setData({ type: 'FeatureCollection', features })
  map.once('idle', drawn)
  return () => { map.off('idle', drawn) }
}

function useOpenMap(container: React.RefObject<HTMLDivElement | null>, acts: Pick<Props, 'onSelect' | 'onPoint' | 'onFailure'>): MapLibre | null {
  const [ready, setReady] = useState<MapLibre | null>(null)
  const latest = useRef(acts)
  useEffect(() => { latest.current = acts })
  useEffect(() => {
    let map: MapLibre
    try {
      map = open(container.current!)
    } catch {
      latest.current.onFailure() // no WebGL here: the table says the same
      return undefined
    }
    const tellHeight = () => keepHeight(container.current)
    map.on('resize', tellHeight)
    map.on('styleimagemissing', ({ id }) => addTile(map, id))
    map.on('load', () => {
      tellHeight()
      setReady(map)
    })
    map.on('click', (event) => {
      const point = map.queryRenderedFeatures(event.point, { layers: ['points'] })[0]?.properties.to as string | undefined
      if (point !== undefined) return latest.current.onPoint(point)
      return latest.current.onSelect(map.queryRenderedFeatures(event.point, { layers: UNITS })[0]?.properties.areaId as number | undefined)
    })
    map.on('mousemove', UNITS, () => { map.getCanvas().style.cursor = 'pointer' })
    map.on('mouseleave', UNITS, () => { map.getCanvas().style.cursor = '' })
    return () => {
      setReady(null)
      map.remove()
    }
  }, [container])
  return ready
}

/** Paper keeps the height that the drawing has on screen. */
function keepHeight(container: HTMLElement | null): void {
  container?.closest<HTMLElement>('.map-frame')?.style.setProperty('--drawn', `${container.clientHeight}px`)
}

/** Shows the whole of it; the archipelagos stand in the inset, so that the land is not drawn small. */
function fit(map: MapLibre, features: readonly MapFeature[]): void {
  const land = features.filter((each) => !each.properties.archipelago)
  const bounds = new LngLatBounds()
  for (const { geometry } of land.length > 0 ? land : features) {
    for (const ring of geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) for (const point of ring) bounds.extend(point)
  }
  const { clientWidth, clientHeight } = map.getContainer()
  const below = clientWidth < 500 && clientHeight > 380 ? 140 : 24 // on a phone the inset lies under the land, not on it
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: { top: 24, left: 24, right: 24, bottom: below }, animate: false, maxZoom: 12 })
}
