import type { Task } from '@phaodai/office'
import { describe, expect, it } from 'vitest'
import { possibleFor, reverseOf, sendParts, whyNot } from './plan.ts'

const DAY = '2021-08-10'
const NONE = { deadline: null, body: null }
const body = (id: number) => ({ id, name: `Cơ quan ${id}` })
const task = (more: Partial<Task> = {}): Task => ({
  id: crypto.randomUUID(), version: 3, state: 'not_started', body: body(1), assigner: body(2), origin: body(3), monitor: null,
  deadline: '2021-08-20', pendingRequest: null, needsReview: null, ...more,
} as Task)

describe('what is told before many tasks are acted on', () => {
  it('names each that would be refused, and why', () => {
    expect(whyNot('accept', task(), 1, DAY, NONE)).toBeNull()
    expect(whyNot('accept', task(), 2, DAY, NONE)).toBe('not-allowed')
    expect(whyNot('accept', task({ state: 'done' }), 1, DAY, NONE)).toBe('illegal-state')
    expect(whyNot('extend', task(), 2, DAY, { ...NONE, deadline: '2021-08-20' })).toBe('earlier')
    expect(whyNot('extend', task(), 2, DAY, { ...NONE, deadline: '2021-08-21' })).toBeNull()
    expect(whyNot('cascade', task(), 1, DAY, { ...NONE, body: body(1) })).toBe('same-body')
  })

  it('offers only what the post may do and some task allows, with how many do', () => {
    const tasks = [task(), task({ state: 'awaiting_confirmation' }), task({ state: 'done' })]
    expect(possibleFor(tasks, 1, DAY, () => true)).toEqual([{ action: 'accept', count: 1 }, { action: 'cascade', count: 1 }])
    expect(possibleFor(tasks, 1, DAY, (permission) => permission !== 'task.accept')).toEqual([{ action: 'cascade', count: 1 }])
    expect(possibleFor(tasks, 2, DAY, () => true).map(({ action }) => action)).toEqual(['confirm', 'extend', 'suspend'])
  })
})

describe('many tasks sent in parts', () => {
  it('lose none when a part fails: what was told stays told, and the rest keeps its ids', async () => {
    const sent = Array.from({ length: 45 }, (_, n) => ({ id: `task ${n}`, eventId: `event ${n}`, version: 3 }))
    const told: string[] = []
    let parts = 0
    const send = async (part: typeof sent) => {
      if (++parts === 2) throw new Error('lost')
      return { done: part.map(({ id }) => ({ id, version: 4 })), refused: [] }
    }
    await expect(sendParts(sent, send, ({ done }) => told.push(...done.map(({ id }) => id)))).rejects.toThrow('lost')
    await sendParts(sent.filter(({ id }) => !told.includes(id)), send, ({ done }) => told.push(...done.map(({ id }) => id)))
    expect(told).toEqual(sent.map(({ id }) => id))
  })
})

describe('what takes an action back', () => {
  it('is there only where the task gets back to where it was', () => {
    expect(reverseOf('suspend', task({ state: 'in_progress' }))).toBe('resume')
    expect(reverseOf('suspend', task({ state: 'sent_back' }))).toBeNull()
    expect(reverseOf('resume', task({ state: 'suspended' }))).toBe('suspend')
    expect((['accept', 'confirm', 'extend', 'grant-extension', 'chase', 'report', 'cancel'] as const).map((action) => reverseOf(action, task()))).toEqual(Array(7).fill(null))
  })
})
