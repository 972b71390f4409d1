import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayShare, placeInRooms, type Guest, type Room } from './index.ts'

const guest = (id: string, more: Partial<Guest> = {}): Guest => ({ id, family: null, sex: 'female', risk: 'F1 của ca 12', entered: '2021-08-02', ...more })
const room = (id: string, beds: number, guests: Guest[] = []): Room => ({ id, beds, guests })
const where = (guests: Guest[], rooms: Room[]) => Object.fromEntries(placeInRooms(guests, rooms).map((each) => [each.id, `${each.room} ${each.reason}`]))

describe('rooms', () => {
  test('a family of four of both sexes has a room of its own, others of one sex share', () => {
    const family = [guest('bo', { family: 'A', sex: 'male' }), guest('me', { family: 'A' }), guest('con-1', { family: 'A', sex: 'male' }), guest('con-2', { family: 'A' })]
    expect(where([guest('chi'), ...family, guest('anh', { sex: 'male' }), guest('co')], [room('101', 2), room('102', 4), room('103', 2)])).toEqual({
      bo: '102 with-family', me: '102 with-family', 'con-1': '102 with-family', 'con-2': '102 with-family',
      chi: '101 alike', co: '101 alike', anh: '103 alike',
    })
  })

  test.each([
    ['another risk', { risk: 'về từ vùng đỏ' }], ['another day', { entered: '2021-08-03' }], ['the other sex', { sex: 'male' }], ['a sex not known', { sex: null }],
  ] as [string, Partial<Guest>][])('%s shares no room, though a bed is free', (_, more) => {
    expect(where([guest('moi', more)], [room('101', 2, [guest('cu')])])).toEqual({ moi: 'null only-rooms-of-others' })
  })

  test('a family that no room holds is parted and told so; by risk as well', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => guest(id, { family: 'A' }))
    expect(where(four, [room('1', 2), room('2', 2)])).toEqual({ a: '1 away-from-family', b: '1 away-from-family', c: '2 away-from-family', d: '2 away-from-family' })
    expect(where([guest('a', { family: 'A' }), guest('b', { family: 'A', risk: 'F0' })], [room('1', 4), room('2', 4)])).toEqual({ a: '1 away-from-family', b: '2 away-from-family' })
    expect(where([guest('a')], [room('1', 1, [guest('x')])])).toEqual({ a: 'null no-bed' })
  })

  test('whoever comes: nobody lost, no bed given twice, nobody with whom he may not be, none left out whom an empty room would take', () => {
    const guests = fc.array(fc.record({ family: fc.option(fc.constantFrom('A', 'B', 'C')), sex: fc.option(fc.constantFrom('male' as const, 'female' as const)), risk: fc.constantFrom('x', 'y'), entered: fc.constantFrom('2021-08-02', '2021-08-03') }), { maxLength: 25 })
    fc.assert(fc.property(guests, fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 10 }), (list, beds) => {
      const people = list.map((each, index) => ({ id: String(index), ...each }))
      const plan = placeInRooms(people, beds.map((count, index) => room(String(index), count)))
      expect(plan.map(({ id }) => id)).toEqual(people.map(({ id }) => id))
      const inside = beds.map((_, index) => people.filter((_person, at) => plan[at]!.room === String(index)))
      inside.forEach((together, index) => {
        expect(together.length).toBeLessThanOrEqual(beds[index]!)
        expect(mayShare(together)).toBe(true)
      })
      const isEmptyRoom = inside.some((together, index) => together.length === 0 && beds[index]! > 0)
      if (isEmptyRoom) expect(plan.every(({ room: given }) => given !== null)).toBe(true)
    }))
  })
})
