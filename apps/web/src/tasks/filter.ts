import { useParamsOfAddress } from '../ui/params.ts'
import type { TaskFilter } from '../api/office.ts'

const names = ['box', 'pile', 'state', 'role', 'bodyId', 'underBodyId', 'areaId', 'directiveId', 'topic', 'q', 'sort', 'assignerId', 'underAssignerId', 'standing', 'basis', 'from', 'to', 'asOf', 'deadlineSource', 'without'] as const
export type FilterName = (typeof names)[number]

/** The list's filter stands in the address, so that a link, a reload and the back button keep it. */
export function useTaskFilter(): [TaskFilter, (change: Partial<Record<FilterName, string | undefined>>) => void] {
  const [params, change] = useParamsOfAddress()
  const filter: TaskFilter = {}
  for (const name of names) {
    const value = params.get(name)
    if (value !== null && value !== '') filter[name] = value
  }
  return [filter, change]
}

/** Address of the task list under a filter: every number on screen links to its tasks. */
export function tasksAt(filter: TaskFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return `/nhiem-vu?${new URLSearchParams(given as [string, string][]).toString()}`
}
