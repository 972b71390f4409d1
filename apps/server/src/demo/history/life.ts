import type { TaskState } from '@phaodai/office'
import { addDays, nextWorkingDay, type WorkingCalendar } from '@phaodai/vocabulary'
import type { Dice } from '../random.ts'
import { later, officeHour } from '../working-hours.ts'
import type { Fate } from './fates.ts'
import { reasonLine, reportLine } from './notes.ts'
import type { EventKind, SeedTask, Step } from './types.ts'

/** What a telling needs to know beside the task. */
export interface Telling {
  dice: Dice
  today: string
  calendar: WorkingCalendar
  /** When it was accepted and passed on to bodies below; null when it was not. */
  cascade: { acceptedAt: string; at: string; note: string } | null
  /** When the last of the tasks below it was finished. */
  notBefore: string | null
}

/** Nothing in the demo happens after yesterday afternoon. */
export function lastInstant(today: string): string {
  return `${addDays(today, -1)}T17:00:00.000+07:00`
}

/** Tells a task's life step by step; each step comes after the one before and before this morning. */
class Teller {
  readonly steps: Step[] = []
  readonly #task: SeedTask
  readonly #telling: Telling
  readonly #limit: string
  #at: string

  constructor(task: SeedTask, telling: Telling) {
    this.#task = task
    this.#telling = telling
    this.#at = task.createdAt
    this.#limit = lastInstant(telling.today)
  }

  get dice(): Dice { return this.#telling.dice }
  get deadline(): string | null { return this.steps.findLast(step => step.kind === 'extension_granted')?.newDeadline ?? this.#task.deadline }

  /** Something the obligated body does, some days after the last step. */
  body(kind: EventKind, days: [number, number], more: Partial<Step> = {}): this { return this.#add(kind, this.#task.bodyId, days, more) }
  /** Something the assigner does. */
  assigner(kind: EventKind, days: [number, number], more: Partial<Step> = {}): this { return this.#add(kind, this.#task.assignerId, days, more) }

  accept(): this {
    const { cascade } = this.#telling
    if (cascade === null) return this.body('accepted', [0, 2], { toState: 'in_progress' })
    const { bodyId } = this.#task
    return this.#push('accepted', bodyId, cascade.acceptedAt, { toState: 'in_progress' }).#push('cascaded', bodyId, cascade.at, { note: cascade.note })
  }
  report(days: [number, number] = [2, 5]): this {
    const percent = this.dice.between(2, 8) * 10
    return this.body('reported', days, { note: reportLine(this.dice, this.#task, 'doing'), percent })
  }
  /** Finishes in time or late; without a deadline, after a week or two; never before what is below it is finished. */
  complete(lateBy = 0): this {
    const { notBefore } = this.#telling
    const due = this.deadline === null ? null : addDays(this.deadline, lateBy === 0 ? -this.dice.between(0, 3) : lateBy)
    if (notBefore !== null && notBefore > this.#at) this.#at = notBefore
    const more: Partial<Step> = { toState: 'awaiting_confirmation', note: reportLine(this.dice, this.#task, 'done'), percent: 100 }
    return due !== null && due > this.#at.slice(0, 10) ? this.#on('completed', due, more) : this.body('completed', due === null && notBefore === null ? [4, 12] : [0, 1], more)
  }
  confirm(): this { return this.assigner('confirmed', [0, 2], { toState: 'done', note: this.dice.chance(0.4) ? reasonLine(this.dice, 'confirm') : null }) }
  change(kind: EventKind, toState: TaskState, reason: 'sendBack' | 'suspend' | 'cancel' | 'reassign'): this {
    return this.assigner(kind, [1, 3], { toState, note: reasonLine(this.dice, reason) })
  }

  /** Chasing after the deadline: once a working week at most, three times at most. */
  chased(): this {
    if (this.deadline === null) return this
    let day = addDays(this.deadline, this.dice.between(1, 2))
    for (let times = 0; times < 3 && day < this.#telling.today; times++) {
      this.#on('chased', day, { note: reasonLine(this.dice, 'chase') }, this.#task.monitorId ?? this.#task.assignerId)
      day = addDays(day, this.dice.between(4, 7))
    }
    return this
  }

  #on(kind: EventKind, day: string, more: Partial<Step>, by = this.#task.bodyId): this {
    const at = officeHour(this.dice, nextWorkingDay(this.#telling.calendar, day))
    return at > this.#at && at < this.#limit ? this.#push(kind, by, at, more) : this.#add(kind, by, [0, 1], more)
  }

  #add(kind: EventKind, by: number, [least, most]: [number, number], more: Partial<Step>): this {
    return this.#push(kind, by, later(this.dice, this.#at, least, most, { calendar: this.#telling.calendar, limit: this.#limit }), more)
  }

  #push(kind: EventKind, byBody: number, at: string, more: Partial<Step>): this {
    this.#at = at
    this.steps.push({ kind, at, byBody, note: null, ...more })
    return this
  }
}

function askExtension(teller: Teller): Teller {
  const old = teller.deadline
  if (old === null) return teller
  return teller.body('extension_asked', [1, 3], { note: reasonLine(teller.dice, 'extend'), oldDeadline: old, newDeadline: addDays(old, teller.dice.between(5, 12)) })
}

function grantExtension(teller: Teller): Teller {
  const asked = teller.steps.at(-1)
  if (asked?.kind !== 'extension_asked' || !asked.oldDeadline || !asked.newDeadline) return teller
  return teller.assigner('extension_granted', [0, 1], { note: reasonLine(teller.dice, 'grant'), oldDeadline: asked.oldDeadline, newDeadline: asked.newDeadline })
}

const stories: Record<Fate, (teller: Teller) => Teller> = {
  'new': teller => teller,
  'doing': teller => (teller.dice.chance(0.7) ? teller.accept().report() : teller.accept()),
  'awaiting': teller => teller.accept().complete(),
  'done': teller => (teller.dice.chance(0.5) ? teller.accept().report([1, 2]).complete().confirm() : teller.accept().complete().confirm()),
  'done-late': teller => teller.accept().chased().complete(teller.dice.between(2, 8)).confirm(),
  'sent-back': teller => teller.accept().complete().change('sent_back', 'sent_back', 'sendBack'),
  'extended': teller => grantExtension(askExtension(teller.accept())).report(),
  'asks-extension': teller => askExtension(teller.accept().report([1, 3])),
  'asks-reassignment': teller => teller.body('reassignment_asked', [1, 2], { note: reasonLine(teller.dice, 'reassign') }),
  'refused': teller => teller.body('reassignment_asked', [0, 1], { note: reasonLine(teller.dice, 'reassign') }).change('reassigned', 'refused', 'reassign'),
  'suspended': teller => teller.accept().change('suspended', 'suspended', 'suspend'),
  'cancelled': teller => teller.change('cancelled', 'cancelled', 'cancel'),
  'late': teller => teller.accept().report([1, 4]).chased(),
  'late-untouched': teller => teller.chased(),
}

/** Weeks after the deadline the chased task climbs the tree. */
export function escalate(steps: readonly Step[], task: SeedTask, { dice, today, calendar }: Telling): Step[] {
  const last = steps.at(-1)
  const longLate = task.deadline !== null && addDays(task.deadline, 7) < today
  if (last?.kind !== 'chased' || !longLate || dice.chance(0.35)) return [...steps]
  const at = later(dice, last.at, 1, 3, { calendar, limit: lastInstant(today) })
  return [...steps, { kind: 'escalated', at, byBody: task.assignerId, note: 'Đã đôn đốc nhiều lần chưa có kết quả, báo cáo cấp trên.' }]
}

/** The steps of a task's life that end in the given fate. */
export function tell(task: SeedTask, fate: Fate, telling: Telling): Step[] {
  return stories[fate](new Teller(task, telling)).steps
}
