/** Declaring a figure, taking it back, signing figures off: what a route does inside its transaction. */
import { sidesOf, type DeclareInput, type Indicator, type RetractInput, type SignInput } from '@phaodai/indicators'
import type * as z from 'zod'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { figureOf, getIndicator } from './figures.ts'
import { findDeclared, isWithin, loadCutOff, loadDays, loadSigned, loadTold } from './load.ts'
import { holdCounting, insertDeclared, insertSigned, voidDeclared } from './save.ts'

/** The moment of a request: the instant, the day and the time of day in Vietnam. */
export type Moment = { today: string; time: string }

/** Whether units tell this figure by telephone: amounts, not shares. */
function declarable({ unit }: Indicator): boolean {
  return unit === 'count' || unit === 'quantity'
}

/** Notes a figure that was told; a repeat of the same id and content changes nothing. */
export async function declare(tx: Tx, who: Who, name: string, id: string, input: DeclareInput, { today }: Moment): Promise<void> {
  const indicator = getIndicator(who, name)
  if (!declarable(indicator)) throw new Problem('invalid-input', { fields: { value: 'Tỷ lệ được tính từ số liệu, không khai trực tiếp.' } })
  if (input.day > today) throw new Problem('invalid-input', { fields: { day: 'Ngày chưa đến.' } })
  if ((await loadSigned(tx, name, input.areaId, input.day, input.day)).length > 0) throw new Problem('illegal-state', { detail: 'Số liệu của ngày này đã chốt. Sửa bản ghi gốc: chênh lệch sẽ hiện thành dòng điều chỉnh.' })
  if (await insertDeclared(tx, name, id, input) > 0) return
  const there = await findDeclared(tx, id)
  if (!there) throw new Problem('not-allowed')
  const same = there.indicator === name && there.areaId === input.areaId && there.day === input.day && there.class === input.class && there.value === input.value && there.toldBy === input.toldBy
  if (!same) throw new Problem('duplicate', { versions: { theirs: there, yours: { id, ...input } } })
}

/** Takes a declared figure back with a reason; it stays readable. */
export async function retract(tx: Tx, who: Who, name: string, id: string, { version, reason }: z.infer<typeof RetractInput>): Promise<void> {
  getIndicator(who, name)
  const there = await findDeclared(tx, id)
  if (!there || there.indicator !== name) throw new Problem('not-found')
  const yours = { version, reason }
  if (await voidDeclared(tx, id, version, reason) === 0) refuseStale(await findDeclared(tx, id), yours)
}

/** A day may be signed from its cut-off on, so that nobody signs half a day. */
async function refuseEarly(tx: Tx, { to }: SignInput, { today, time }: Moment): Promise<void> {
  const cutOff = await loadCutOff(tx, to)
  if (to > today) throw new Problem('illegal-state', { detail: 'Kỳ này chưa kết thúc nên chưa chốt được.' })
  if (to === today && cutOff !== null && time < cutOff) throw new Problem('illegal-state', { detail: `Chưa đến giờ chốt số (${cutOff}).` })
}

/**
 * Signs the figure of an area and a stretch of days as it stands. Later changes of the records become rows of adjustment; the
 * signed figure never changes. A repeat of the same id changes nothing; a period that is signed already is refused.
 */
export async function sign(tx: Tx, who: Who, name: string, id: string, input: SignInput, moment: Moment): Promise<void> {
  const indicator = getIndicator(who, name)
  await refuseEarly(tx, input, moment)
  if (indicator.apart || sidesOf(indicator).length === 0) throw new Problem('invalid-input', { fields: { basis: 'Chỉ số này tách theo từng mặt hàng, không có con số chung để chốt.' } })
  if (!who.seesWhole && !(await isWithin(tx, input.areaId))) throw new Problem('not-allowed')
  await holdCounting(tx)
  const { areaId, from, to } = input
  const figure = figureOf(indicator, await loadDays(tx, [name], areaId, from, to, null), await loadTold(tx, [name], areaId, from, to, null), { from, to })
  if (input.basis === 'declared' && figure.declared === null) throw new Problem('invalid-input', { fields: { basis: 'Chưa có số khai báo trong kỳ này.' } })
  if (await insertSigned(tx, { id, name, input, ...figure, signer: who.title }) > 0) return
  const there = (await loadSigned(tx, name, areaId, from, to)).find((each) => each.from === from && each.to === to)
  if (there?.id === id) return
  throw new Problem(there ? 'duplicate' : 'not-allowed', there && { detail: `Kỳ này đã được chốt: ${there.signer}.` })
}
