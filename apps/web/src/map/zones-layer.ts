import { useQuery } from '@tanstack/react-query'
import type { MapFeature, ZoneShapes } from '@phaodai/office'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { useEffect } from 'react'
import { get } from '../api/client.ts'

export type Zones = ZoneShapes['zones']
type Shape = { type: 'Feature'; properties: { name: string }; geometry: { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] } }

/** Zones in force on the day that the map shows; asked for by whoever reads zones. */
export function useZones(day: string, enabled: boolean): Zones | undefined {
  return useQuery({ queryKey: ['registers', 'zone', 'map', day], queryFn: () => get<ZoneShapes>('/api/map/zones', { day }), enabled, staleTime: 60_000 }).data?.zones
}

/** A zone's line, or the shapes of its units as far as the map has them. */
function shapesOf({ name, ring, areaIds }: Zones[number], features: readonly MapFeature[]): Shape[] {
  const properties = { name }
  if (ring !== null) return [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }]
  return features.filter(({ id }) => areaIds.includes(id)).map(({ geometry }) => ({ type: 'Feature', properties, geometry: geometry as Shape['geometry'] }))
}

function addZones(map: MapLibre): void {
  if (map.getSource('zones')) return
  map.addSource('zones', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  map.addLayer({ id: 'zones', type: 'fill', source: 'zones', paint: { 'fill-color': '#7a1f5c', 'fill-opacity': 0.22 } })
  map.addLayer({ id: 'zone-lines', type: 'line', source: 'zones', paint: { 'line-color': '#7a1f5c', 'line-width': 2.5, 'line-dasharray': [3, 1.2] } })
}

/** Keeps the layer of zones on a map that is ready: over every question's colours, told apart by its broken line. */
export function useZonesLayer(map: MapLibre | null, zones: Zones | undefined, features: readonly MapFeature[]): void {
  useEffect(() => {
    if (map === null || zones === undefined) return
    addZones(map)
    map.getSource<GeoJSONSource>('zones')!.setData({ type: 'FeatureCollection', features: zones.flatMap((each) => shapesOf(each, features)) })
  }, [map, zones, features])
}
