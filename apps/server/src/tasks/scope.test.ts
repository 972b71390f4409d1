import type { TaskPage } from '@phaodai/office'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

interface Grown { id: number; parent: number | null; last: number }
interface Given { body: number; assigner: number; origin: number; monitor: number | null }

let server: TestApp
let hash: string
let next = 10_000_000

beforeAll(async () => {
  server = await testApp()
  hash = await testHash()
})
afterAll(() => server.stop())

/** A forest in pre-order with gaps: parents are drawn as offsets to earlier bodies, so that any shape may come. */
function grow(shape: readonly number[]): Grown[] {
  const parents = shape.map((draw, n) => (n === 0 || draw === 0 ? null : n - 1 - ((draw - 1) % n)))
  const found: Grown[] = []
  const visit = (n: number, parent: number | null): number => {
    const id = (next += 1 + (n % 3))
    const grown: Grown = { id, parent, last: id }
    found.push(grown)
    parents.forEach((each, child) => { if (each === n) grown.last = visit(child, id) })
    return grown.last
  }
  parents.forEach((parent, n) => { if (parent === null) visit(n, null) })
  return found
}

/** The oracle: walks up the tree by parents, and knows nothing of ranges, policies or SQL. */
function isAtOrBelow(trees: readonly Grown[], body: number | null, top: number): boolean {
  const found = trees.find(each => each.id === body)
  return found !== undefined && (found.id === top || isAtOrBelow(trees, found.parent, top))
}

const sees = (trees: readonly Grown[], task: Given, viewer: number): boolean =>
  [task.body, task.assigner, task.origin, task.monitor].some(each => isAtOrBelow(trees, each, viewer))

async function plant(trees: readonly Grown[], tasks: readonly (Given & { id: string })[], viewers: readonly Member[]): Promise<void> {
  await asInstallation(server.adminUrl, async (client) => {
    for (const { id, parent, last } of trees) {
      await client.query(`insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
        values ($1::int, $2, $3, 'department', 'state', 'commune', $4, $4, $4, $5, '2021-01-01')`, [id, parent, last, `Phòng ${id}`, areas.communeA1])
    }
    for (const viewer of viewers) await plantMember(client, viewer, hash)
    for (const { id, body, assigner, origin, monitor } of tasks) {
      await client.query(`insert into task (id, body_id, assigner_id, origin_id, monitor_id, role, text, nature, deadline_kind, search_key, created_by)
        values ($1, $2, $3, $4, $5, 'lead', 'Việc chung', 'standing', 'none', 'viec chung', $6)`, [id, body, assigner, origin, monitor, cast.admin.postId])
    }
  })
}

function viewerAt(bodyId: number): Member {
  return { username: `xem${bodyId}`, fullName: 'Người Xem', personId: randomUUID(), postId: randomUUID(), accountId: randomUUID(), bodyId, actsForId: bodyId, role: 'officer', title: 'x' }
}

const idsAt = async (caller: Caller, query: string): Promise<string[]> => ((await caller.get(`/api/tasks?limit=200&${query}`)).json() as TaskPage).rows.map(row => row.id).sort()

async function agreesWithOracle(caller: Caller, viewer: number, trees: readonly Grown[], tasks: readonly (Given & { id: string })[]): Promise<void> {
  const wanted = tasks.filter(task => sees(trees, task, viewer)).map(task => task.id).sort()
  for (const query of ['', 'sort=deadline', 'q=viec', 'pile=new']) expect(await idsAt(caller, query), query).toEqual(wanted)
  expect((await caller.get('/api/tasks/counts')).json().all.open).toBe(wanted.length)
  expect((await caller.get('/api/picture')).json().counts.open).toBe(wanted.length)
  expect((await caller.get('/api/tasks/export.csv')).body.trim().split('\n')).toHaveLength(wanted.length + 1)
  for (const task of tasks) expect((await caller.get(`/api/tasks/${task.id}`)).statusCode).toBe(wanted.includes(task.id) ? 200 : 404)
}

const forest = fc.array(fc.nat(20), { minLength: 3, maxLength: 14 })
const draws = fc.array(fc.record({ body: fc.nat(), assigner: fc.nat(), origin: fc.nat(), monitor: fc.option(fc.nat()) }), { maxLength: 12 })

describe('what a viewer sees of any tasks in any tree', () => {
  it('is what an oracle outside the database says, on every route', async () => {
    await fc.assert(fc.asyncProperty(forest, draws, fc.array(fc.nat(), { minLength: 2, maxLength: 3 }), async (shape, drawn, seats) => {
      const trees = grow(shape)
      const at = (draw: number): number => trees[draw % trees.length]!.id
      const tasks = drawn.map(each => ({ id: randomUUID(), body: at(each.body), assigner: at(each.assigner), origin: at(each.origin), monitor: each.monitor === null ? null : at(each.monitor) }))
      const viewers = [...new Set(seats.map(at))].map(viewerAt)
      await plant(trees, tasks, viewers)
      for (const viewer of viewers) {
        const token = await signIn(server.app, viewer.username)
        await agreesWithOracle(callerOf(server.app, token!, viewer.postId), viewer.bodyId, trees, tasks)
      }
    }), { numRuns: 8 })
  })
})

describe('Party and State in one commune', () => {
  it('neither sees the other\'s tasks, and the health station sees neither', async () => {
    const [districtParty, districtState, party, state, station] = await Promise.all([cast.districtPartyClerk, cast.districtClerk, cast.communePartyClerk, cast.communeClerk, cast.healthStation].map(server.as))
    const give = async (caller: Caller, bodyId: number): Promise<string> => (await caller.put(`/api/tasks/${randomUUID()}`, { text: 'Việc riêng của một hệ', bodyId, deadline: null })).json().id
    const [ofParty, ofState, ofStation] = [await give(districtParty!, bodies.communeA1Party), await give(districtState!, bodies.communeA1), await give(state!, bodies.healthStationA1)]
    expect(await idsAt(party!, 'q=viec%20rieng')).toEqual([ofParty])
    expect(await idsAt(state!, 'q=viec%20rieng')).toEqual([ofState, ofStation].sort())
    expect(await idsAt(station!, 'q=viec%20rieng')).toEqual([ofStation])
    expect((await station!.get(`/api/tasks/${ofParty}`)).statusCode).toBe(404)
    expect((await party!.get(`/api/tasks/${ofState}`)).statusCode).toBe(404)
  })
})
