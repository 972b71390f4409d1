import type { FacilityPoint } from '@phaodai/office'
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
 * What can be drawn over the units, each for whoever may read it. Zones and checkpoints add themselves here: a name with its
 * word (`map.over.<name>`), the right to read it, and points or shapes. Paths at the border and places of forces never.
 */
const OVERLAYS = [{ name: 'facilities', needs: 'facility.read' }] as const

/** Which of them are drawn, as boxes to tick. */
export function OverlayChoice({ over, change }: { over: string | undefined; change: ChangeMap }) {
  const { may } = useMe()
  const shown = OVERLAYS.filter(({ needs }) => may(needs))
  if (shown.length === 0) return null
  return <span className="map-over no-print" role="group" aria-label={t('map.over')}>{shown.map(({ name }) => <Checkbox key={name} checked={over === name} onChange={({ target }) => change({ over: target.checked ? name : undefined })}>{t(`map.over.${name}`)}</Checkbox>)}</span>
}

/** Facilities of quarantine and treatment where they stand, else at the middle of their area; and how many have no place at all. */
export function useOverlay(over: string | undefined, { within }: Shown): { points: readonly MapPoint[]; unplaced: number } {
  const { may } = useMe()
  const found = useQuery({ queryKey: ['map', 'facilities', within], queryFn: () => get<{ facilities: FacilityPoint[] }>('/api/map/facilities', { within }), enabled: over === 'facilities' && may('facility.read') })
  return useMemo(() => {
    const facilities = over === 'facilities' ? found.data?.facilities ?? [] : []
    const points = facilities.flatMap(({ id, name, lat, lon }): MapPoint[] => (lat === null || lon === null ? [] : [{ id, name, at: [lon, lat], to: `/co-so/${id}` }]))
    return { points, unplaced: facilities.length - points.length }
  }, [over, found.data])
}
