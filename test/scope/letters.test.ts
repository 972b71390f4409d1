import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDirective } from '@phaodai/directives'
import { asInstallation, areas, cast, plantMember, testHash, type Member } from '#test/people.ts'
import { callerOf, signIn, testApp, type Caller, type TestApp } from '#test/app.ts'
import { newId } from './rows.ts'

let server: TestApp
let hash: string
let next = 20_000_000
beforeAll(async () => {
  server = await testApp()
  hash = await testHash()
})
afterAll(() => server.stop())

type Body = { id: number; parent: number | null; last: number }
type Letter = { id: string; owner: number; state: 'draft' | 'issued' | 'withdrawn'; to: number[]; file: string }
type Seat = { member: Member; body: number }

/** A forest numbered in tree order: each body hangs below an earlier one, or is a root. */
function grow(shape: readonly number[]): Body[] {
  const parents = shape.map((draw, n) => (n === 0 || draw % 4 === 0 ? -1 : draw % n))
  const found: Body[] = []
  const visit = (n: number, parent: number | null): number => {
    const body: Body = { id: (next += 2), parent, last: 0 }
    found.push(body)
    body.last = parents.reduce((last, above, child) => (above === n ? visit(child, body.id) : last), body.id)
    return body.last
  }
  parents.forEach((above, n) => above === -1 && visit(n, null))
  return found
}

/** The oracle: walks up by parents, and knows nothing of ranges, policies or SQL. */
function isAtOrBelow(bodies: readonly Body[], id: number | null, top: number): boolean {
  const body = bodies.find((each) => each.id === id)
  return body !== undefined && (body.id === top || isAtOrBelow(bodies, body.parent, top))
}

const opens = (bodies: readonly Body[], { owner, state, to }: Letter, viewer: number): boolean =>
  owner === viewer || (state !== 'draft' && [owner, ...to].some((each) => isAtOrBelow(bodies, each, viewer)))

async function plant(bodies: readonly Body[], letters: readonly Letter[], seats: readonly Seat[]): Promise<void> {
  const text = 'V/v phòng, chống dịch'
  await asInstallation(server.adminUrl, async (client) => {
    for (const { id, parent, last } of bodies) {
      await client.query(`insert into body (id, parent_id, last_id, kind, chain, level, name, short_name, search_key, seat_area_id, valid_from)
        values ($1::int, $2, $3, 'department', 'state', 'commune', $4, $4, $4, $5, '2021-01-01')`, [id, parent, last, `Phòng ${id}`, areas.communeA1])
    }
    for (const { member } of seats) await plantMember(client, member, hash)
    for (const { id, owner, state, to, file } of letters) {
      await client.query(`insert into file (id, sha256, size, media_type, name, body_id, post_id, attached_subject, attached_id)
        values ($1, repeat('b', 64), 1, 'text/plain', 'x', $2, $3, 'directive', $4)`, [file, owner, cast.admin.postId, id])
      await client.query(`insert into directive (id, owner_id, direction, doc_type, system, text, file_id, reading, state, search_key, created_by)
        values ($1, $2, 'own', 'cong-van', 'state', $3, $4, $5, $6, 'phong chong dich', $7)`, [id, owner, text, file, JSON.stringify(readDirective(text)), state, cast.admin.postId])
      for (const body of to) await client.query("insert into directive_delivery (id, directive_id, owner_id, body_id, purpose) values ($1, $2, $3, $4, 'inform')", [newId(), id, owner, body])
    }
  })
}

function seatAt(body: number, n: number): Seat {
  const [personId, postId, accountId] = [newId(), newId(), newId()]
  return { body, member: { username: `xem${body}.${n}`, fullName: 'Người Xem', personId, postId, accountId, bodyId: body, actsForId: body, role: 'clerk', title: 'x' } }
}

const idsAt = async (caller: Caller, url: string): Promise<string[]> => ((await caller.get(url)).json().rows as { id: string }[]).map(({ id }) => id).sort()

async function agrees(caller: Caller, viewer: number, bodies: readonly Body[], letters: readonly Letter[], seats: readonly Seat[]): Promise<void> {
  const seen = letters.filter((letter) => opens(bodies, letter, viewer))
  const ids = (wanted: (letter: Letter) => boolean): string[] => seen.filter(wanted).map(({ id }) => id).sort()
  const list = '/api/directives?limit=200'
  expect(await idsAt(caller, list), 'all').toEqual(ids(() => true))
  expect(await idsAt(caller, `${list}&q=chong`), 'search').toEqual(ids(() => true))
  expect(await idsAt(caller, `${list}&box=own`), 'own').toEqual(ids(({ owner }) => owner === viewer))
  expect(await idsAt(caller, `${list}&box=drafts`), 'drafts').toEqual(ids(({ owner, state }) => owner === viewer && state === 'draft'))
  expect(await idsAt(caller, `${list}&box=received`), 'received').toEqual(ids(({ to, state }) => to.includes(viewer) && state !== 'draft'))
  for (const letter of letters) {
    const answer = await caller.get(`/api/directives/${letter.id}`)
    expect(answer.statusCode).toBe(seen.includes(letter) ? 200 : 404)
    if (!seen.includes(letter)) continue
    const told = (answer.json().deliveries as { body: { id: number } }[]).map(({ body }) => body.id).sort()
    const known = letter.to.filter((each) => [letter.owner, each].some((body) => isAtOrBelow(bodies, body, viewer))).sort()
    expect(told, 'who else got it').toEqual(known)
  }
  const people = (await caller.get('/api/people')).json() as { id: string }[]
  expect(people.map(({ id }) => id).sort(), 'people').toEqual(seats.filter(({ body }) => isAtOrBelow(bodies, body, viewer)).map(({ member }) => member.personId).sort())
}

const shapes = fc.array(fc.nat(40), { minLength: 3, maxLength: 12 })
const drawn = fc.array(fc.record({ owner: fc.nat(), state: fc.constantFrom<Letter['state']>('draft', 'issued', 'issued', 'withdrawn'), to: fc.array(fc.nat(), { maxLength: 3 }) }), { minLength: 1, maxLength: 10 })

test('letters, their recipients and people: in any tree every viewer sees what an oracle outside the database says', async () => {
  await fc.assert(fc.asyncProperty(shapes, drawn, fc.array(fc.nat(), { minLength: 2, maxLength: 3 }), async (shape, letters, draws) => {
    const bodies = grow(shape)
    const at = (draw: number): number => bodies[draw % bodies.length]!.id
    const given = letters.map(({ owner, state, to }): Letter => ({ id: newId(), owner: at(owner), state, to: state === 'draft' ? [] : [...new Set(to.map(at))], file: newId() }))
    const seats = draws.map((draw, n) => seatAt(at(draw), n))
    await plant(bodies, given, seats)
    for (const { member, body } of seats) await agrees(callerOf(server.app, (await signIn(server.app, member.username))!, member.postId), body, bodies, given, seats)
  }), { numRuns: 6 })
})
