import { describe, expect, it } from 'vitest'
import { isPossible, taskStates, timingOf, type TaskAction, type TaskState } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import { buildBodies, type AreaUnit } from '#server/bodies/by-rule/index.ts'
import { invent, standingOf, stateOf, Tree, type EventKind, type Life, type SeedTask } from './index.ts'

const TODAY = '2022-01-10'
/** A province of three districts with four communes each; two villages in one of them. */
const areas: AreaUnit[] = [{ id: 1000, lastId: 40_999, parentId: null, level: 'province', code: '20', kind: 'tỉnh', name: 'Thử' }]
for (let d = 1; d <= 3; d++) {
  areas.push({ id: d * 10_000, lastId: d * 10_000 + 9_999, parentId: 1000, level: 'district', code: `${d}`, kind: 'huyện', name: `H${d}` })
  for (let c = 1; c <= 4; c++) areas.push({ id: d * 10_000 + c * 1000, lastId: d * 10_000 + c * 1000 + 999, parentId: d * 10_000, level: 'commune', code: `${d}${c}`, kind: 'xã', name: `X${d}${c}` })
}
for (const n of [1, 2]) areas.push({ id: 11_000 + n, lastId: 11_000 + n, parentId: 11_000, level: 'village', code: `11${n}`, kind: 'thôn', name: `T${n}` })
const bodies = buildBodies(areas, '2021', '20')
const province = bodies.find(body => body.rule === 'ubnd' && body.level === 'province')!
const districts = bodies.filter(body => body.rule === 'ubnd' && body.level === 'district')
const tree = new Tree(bodies)

const tasks: SeedTask[] = Array.from({ length: 240 }, (_, n): SeedTask => {
  const deadline = n % 4 === 0 ? null : addDays('2021-12-01', (n * 7) % 70)
  return {
    key: `t${n}`, id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, createdAt: '2021-11-24T09:00:00.000+07:00', directiveId: null, orderId: null, parentId: null,
    originId: province.id, authorityId: null, assignerId: province.id, bodyId: districts[n % 3]!.id, monitorId: null, role: 'lead', itemLabel: null, text: n % 5 === 0 ? 'Kiện toàn Tổ COVID cộng đồng' : 'Tiêm đủ mũi',
    topics: n % 5 === 0 ? ['organisation'] : ['vaccination'], nature: 'deliverable', areaId: null, deadlineKind: deadline ? 'date' : 'none', deadline, deadlinePrinted: null,
    deadlineSource: deadline ? 'document' : null, recurring: null, reportTo: null, searchKey: 'x',
  }
})
const history = invent(tasks, { seed: 1, today: TODAY, calendar: new Map(), tree, lively: new Set<number>() })
const ACTION: Partial<Record<EventKind, TaskAction>> = {
  accepted: 'accept', reported: 'report', completed: 'complete', confirmed: 'confirm', sent_back: 'send-back', suspended: 'suspend', cancelled: 'cancel', reassigned: 'reassign',
  chased: 'chase', escalated: 'escalate', extension_asked: 'ask-extension', extension_granted: 'grant-extension', reassignment_asked: 'ask-reassignment', cascaded: 'cascade',
}

describe('invented history', () => {
  it('has every state and every timing', () => {
    expect(new Set(history.lives.map(life => stateOf(life.steps)))).toEqual(new Set(taskStates))
    const open = history.lives.filter(life => ['not_started', 'in_progress'].includes(stateOf(life.steps)))
    expect(new Set(open.map(life => timingOf(standingOf(life).deadline, null, TODAY)))).toEqual(new Set(['in_time', 'nearly_due', 'overdue', 'no_deadline']))
  })

  it('does nothing that the table of actions forbids', () => {
    for (const { task, steps } of history.lives) {
      let state: TaskState = 'not_started'
      let pending: 'extension' | 'reassignment' | null = null
      for (const step of steps) {
        const facts = { ...task, state, pendingRequest: pending, needsReview: null }
        expect(isPossible(ACTION[step.kind]!, facts, step.at.slice(0, 10)), `${task.key} ${step.kind} in ${state} at ${step.at}, due ${task.deadline}`).toBe(true)
        state = step.toState ?? state
        pending = step.kind === 'extension_asked' ? 'extension' : step.kind === 'reassignment_asked' ? 'reassignment' : step.kind === 'extension_granted' ? null : pending
      }
    }
  })

  it('goes forward in time and ends before today', () => {
    for (const { task, steps } of history.lives) {
      const times = [task.createdAt, ...steps.map(step => step.at)]
      expect(times.slice().sort()).toEqual(times)
      expect(times.at(-1)! < `${TODAY}T00:00:00.000+07:00`).toBe(true)
    }
  })

  it('finishes nothing while a task below is open, and tells children first', () => {
    const index = new Map(history.lives.map((life, n) => [life.task.id, n]))
    const last = (life: Life): string => life.steps.at(-1)?.at ?? ''
    for (const life of history.lives.filter(each => each.task.parentId !== null)) {
      const parent = history.lives[index.get(life.task.parentId!)!]!
      expect(index.get(parent.task.id)!).toBeGreaterThan(index.get(life.task.id)!)
      if (['done', 'awaiting_confirmation'].includes(stateOf(parent.steps))) {
        expect(['done', 'cancelled', 'refused']).toContain(stateOf(life.steps))
        expect(parent.steps.find(step => step.kind === 'completed')!.at >= last(life)).toBe(true)
      }
    }
  })

  it('is told the same for the same seed', () => {
    expect(invent(tasks, { seed: 1, today: TODAY, calendar: new Map(), tree, lively: new Set<number>() })).toEqual(history)
    expect(invent(tasks, { seed: 2, today: TODAY, calendar: new Map(), tree, lively: new Set<number>() })).not.toEqual(history)
  })
})
