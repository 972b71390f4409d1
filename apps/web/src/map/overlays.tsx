import type { CheckpointPoint, FacilityPoint } from '@phaodai/office'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useMemo } from 'react'
import { get } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import type { Shown } from './api.ts'
import type { ChangeMap } from './state.ts'

/** Something drawn over the units at a point, and the page that tells of it. */
export type MapPoint = { id: string; at: [lon: number, lat: number]; name: string; to: string }

/**
 * What can be drawn over the units, each for whoever may read it: a name with its word (`map.over.<name>`), the right to read it,
 * and points. Zones are drawn by `zones-layer.ts`. Paths at the border and places of forces never.
 */
const OVERLAYS = [{ name: 'facilities', needs: 'facility.read' }, { name: 'checkpoints', needs: 'checkpoint.read' }] as const

/** Which of them are drawn, as boxes to tick. */
export function OverlayChoice({ over, change }: { over: string | undefined; change: ChangeMap }) {
  const { may } = useMe()
  const shown = OVERLAYS.filter(({ needs }) => may(needs))
  if (shown.length === 0) return null
  return <span className="map-over no-print" role="group" aria-label={t('map.over')}>{shown.map(({ name }) => <Checkbox key={name} checked={over === name} onChange={({ target }) => change({ over: target.checked ? name : undefined })}>{t(`map.over.${name}`)}</Checkbox>)}</span>
}

const NONE: readonly Drawn[] = []
type Drawn = Pick<MapPoint, 'id' | 'name' | 'to'> & { lat: number | null; lon: number | null }

const facilityAt = ({ id, name, lat, lon }: FacilityPoint): Drawn => ({ id, name, lat, lon, to: `/co-so/${id}` })
const checkpointAt = ({ areaId, name, id, lat, lon }: CheckpointPoint): Drawn => ({ id: String(areaId), name, lat, lon, to: id === null ? `/so-theo-doi/checkpoint?areaId=${areaId}` : `/chot/${id}` })

/** What is drawn over the units: facilities where they stand, else at the middle of their area; checkpoints there always; and how many have no place at all. */
export function useOverlay(over: string | undefined, { within }: Shown): { points: readonly MapPoint[]; unplaced: number } {
  const { may } = useMe()
  const facilities = useQuery({ queryKey: ['map', 'facilities', within], queryFn: () => get<{ facilities: FacilityPoint[] }>('/api/map/facilities', { within }), enabled: over === 'facilities' && may('facility.read') }).data?.facilities
  const checkpoints = useQuery({ queryKey: ['registers', 'checkpoint', 'map', within], queryFn: () => get<{ checkpoints: CheckpointPoint[] }>('/api/map/checkpoints', { within }), enabled: over === 'checkpoints' && may('checkpoint.read') }).data?.checkpoints
  return useMemo(() => {
    const drawn = (over === 'facilities' ? facilities?.map(facilityAt) : over === 'checkpoints' ? checkpoints?.map(checkpointAt) : undefined) ?? NONE
    const points = drawn.flatMap(({ lat, lon, ...each }): MapPoint[] => (lat === null || lon === null ? [] : [{ ...each, at: [lon, lat] }]))
    return { points, unplaced: drawn.length - points.length }
  }, [over, facilities, checkpoints])
}
