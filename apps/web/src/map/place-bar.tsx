import { useQuery } from '@tanstack/react-query'
import type { AreaDetail, AreaView, MapHome, MapLevel } from '@phaodai/office'
import { App, Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useSettled } from '../ui/settled.ts'
import { findAreas, getArea } from './api.ts'
import { DAY_2021, DAY_2025, dayOf, isNewTree, levelsWithin, sameInTree, sameOn, type ChangeMap, type MapState } from './state.ts'

/** Levels that a map of the whole country can be divided into: 3,321 communes can be drawn and read as colours, the 10,599 of before cannot. */
const countryLevels = (day: string): MapLevel[] => (day < DAY_2025 ? ['province', 'district'] : ['province', 'commune'])

type Props = { state: MapState; change: ChangeMap; within: AreaDetail | undefined; home: MapHome }

/** Where the map looks: the way down from the country, the level, the day, and a search by name. */
export function PlaceBar({ state, change, within, home }: Props) {
  const levels = within ? levelsWithin(within) : countryLevels(state.day)
  return (
    <div className="map-place no-print">
      <nav className="crumbs" aria-label={t('map.where')}>
        <Crumb word={t('map.country')} to={() => change({ within: undefined, level: 'province', area: undefined })} />
        {[...(within?.above ?? []), ...(within ? [within] : [])].filter((each) => each.level !== 'country').map((each) => (
          <Crumb key={each.id} word={each.fullName} to={() => void openArea(each.id, state.day, change)} />
        ))}
      </nav>
      <div className="map-tools">
        {levels.length > 1 && <Segmented size="small" value={state.level} onChange={(level) => change({ level, area: undefined })} aria-label={t('map.level')} options={levels.map((level) => ({ value: level, label: t(`map.level.${level}`) }))} />}
        <DayChoice {...{ state, change, within, home }} />
        <AreaSearch day={state.day} choose={(area) => (area.level === 'commune' || area.level === 'village' ? change({ within: area.parentId ?? undefined, level: area.level, area: area.id }) : void openArea(area.id, state.day, change))} />
      </div>
    </div>
  )
}

/** Shows the inside of an area, divided by what lies directly below it. */
async function openArea(id: number, day: string, change: ChangeMap): Promise<void> {
  const area = await getArea(id, day)
  change({ within: id, level: levelsWithin(area)[0], area: undefined })
}

function Crumb({ word, to }: { word: string; to: () => void }) {
  return <button type="button" className="as-link" onClick={to}>{word}</button>
}

/** The day whose units are drawn. The place is kept: a unit that did not stand then gives way to what it became. */
function DayChoice({ state, change, within, home }: Props) {
  const { message } = App.useApp()
  const [moving, setMoving] = useState(false)
  const isNew = within ? isNewTree(within) : state.day >= DAY_2025
  const moveTo = async (wanted: string, find: (area: AreaDetail) => Promise<AreaView | undefined>) => {
    setMoving(true)
    try {
      const there = within && await find(within)
      const day = dayOf(there, wanted)
      const levels = there === undefined || there.level === 'country' ? countryLevels(day) : levelsWithin(await getArea(there.id, day))
      change({ day, within: there?.level === 'country' ? undefined : there?.id, level: levels.includes(state.level) ? state.level : levels[0], area: undefined })
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setMoving(false)
    }
  }
  const toDay = (day: string) => void moveTo(day, (area) => sameOn(area, day))
  const toOtherTree = () => void moveTo(isNew ? DAY_2021 : home.today, (area) => sameInTree(area, !isNew))
  return (
    <span className="map-day">
      <DayField size="small" value={state.day} label={t('map.day')} onChange={(day) => toDay(day ?? home.day)} />
      <Button size="small" loading={moving} onClick={toOtherTree}>{isNew ? t('map.to2021') : t('map.to2025')}</Button>
    </span>
  )
}

/** A unit by name, with or without marks. */
function AreaSearch({ day, choose }: { day: string; choose: (area: AreaView) => void }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['areas', 'search', asked, day], queryFn: () => findAreas(asked, day), enabled: asked !== '' })
  const rows = asked === '' ? [] : found.data?.rows ?? []
  return (
    <Select<number> size="small" className="map-search" value={null} showSearch={{ onSearch: setWords, filterOption: false }} popupMatchSelectWidth={false} suffixIcon={null}
      placeholder={t('map.search')} aria-label={t('map.search')} notFoundContent={asked === '' ? t('map.searchHint') : found.isFetching ? t('state.loading') : t('search.none')}
      options={rows.map((row) => ({ value: row.id, label: [row.fullName, ...row.above].join(', ') }))}
      onChange={(id) => { const area = rows.find((row) => row.id === id); if (area) choose(area) }} />
  )
}
