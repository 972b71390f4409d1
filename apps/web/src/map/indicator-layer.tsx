import { indicators } from '@phaodai/indicators'
import { useQuery } from '@tanstack/react-query'
import { addDays } from '@phaodai/vocabulary'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useMe } from '../frame/me.tsx'
import { getAreaFigures } from '../indicators/api.ts'
import { RowsLink } from '../indicators/rows-link.tsx'
import { indicatorWord, valueText } from '../indicators/words.ts'
import { t } from '../text/t.ts'
import type { Shown } from './api.ts'
import type { AreaCounts } from './classes.ts'

/** Days up to the map's own that a figure on it counts. */
export const DAYS = 28

/** The figures of an indicator for the units of the map; undefined until they are there, or for a map of the whole country. */
export function useIndicatorLayer(name: string | undefined, { day, level, within }: Shown): AreaCounts[] | undefined {
  const query = { area: within, from: addDays(day, 1 - DAYS), to: day, level }
  const found = useQuery({ queryKey: ['indicators', 'map', name, query], queryFn: () => getAreaFigures(name!, query), enabled: name !== undefined && within !== undefined, placeholderData: (before) => before })
  return useMemo(() => found.data?.rows.map(({ area, hidden, figure }) => ({ areaId: area.id, open: 0, overdue: 0, notAccepted: 0, inherited: false, inView: !hidden, figure: figure?.value ?? null, counted: figure?.numerator ?? 0 })), [found.data])
}

/** The figure of one unit of the map, open to the rows it counts. */
export function MapFigure({ indicator, area, day, counts }: { indicator: string; area: number; day: string; counts: AreaCounts | undefined }) {
  if (!counts?.inView) return <>{t('map.unseenShort')}</>
  return <RowsLink of={{ name: indicator, area, from: addDays(day, 1 - DAYS), to: day }} value={counts.counted ?? 0}>{valueText(indicator, counts.figure ?? null)}</RowsLink>
}

/** Any indicator as the map's question. */
export function IndicatorChoice({ indicator, choose }: { indicator: string | undefined; choose: (name: string | undefined) => void }) {
  const { may } = useMe()
  const shown = indicators.filter((each) => !each.apart && may(`figure-${each.name}.read`))
  if (!may('indicator.read') || shown.length === 0) return null
  return <Select size="small" className="map-indicator" allowClear value={indicator ?? null} placeholder={t('map.indicator')} aria-label={t('map.indicator')} popupMatchSelectWidth={false}
    options={shown.map(({ name }) => ({ value: name, label: indicatorWord(name) }))} onChange={(name: string | null | undefined) => choose(name ?? undefined)} />
}
