import { steps, type FigureQuery, type Step } from '@phaodai/indicators'
import { addDays } from '@phaodai/vocabulary'
import { useParamsOfAddress } from '../ui/params.ts'
import { todayInVietnam } from '../ui/marks.tsx'

export type Change = (change: Partial<Record<'area' | 'from' | 'to' | 'step' | 'class' | 'day' | 'show', string | undefined>>) => void

const DAY = /^\d{4}-\d{2}-\d{2}$/
const day = (text: string | null): string | undefined => (text !== null && DAY.test(text) ? text : undefined)
const number = (text: string | null): number | undefined => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
const stepOf = (text: string | null): Step | undefined => steps.find((each) => each === text)

/** What the list of indicators is asked, from the address: this week up to today unless told. */
export function useBoardQuery(): [{ area: number | undefined; day: string | undefined; step: Step }, Change] {
  const [params, change] = useParamsOfAddress()
  return [{ area: number(params.get('area')), day: day(params.get('day')), step: stepOf(params.get('step')) ?? 'week' }, change]
}

/** What one indicator is asked: the last four weeks by day unless told. */
export function useFigureQuery(): [FigureQuery & { show: 'chart' | 'areas' }, Change] {
  const [params, change] = useParamsOfAddress()
  const to = day(params.get('to')) ?? todayInVietnam()
  const kind = params.get('class')
  return [{
    area: number(params.get('area')), from: day(params.get('from')) ?? addDays(to, -27), to, step: stepOf(params.get('step')) ?? 'day',
    ...(kind !== null && { class: kind }), show: params.get('show') === 'areas' ? 'areas' : 'chart',
  }, change]
}

/** Address of one indicator's page. */
export function indicatorAt(name: string, query: Partial<Record<'area' | 'from' | 'to' | 'step' | 'class', string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)])
  return `/chi-so/${name}?${new URLSearchParams(given).toString()}`
}
