import { castOf, bodiesOf, byPlace, type CastMember } from './cast.ts'
import type { BodyRow, Profile } from '#server/bodies/by-rule/index.ts'
import { Dice, idFor } from './random.ts'
import type { Acting, PersonRow, PostRow } from './save.ts'
import { shiftMinutes } from './working-hours.ts'

/** A post of the cast as a change is made in it. */
export interface DemoPost extends Acting { title: string; role: string; seatId: number; bodyName: string }
export interface DemoPeople {
  persons: PersonRow[]
  rows: PostRow[]
  /** All posts in which somebody acts for a body. */
  ofBody: ReadonlyMap<number, DemoPost[]>
}

/** The day from which the cast holds its posts: well before the first directive, main posts before `kiêm` ones. */
const MAIN_SINCE = '2020-06-01'
const SIDE_SINCE = '2020-09-01'
/** People are entered one a minute, so that their ids keep the order of the cast. */
const madeAt = (nth: number): string => shiftMinutes('2020-06-01T08:00:00.000+07:00', nth)

/** Persons, posts and accounts of the cast, with ids from the seed. No operator gives out numbers that begin with 0000. */
export function peopleOf(profile: Profile, bodies: readonly BodyRow[], seed: number): DemoPeople {
  const places = byPlace(bodies)
  const dice = new Dice(seed, 'people')
  const persons: PersonRow[] = []
  const rows: PostRow[] = []
  const ofBody = new Map<number, DemoPost[]>()
  for (const [nth, member] of castOf(profile).entries()) {
    const person = personOf(member, madeAt(nth), seed, dice)
    persons.push(person)
    member.posts.forEach((post, index) => {
      const { seat, acts } = bodiesOf(post, places)
      const row: PostRow = {
        id: idFor(seed, madeAt(nth), `post/${member.username}/${index}`), personId: person.id, bodyId: seat.id, actsForId: acts.id,
        role: post.role, title: post.title, validFrom: index === 0 ? MAIN_SINCE : SIDE_SINCE,
      }
      rows.push(row)
      const acting: DemoPost = { personId: person.id, postId: row.id, bodyId: acts.id, bodyLastId: acts.lastId, title: row.title, role: row.role, seatId: seat.id, bodyName: acts.shortName }
      ofBody.set(acts.id, [...(ofBody.get(acts.id) ?? []), acting])
    })
  }
  return { persons, rows, ofBody }
}

function personOf({ username, name }: CastMember, at: string, seed: number, dice: Dice): PersonRow {
  return {
    id: idFor(seed, at, `person/${username}`), name, username, accountId: idFor(seed, at, `account/${username}`),
    phone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}`,
  }
}
