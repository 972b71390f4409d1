import { creationSchema, individual } from '@phaodai/registers'
import { blockingKeys, identityDigits, phoneDigits, readPerson } from '@phaodai/person-matching'
import { Match, MatchAsk, Pair, PersonDetail, PersonLine } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx, type Who } from '#kernel/session.ts'
import { createRecord } from '#server/registers/index.ts'
import { loadFacts, loadLines, loadMemberships, loadMerges, loadPerson, loadPersonCases, searchNames, searchNumbers } from './load.ts'
import { factsAsked, faultsOf, findMatches, pairsShown } from './matching.ts'
import { writeKeys } from './save.ts'

const Id = z.object({ id: z.guid().transform((id) => id.toLowerCase()) })
/** Names are shown when asked for, and only then. */
export const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const MOST_FOUND = 30

async function search(tx: Tx, who: Who, q: string): Promise<PersonLine[]> {
  const digits = [identityDigits(q)].filter((each) => each !== null).map((each) => `i${each}`)
  const phone = phoneDigits(q)
  const numbers = [...digits, ...(phone === null ? [] : [`p${phone}`])]
  const words = searchKey(q)
  const ids = numbers.length > 0 || /\d/.test(q) ? await searchNumbers(tx, numbers, q.trim().toUpperCase()) : words === '' ? [] : await searchNames(tx, words, who.seesWhole, MOST_FOUND)
  const lines = await loadLines(tx, ids)
  await viewing(tx, 'individual', lines.map(({ id }) => id))
  return lines.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

function registerFinding(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/individuals/search', permission: 'individual.read', summary: 'People in scope by part of a name without marks, or by a whole number; every viewing is noted.',
    query: z.object({ q: z.string().trim().min(1).max(120) }), answer: z.object({ people: z.array(PersonLine) }), refuses: ['not-allowed'],
    run: async ({ tx, who, query }) => {
      needsReveal(who)
      return { people: await search(tx, who, query.q) }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/individuals/matches', permission: 'individual.read', summary: 'People in scope who may be the one described, with the evidence for and against.',
    body: MatchAsk, answer: z.object({ matches: z.array(Match), faults: z.array(z.string()) }), refuses: ['not-allowed'],
    run: async ({ tx, who, body }) => {
      needsReveal(who)
      return { matches: await findMatches(tx, await factsAsked(tx, body)), faults: faultsOf({ ...body, sex: body.sex ?? 'unknown' }, today(deps.clock)) }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/individuals/pairs', permission: 'individual.read', summary: 'Pairs that may be one person, of which the caller sees both.',
    answer: z.object({ pairs: z.array(Pair) }), refuses: ['not-allowed'],
    run: async ({ tx, who }) => {
      needsReveal(who)
      return { pairs: await pairsShown(tx, null) }
    },
  })
}

/** Search, matching, entry and the page of one person. */
export function registerPersonPages(app: FastifyInstance, deps: AppDeps): void {
  registerFinding(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/individuals/:id', permission: 'individual.read', summary: 'One person: facts, cases, households; when revealed also names, merges and possible duplicates.', params: Id, query: Reveal, answer: PersonDetail, refuses: ['not-found', 'not-allowed'],
    run: async ({ tx, who, params: { id }, query: { reveal } }) => {
      if (reveal) needsReveal(who)
      const person = await loadPerson(tx, id, reveal)
      const open = { person, faults: faultsOf(person, today(deps.clock)), cases: await loadPersonCases(tx, id), memberships: await loadMemberships(tx, id, reveal) }
      if (!reveal) return { ...open, merges: [], pairs: [] }
      await viewing(tx, 'individual', [id])
      return { ...open, merges: await loadMerges(tx, id), pairs: await pairsShown(tx, id) }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/individuals/:id', permission: 'individual.create', summary: 'Enters a person whom the next entry finds at once; sending it again changes nothing.',
    params: Id, body: creationSchema(individual), answer: z.object({ row: z.looseObject({}) }), refuses: ['duplicate'],
    run: async ({ tx, params, body }) => {
      const row = await createRecord(tx, individual, params.id, body)
      const [facts] = await loadFacts(tx, [params.id])
      if (facts) await writeKeys(tx, params.id, facts.areaId, blockingKeys(readPerson(facts)))
      return { row }
    },
  })
}
