import { addDays } from '@phaodai/vocabulary'
import { nearlyDueDays } from '@phaodai/office'
import type { Dice } from '../random.ts'
import type { SeedTask } from './types.ts'

/** How a task's eight weeks end. */
export type Fate =
  | 'new' | 'doing' | 'awaiting' | 'done' | 'done-late' | 'sent-back' | 'extended' | 'asks-extension' | 'asks-reassignment'
  | 'refused' | 'suspended' | 'cancelled' | 'late' | 'late-untouched'

type Weights = Partial<Record<Fate, number>>

/** Past its deadline; few are late, because most offices do their work. */
const PAST: Weights = { 'done': 64, 'done-late': 9, 'late': 4, 'late-untouched': 2, 'awaiting': 6, 'sent-back': 2, 'extended': 5, 'asks-extension': 3, 'suspended': 1, 'cancelled': 2, 'refused': 2 }
const PAST_SLOW: Weights = { 'done': 40, 'done-late': 18, 'late': 18, 'late-untouched': 7, 'awaiting': 6, 'sent-back': 4, 'extended': 3, 'asks-extension': 3, 'cancelled': 1 }
/** Under an office that followed everything up to the end. */
const PAST_TIDY: Weights = { 'done': 86, 'done-late': 10, 'cancelled': 3, 'refused': 1 }
const SOON: Weights = { 'doing': 50, 'new': 12, 'done': 18, 'awaiting': 12, 'asks-extension': 8 }
const AHEAD: Weights = { 'new': 28, 'doing': 48, 'done': 10, 'awaiting': 6, 'asks-reassignment': 4, 'suspended': 2, 'extended': 2 }
const UNDATED: Weights = { 'doing': 62, 'new': 12, 'done': 10, 'awaiting': 5, 'sent-back': 3, 'asks-reassignment': 2, 'suspended': 3, 'cancelled': 2, 'refused': 1 }

/** How a body works: most as most do, some slow, and some under an office that follows everything up. */
export type Manner = 'usual' | 'slow' | 'tidy'

/** Draws a fate by the body's manner and the task's deadline. */
export function fateOf(task: SeedTask, today: string, manner: Manner, dice: Dice): Fate {
  if (task.deadline === null) return dice.weighted(UNDATED)
  if (task.deadline < today) return dice.weighted({ usual: PAST, slow: PAST_SLOW, tidy: PAST_TIDY }[manner])
  return dice.weighted(addDays(today, nearlyDueDays) >= task.deadline ? SOON : AHEAD)
}

/** Fates that leave something to do, so that a task above cannot be finished. */
export function isOpen(fate: Fate): boolean {
  return !['done', 'done-late', 'cancelled', 'refused'].includes(fate)
}

/** The fate nearest to the drawn one that a task with open children can have: it goes on, or it is late. */
export function withOpenChildren(task: SeedTask, fate: Fate, today: string): Fate {
  if (['done', 'done-late', 'awaiting', 'sent-back', 'cancelled', 'refused', 'new', 'late-untouched'].includes(fate)) {
    return task.deadline !== null && task.deadline < today ? 'late' : 'doing'
  }
  return fate
}
