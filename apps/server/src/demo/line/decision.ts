import { formatDay, type Day } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { loadOrders, putOrder } from '#server/directives/index.ts'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import { backdate, backdateAssigned } from '../history/history.queries.ts'
import { asDesk, deskAt, intake, send, type Desk } from '../issue.ts'
import type { DemoPost } from '../people.ts'
import { idFor } from '../random.ts'
import { shiftMinutes } from '../working-hours.ts'

/** What a decision on a zone says; `committee` is the people's committee that makes it. */
export interface ZonePaper { key: string; number: string; day: Day; committee: BodyRow; seat: string; zone: string; untilOn: Day; measures: readonly string[] }

const written = (day: Day): string => `ngày ${Number(day.slice(8))} tháng ${Number(day.slice(5, 7))} năm ${day.slice(0, 4)}`

/** The decision as its office would send it; each measure is a numbered clause of the second article. */
export function paperOf({ number, day, committee, seat, zone, untilOn, measures }: ZonePaper): string {
  return [
    'TÀI LIỆU MẪU', committee.name.toLocaleUpperCase('vi'), '-------', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', '---------------',
    `Số: ${number}`, `${seat}, ${written(day)}`, '', 'QUYẾT ĐỊNH', `Về việc thiết lập ${zone}`, '',
    'Căn cứ Luật Phòng, chống bệnh truyền nhiễm;', 'Căn cứ Luật Tổ chức chính quyền địa phương;', 'Theo đề nghị của cơ quan y tế.', '', 'QUYẾT ĐỊNH:', '',
    `Điều 1. Thiết lập ${zone} từ 0 giờ ${written(day)} đến hết ngày ${formatDay(untilOn)}.`, '', 'Điều 2. Biện pháp áp dụng', ...measures.map((words, n) => `${n + 1}. ${words}`), '', `Điều 3. Quyết định này có hiệu lực từ ${written(day)}.`, '',
  ].join('\n')
}

/** Reads and issues a decision as its office does; orders are given by the zone, so the document gives none of its own. */
export async function issuePaper(tx: Tx, clerk: DemoPost, seed: number, paper: ZonePaper): Promise<{ id: string; desk: Desk }> {
  const registeredAt = `${paper.day}T07:40:00.000+07:00`
  const issuedAt = shiftMinutes(registeredAt, 25)
  const id = idFor(seed, registeredAt, `line/decision/${paper.key}`)
  const desk = deskAt(tx, clerk, registeredAt, seed, `line/decision/${paper.key}`)
  await intake(desk, id, paperOf(paper), 'own')
  await asDesk(desk, 'directive.review', async (who) => {
    for (const { engine: _, confidence: __, deadlineSpan: ___, ...order } of await loadOrders(tx, id)) await putOrder(tx, who, desk.moment, id, order.id, { ...order, dropped: true })
  })
  await send(deskAt(tx, clerk, issuedAt, seed, `line/issue/${paper.key}`), id, clerk.bodyId)
  await backdate(tx, id, registeredAt, issuedAt)
  await backdateAssigned(tx, id, issuedAt)
  return { id, desk: deskAt(tx, clerk, shiftMinutes(issuedAt, 20), seed, `line/zone/${paper.key}`) }
}
