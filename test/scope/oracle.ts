import { withClient } from '#kernel/database/pool.ts'
import type { Member } from '#test/people.ts'

/** What decides about a member's view, told apart from the policies: trees are walked by parents, never by ranges. */
export type Viewer = { name: string; member: Member; whole: boolean; permissions: ReadonlySet<string> }

/** The parents of every body and area, and what each role may do. */
export type Ground = {
  viewer: (name: string, member: Member) => Viewer
  /** Whether a body is the viewer's own or below it. */
  within: (viewer: Viewer, body: number | null) => boolean
  /** Whether an area lies in the territory of the viewer's body (its seat and all below), or the viewer sees them all. */
  covers: (viewer: Viewer, area: number | null) => boolean
}

type Parents = ReadonlyMap<number, number | null>

function isAtOrBelow(parents: Parents, id: number | null, top: number): boolean {
  return id !== null && (id === top || isAtOrBelow(parents, parents.get(id) ?? null, top))
}

/** Reads trees and roles of the cast's database. */
export function readGround(adminUrl: string): Promise<Ground> {
  return withClient(adminUrl, { name: 'test' }, async (client) => {
    const tree = async (table: string): Promise<Parents> => {
      const { rows } = await client.query<{ id: number; parent: number | null }>(`select id, parent_id as parent from ${table}`)
      return new Map(rows.map(({ id, parent }) => [id, parent]))
    }
    const [areas, bodies] = [await tree('area'), await tree('body')]
    const { rows: roles } = await client.query<{ role: string; whole: boolean; permissions: string[] }>(
      'select r.name as role, r.sees_whole as whole, array(select permission from role_permission p where p.role = r.name) as permissions from role r')
    const { rows: seats } = await client.query<{ id: number; seat: number }>('select id, seat_area_id as seat from body')
    const seatOf = new Map(seats.map(({ id, seat }) => [id, seat]))
    return {
      viewer: (name, member) => {
        const role = roles.find((each) => each.role === member.role)!
        return { name, member, whole: role.whole, permissions: new Set(role.permissions) }
      },
      within: ({ member }, body) => isAtOrBelow(bodies, body, member.actsForId),
      covers: ({ member, whole }, area) => whole || isAtOrBelow(areas, area, seatOf.get(member.actsForId)!),
    }
  })
}
