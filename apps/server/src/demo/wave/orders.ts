import { askTable } from '#server/isolation/index.ts'
import { addDays } from '@phaodai/vocabulary'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { byPlace } from '../cast.ts'
import type { DemoPost } from '../people.ts'
import { Dice, idFor } from '../random.ts'
import { actAs, savePeople } from '../save.ts'
import { shiftMinutes } from '../working-hours.ts'
import type { TracedCase } from './contacts.ts'
import type { Staff } from './staff.ts'
import { beginList, stepList } from './tracing.queries.ts'
import type { Wave } from './wave.ts'

/** How far the lists of orders have come, in turn; each from one case. */
const ENDS = ['signed', 'requested', 'confirmed', 'draft', 'refused', 'withdrawn', 'signed', 'signed'] as const
/** Cases whose lists are kept, the latest. */
const LISTS = 24
const MADE_AT = '2020-06-01T09:00:00.000+07:00'

type Chair = DemoPost & { name: string }

/** Lists of isolation for the contacts of the latest cases, in every state, each step by the post that takes it. */
export async function keepOrders(tx: Tx, wave: Wave, staff: Staff, traced: readonly TracedCase[]): Promise<void> {
  const { ground: { bodies, today } } = wave
  const places = byPlace(bodies)
  const chairs = new Map<number, Chair>()
  const before = `${addDays(today, -1)}T06:00:00.000+07:00` // what was listed in the last night has not been ordered yet
  const ready = traced.filter(({ story, contacts }) => story.record.createdAt < before && watchedOf(contacts).length > 0).slice(-LISTS)
  for (const [n, each] of ready.entries()) {
    const body = places.get(`ubnd@${each.story.commune.code}`)
    if (body === undefined) continue
    const chair = chairs.get(body.id) ?? (await chairOf(tx, wave, body))
    chairs.set(body.id, chair)
    await keepList(tx, wave, staff, each, body, chair, ENDS[n % ENDS.length]!)
  }
}

const watchedOf = (contacts: TracedCase['contacts']) => contacts.filter(({ record: { state } }) => state === 'followed' || state === 'listed')

/** Whoever signs for a committee: the cast's leader, else a chairman thought up for it, without an account. */
async function chairOf(tx: Tx, { ground: { people, seed } }: Wave, body: BodyRow): Promise<Chair> {
  const known = people.ofBody.get(body.id)?.find(({ role }) => role === 'leader')
  if (known) return { ...known, name: people.persons.find(({ id }) => id === known.personId)!.name }
  const dice = new Dice(seed, `wave/chair/${body.areaCode}`)
  const person = { id: idFor(seed, MADE_AT, `chair/${body.id}`), name: `${dice.pick(['Nông', 'Vi', 'Lương', 'Hoàng'])} Văn Ví Dụ MẪU`, phone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}` }
  const post = { id: idFor(seed, MADE_AT, `chair/post/${body.id}`), personId: person.id, bodyId: body.id, actsForId: body.id, role: 'leader', title: 'Chủ tịch UBND', validFrom: '2020-06-01' }
  await savePeople(tx, [person], [post])
  return { personId: person.id, postId: post.id, bodyId: body.id, bodyLastId: body.lastId, title: post.title, role: post.role, seatId: body.id, bodyName: body.shortName, name: person.name }
}

async function keepList(tx: Tx, wave: Wave, staff: Staff, { story, contacts }: TracedCase, body: BodyRow, chair: Chair, end: (typeof ENDS)[number]): Promise<void> {
  const { ground: { seed, today } } = wave
  const at = shiftMinutes(story.record.createdAt, 200)
  const [id, health] = [idFor(seed, at, `orders/${story.n}`), staff.of(story.commune)]
  const requester = `${health.title}, ${health.bodyName}`
  const { decide } = await askTable(tx, 'covid-19', story.commune.id, at.slice(0, 10) < today ? at.slice(0, 10) : today)
  const form = decide({ subject: 'f1', birthYear: null, countedFrom: at.slice(0, 10) }).plan?.form ?? 'home'
  await actAs(tx, health, 'order_list.draft')
  await beginList(tx, { id, areaId: story.commune.id, caseId: story.record.id, bodyId: body.id, kind: 'isolate', form, days: 14, grounds: `Tiếp xúc với ca phát hiện ngày ${String(story.record.values.diagnosedAt).slice(0, 10).split('-').toReversed().join('/')} (MẪU)`, at, contactIds: watchedOf(contacts).map(({ record }) => record.id) })
  if (end === 'draft') return
  await actAs(tx, health, 'order_list.request')
  await stepList(tx, 'request', [id, shiftMinutes(at, 10), requester])
  if (end === 'requested') return
  if (end === 'withdrawn') {
    await actAs(tx, health, 'order_list.withdraw')
    return void (await stepList(tx, 'withdraw', [id, shiftMinutes(at, 40), requester, 'Lập lại theo danh sách đã bổ sung']))
  }
  if (end !== 'refused') {
    await actAs(tx, health, 'order_list.confirm')
    await stepList(tx, 'confirm', [id, shiftMinutes(at, 25), requester, chair.postId, chair.title])
  }
  if (end === 'confirmed') return
  await actAs(tx, chair, end === 'signed' ? 'order_list.sign' : 'order_list.refuse')
  if (end === 'signed') return void (await stepList(tx, 'sign', [id, shiftMinutes(at, 9 * 60), chair.title, chair.name, `MẪU ${story.n}/QĐ-UBND`]))
  await stepList(tx, 'refuse', [id, shiftMinutes(at, 60), `${chair.title}, ${chair.bodyName}`, 'Chưa đủ căn cứ tiếp xúc gần'])
}
