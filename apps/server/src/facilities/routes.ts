import { AdmitInput, AtInput, BoardAsk, bedSources, ChartAnswer, ChartInput, FacilityView, MoveInput, OccupancyBoard, ProposeInput, Proposal, RoomInput, StayAnswer, StayAsk, StayList, StayView, TransferInput, TransferTarget, WaitInput } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { dayInVietnam, type WarningSign } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { needsReveal, viewing, type Tx } from '#kernel/session.ts'
import { momentOf } from '#server/acts/index.ts'
import { createRecord, findRecord } from '#server/registers/index.ts'
import { standOrRefuse, stayAnswer } from './answers.ts'
import { askBed } from './ask-bed.ts'
import { findByCode } from './load.ts'
import { registerStayPapers } from './papers.ts'
import { propose } from './propose.ts'
import { loadTaking, loadWaiting } from './propose.queries.ts'
import { admitStay, chartStay, dischargeStay, moveBed, putRoom, receiveStay, transferStay } from './save.ts'
import { viewTargets } from './targets.ts'
import { viewBoard, viewFacility, viewStay, viewStays } from './view.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const Reveal = z.object({ reveal: z.enum(['0', '1']).default('0').transform((value) => value === '1') })
const Done = z.object({ id: z.string() })

function registerBoard(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/facilities/board', permission: 'facility.read', summary: 'Beds in the caller\'s areas: capacity, taken, oxygen, who arrives and leaves today; sums by tier and area, the fullest facilities first.',
    query: BoardAsk, answer: OccupancyBoard, run: ({ tx, who, query }) => viewBoard(tx, who, query, deps.clock.now()),
  })
  route(app, deps, {
    method: 'GET', url: '/api/facilities/:id', permission: 'stay.read', summary: 'One facility with its rooms and who in sight lies in them; names only for posts that may see them.', params: ById, query: Reveal, answer: FacilityView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewFacility(tx, params.id, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/facilities/:id/rooms/:roomId', permission: 'facility.update', summary: 'A room with as many beds as said; a bed somebody lies in is not taken away.', params: ById.extend({ roomId: Id }), body: RoomInput, answer: Done, refuses: ['reference-missing', 'illegal-state'],
    run: async ({ tx, params, body }) => {
      standOrRefuse(await putRoom(tx, params.roomId, params.id, body))
      return { id: params.roomId }
    },
  })
}

function registerReading(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/stays', permission: 'stay.read', summary: 'Stays in sight by what is to be done next, at one facility or at all; names only for posts that may see them.', query: StayAsk, answer: StayList,
    run: ({ tx, who, query }) => {
      if (query.reveal) needsReveal(who)
      return viewStays(tx, query, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/stays/:id', permission: 'stay.read', summary: 'One stay with its chart, tests and transfers, and what the rule of today says against a discharge.', params: ById, query: Reveal, answer: StayView, refuses: ['not-found'],
    run: ({ tx, who, params, query }) => {
      if (query.reveal) needsReveal(who)
      return viewStay(tx, params.id, query.reveal, deps.clock.now())
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/stays/:id/targets', permission: 'stay.read', summary: 'Where somebody could be transferred: free beds of the tier asked for or above, the lowest tier and the nearest first.', params: ById, query: z.object({ tier: z.enum(['1', '2', '3']).default('1'), oxygen: z.enum(['0', '1']).default('0') }),
    answer: z.object({ targets: z.array(TransferTarget) }), refuses: ['not-found'],
    run: async ({ tx, params, query }) => ({ targets: await viewTargets(tx, params.id, query.tier, query.oxygen === '1') }),
  })
  route(app, deps, {
    method: 'GET', url: '/api/wristbands/:code', permission: 'stay.read', summary: 'The stay in sight whose wristband bears a code.', params: z.object({ code: z.string().trim().toUpperCase().max(40) }), answer: Done, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const id = await findByCode(tx, params.code)
      if (id === undefined) throw new Problem('not-found')
      return { id }
    },
  })
}

/** A place and a room for everybody in sight who waits, with the reasons in codes. */
async function proposal(tx: Tx, ids: readonly string[], reveal: boolean, day: string): Promise<z.infer<typeof Proposal>> {
  const [waiting, taking] = [await loadWaiting(tx, ids, day, reveal), await loadTaking(tx, day)]
  if (reveal) await viewing(tx, 'stay', waiting.map(({ stayId }) => stayId))
  const { places, optimal } = propose(waiting, taking)
  return { optimal, places: places.map(({ roomId, ...place }, n) => {
    const at = taking.find(({ id }) => id === place.facilityId)
    return { ...place, roomId, code: waiting[n]!.code, name: waiting[n]!.name, facility: at?.name ?? null, room: roomId === null ? null : at?.roomNames[roomId] ?? null }
  }) }
}

function registerAdmission(app: FastifyInstance, deps: AppDeps): void {
  const now = (): Date => deps.clock.now()
  route(app, deps, {
    method: 'PUT', url: '/api/stays/:id', permission: 'stay.create', summary: 'Puts somebody on the list of those who wait for a bed.', params: ById, body: WaitInput, answer: z.object({ row: z.looseObject({}) }), refuses: ['duplicate', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      const known = await findRecord(tx, stay, params.id)
      return { row: await createRecord(tx, stay, params.id, { ...body, askedOn: known?.askedOn ?? dayInVietnam(now().toISOString()) }) }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/stays/:id/of/:source/:sourceId', permission: 'stay.create', summary: 'Puts the person of a case or contact in sight on the list of those who wait for a bed; nobody waits twice.', params: ById.extend({ source: z.enum(bedSources), sourceId: Id }), answer: Done, refuses: ['not-found', 'illegal-state'],
    run: async ({ tx, params: { id, source, sourceId } }) => {
      await askBed(tx, id, source, sourceId, now().toISOString())
      return { id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/propose', permission: 'stay.read', summary: 'A place and a room for each who waits, families together, by least cost and the rules of separation; nothing is written.', body: ProposeInput, answer: Proposal,
    run: ({ tx, who, body }) => {
      if (body.reveal) needsReveal(who)
      return proposal(tx, body.ids, body.reveal, dayInVietnam(now().toISOString()))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/admit', permission: 'stay.admit', summary: 'Admits those named to their places, one or many; each is done or refused by the rule named, and stops no other.', body: AdmitInput, answer: z.object({ answers: z.array(StayAnswer) }), refuses: ['invalid-input'],
    run: async ({ tx, body }) => {
      const at = momentOf(body.at, now())
      const answers: StayAnswer[] = []
      for (const { stayId, facilityId, roomId } of body.places) answers.push(stayAnswer(stayId, await admitStay(tx, stayId, facilityId, roomId, at)))
      return { answers }
    },
  })
}

function registerActs(app: FastifyInstance, deps: AppDeps): void {
  const now = (): Date => deps.clock.now()
  route(app, deps, {
    method: 'POST', url: '/api/stays/:id/transfer', permission: 'stay.transfer', summary: 'One act: leaves here, arrives there; both places see it.', params: ById, body: TransferInput, answer: z.object({ id: z.string(), stayId: z.string() }), refuses: ['not-found', 'reference-missing', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      standOrRefuse(await transferStay(tx, params.id, body, momentOf(body.at, now())))
      return { id: body.transferId, stayId: body.onwardId }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/:id/move', permission: 'stay.transfer', summary: 'To another room of the same place, under the rules of separation.', params: ById, body: MoveInput, answer: Done, refuses: ['not-found', 'reference-missing', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      standOrRefuse(await moveBed(tx, params.id, body.roomId, momentOf(body.at, now())))
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/:id/discharge', permission: 'stay.discharge', summary: 'Lets somebody go; refused with the rule of the day where its days or negatives are not there.', params: ById, body: AtInput, answer: Done, refuses: ['not-found', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      standOrRefuse(await dischargeStay(tx, params.id, momentOf(body.at, now())))
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/stays/:id/receive', permission: 'stay.receive', summary: 'The commune of residence takes over who was discharged.', params: ById, body: AtInput, answer: Done, refuses: ['not-found', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      standOrRefuse(await receiveStay(tx, params.id, momentOf(body.at, now())))
      return { id: params.id }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/stay-charts/:id', permission: 'stay_chart.enter', summary: 'One line of somebody\'s daily chart; a warning sign pages those who run the facility.', params: ById, body: ChartInput, answer: ChartAnswer, refuses: ['not-found', 'illegal-state', 'invalid-input'],
    run: async ({ tx, params, body }) => {
      const [code, warned = ''] = (await chartStay(tx, params.id, body, momentOf(body.at, now()))).split(' ')
      standOrRefuse(code!)
      return { warnings: warned.split(',').filter(Boolean) as WarningSign[] }
    },
  })
}

/** Facilities and stays: the board of beds, who waits, admission, chart, transfer, discharge and hand-over. */
export function registerFacilityRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerBoard(app, deps)
  registerReading(app, deps)
  registerAdmission(app, deps)
  registerActs(app, deps)
  registerStayPapers(app, deps)
}
