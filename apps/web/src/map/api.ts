/** Units and map layers, as the map asks for them. */
import type { AreaDetail, AreaList, AreaView, MapCells, MapHome, MapLevel, TaskMap, VillageChange, VillageInput } from '@phaodai/office'
import type * as z from 'zod'
import { get, send } from '../api/client.ts'

export type Shown = { day: string; level: MapLevel; within: number | undefined }

export const getMapHome = () => get<MapHome>('/api/map/home')
export const getCells = (shown: Shown) => get<MapCells>('/api/map/cells', shown)
export const getTaskMap = (shown: Shown) => get<TaskMap>('/api/map/tasks', shown)
export const getArea = (id: number, day?: string) => get<AreaDetail>(`/api/areas/${id}`, { day })
export const findAreas = (q: string, day: string) => get<AreaList>('/api/areas', { q, day, limit: 20 })
export const listVillages = (communeId: number, day: string) => get<AreaView[]>(`/api/areas/${communeId}/children`, { day })
export const enterVillage = (id: number, village: z.input<typeof VillageInput>) => send<AreaDetail>('PUT', `/api/areas/${id}`, village)
export const changeVillage = (id: number, change: z.input<typeof VillageChange>) => send<AreaDetail>('PATCH', `/api/areas/${id}`, change)
