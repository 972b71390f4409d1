import type { WorkingCalendar } from '@phaodai/vocabulary'
import { Dice } from '../random.ts'
import { later } from '../working-hours.ts'
import { childOf, targetsOf, type Tree } from './cascade.ts'
import { fateOf, isOpen, withOpenChildren, type Fate } from './fates.ts'
import { escalate, lastInstant, tell, type Telling } from './life.ts'
import type { Life, SeedTask } from './types.ts'

export { Tree } from './cascade.ts'
export { PERMISSION, standingOf, stateOf } from './standing.ts'
export type { EventKind, Life, SeedTask, Standing, Step } from './types.ts'

export interface World {
  seed: number
  today: string
  calendar: WorkingCalendar
  tree: Tree
  /** Bodies of the cast pass on most of what they get, so that their people have work to show. */
  lively: ReadonlySet<number>
}
export interface History {
  /** Tasks that cascades made, parents before children. */
  children: SeedTask[]
  /** Everything that happened, children before the tasks they hang on. */
  lives: Life[]
}

/** One body in eight is slow in everything it does, so that the leader's page shows whose work is late. */
const SLOW_SHARE = 1 / 8
/** Share of cascades that were followed up until every body had finished. */
const TIDY_SHARE = 0.5
const CASCADE_NOTE = 'Giao các đơn vị thực hiện, báo cáo đúng hạn.'

/** Invents eight weeks of work for given tasks: cascades, reports, delays. Pure; the same seed tells the same story. */
export function invent(tasks: readonly SeedTask[], world: World): History {
  const history: History = { children: [], lives: [] }
  for (const task of tasks) live(task, world, history, false)
  return history
}

interface Ended { open: boolean; at: string }

function live(task: SeedTask, world: World, history: History, tidy: boolean): Ended {
  const dice = new Dice(world.seed, `life/${task.key}`)
  const acceptedAt = later(dice, task.createdAt, 0, 2, pace(world))
  const cascadedAt = later(dice, acceptedAt, 0, 1, pace(world))
  const children = targetsOf(task, world.tree, world.lively.has(task.bodyId), dice).map(body => childOf(task, body, cascadedAt, world.seed, dice))
  history.children.push(...children)
  const followedUp = tidy || dice.chance(TIDY_SHARE)
  const ends = children.map(child => live(child, world, history, followedUp))
  const telling: Telling = {
    dice, today: world.today, calendar: world.calendar, cascade: children.length > 0 ? { acceptedAt, at: cascadedAt, note: CASCADE_NOTE } : null,
    notBefore: ends.reduce<string | null>((latest, end) => (latest === null || end.at > latest ? end.at : latest), null),
  }
  const fate = fitting(task, ends, world, tidy, dice)
  const steps = escalate(tell(task, fate, telling), task, telling)
  const escalatedTo = steps.at(-1)?.kind === 'escalated' ? world.tree.get(task.assignerId).parentId : null
  const told = steps.at(-1)?.kind === 'escalated' && escalatedTo === null ? steps.slice(0, -1) : steps
  history.lives.push({ task, steps: told, escalatedTo })
  return { open: isOpen(fate), at: told.at(-1)?.at ?? task.createdAt }
}

/** The drawn fate, made to fit what became of the tasks below. */
function fitting(task: SeedTask, ends: readonly Ended[], world: World, tidy: boolean, dice: Dice): Fate {
  const slow = new Dice(world.seed, `slow/${task.bodyId}`).chance(SLOW_SHARE)
  const fate = fateOf(task, world.today, tidy ? 'tidy' : slow ? 'slow' : 'usual', dice)
  if (ends.length === 0) return fate
  return ends.some(end => end.open) ? withOpenChildren(task, fate, world.today) : dice.chance(0.7) ? 'done' : 'awaiting'
}

function pace(world: World) {
  return { calendar: world.calendar, limit: lastInstant(world.today) }
}
