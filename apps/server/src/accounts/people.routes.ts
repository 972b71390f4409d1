import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { searchKey } from '@phaodai/vocabulary'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx, type Who } from '#kernel/session.ts'
import { findPerson, findPost, loadPeople, loadPostsOf, loadRoles } from './load.ts'
import { insertPerson, insertPost, updatePerson, updatePost } from './save.ts'
import { ById, PeopleQuery, Person, PersonChange, PersonInput, Post, PostChange, PostInput, Role, type NewPost, type PersonRow, type PostRow } from './schema.ts'

type PersonView = PersonRow & { posts: PostRow[] }

async function withPosts(tx: Tx, people: PersonRow[]): Promise<PersonView[]> {
  const posts = await loadPostsOf(tx, people.map((person) => person.id))
  const byPerson = new Map<string, PostRow[]>()
  for (const post of posts) byPerson.set(post.personId, [...(byPerson.get(post.personId) ?? []), post])
  return people.map((person) => ({ ...person, posts: byPerson.get(person.id) ?? [] }))
}

async function viewPerson(tx: Tx, who: Who, id: string): Promise<PersonView> {
  const person = await findPerson(tx, who.clear, id)
  const [view] = person ? await withPosts(tx, [person]) : []
  if (!view) throw new Problem('not-found')
  await viewing(tx, 'person', [id])
  return view
}

async function createPerson(tx: Tx, who: Who, id: string, given: z.output<typeof PersonInput>): Promise<PersonView> {
  if (!(await findPerson(tx, who.clear, id))) {
    await insertPerson(tx, { id, ...given, searchKey: searchKey(given.fullName) })
    await insertPost(tx, id, given.post)
  }
  const found = await findPerson(tx, who.clear, id)
  sameOrRefuse(found, (row) => row.fullName === given.fullName)
  return viewPerson(tx, who, id)
}

async function createPost(tx: Tx, personId: string, post: NewPost): Promise<PostRow> {
  if (!(await findPost(tx, post.id))) await insertPost(tx, personId, post)
  const found = await findPost(tx, post.id)
  return sameOrRefuse(found, (row) => row.personId === personId && row.bodyId === post.bodyId && row.role === post.role)
}

function registerPosts(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/roles', permission: 'person.read', summary: 'Roles that posts can have.',
    answer: z.array(Role),
    run: ({ tx }) => loadRoles(tx),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/posts/:id', permission: 'person.manage', summary: 'Gives a person of the subtree another post.',
    params: ById, body: PostInput, answer: Post, refuses: ['duplicate', 'role-elsewhere'],
    run: ({ tx, params, body }) => createPost(tx, body.personId, { id: params.id, ...body }),
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/posts/:id', permission: 'person.manage', summary: 'Changes title or end of a post.',
    params: ById, body: PostChange, answer: Post, refuses: ['not-found', 'stale'],
    run: async ({ tx, params, body }) => {
      const touched = await updatePost(tx, params.id, body.version, body.title, body.validTo)
      const found = await findPost(tx, params.id)
      if (touched === 0 || !found) refuseStale(found, body)
      return found
    },
  })
}

/** People and their posts, within the body subtree of the acting post. */
export function registerPeopleRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerPosts(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/people', permission: 'person.read', summary: 'People with a post in the subtree.',
    query: PeopleQuery, answer: z.array(Person),
    run: async ({ tx, who, query }) => {
      const people = await loadPeople(tx, who.clear, searchKey(query.search), query.bodyId ?? null)
      await viewing(tx, 'person', people.map((person) => person.id))
      return withPosts(tx, people)
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/people/:id', permission: 'person.read', summary: 'One person.',
    params: ById, answer: Person, refuses: ['not-found'],
    run: ({ tx, who, params }) => viewPerson(tx, who, params.id),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/people/:id', permission: 'person.manage', summary: 'Enters a person with a first post.',
    params: ById, body: PersonInput, answer: Person, refuses: ['duplicate', 'role-elsewhere'],
    run: ({ tx, who, params, body }) => createPerson(tx, who, params.id, body),
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/people/:id', permission: 'person.manage', summary: 'Corrects name, phone, email.',
    params: ById, body: PersonChange, answer: Person, refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      const { version, ...fields } = body
      const touched = await updatePerson(tx, version, { id: params.id, ...fields, searchKey: searchKey(fields.fullName) })
      if (touched === 0) refuseStale(await findPerson(tx, who.clear, params.id), body)
      return viewPerson(tx, who, params.id)
    },
  })
}
