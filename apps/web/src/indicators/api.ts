/** What the screens of figures ask of the server. */
import type { AreaFigures, AreasQuery, Board, BoardQuery, DeclareInput, FigureQuery, IndicatorDetail, SignInput } from '@phaodai/indicators'
import type { AreaDetail, DirectiveDetail, MeasuredTasks, OrderMeasureInput, TaskMeasure, TaskMeasureInput } from '@phaodai/office'
import type * as z from 'zod'
import { get, newId, send, withQuery } from '../api/client.ts'

const at = (name: string, rest = ''): string => `/api/indicators/${name}${rest}`

export const getBoard = (query: Partial<BoardQuery>) => get<Board>('/api/indicators', query)
export const getIndicatorDetail = (name: string, query: FigureQuery) => get<IndicatorDetail>(at(name), query)
export const getAreaFigures = (name: string, query: AreasQuery) => get<AreaFigures>(at(name, '/areas'), query)
export const exportPath = (name: string, ending: 'csv' | 'xlsx', show: 'series' | 'areas', query: FigureQuery) => withQuery(at(name, `/export.${ending}`), { ...query, show })
export const declareFigure = (name: string, given: z.input<typeof DeclareInput>) => send<{ id: string }>('PUT', at(name, `/declared/${newId()}`), given)
export const retractFigure = (name: string, id: string, version: number, reason: string) => send<{ id: string }>('POST', at(name, `/declared/${id}/retract`), { version, reason })
export const signFigure = (name: string, given: z.input<typeof SignInput>) => send<{ id: string }>('PUT', at(name, `/signed/${newId()}`), given)
export const getMeasures = (tasks: readonly string[]) => get<{ measures: TaskMeasure[] }>('/api/measures', { tasks: tasks.join(',') })
export const getMeasuredTasks = () => get<MeasuredTasks>('/api/measures/open')
export const setTaskMeasure = (taskId: string, given: z.input<typeof TaskMeasureInput>) => send<{ measures: TaskMeasure[] }>('PUT', `/api/tasks/${taskId}/measure`, given)
export const setOrderMeasure = (directiveId: string, orderId: string, given: z.input<typeof OrderMeasureInput>) => send<DirectiveDetail>('PUT', `/api/directives/${directiveId}/orders/${orderId}/measure`, given)
export const getAreaName = (id: number) => get<AreaDetail>(`/api/areas/${id}`)
