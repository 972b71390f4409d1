import { useParamsOfAddress } from '../ui/params.ts'
import { groupings, periodBases, type Standing, type StatisticsQuery, type TaskQuery } from '@phaodai/office'
import type { TaskFilter } from '../api/office.ts'
import { tasksAt } from '../tasks/filter.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { periodAround } from './period.ts'

export type Change = (change: Partial<Record<keyof StatisticsQuery, string | undefined>>) => void

function oneOf<T extends string>(options: readonly T[], value: string | null): T | undefined {
  return options.find((option) => option === value)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What is asked stands in the address: a link, a reload and the back button keep it. This month unless told. */
export function useStatisticsQuery(): [StatisticsQuery, Change] {
  const [params, change] = useParamsOfAddress()
  const month = periodAround('month', todayInVietnam())
  const given = (name: string): string | null => params.get(name)
  const day = (name: 'from' | 'to'): string => (DAY.test(given(name) ?? '') ? given(name)! : month[name])
  const query: StatisticsQuery = {
    side: oneOf(['given', 'received'], given('side')) ?? 'given', reach: oneOf(['subtree', 'own'], given('reach')) ?? 'subtree', basis: oneOf(periodBases, given('basis')) ?? 'given',
    by: oneOf(groupings, given('by')) ?? 'body', asOf: oneOf(['end', 'today'], given('asOf')) ?? 'end', from: day('from'), to: day('to'), deadlineSource: oneOf(['document', 'office'], given('deadlineSource')),
    ...(Number(given('bodyId')) > 0 && { bodyId: Number(given('bodyId')) }), ...(given('directiveId') && { directiveId: given('directiveId')! }),
  }
  return [query, change]
}

/** Address of the task list with exactly these tasks. */
export function addressOf(filter: Partial<TaskQuery>, more: { standing: Standing | 'late' | 'counted'; deadlineSource?: 'office' }): string {
  const given = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)])
  return tasksAt(Object.fromEntries(given) as TaskFilter)
}
