import { LngLatBounds, Map as MapLibre, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef } from 'react'
import { TerraDraw, TerraDrawPolygonMode, ValidateNotSelfIntersecting, type GeoJSONStoreFeatures } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { MapCells } from '@phaodai/office'
import { t } from '../text/t.ts'

setWorkerUrl(workerUrl)

export type Ring = [number, number][]
type Props = { cells: MapCells; chosen: number; ring: Ring | null; /** Set while a line is being drawn. */ drawing: boolean; onDrawn: (ring: Ring) => void; onCross: () => void; onFailure: () => void }

function styleOf(cells: MapCells, chosen: number): StyleSpecification {
  return {
    version: 8, sources: { areas: { type: 'geojson', data: cells }, zone: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#f4f6f6' } },
      { id: 'units', type: 'fill', source: 'areas', paint: { 'fill-color': ['case', ['==', ['id'], chosen], '#ffffff', '#e7ecec'] } },
      { id: 'borders', type: 'line', source: 'areas', paint: { 'line-color': '#5d696d', 'line-width': ['case', ['==', ['id'], chosen], 2, 0.8] } },
      { id: 'zone', type: 'fill', source: 'zone', paint: { 'fill-color': '#b42318', 'fill-opacity': 0.25 } },
      { id: 'zone-line', type: 'line', source: 'zone', paint: { 'line-color': '#b42318', 'line-width': 2.5, 'line-dasharray': [3, 1] } },
    ],
  }
}

function boundsOf(cells: MapCells, chosen: number, ring: Ring | null): LngLatBounds {
  const bounds = new LngLatBounds()
  const near = cells.features.filter(({ id }) => id === chosen)
  const points = (near.length > 0 ? near : cells.features.filter(({ properties }) => !properties.archipelago)).flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2)))
  for (const point of [...points, ...ring ?? []]) bounds.extend(point as [number, number])
  return bounds
}

function open(container: HTMLElement, { cells, chosen, ring }: Props): MapLibre {
  const map = new MapLibre({
    container, style: styleOf(cells, chosen), bounds: boundsOf(cells, chosen, ring), fitBoundsOptions: { padding: 40, maxZoom: 16 }, attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false, fadeDuration: 0, maxZoom: 18,
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true }, locale: { 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut'), 'Map.Title': t('zone.draw.map') },
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  return map
}

function drawOn(map: MapLibre, latest: React.RefObject<Props>): TerraDraw {
  const polygon = new TerraDrawPolygonMode({
    styles: { fillColor: '#b42318', fillOpacity: 0.2, outlineColor: '#b42318', outlineWidth: 2 },
    validation: (feature: GeoJSONStoreFeatures, { updateType }: { updateType: string }) => {
      const { valid } = ValidateNotSelfIntersecting(feature)
      if (!valid && updateType !== 'provisional') latest.current.onCross()
      return updateType === 'provisional' ? { valid: true } : { valid }
    },
  })
  const draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [polygon] })
  draw.start()
  draw.setMode('polygon')
  draw.on('finish', (id) => {
    const drawn = draw.getSnapshotFeature(id)
    if (drawn?.geometry.type === 'Polygon') latest.current.onDrawn(((drawn.geometry.coordinates as number[][][])[0] ?? []).map((corner) => [corner[0]!, corner[1]!]))
  })
  return draw
}

/** Units as ground, a zone's line on them, or a line to be drawn: once around, and it never crosses itself. */
export default function RingMap(props: Props) {
  const container = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  useEffect(() => { latest.current = props })
  const { cells, chosen, ring, drawing } = props
  useEffect(() => {
    let map: MapLibre
    let draw: TerraDraw | null = null
    try {
      map = open(container.current!, latest.current)
    } catch {
      latest.current.onFailure() // no WebGL here: corners are typed
      return undefined
    }
    map.on('load', () => {
      if (ring !== null) void map.getSource<import('maplibre-gl').GeoJSONSource>('zone')!.setData({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } })
      if (drawing) draw = drawOn(map, latest)
      container.current?.setAttribute('data-ready', 'true')
    })
    return () => {
      draw?.stop()
      map.remove()
    }
  }, [cells, chosen, ring, drawing])
  return <div className="zone-map"><div ref={container} /></div>
}
