import { createPublicKey, verify } from 'node:crypto'
import { CheckpointDay, CheckpointPoint, CrossingsAnswer, CrossingsInput, EquipmentInput, EquipmentReturn, HandOverInput, ShiftInput, type CrossingInput } from '@phaodai/office'
import { verifyReceipt, type ReceiptGround, type ReceiptKey } from '@phaodai/vocabulary'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { loadReceiptKeys } from '#server/gate/index.ts'
import { giveEquipment, returnEquipment } from './equipment.ts'
import { findCheckpoint, loadCheckpointPoints, loadEquipment, loadHours, loadLatest, loadShifts } from './load.ts'
import { handOver, noteCrossings, putShift, type JudgedCrossing } from './save.ts'

const Id = z.guid().transform((id) => id.toLowerCase())
const ById = z.object({ id: Id })
const ByShift = z.object({ id: Id, shiftId: Id })
const Done = z.object({ id: z.string() })
const LATEST = 30

const check: ReceiptGround['check'] = async (key, signed, signature) => verify(null, signed, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' }), signature)

/** A receipt is judged as of the moment it was shown: a phone may tell of it hours later. */
async function judged(crossing: CrossingInput, keys: readonly ReceiptKey[]): Promise<JudgedCrossing> {
  if (crossing.code === null) return { ...crossing, receiptNumber: null, verdict: null }
  const { receipt, fault } = await verifyReceipt(crossing.code, { now: Math.floor(Date.parse(crossing.crossedAt) / 1000), keys, check, used: () => false }) // used before: asked of all checkpoints by the database
  return { ...crossing, receiptNumber: fault === 'unreadable' || fault === 'forged' ? null : receipt!.number, verdict: fault }
}

function registerPoints(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/map/checkpoints', permission: 'checkpoint.read', summary: 'Checkpoints in sight for the map, at the middle of their unit and never where they stand; those of the border are left out.',
    query: z.object({ within: z.coerce.number().int().positive().optional() }), answer: z.object({ checkpoints: z.array(CheckpointPoint) }), run: async ({ tx, query }) => ({ checkpoints: await loadCheckpointPoints(tx, query.within ?? null) }),
  })
}

function registerEquipment(app: FastifyInstance, deps: AppDeps): void {
  const ByLine = z.object({ id: Id, lineId: Id })
  route(app, deps, {
    method: 'PUT', url: '/api/checkpoints/:id/equipment/:lineId', permission: 'stock_movement.create', summary: 'Gives equipment to a checkpoint; it leaves the store of its commune with it.', params: ByLine, body: EquipmentInput, answer: Done, refuses: ['not-found', 'illegal-state', 'stock-short', 'duplicate', 'not-allowed', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      await giveEquipment(tx, params.id, params.lineId, body, today(deps.clock))
      return { id: params.lineId }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/checkpoints/:id/equipment/:lineId/return', permission: 'stock_movement.create', summary: 'Takes equipment of a checkpoint, also of a closed one, back into the store; less only with the reason.', params: ByLine, body: EquipmentReturn, answer: Done, refuses: ['not-found', 'illegal-state', 'invalid-input', 'duplicate', 'not-allowed'],
    run: async ({ tx, params, body }) => {
      await returnEquipment(tx, params.id, params.lineId, body, today(deps.clock))
      return { id: params.lineId }
    },
  })
}

/** Checkpoints: crossings noted by phones, the day's counts, shifts and what one leaves to the next. */
export function registerCheckpointRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerPoints(app, deps)
  registerEquipment(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/checkpoints/:id/day', permission: 'crossing.read', summary: 'A checkpoint today: counts by hour, the latest crossings, shifts.', params: ById, answer: CheckpointDay, refuses: ['not-found'],
    run: async ({ tx, params: { id } }) => {
      const day = today(deps.clock)
      const head = await findCheckpoint(tx, id, day)
      return { ...head, now: deps.clock.now().getTime(), hours: await loadHours(tx, id, day), latest: await loadLatest(tx, id, LATEST), shifts: await loadShifts(tx, id, day), equipment: await loadEquipment(tx, id) }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/checkpoints/:id/crossings', permission: 'crossing.note', summary: 'Notes crossings of an active checkpoint, also hours later and more than once; tells what is wrong with each receipt.', params: ById, body: CrossingsInput, answer: CrossingsAnswer, refuses: ['not-found', 'collection-off'],
    run: async ({ tx, params, body }) => {
      const keys = await loadReceiptKeys(tx)
      const all = await Promise.all([...new Map(body.crossings.map((each) => [each.id, each])).values()].map((each) => judged(each, keys)))
      const flags = new Map((await noteCrossings(tx, params.id, all, deps.clock.now().toISOString())).map((each) => [each.id, each.flags]))
      if (flags.size === 0) throw new Problem('not-found')
      return { noted: all.map(({ id, verdict }) => ({ id, verdict, flags: flags.get(id) ?? [] })) }
    },
  })
  route(app, deps, {
    method: 'PUT', url: '/api/checkpoints/:id/shifts/:shiftId', permission: 'crossing.roster', summary: 'Puts a shift on the roster of a checkpoint in the caller\'s areas.', params: ByShift, body: ShiftInput, answer: Done, refuses: ['not-found', 'invalid-value'],
    run: async ({ tx, params, body }) => {
      await findCheckpoint(tx, params.id, today(deps.clock))
      await putShift(tx, params.id, params.shiftId, body)
      return { id: params.shiftId }
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/checkpoints/:id/shifts/:shiftId/hand-over', permission: 'crossing.hand-over', summary: 'What one shift leaves to the next; said once.', params: ByShift, body: HandOverInput, answer: Done, refuses: ['not-found'],
    run: async ({ tx, params, body }) => {
      if (!(await handOver(tx, params.id, params.shiftId, body.said, deps.clock.now().toISOString()))) throw new Problem('not-found')
      return { id: params.shiftId }
    },
  })
}
