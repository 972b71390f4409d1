import { bodyChains, bodyKinds, bodyLevels, searchKey } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { findBody, loadBodies, loadPosts, type BodyView } from './load.ts'

const number = z.coerce.number().int()
const BodyQuery = z.object({
  q: z.string().max(200).default(''), under: number.optional(), parentId: z.union([z.literal('top'), number]).optional(),
  level: z.enum(bodyLevels).optional(), chain: z.enum(bodyChains).optional(), kind: z.enum(bodyKinds).optional(), limit: number.min(1).max(500).default(50),
})
const Body = z.object({
  id: z.int(), name: z.string(), shortName: z.string(), parentId: z.int().nullable(), kind: z.string(), chain: z.string(), level: z.string(),
  sector: z.string().nullable(), childCount: z.int(),
})
const BodyDetail = Body.extend({
  parent: z.object({ id: z.int(), name: z.string() }).nullable(), areas: z.array(z.object({ id: z.int(), fullName: z.string() })),
  posts: z.array(z.object({ id: z.uuid(), title: z.string(), role: z.string(), personName: z.string(), validFrom: z.string(), validTo: z.string().nullable() })), children: z.array(Body),
})
type Node = z.infer<typeof Body> & { children: Node[] }
const TreeNode: z.ZodType<Node> = Body.extend({ get children() { return z.array(TreeNode) } }).meta({ id: 'BodyNode' })
/** More bodies than any province has. */
const WHOLE_TREE = 50_000

function treeOf(rows: readonly BodyView[]): Node[] {
  const nodes = new Map<number, Node>(rows.map(row => [row.id, { ...row, children: [] }]))
  const roots: Node[] = []
  for (const node of nodes.values()) (nodes.get(node.parentId ?? 0)?.children ?? roots).push(node)
  return roots
}

async function detail(tx: Tx, id: number, day: string): Promise<z.infer<typeof BodyDetail>> {
  const body = await findBody(tx, id, day)
  if (!body) throw new Problem('not-found')
  const posts = await loadPosts(tx, id, day)
  await viewing(tx, 'person', posts.map(post => post.personId))
  return { ...body, posts, children: await loadBodies(tx, day, { words: [], parentId: id, limit: 500 }) }
}

/** Bodies are public reference data: a superior must be addressable. Who holds a post is not. */
export function registerBodyRoutes(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/bodies', permission: 'body.read', summary: 'Bodies by words of their names, level, chain, kind or place in the tree.',
    query: BodyQuery, answer: z.object({ rows: z.array(Body) }),
    run: async ({ tx, query: { q, ...filter } }) => ({ rows: await loadBodies(tx, today(deps.clock), { ...filter, words: searchKey(q).split(' ').filter(Boolean) }) }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/bodies/tree', permission: 'body.read', summary: 'The tree of bodies, or the part below one of them.',
    query: BodyQuery.pick({ under: true, chain: true }), answer: z.array(TreeNode),
    run: async ({ tx, query }) => treeOf(await loadBodies(tx, today(deps.clock), { ...query, words: [], limit: WHOLE_TREE })),
  })
  route(app, deps, {
    method: 'GET', url: '/api/bodies/:id', permission: 'body.read', summary: 'One body with its areas, its children and the posts the caller may know of.',
    params: z.object({ id: number }), answer: BodyDetail, refuses: ['not-found'], run: ({ tx, params }) => detail(tx, params.id, today(deps.clock)),
  })
}
