import type { BodyRow, LandUnit } from '#server/bodies/by-rule/index.ts'
import { byPlace } from '../cast.ts'
import type { Ground } from '../ground.ts'
import type { DemoPost } from '../people.ts'
import { Dice, idFor } from '../random.ts'
import type { PersonRow, PostRow } from '../save.ts'

/** Since when the health centres' officers hold their posts. */
const SINCE = '2020-06-01'
const MADE_AT = '2020-06-01T09:00:00.000+07:00'
const TITLE = 'Cán bộ khoa Kiểm soát bệnh tật'

/** Who enters the cases of each commune, and the people who had to be thought up for it (no account: they are only signed). */
export interface Staff { of: (commune: LandUnit) => DemoPost; nameOf: (commune: LandUnit) => { name: string; phone: string }; persons: Omit<PersonRow, 'accountId' | 'username'>[]; posts: PostRow[] }

/**
 * The health post of the commune's own station where the cast has one, else of the health centre whose ground it is: the
 * cast's, or an officer thought up for that centre.
 */
export function staffOf(ground: Ground, communes: readonly LandUnit[]): Staff {
  const { bodies, people: { ofBody, persons }, seed } = ground
  const places = byPlace(bodies)
  const centres = centresOf(bodies)
  const staff: Pick<Staff, 'persons' | 'posts'> = { persons: [], posts: [] }
  const known = new Map<number, DemoPost>()
  const healthAt = (body: BodyRow | undefined): DemoPost | undefined => body && ofBody.get(body.id)?.find(({ role }) => role === 'health')
  const of = new Map(communes.map((commune) => {
    const station = healthAt(places.get(`tram-y-te@${commune.code}`))
    const centre = centreOf(centres, commune)
    const post = station ?? healthAt(centre) ?? known.get(centre.id) ?? officerOf(centre, seed, staff)
    known.set(post.seatId, post)
    return [commune.id, post]
  }))
  const nameOf = (commune: LandUnit): { name: string; phone: string } => {
    const { name, phone } = [...persons, ...staff.persons].find(({ id }) => id === of.get(commune.id)!.personId)!
    return { name, phone }
  }
  return { ...staff, of: ({ id }) => of.get(id)!, nameOf }
}

/** Health centres, of districts or of regions. */
export function centresOf(bodies: readonly BodyRow[]): BodyRow[] {
  return bodies.filter(({ rule }) => rule === 'ttyt' || rule.startsWith('ttyt-khu-vuc:'))
}

/** The health centre of a commune's district (three levels) or region (two); throws when the rules made none. */
export function centreOf(centres: readonly BodyRow[], commune: LandUnit): BodyRow {
  const centre = centres.find(({ rule, seatAreaId, territory }) => (rule === 'ttyt' ? seatAreaId === commune.parentId : territory.includes(commune.id)))
  if (centre === undefined) throw new RangeError(`no health centre for ${commune.fullName}`)
  return centre
}

function officerOf(centre: BodyRow, seed: number, { persons, posts }: Pick<Staff, 'persons' | 'posts'>): DemoPost {
  const dice = new Dice(seed, `wave/staff/${centre.rule}@${centre.areaCode}`)
  const person = { id: idFor(seed, MADE_AT, `staff/${centre.id}`), name: `${dice.pick(['Nông', 'Vi', 'Lương', 'Hoàng', 'Lý'])} ${dice.pick(['Văn Thử', 'Thị Thử', 'Văn Ví Dụ', 'Thị Minh Họa'])} MẪU`, phone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}` }
  const row: PostRow = { id: idFor(seed, MADE_AT, `staff/post/${centre.id}`), personId: person.id, bodyId: centre.id, actsForId: centre.id, role: 'health', title: TITLE, validFrom: SINCE }
  persons.push(person)
  posts.push(row)
  return { personId: person.id, postId: row.id, bodyId: centre.id, bodyLastId: centre.lastId, title: row.title, role: row.role, seatId: centre.id, bodyName: centre.shortName }
}
