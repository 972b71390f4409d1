import { columnOf, registers, stockMovement, writtenFields, type Register } from '@phaodai/registers'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, openWorld, type Persona, type World } from './harness.ts'
import { sample } from './samples.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.area(1000, 1999, null, 'Tỉnh Mẫu') // where the articles of `sample` are kept
  await world.body(1000, 1999, null, [1000])
})
afterAll(() => world.stop())

const SPAN = 10_000

/** A tree as parents: node 0 is the root, node n hangs below an earlier one. Links join an old unit to what became of it. */
const treeOf = fc.record({
  parents: fc.array(fc.nat(), { minLength: 3, maxLength: 11 }),
  links: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
  territories: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
  records: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 6, maxLength: 16 }),
})
type Drawn = typeof treeOf extends fc.Arbitrary<infer T> ? T : never
type Node = { id: number; lastId: number; parent: number | null }

/** Numbers a drawn tree in tree order from `start`. */
function numbered(parents: readonly number[], start: number): Node[] {
  const parentOf = parents.map((draw, index) => draw % (index + 1))
  const nodes: Node[] = []
  let next = start
  const visit = (index: number, parent: number | null): void => {
    const node: Node = { id: next, lastId: 0, parent }
    nodes.push(node)
    next += 10
    parentOf.forEach((above, child) => {
      if (above === index) visit(child + 1, node.id)
    })
    node.lastId = next - 1
  }
  visit(0, null)
  return nodes
}

/** The areas a territory reaches: everything below it, and what it was before, told again and by other words than the SQL. */
function reachOf(nodes: Node[], links: [number, number][], territory: number[]): Set<number> {
  const reach = new Set<number>()
  const add = (id: number): void => {
    const top = nodes.find((node) => node.id === id)!
    for (const node of nodes.filter((each) => each.id >= top.id && each.id <= top.lastId && !reach.has(each.id))) {
      reach.add(node.id)
      links.filter(([, successor]) => successor === node.id).forEach(([predecessor]) => add(predecessor))
    }
  }
  territory.forEach(add)
  return reach
}

type Placed = { register: Register; id: string; areas: number[] }

async function insert(register: Register, areaId: number, toAreaId: number | null): Promise<Placed> {
  const id = newId()
  const moving = register === stockMovement && toAreaId !== null && toAreaId !== areaId
  const values = { ...(await sample(world, register, areaId)), ...(register === stockMovement && { direction: moving ? 'transfer' : 'in', toAreaId: moving ? toAreaId : null }) }
  const names = Object.keys(writtenFields(register))
  const place = (name: string, index: number): string => (['list', 'place'].includes(writtenFields(register)[name]!.kind) ? `$${index + 2}::jsonb` : `$${index + 2}`)
  if (moving) await insert(register, areaId, null)
  await world.admin.query(
    `insert into ${register.name} (id, created_by, ${names.map(columnOf).join(', ')}, search_key) values ($1, gen_random_uuid(), ${names.map(place).join(', ')}, 'o nhiem')`,
    [id, ...names.map((name) => {
      const value = (values as Record<string, unknown>)[name]
      return value !== null && typeof value === 'object' ? JSON.stringify(value) : value
    })])
  return { register, id, areas: moving ? [areaId, toAreaId] : [areaId] }
}

/** Everything every route tells this persona of a register: ids by route. */
async function told(who: Persona, register: Register, all: Placed[]): Promise<Record<string, string[]>> {
  const url = `/api/registers/${register.name}`
  const ids = (body: Record<string, unknown>): string[] => (body.rows as { id: string }[]).map(({ id }) => id)
  const asked = (suffix: string): Promise<string[]> => Promise.all(all.map(async ({ id }) =>
    ((await world.call(who, 'GET', `${url}/${id}${suffix}`)).status === 200 ? [id] : []))).then((found) => found.flat())
  const page = await world.call(who, 'GET', `${url}?limit=500`)
  const csv = (await world.call(who, 'GET', `${url}/export.csv?columns=areaId`)).text
  const choices = await world.call(who, 'GET', `/api/registers/choices/${register.name}?q=nhiem`)
  return {
    list: ids(page.body), count: page.body.total === ids(page.body).length ? ids(page.body) : ['count differs'],
    search: ids((await world.call(who, 'GET', `${url}?limit=500&q=${encodeURIComponent('Ô nhiễm')}`)).body),
    get: await asked(''), history: await asked('/history'), export: csv.match(/^[0-9a-f-]{36}/gm) ?? [],
    choices: (choices.body.choices as { id: string }[]).map(({ id }) => id),
  }
}

let round = 0

async function build(drawn: Drawn): Promise<{ nodes: Node[]; links: [number, number][]; bodies: { id: number; territory: number[] }[]; placed: Placed[] }> {
  const start = 100_000 + SPAN * round++
  const nodes = numbered(drawn.parents, start)
  const at = (draw: number): number => nodes[draw % nodes.length]!.id
  for (const { id, lastId, parent } of nodes) await world.area(id, lastId, parent, `Khu ${id}`)
  const links = drawn.links.map(([a, b]): [number, number] => [at(a), at(b)]).filter(([a, b]) => a !== b)
  for (const [predecessor, successor] of links) {
    await world.admin.query("insert into area_successor values ($1, $2, 'mẫu') on conflict do nothing", [predecessor, successor])
  }
  const bodies = drawn.territories.map((territory, index) => ({ id: start + index * 10, territory: [...new Set(territory.map(at))] }))
  for (const { id, territory } of bodies) await world.body(id, id + 9, null, territory)
  const placed: Placed[] = []
  for (const [which, a, b] of drawn.records) placed.push(await insert(registers[which % registers.length]!, at(a), at(b)))
  return { nodes, links, bodies, placed }
}

describe('whatever the tree, the territories and the records', () => {
  test('every route of every register tells exactly what the scope allows', async () => {
    await fc.assert(fc.asyncProperty(treeOf, async (drawn) => {
      const { nodes, links, bodies, placed } = await build(drawn)
      for (const { id: bodyId, territory } of bodies) {
        const reach = reachOf(nodes, links, territory)
        const who = await world.persona(bodyId, 'health')
        for (const register of registers.filter((each) => !each.open)) { // open ones every reader sees whole
          const { rows } = await world.admin.query<{ id: string; areas: number[] }>(
            `select id, array_remove(array[${register.areas.map(columnOf).join(', ')}], null) as areas from ${register.name}`)
          const visible = rows.filter(({ areas }) => areas.some((area) => reach.has(area))).map(({ id }) => id).sort()
          const far = rows.filter(({ areas }) => areas.every((area) => area < nodes[0]!.id)) // of earlier trees, none of which this one reaches
          const asked = rows.filter((row) => !far.includes(row)).concat(far.slice(-2))
          const answers = await told(who, register, asked.map(({ id }) => ({ register, id, areas: [] })))
          for (const [route, ids] of Object.entries(answers)) {
            const expected = route === 'choices' ? visible.filter((id) => ids.includes(id)) : visible
            expect([...new Set(ids)].sort(), `${register.name} ${route}`).toEqual(expected)
            if (route === 'choices') expect(ids.length).toBe(Math.min(visible.length, 20))
          }
        }
      }
      expect(placed.length).toBe(drawn.records.length)
    }), { numRuns: 8, seed: 20210902, endOnFailure: true })
  })

  test('a post that sees the whole installation sees every record', async () => {
    const leader = await world.persona(1000, 'province-leader')
    for (const register of registers) {
      const { rows } = await world.admin.query<{ id: string }>(`select id from ${register.name}`)
      const answers = await told(leader, register, rows.map(({ id }) => ({ register, id, areas: [] })))
      expect(answers.list!.sort()).toEqual(rows.map(({ id }) => id).sort())
      expect(answers.history!.length).toBe(rows.length)
    }
  })
})
