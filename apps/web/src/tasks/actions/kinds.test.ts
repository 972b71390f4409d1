import { taskActions } from '@phaodai/office'
import { describe, expect, it } from 'vitest'
import { actionKinds, dueOf, inOrder } from './kinds.ts'

describe('actions of a task on screen', () => {
  it('have a dialog each, except the cascade, which has its own', () => {
    expect(Object.keys(actionKinds).sort()).toEqual(taskActions.filter((action) => action !== 'cascade').sort())
  })

  it('keep every allowed action and no other', () => {
    expect(inOrder({ actions: [...taskActions], pendingRequest: null }).sort()).toEqual([...taskActions].sort())
    expect(inOrder({ actions: ['cancel', 'accept'], pendingRequest: null })).toEqual(['accept', 'cancel'])
  })

  it('fill one button only when something is due', () => {
    expect(dueOf({ actions: ['report', 'complete', 'cascade'], pendingRequest: null, timing: 'in_time' })).toBe('report')
    expect(dueOf({ actions: ['reassign', 'chase', 'cancel'], pendingRequest: null, timing: 'in_time' })).toBeNull()
    expect(dueOf({ actions: ['reassign', 'chase', 'cancel'], pendingRequest: null, timing: 'overdue' })).toBe('chase')
    expect(dueOf({ actions: ['chase', 'reassign', 'deny-reassignment'], pendingRequest: 'reassignment', timing: 'overdue' })).toBe('reassign')
  })
})
