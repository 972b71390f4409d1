import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { DecideInput, PayInput, RecordInput, RemedyInput, Repeats, Violation } from '@phaodai/office/inspection.ts'
import { countsUntil, fineRange, isRepeat, RepeatRule, Sanction, SanctionInput, sanctionsOn } from '@phaodai/office/penalty.ts'
import { formatDay } from '@phaodai/vocabulary'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem, refuseStale, sameOrRefuse } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { attachFiles } from '#server/files/index.ts'
import {
  findPenalty, findSanction, findViolation, hasSubjectNumber, insertPenalty, insertSanction, loadPrecedents, loadRepeatRules, loadSanctions, moveViolation, payPenalty, recordViolation, remedyPenalty, updateSanction,
} from './violation.queries.ts'

const ById = z.object({ id: z.uuid().toLowerCase() })
const refuses = ['not-found', 'stale', 'illegal-state', 'invalid-input', 'beyond-sanction'] as const
const dong = (sum: number): string => `${new Intl.NumberFormat('vi-VN').format(sum)} đồng`

/** A violation with its penalty and what may be decided. Problem `not-found`. */
export async function viewViolation(tx: Tx, id: string): Promise<Violation> {
  const found = await findViolation(tx, id)
  if (!found) throw new Problem('not-found')
  const sanctions = await loadSanctions(tx)
  const given = await findPenalty(tx, id)
  const ranges = found.behaviour === null ? [] : sanctionsOn(sanctions, found.behaviour.id, found.occurredOn).map((each) => ({ ...each, ...fineRange(each, found.subjectKind) }))
  if (given === undefined) return { ...found, ranges, penalty: null }
  const { sanctionId, ...penalty } = given
  return { ...found, ranges, penalty: { ...penalty, sanction: sanctions.find((each) => each.id === sanctionId)! } }
}

async function standing(tx: Tx, id: string, version: number, states: readonly string[]): Promise<Violation> {
  const found = await viewViolation(tx, id)
  if (found.version !== version) refuseStale(found, { version })
  if (!states.includes(found.state)) throw new Problem('illegal-state')
  return found
}

/** Says why a penalty is refused, with the rule; the database refuses it all the same. */
function refuseBeyond(violation: Violation, given: z.output<typeof DecideInput>): void {
  const day = formatDay(violation.occurredOn)
  if (violation.ranges.length === 0) throw new Problem('beyond-sanction', { detail: `Danh mục chưa có mức xử phạt hành vi này có hiệu lực ngày ${day}. Hãy bổ sung danh mục xử phạt rồi ra quyết định.` })
  const rule = violation.ranges.find(({ id }) => id === given.sanctionId)
  if (!rule) throw new Problem('beyond-sanction', { detail: `Mức xử phạt được chọn không áp dụng cho hành vi này vào ngày vi phạm ${day}.` })
  if ((given.form === 'fine') !== (given.amount !== null)) throw new Problem('invalid-input', { fields: { amount: 'Phạt tiền phải ghi số tiền; phạt cảnh cáo thì không.' } })
  if (given.amount === null || (given.amount >= rule.min && given.amount <= rule.max)) return
  const whom = violation.subjectKind === 'organisation' ? `tổ chức (gấp ${rule.organisationFactor} lần cá nhân)` : 'cá nhân'
  throw new Problem('beyond-sanction', {
    detail: `${dong(given.amount)} nằm ngoài khung ${dong(rule.min)} đến ${dong(rule.max)} đối với ${whom}, theo ${rule.clause} ${rule.decree}, áp dụng ngày vi phạm ${day}.`,
    fields: { amount: `Từ ${dong(rule.min)} đến ${dong(rule.max)}` },
  })
}

function refuseFuture(day: string, given: string, field: string): void {
  if (given > day) throw new Problem('invalid-input', { fields: { [field]: 'Ngày này chưa đến.' } })
}

async function decide(tx: Tx, id: string, given: z.output<typeof DecideInput>, day: string): Promise<void> {
  const violation = await standing(tx, id, given.version, ['recorded'])
  refuseFuture(day, given.decidedOn, 'decidedOn')
  if (given.decidedOn < violation.occurredOn) throw new Problem('invalid-input', { fields: { decidedOn: 'Quyết định không thể trước ngày vi phạm.' } })
  refuseBeyond(violation, given)
  await insertPenalty(tx, id, given)
  if (await moveViolation(tx, id, given.version, 'decided') === 0) throw new Problem('not-allowed')
  await attachFiles(tx, 'violation', id, given.fileIds)
}

function registerSteps(app: FastifyInstance, deps: AppDeps): void {
  const url = '/api/violations/:id'
  route(app, deps, {
    method: 'GET', url, permission: 'violation.read', summary: 'One violation without its subject: penalty, and the sanctions in force on its day.', params: ById, answer: Violation, refuses: ['not-found'],
    run: ({ tx, params }) => viewViolation(tx, params.id),
  })
  route(app, deps, {
    method: 'POST', url: `${url}/record`, permission: 'violation.record', summary: 'A violation is put on record under a number.', params: ById, body: RecordInput, answer: Violation, refuses: [...refuses, 'reference-missing'],
    run: async ({ tx, params, body }) => {
      await standing(tx, params.id, body.version, ['noted', 'reminded'])
      if (await recordViolation(tx, params.id, body.version, body.number, body.behaviourId) === 0) throw new Problem('not-allowed')
      await attachFiles(tx, 'violation', params.id, body.fileIds)
      return viewViolation(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'POST', url: `${url}/decide`, permission: 'violation.decide', summary: 'A penalty is decided, within the range in force on the day of the violation.', params: ById, body: DecideInput, answer: Violation, refuses: [...refuses, 'reference-missing'],
    run: async ({ tx, params, body }) => {
      await decide(tx, params.id, body, today(deps.clock))
      return viewViolation(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'POST', url: `${url}/pay`, permission: 'violation.pay', summary: 'The fine was paid.', params: ById, body: PayInput, answer: Violation, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      const violation = await standing(tx, params.id, body.version, ['decided'])
      refuseFuture(today(deps.clock), body.paidOn, 'paidOn')
      if (violation.penalty?.form !== 'fine') throw new Problem('illegal-state')
      if (body.paidOn < violation.penalty.decidedOn) throw new Problem('invalid-input', { fields: { paidOn: 'Không thể nộp phạt trước ngày ra quyết định.' } })
      await payPenalty(tx, params.id, body.paidOn, body.receipt)
      if (await moveViolation(tx, params.id, body.version, 'paid') === 0) throw new Problem('not-allowed')
      return viewViolation(tx, params.id)
    },
  })
  route(app, deps, {
    method: 'POST', url: `${url}/remedy`, permission: 'violation.remedy', summary: 'What had to be put right was put right.', params: ById, body: RemedyInput, answer: Violation, refuses: [...refuses],
    run: async ({ tx, params, body }) => {
      const violation = await standing(tx, params.id, body.version, ['decided', 'paid'])
      refuseFuture(today(deps.clock), body.remediedOn, 'remediedOn')
      if (violation.state === 'decided' && violation.penalty?.form === 'fine') throw new Problem('illegal-state', { detail: 'Chưa nộp phạt: hãy ghi việc nộp phạt trước.' })
      if (violation.penalty && body.remediedOn < violation.penalty.decidedOn) throw new Problem('invalid-input', { fields: { remediedOn: 'Không thể trước ngày ra quyết định.' } })
      await remedyPenalty(tx, params.id, body.remediedOn)
      if (await moveViolation(tx, params.id, body.version, 'remedied') === 0) throw new Problem('not-allowed')
      return viewViolation(tx, params.id)
    },
  })
}

/** Precedents that still count on the day of this violation; what has expired by law is not told at all. */
async function repeatsOf(tx: Tx, id: string): Promise<Repeats> {
  const violation = await findViolation(tx, id)
  if (!violation) throw new Problem('not-found')
  const rules = await loadRepeatRules(tx)
  const counting = (await loadPrecedents(tx, id)).filter((each) => isRepeat(each, rules, violation.occurredOn))
  await viewing(tx, 'violation', [id, ...counting.map((each) => each.id)])
  return {
    comparable: await hasSubjectNumber(tx, id), rule: rules.find(({ form }) => form === 'fine')?.source ?? null,
    rows: counting.map((each) => ({ id: each.id, occurredOn: each.occurredOn, placeName: each.placeName, number: each.number, decidedOn: each.decidedOn, countsUntil: countsUntil(each, rules)! })),
  }
}

function registerCatalogue(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/sanctions', permission: 'area.read', summary: 'The dated catalogue of sanctions, and when a penalty no longer counts as a precedent.', answer: z.object({ rows: z.array(Sanction), rules: z.array(RepeatRule) }),
    run: async ({ tx }) => ({ rows: await loadSanctions(tx), rules: await loadRepeatRules(tx) }),
  })
  route(app, deps, {
    method: 'PUT', url: '/api/sanctions/:id', permission: 'sanction.manage', summary: 'Adds a sanction to the catalogue (version 0), or corrects the version that was read.', params: ById, body: SanctionInput, answer: Sanction,
    refuses: ['duplicate', 'stale', 'not-found', 'reference-missing'],
    run: async ({ tx, params, body }) => {
      const before = await findSanction(tx, params.id)
      if (body.version === 0) {
        if (before === undefined) await insertSanction(tx, params.id, body)
        return sameOrRefuse(await findSanction(tx, params.id), (row) => row.behaviourId === body.behaviourId && row.clause === body.clause && row.validFrom === body.validFrom && row.fineMax === body.fineMax)
      }
      if (await updateSanction(tx, params.id, body.version, body) === 0) refuseStale(before, body)
      return (await findSanction(tx, params.id))!
    },
  })
}

/** Violations beside their register: record, decision, payment, remedy, precedents; and the catalogue of sanctions. */
export function registerViolationRoutes(app: FastifyInstance, deps: AppDeps): void {
  registerSteps(app, deps)
  registerCatalogue(app, deps)
  route(app, deps, {
    method: 'GET', url: '/api/violations/:id/repeats', permission: 'violation_repeat.look', summary: 'Penalised violations of the same behaviour by the same subject that still count by law.', params: ById, answer: Repeats, refuses: ['not-found'],
    run: ({ tx, params }) => repeatsOf(tx, params.id),
  })
}
