import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@phaodai/vocabulary'
import { delegationState } from './delegation.ts'
import { rotate, shifts, type Absence } from './duty.ts'

const FROM = '2021-09-01'
const members = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 })
const period = fc.integer({ min: 0, max: 60 }).map((days) => addDays(FROM, days))
const some = fc.subarray([...shifts], { minLength: 1 })

describe('a rotation', () => {
  it('fills every shift once and spreads them evenly when nobody is away', () => {
    fc.assert(fc.property(members, period, some, (memberIds, to, wanted) => {
      const planned = rotate({ from: FROM, to, shifts: wanted, memberIds }, [])
      const days = planned.map(({ day, shift }) => `${day}/${shift}`)
      expect(new Set(days).size).toBe(days.length)
      expect(days.length % wanted.length).toBe(0)
      const turns = memberIds.map((id) => planned.filter(({ memberId }) => memberId === id).length)
      expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
    }))
  })

  it('never puts anybody on a day of his leave, and leaves a shift empty only when all are away', () => {
    const absence = (memberIds: string[]): fc.Arbitrary<Absence[]> => fc.array(fc.record({ memberId: fc.constantFrom(...memberIds), validFrom: period, days: fc.nat(9) })
      .map(({ memberId, validFrom, days }) => ({ memberId, validFrom, validTo: addDays(validFrom, days) })), { maxLength: 20 })
    fc.assert(fc.property(members.chain((memberIds) => fc.tuple(fc.constant(memberIds), absence(memberIds))), period, ([memberIds, absences], to) => {
      const planned = rotate({ from: FROM, to, shifts: ['full'], memberIds }, absences)
      const away = (memberId: string, day: string): boolean => absences.some((each) => each.memberId === memberId && each.validFrom <= day && day <= each.validTo)
      expect(planned.filter(({ memberId, day }) => away(memberId, day))).toEqual([])
      for (let day = FROM; day <= to; day = addDays(day, 1)) expect(planned.some((each) => each.day === day)).toBe(!memberIds.every((id) => away(id, day)))
    }))
  })

  it('gives who was away the next turn', () => {
    const planned = rotate({ from: FROM, to: '2021-09-05', shifts: ['full'], memberIds: ['a', 'b', 'c'] }, [{ memberId: 'b', validFrom: '2021-09-02', validTo: '2021-09-03' }])
    expect(planned.map(({ memberId }) => memberId)).toEqual(['a', 'c', 'a', 'b', 'c'])
  })
})

it('a delegation holds from its first day to its last, both included, and no longer when revoked', () => {
  const days = { validFrom: '2021-09-02', validTo: '2021-09-04' }
  expect(['2021-09-01', '2021-09-02', '2021-09-04', '2021-09-05'].map((day) => delegationState({ ...days, revoked: false }, day))).toEqual(['coming', 'holding', 'holding', 'ended'])
  expect(delegationState({ ...days, revoked: true }, '2021-09-03')).toBe('revoked')
})
