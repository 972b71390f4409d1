import { AREA_LEVELS, AREA_TREES, fullAreaName, searchKey, type AreaLevel, type CalendarDay, type Day } from '@phaodai/vocabulary'
import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { ClientBase } from 'pg'
import { saveAreas, saveCalendar, saveSuccessors, type AreaRow, type SuccessorRow } from './save.ts'

const FOLDER = new URL('../../../../db/seed/', import.meta.url)

/** The two seeded trees: their file, and the first and last day they are in force. */
export const TREES = [
  { file: 'areas/areas-2021.csv', ...AREA_TREES['2021'] },
  { file: 'areas/areas-2025.csv', ...AREA_TREES['2025'] },
] as const

/** An id of a commune is followed by so many ids for its villages. */
export const VILLAGE_IDS = 999

const CENTROID_SOURCES: Readonly<Record<string, string>> = {
  portal: 'Cổng bản đồ sắp xếp đơn vị hành chính (sapnhap.bando.com.vn): tâm xã, phường',
  spread: 'Gần đúng: rải trong đơn vị kế thừa năm 2025',
  derived: 'Tính từ tâm các xã, phường, theo diện tích',
}

async function readTable<Row>(file: string): Promise<Row[]> {
  const text = await readFile(new URL(file, FOLDER), 'utf8')
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data
}

type SeedLine = Record<'id' | 'code' | 'kind' | 'name' | 'lat' | 'lon' | 'km2' | 'centroid', string> & { level: AreaLevel }

const depthOf = (level: AreaLevel): number => AREA_LEVELS.indexOf(level)

/** The rows of one tree; parents and ends of subtrees follow from the pre-order of the file. */
export async function readTree(tree: { file: string; validFrom: Day; validTo: Day | null }): Promise<AreaRow[]> {
  const open: AreaRow[] = []
  const rows: AreaRow[] = []
  for (const line of await readTable<SeedLine>(tree.file)) {
    while (open.length > 0 && depthOf(open.at(-1)!.level) >= depthOf(line.level)) open.pop()
    const row = areaRow(line, tree, open.at(-1)?.id ?? null)
    for (const above of open) above.lastId = row.lastId
    open.push(row)
    rows.push(row)
  }
  return rows
}

const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text))

function areaRow(line: SeedLine, tree: { validFrom: Day; validTo: Day | null }, parentId: number | null): AreaRow {
  const { code, level, kind, name } = line
  const id = Number(line.id)
  return {
    id, parentId, lastId: id + VILLAGE_IDS, code, level, kind, name,
    fullName: fullAreaName(kind, name),
    searchKey: searchKey(name),
    validFrom: tree.validFrom, validTo: tree.validTo,
    lat: numberOrNull(line.lat), lon: numberOrNull(line.lon), km2: numberOrNull(line.km2),
    centroidSource: CENTROID_SOURCES[line.centroid] ?? null,
  }
}

/** The links from units of 2021 to those of 2025. */
export async function readSuccessors(): Promise<SuccessorRow[]> {
  const lines = await readTable<{ old_id: string; new_id: string; source: string }>('areas/successors.csv')
  return lines.map((line) => ({ predecessorId: Number(line.old_id), successorId: Number(line.new_id), source: line.source }))
}

/** Holidays and swapped days 2020-2027; days nobody has announced yet (confidence "low") are left to the administrator. */
export async function readCalendar(): Promise<CalendarDay[]> {
  const lines = await readTable<CalendarDay & { confidence: 'high' | 'medium' | 'low' }>('calendar.csv')
  return lines.filter((line) => line.confidence !== 'low').map(({ confidence: _, ...day }) => day)
}

/**
 * Loads both trees and the links between them; safe to repeat. Returns how many rows were written.
 * Needs the rights of the tables' owner; call it inside a transaction.
 */
export async function seedAreas(client: Pick<ClientBase, 'query'>): Promise<{ areas: number; successors: number }> {
  const trees = await Promise.all(TREES.map(readTree))
  const areas = await saveAreas(client, trees.flat())
  return { areas, successors: await saveSuccessors(client, await readSuccessors()) }
}

/** Loads Vietnam's holidays and swapped working days; safe to repeat. Returns how many days were added. */
export async function seedCalendar(client: Pick<ClientBase, 'query'>): Promise<number> {
  return saveCalendar(client, await readCalendar())
}
