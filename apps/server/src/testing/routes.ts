import { ExpectedContact, PoolInput, PoolingFacts, SendInput, SpecimenAsk, SpecimenInput, SpecimenList, SpecimenView, ResultInput, SettlementInput, WithdrawalInput } from '@phaodai/office'
import { creationSchema, diseaseCase } from '@phaodai/registers'
import { dayInVietnam } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { word } from '#server/words/index.ts'
import { standOrRefuse } from './answers.ts'
import { openCase, updateCase } from './cases.ts'
import { enterSpecimen, refusingTakenBarcode } from './enter.ts'
import { registerLabRoutes } from './lab-routes.ts'
import { findTubeBarcode, loadExpected, loadPoolingFacts } from './load.ts'
import { registerTestingPapers } from './papers.ts'
import { makePool, reportResult, sendTubes, settleSpecimen, withdrawResult } from './save.ts'
import { viewList, viewOne } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Any = z.looseObject({})
/** Positivity of so many days is what the adviser starts from. */
const LATELY = 14
/** Where no rule says how many. */
const LARGEST_POOL = 10

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/specimens', permission: 'specimen.read', summary: 'Specimens in scope by what is to be done next, with the turnaround clock and how many stand in each box; names only for posts that may see them.',
    query: SpecimenAsk, answer: SpecimenList,
    run: ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return viewList(tx, query, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/specimens/pooling', permission: 'specimen.read', summary: 'What advising a pool starts from: positivity in scope of the last 14 days, and the largest pool of the rule in force.',
    query: z.object({ disease: z.string().max(60) }), answer: PoolingFacts, run: ({ tx, query }) => loadPoolingFacts(tx, query.disease, LATELY, dayInVietnam(deps.clock.now().toISOString())),
  })
  route(app, deps, {
    method: 'GET', url: '/api/specimens/expected', permission: 'specimen.read', summary: 'Contacts in scope whom a signed list says to sample and of whom no tube was entered since; names only for posts that may see them.',
    query: Reveal, answer: z.object({ contacts: z.array(ExpectedContact) }),
    run: async ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      const contacts = await loadExpected(tx, query.reveal)
      if (query.reveal) await viewing(tx, 'case_contact', contacts.map(({ contactId }) => contactId))
      return { contacts }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/specimens/:id', permission: 'specimen.read', summary: 'One specimen or pool with its results, members and what surrounds it; names only for posts that may see them.', params: ById, query: Reveal, answer: SpecimenView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewOne(tx, params.id, query.reveal, deps.clock.now())
    },
  })
}

function registerEntry(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/specimens/:id', permission: 'specimen.create', summary: 'Enters a specimen as it is taken; a barcode that stands on another tube is refused.', params: ById, body: SpecimenInput, answer: z.object({ row: Any }), refuses: ['duplicate', 'invalid-input'],
    run: async ({ tx, who, params, body }) => ({ row: await enterSpecimen(tx, who, params.id, body, deps.clock.now()) }),
  })
  route(app, deps, {
    method: 'POST', url: '/api/specimens/send', permission: 'specimen.send', summary: 'Sends tubes that were not sent yet to a laboratory as one shipment; those pooled in them go with them.', body: SendInput, answer: z.object({ sent: z.int() }), refuses: ['reference-missing'],
    run: async ({ tx, body }) => ({ sent: await sendTubes(tx, body.ids, body.laboratoryId, body.shipment, deps.clock.now().toISOString()) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/pools/:id', permission: 'specimen_pool.make', summary: 'Puts tubes into one pool with a barcode of its own; refused with the rule where a tube is in it twice, in another, tested, or not here.',
    params: ById, body: PoolInput, answer: z.object({ id: z.string() }), refuses: ['duplicate', 'illegal-state', 'reference-missing'],
    run: async ({ tx, params, body: { barcode, members, laboratoryId } }) => {
      standOrRefuse(await refusingTakenBarcode(barcode, () => makePool(tx, params.id, barcode, members, laboratoryId, LARGEST_POOL)), barcode)
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/specimens/:id/results', permission: 'specimen.result', summary: 'A result found where the specimen was taken (rapid test), or read from a laboratory\'s paper; kept beside every other.',
    params: ById, body: ResultInput.omit({ barcode: true }).extend({ laboratoryId: Id.nullable().default(null) }), answer: z.object({ answer: z.string() }), refuses: ['not-found', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body: { laboratoryId, ...result } }) => {
      const now = deps.clock.now()
      const barcode = await barcodeOf(tx, params.id)
      if (Date.parse(result.testedAt) > now.getTime()) throw new Problem('invalid-input', { detail: word('testing.answer.in-future'), fields: { testedAt: 'in-future' } })
      const answer = await reportResult(tx, laboratoryId, { ...result, barcode }, 'entered', now.toISOString())
      standOrRefuse(answer, barcode)
      return { answer }
    },
  })
}

/** The barcode of a specimen in scope; Problem `not-found` without one. */
async function barcodeOf(tx: Tx, id: string): Promise<string> {
  const barcode = await findTubeBarcode(tx, id)
  if (barcode === undefined) throw new Problem('not-found')
  return barcode
}

function registerCorrections(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'POST', url: '/api/specimens/:id/results/:resultId/withdraw', permission: 'specimen.withdraw', summary: 'Withdraws a result that the acting body has written; it stays, and what the tube comes to is told anew from what stands.',
    params: ById.extend({ resultId: Id }), body: WithdrawalInput, answer: z.object({ answer: z.string() }), refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params, body }) => {
      const barcode = await barcodeOf(tx, params.id)
      const answer = await withdrawResult(tx, null, barcode, params.resultId, body.reason, deps.clock.now().toISOString())
      if (answer === 'no-result') throw new Problem('not-found')
      standOrRefuse(answer, barcode)
      return { answer }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/specimens/:id/settlements', permission: 'specimen_result.settle', summary: 'Says which of differing results of a specimen holds, with the reason; a later result that contradicts it makes the specimen contradictory again.',
    params: ById, body: SettlementInput, answer: z.object({ answer: z.string() }), refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params, body }) => {
      const barcode = await barcodeOf(tx, params.id)
      const answer = await settleSpecimen(tx, body.id, params.id, body.outcome, body.reason, deps.clock.now().toISOString())
      standOrRefuse(answer, barcode)
      return { answer }
    },
  })
}

function registerCases(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/specimens/:id/cases/:caseId', permission: 'disease_case.create', summary: 'Enters the case that a positive specimen has found, closes its contact with it and links the two.',
    params: ById.extend({ caseId: Id }), body: z.object({ values: creationSchema(diseaseCase) }), answer: z.object({ row: Any }), refuses: ['not-found', 'duplicate', 'invalid-input', 'illegal-state'],
    run: async ({ tx, params, body }) => ({ row: await openCase(tx, params.id, params.caseId, body.values, deps.clock.now()) }),
  })
  route(app, deps, {
    method: 'POST', url: '/api/specimens/:id/case-result', permission: 'disease_case.update', summary: 'Writes a positive specimen into the open case of its person; a positive RT-PCR confirms the case.',
    params: ById, body: z.object({ caseId: Id, version: z.int() }), answer: z.object({ row: Any }), refuses: ['not-found', 'stale', 'illegal-state'],
    run: async ({ tx, params, body }) => ({ row: await updateCase(tx, params.id, body.caseId, body.version) }),
  })
}

/** Testing: specimens and pools from taking to result, the laboratory's desk, and the case that a positive opens. */
export function registerTestingRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerReading(app, deps)
  registerEntry(app, deps)
  registerCorrections(app, deps)
  registerCases(app, deps)
  registerLabRoutes(app, deps)
  registerTestingPapers(app, deps)
}
