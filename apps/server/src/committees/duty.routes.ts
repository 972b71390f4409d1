import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { DutyNow } from '@phaodai/office/committee.ts'
import { DutySwap, LONGEST_ROSTER_DAYS, Roster, rotate, RotationInput, ShiftPatch, SwapInput } from '@phaodai/office/duty.ts'
import { addDays, daysBetween } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx, type Who } from '#kernel/session.ts'
import { decideSwap, findPhone, findShift, findSwap, insertShifts, insertSwap, loadAbsences, loadOnDuty, loadOpenSwaps, loadShifts, updateShift } from './duty.queries.ts'

const ByBody = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })
const ById = z.object({ id: z.uuid().toLowerCase() })
const Days = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() })
const TWO_WEEKS = 13

async function roster(tx: Tx, who: Who, bodyId: number, from: string, to: string): Promise<Roster> {
  if (to < from || daysBetween(from, to) >= LONGEST_ROSTER_DAYS) throw new Problem('invalid-input', { fields: { to: 'Chọn nhiều nhất một quý.' } })
  const found = await loadShifts(tx, bodyId, from, to)
  await viewing(tx, 'committee_member', [...new Set(found.map((shift) => shift.memberId))])
  return { from, to, canPlan: who.bodyId === bodyId, shifts: found, swaps: await loadOpenSwaps(tx, bodyId), onLeave: await loadAbsences(tx, bodyId, from, to) }
}

function registerRoster(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/committees/:id/on-duty', permission: 'body.read', summary: 'The office telephone of a body, and who is on duty now as far as the caller may know.',
    params: ByBody, answer: DutyNow, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      const phone = await findPhone(tx, params.id)
      if (!phone) throw new Problem('not-found')
      const onDuty = await loadOnDuty(tx, params.id, deps.clock.now().toISOString())
      await viewing(tx, 'committee_member', onDuty.map((each) => each.memberId))
      return { bodyId: params.id, ...phone, onDuty }
    },
  })
  route(app, deps, {
    method: 'GET', url: '/api/committees/:id/duty', permission: 'committee.read', summary: 'The duty roster of a body: two weeks from today unless asked otherwise.',
    params: ByBody, query: Days, answer: Roster, refuses: ['invalid-input'],
    run: ({ tx, who, params, query }) => {
      const from = query.from ?? today(deps.clock)
      return roster(tx, who, params.id, from, query.to ?? addDays(from, TWO_WEEKS))
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/committees/:id/duty/rotate', permission: 'duty_shift.plan', summary: 'Fills the empty shifts of a period by members in turn, passing over who is on leave.',
    params: ByBody, body: RotationInput, answer: Roster, refuses: ['invalid-input'],
    run: async ({ tx, who, params, body }) => {
      await insertShifts(tx, params.id, body.role, rotate(body, await loadAbsences(tx, params.id, body.from, body.to)))
      return roster(tx, who, params.id, body.from, body.to)
    },
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/duty-shifts/:id', permission: 'duty_shift.plan', summary: 'Puts another member on a shift.',
    params: ById, body: ShiftPatch, answer: Roster, refuses: ['not-found', 'stale'],
    run: async ({ tx, who, params, body }) => {
      const touched = await updateShift(tx, params.id, body.version, body.memberId)
      const found = await findShift(tx, params.id)
      if (touched === 0 || !found) refuseStale(found, body)
      return roster(tx, who, found.bodyId, found.day, found.day)
    },
  })
}

/** Asks for a swap of one's own future shift; the other member must have a post in which to consent. */
async function ask(tx: Tx, id: string, { shiftId, withShiftId, reason }: z.output<typeof SwapInput>): Promise<DutySwap> {
  const [own, other] = [await findShift(tx, shiftId), await findShift(tx, withShiftId)]
  if (!own || !other) throw new Problem('not-found')
  if (other.postId === null) throw new Problem('illegal-state', { detail: 'Người trực ca kia chưa có tài khoản. Nhờ người lập lịch đổi trực tiếp.' })
  if (await findSwap(tx, id) === undefined) {
    await insertSwap(tx, id, { shiftId, withShiftId, fromMemberId: own.memberId, toMemberId: other.memberId, toPostId: other.postId, reason })
  }
  return sameOrRefuse(await findSwap(tx, id), (row) => row.shiftId === shiftId && row.withShiftId === withShiftId)
}

async function decide(tx: Tx, id: string, version: number, state: 'agreed' | 'declined'): Promise<DutySwap> {
  const touched = await decideSwap(tx, id, version, state)
  const found = await findSwap(tx, id)
  if (touched === 0 || !found) refuseStale(found, { version })
  return found
}

/** Rosters, and swaps that need the other's consent. */
export function registerDutyRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerRoster(app, deps)
  route(app, deps, {
    method: 'PUT', url: '/api/duty-swaps/:id', permission: 'duty_swap.ask', summary: 'Asks another member to swap shifts.',
    params: ById, body: SwapInput, answer: DutySwap, refuses: ['not-found', 'duplicate', 'illegal-state'], run: ({ tx, params, body }) => ask(tx, params.id, body),
  })
  for (const [verb, state] of [['agree', 'agreed'], ['decline', 'declined']] as const) {
    route(app, deps, {
      method: 'POST', url: `/api/duty-swaps/:id/${verb}`, permission: `duty_swap.${verb}`, summary: `The one who was asked has ${state}.`,
      params: ById, body: z.object({ version: z.int() }), answer: DutySwap, refuses: ['not-found', 'stale', 'illegal-state'],
      run: ({ tx, params, body }) => decide(tx, params.id, body.version, state),
    })
  }
}
