/** Measures of tasks: state is the body's word, the number is computed, and a contradiction is shown to both sides. */
import { findIndicator, periodsWithin, valueOf, type Indicator } from '@phaodai/indicators'
import { meets, type MeasuredTasks, type TaskMeasure, type TaskMeasureInput } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { tasksById } from '../tasks/index.ts'
import { figureOf, getIndicator, readable } from './figures.ts'
import { getArea, loadDays } from './load.ts'
import { findMeasured, insertMeasure, openMeasured, loadMeasures, removeMeasure, standingMeasured, updateMeasure, type MeasureRow } from './measure.queries.ts'

/** States in which a body has said that the task is done. */
const SAID_DONE = ['awaiting_confirmation', 'done']
/** Days that the small line of a task shows. */
const SPARK_DAYS = 30

/** Whether the viewer may see this number: the figure's permission, and all its records in scope or totals for the role. */
function mayShow(who: Who, indicator: Indicator | undefined, within: boolean): indicator is Indicator {
  return indicator !== undefined && readable(who).includes(indicator) && (who.seesWhole || within || who.reads.includes(`total-${indicator.name}`))
}

function measureOf(row: MeasureRow, who: Who): TaskMeasure {
  const { taskId, state, areaId, areaName, level, within, numerator, denominator, ...rest } = row
  const indicator = findIndicator(row.indicator)
  const head = { taskId, ...rest, area: { id: areaId, name: areaName, level }, spark: [] }
  if (!mayShow(who, indicator, within)) return { ...head, hidden: true, value: null, numerator: 0, denominator: 0, reached: null, contradicted: false }
  const value = valueOf(indicator, numerator, denominator)
  const reached = meets(value, row.target, row.direction)
  return { ...head, hidden: false, value, numerator, denominator, reached, contradicted: reached === false && SAID_DONE.includes(state) }
}

/** The number so far on each of the last days: what it would have said that evening. */
async function sparkOf(tx: Tx, { indicator: name, area, from, to }: TaskMeasure): Promise<(number | null)[]> {
  const indicator = findIndicator(name)!
  const days = await loadDays(tx, [name], area.id, from, to, null)
  const first = addDays(to, -SPARK_DAYS) > from ? addDays(to, -SPARK_DAYS) : from
  return periodsWithin({ from: first, to }, 'day').map((day) => figureOf(indicator, days, [], { from, to: day.to }).value)
}

/** The numbers of these tasks, as far as they have a measure and the viewer may see them; the line of days for a single one. */
export async function measuresOf(tx: Tx, who: Who, taskIds: readonly string[], today: string): Promise<TaskMeasure[]> {
  const found = (await loadMeasures(tx, taskIds, today)).map((row) => measureOf(row, who))
  const [only] = found
  if (taskIds.length > 1 || !only || only.hidden) return found
  return [{ ...only, spark: await sparkOf(tx, only) }]
}

/** How many measured tasks a page of the day looks at. */
const MOST_OPEN = 60

/** Open measured tasks of the acting body: what falls short first, then what has no number yet, then what is reached. */
export async function measuredTasks(tx: Tx, who: Who, today: string): Promise<MeasuredTasks> {
  const ids = await openMeasured(tx, MOST_OPEN)
  const tasks = new Map((await tasksById(tx, ids, today)).map((task) => [task.id, task]))
  const measures = (await loadMeasures(tx, ids, today)).map((row) => measureOf(row, who)).filter((each) => tasks.has(each.taskId))
  const rank = ({ reached }: TaskMeasure): number => (reached === false ? 0 : reached === null ? 1 : 2)
  const sorted = measures.toSorted((a, b) => rank(a) - rank(b) || ids.indexOf(a.taskId) - ids.indexOf(b.taskId))
  return { rows: sorted.map((measure) => ({ measure, task: tasks.get(measure.taskId)! })) }
}

/** How many measured tasks a sheet of paper looks at. */
const MOST_LOOKED = 200
/** Measured tasks that miss their target, of so many looked at, the newest; `more`: there are others. */
export interface FallingShort { rows: MeasuredTasks['rows']; looked: number; more: boolean }

/** Measured tasks of the acting body, open or said to be done, whose number misses the target: what contradicts its body first. */
export async function fallingShort(tx: Tx, who: Who, today: string): Promise<FallingShort> {
  const found = await standingMeasured(tx, MOST_LOOKED + 1)
  const ids = found.slice(0, MOST_LOOKED)
  const measures = (await loadMeasures(tx, ids, today)).map((row) => measureOf(row, who))
  const short = measures.filter(({ reached }) => reached === false).toSorted((a, b) => Number(b.contradicted) - Number(a.contradicted) || ids.indexOf(a.taskId) - ids.indexOf(b.taskId))
  const tasks = new Map((await tasksById(tx, short.map(({ taskId }) => taskId), today)).map((task) => [task.id, task]))
  return { rows: short.flatMap((measure) => (tasks.has(measure.taskId) ? [{ measure, task: tasks.get(measure.taskId)! }] : [])), looked: measures.filter(({ hidden }) => !hidden).length, more: found.length > MOST_LOOKED }
}

/** Sets, changes or takes away a task's measure; only the body that gave the task may. */
export async function setMeasure(tx: Tx, who: Who, taskId: string, { version, measure }: TaskMeasureInput): Promise<void> {
  const task = await findMeasured(tx, taskId)
  if (!task) throw new Problem('not-found')
  if (task.assignerId !== who.bodyId) throw new Problem('not-allowed')
  if (task.version !== version) refuseStale(task, { version })
  if (measure === null) {
    if (version > 0 && await removeMeasure(tx, taskId, version) === 0) refuseStale(await findMeasured(tx, taskId), { version })
    return
  }
  const indicator = getIndicator(who, measure.indicator)
  if (indicator.apart) throw new Problem('invalid-input', { fields: { indicator: 'Chỉ số này tách theo từng mặt hàng nên không đo được một nhiệm vụ.' } })
  if (measure.byDay !== null && measure.byDay < task.createdOn) throw new Problem('invalid-input', { fields: { byDay: 'Ngày đạt phải từ ngày giao việc trở đi.' } })
  const { id: areaId } = await getArea(tx, measure.areaId ?? task.seatId)
  const setting = { ...measure, areaId, taskId, rate: indicator.denominator !== undefined, from: task.createdOn }
  const done = version === 0 ? await insertMeasure(tx, setting) : await updateMeasure(tx, setting, version)
  if (done === 0) refuseStale(await findMeasured(tx, taskId), { version })
}
