import type { AreaDetail, AreaView, MapHome, MapLevel } from '@phaodai/office'
import { findIndicator } from '@phaodai/indicators'
import { AREA_TREES } from '@phaodai/vocabulary'
import { useSearchParams } from 'react-router'
import { getArea } from './api.ts'
import { questions, type Question } from './classes.ts'

/** What the map shows; it stands in the address, so that a link, a reload and the back button keep it. */
export type MapState = { day: string; within: number | undefined; level: MapLevel; question: Question; indicator: string | undefined; /** Day up to which an indicator counts, where it is not the map's own. */ until: string | undefined; view: 'map' | 'table'; area: number | undefined; /** What is drawn over the units, by name. */ over: string | undefined }
export type ChangeMap = (change: Partial<Record<keyof MapState, string | number | undefined>>) => void

/** A day on which each of the two trees of units stood. */
export const DAY_2021 = '2021-09-01'
export const DAY_2025 = AREA_TREES['2025'].validFrom

/** Levels that may lie inside an area, largest first; `undefined` is the whole country. Which of them exist is for the tree to say. */
export function levelsBelow(level: AreaView['level'] | undefined): MapLevel[] {
  if (level === undefined || level === 'country') return ['province', 'district']
  if (level === 'province') return ['district', 'commune']
  return level === 'district' ? ['commune'] : ['village']
}

/** Levels that do lie inside an area on its day: the tree of 2025 has no districts. */
export function levelsWithin(area: AreaDetail): MapLevel[] {
  const first = area.children[0]?.level
  const levels = levelsBelow(area.level)
  return first === undefined ? levels.slice(0, 1) : levels.slice(Math.max(0, levels.findIndex((each) => each === first)))
}

const number = (text: string | null): number | undefined => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined)

/** The state of the map from the address, with what the acting post's home leaves open. */
export function useMapState(home: MapHome): [MapState, ChangeMap] {
  const [params, setParams] = useSearchParams()
  const stated = params.has('day') || params.has('within') || params.has('level')
  const state: MapState = {
    day: params.get('day') ?? home.day,
    within: stated ? number(params.get('within')) : home.within ?? undefined,
    level: (params.get('level') as MapLevel | null) ?? (stated ? 'province' : home.level),
    question: questions.find((each) => each === params.get('question')) ?? 'overdue',
    indicator: findIndicator(params.get('indicator') ?? '')?.name,
    until: /^\d{4}-\d{2}-\d{2}$/.exec(params.get('until') ?? '')?.[0],
    view: params.get('view') === 'table' ? 'table' : 'map',
    area: number(params.get('area')),
    over: params.get('over') ?? undefined,
  }
  const change: ChangeMap = (next) => setParams(() => {
    const after = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...state, ...next })) if (value !== undefined && value !== '') after.set(name, String(value))
    return after
  })
  return [state, change]
}

const inForce = (area: AreaView, day: string): boolean => area.validFrom <= day && (area.validTo === null || area.validTo >= day)

/** True for the units that began with the reform of 1 July 2025 or later. */
export const isNewTree = (area: AreaView): boolean => area.validFrom >= DAY_2025

/** What an area is on another day: itself, what it became or was made from, else the same asked of the area above it. */
export function sameOn(area: AreaDetail, day: string): Promise<AreaView | undefined> {
  return firstThat(area, (each) => inForce(each, day))
}

/** What an area is in the tree since the reform, or in the one before it. */
export function sameInTree(area: AreaDetail, newTree: boolean): Promise<AreaView | undefined> {
  return firstThat(area, (each) => isNewTree(each) === newTree)
}

async function firstThat(area: AreaDetail, fits: (each: AreaView) => boolean): Promise<AreaView | undefined> {
  const found = [area, ...area.successors, ...area.predecessors].find((each) => each.level === area.level && fits(each))
  const above = area.above.at(-1)
  return found ?? (above ? firstThat(await getArea(above.id), fits) : undefined)
}

/** The day, or the nearest one on which the area stands. */
export function dayOf(area: AreaView | undefined, day: string): string {
  if (area === undefined) return day
  if (day < area.validFrom) return area.validFrom
  return area.validTo !== null && day > area.validTo ? area.validTo : day
}
