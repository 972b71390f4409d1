import { expect, test } from 'vitest'
import { proposeTeams, type ToSee } from './propose.ts'

// One degree of latitude is 111.2 km on a sphere of 6371 km.
const at = (contactId: string, lat: number | null, urgency: ToSee['urgency'] = 'watched'): ToSee => ({ contactId, lat, lng: lat === null ? null : 106.6, urgency })
const team = (id: string, lat: number, capacity: number) => ({ id, lat, lng: 106.6, capacity })
const of = (people: ToSee[], teams: ReturnType<typeof team>[]): (string | null)[] => proposeTeams(people, teams).lines.map(({ teamId }) => teamId)

test('everybody goes to the near team while it has room, and who loses least by it goes to the far one', () => {
  const teams = [team('north', 21.6, 2), team('south', 21.4, 5)]
  // 21.52, 21.55 and 21.58 are all nearer to the north, which takes two: the first loses least (0.12 - 0.08 against 0.15 - 0.05).
  expect(of([at('a', 21.52), at('b', 21.55), at('c', 21.58)], teams)).toEqual(['south', 'north', 'north'])
  expect(proposeTeams([at('a', 21.5)], teams)).toMatchObject({ optimal: true, lines: [{ km: expect.closeTo(11.1, 1) }] })
})

test('without room for all the urgent are seen and the others left out, however near', () => {
  expect(of([at('near', 21.6), at('ill', 22.9, 'ill'), at('late', 22.9, 'late')], [team('one', 21.6, 2)])).toEqual([null, 'one', 'one'])
})

test('no team leaves all out; an area whose middle is not known still gets one', () => {
  expect(of([at('a', 21.5)], [])).toEqual([null])
  expect(proposeTeams([at('a', null)], [team('one', 21.6, 1)]).lines).toEqual([{ contactId: 'a', teamId: 'one', km: null }])
})
