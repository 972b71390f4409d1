import { isPossible, mayEver, nearlyDueDays, permissionOf, taskActions, type Picture, type Piles, type Task, type TaskAction, type TaskCounts, type TaskDetail, type TaskEvent, type TaskQuery } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { factsOf } from './act.ts'
import { cursorAfter } from './conditions.queries.ts'
import { countTasks, findParent, findTask, loadChildren, loadEvents, loadSiblings, loadTasks, loadTasksById } from './load.ts'
import { asTask, type TaskRow } from './row.ts'
import { loadOwnTally, loadTally, type TallyRow } from './tally.queries.ts'

/** One page, and the cursor of the next. */
export async function pageOf(tx: Tx, query: TaskQuery, today: string): Promise<{ rows: Task[]; next: string | null }> {
  const found = await loadTasks(tx, query, today)
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  return { rows: rows.map(row => asTask(row, today)), next: found.length > query.limit && last ? cursorAfter(last, query.sort) : null }
}

/** Tasks by id, in no given order; what is out of sight is left out. */
export async function tasksById(tx: Tx, ids: readonly string[], today: string): Promise<Task[]> {
  return (await loadTasksById(tx, ids)).map(row => asTask(row, today))
}

function actionsFor(task: TaskRow, who: Who, today: string): TaskAction[] {
  const facts = factsOf(task)
  return taskActions.filter(action => who.held.includes(permissionOf[action]) && mayEver(action, facts, who.bodyId) && isPossible(action, facts, today))
}

/** Everything of one task that the viewer may see, and what he may do with it. */
export async function detailOf(tx: Tx, who: Who, id: string, today: string): Promise<TaskDetail> {
  const [row, events, children, siblings] = await Promise.all([
    findTask(tx, id), loadEvents(tx, id), loadChildren(tx, id), loadSiblings(tx, id),
  ])
  if (!row) throw new Problem('not-found')
  return {
    ...asTask(row, today), events, siblings,
    children: children.map(child => asTask(child, today)),
    parent: row.parentId ? await findParent(tx, id) ?? null : null,
    actions: actionsFor(row, who, today),
  }
}

/** The same of a task just given to one body, from what was written: it has nothing before, beside or below it. */
export function givenAlone(row: TaskRow, event: TaskEvent, who: Who, today: string): TaskDetail {
  return { ...asTask(row, today), events: [event], children: [], siblings: [], parent: null, actions: actionsFor(row, who, today) }
}

const LATE_STATES = ['not_started', 'in_progress', 'sent_back']
const CLOSED_STATES = ['done', 'refused', 'cancelled', 'suspended']

/** Adds up tally rows by the piles of the screens. */
export function pilesOf(rows: readonly TallyRow[]): Piles {
  const sum = (wanted: (row: TallyRow) => boolean): number => rows.filter(wanted).reduce((total, row) => total + row.n, 0)
  const state = (name: string) => (row: TallyRow): boolean => row.state === name
  const working = (row: TallyRow): boolean => LATE_STATES.includes(row.state)
  const open = (row: TallyRow): boolean => !CLOSED_STATES.includes(row.state)
  return {
    open: sum(open), notStarted: sum(state('not_started')), inProgress: sum(row => ['in_progress', 'sent_back'].includes(row.state)),
    awaiting: sum(state('awaiting_confirmation')), done: sum(state('done')),
    late: sum(row => working(row) && row.overdue), dueSoon: sum(row => working(row) && row.soon),
    noDeadline: sum(row => open(row) && !row.dated), officeDated: sum(row => open(row) && row.officeDated),
  }
}

/** Piles of everything in scope, from the tally. */
export async function pilesIn(tx: Tx, who: Who, today: string): Promise<Piles> {
  return pilesOf(await loadTally(tx, who.seesWhole, today, addDays(today, nearlyDueDays)))
}

const DECISION = { box: 'all', pile: 'decision', sort: 'deadline', limit: 20 } as const

/** Tasks that wait for the acting body's word: confirmation, requests, reviews, what was escalated to it. */
export async function decisions(tx: Tx, today: string): Promise<Pick<Picture, 'decisions' | 'decisionsTotal'>> {
  const page = await pageOf(tx, DECISION, today)
  return { decisions: page.rows, decisionsTotal: page.next ? await countTasks(tx, DECISION, today) : page.rows.length }
}

/** Numbers for the piles of all three boxes. */
export async function countsFor(tx: Tx, who: Who, today: string): Promise<TaskCounts> {
  const soonUntil = addDays(today, nearlyDueDays)
  const all = await loadTally(tx, who.seesWhole, today, soonUntil)
  const own = who.seesWhole ? await loadOwnTally(tx, today, soonUntil) : all
  return {
    mine: pilesOf(own.filter(row => row.mine)), given: pilesOf(own.filter(row => row.given)), all: pilesOf(all),
    decision: await countTasks(tx, DECISION, today),
  }
}
