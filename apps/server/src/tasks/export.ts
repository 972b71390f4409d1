import { timingSaid, type Task } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import { fileOf, type Cell, type Table, type TableFile } from '#server/sheets/index.ts'
import { word } from '#server/words/index.ts'
import { isSample } from './load.ts'

const day = (value: string | null): string => (value ? formatDay(value) : '')
const instantDay = (value: string | null): string => (value ? formatDay(dayInVietnam(value)) : '')
const counted = (value: number): Cell => (value > 0 ? value : '')

/** Columns by the key of their word; cells in the words of the screens. */
const COLUMNS: readonly (readonly [string, (task: Task) => Cell])[] = [
  ['export.directive', task => task.directiveNumber ?? ''], ['export.item', task => task.itemLabel ?? ''], ['tasks.what', task => task.text],
  ['tasks.whose', task => task.body.name], ['filter.role', task => word(`role.${task.role}`)], ['export.assigner', task => task.assigner.name],
  ['who.monitor', task => task.monitor?.name ?? ''], ['tasks.deadline', task => day(task.deadline)],
  ['deadline.source', task => (task.deadlineSource ? word(`deadline.source.${task.deadlineSource}`) : '')],
  ['tasks.state', task => word(`taskState.${task.state}`)], ['tasks.timing', task => word(`timing.${timingSaid(task)}`)], ['export.daysLate', task => counted(task.daysLate)],
  ['export.acceptedOn', task => instantDay(task.acceptedAt)], ['export.doneOn', task => (task.state === 'done' ? instantDay(task.doneAt) : '')],
  ['tasks.lastReport', task => task.lastReport ?? ''], ['export.chased', task => counted(task.chasedCount)],
]

/** The list as it stands on screen, as XLSX or CSV; a demo's file says so in its name and first row. */
export function exportTasks(tasks: readonly Task[], format: 'xlsx' | 'csv', sample: boolean): Promise<TableFile> {
  return fileOf(`${word('export.name')}${sample ? '-MAU' : ''}`, format, {
    ...(sample && { title: word('export.sample') }),
    headers: COLUMNS.map(([key]) => word(key)),
    rows: tasks.map(task => COLUMNS.map(([, cell]) => cell(task))),
    widths: COLUMNS.map(([key]) => (key === 'tasks.what' ? 70 : 18)),
  })
}

/** A table to be exported; that of a demo says above its rows that they are made up. */
export async function markSample(tx: Tx, table: Table): Promise<Table> {
  return (await isSample(tx)) ? { ...table, title: word('export.sample') } : table
}
