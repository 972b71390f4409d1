import { addDays, searchKey } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import type { BodyRow } from '#server/bodies/by-rule/index.ts'
import { byPlace } from './cast.ts'
import type { Ground } from './ground.ts'
import { findConclusions, namesOf, saveMeetingRows } from './meetings.queries.ts'
import type { DemoPost } from './people.ts'
import { Dice, idFor } from './random.ts'
import { actAs } from './save.ts'

interface Plan { key: string; host: string; chair: string; secretary: string; title: string; kind: 'steering' | 'briefing'; agenda: string[]; place: string; home: string[]; rooms: 'districts' | 'communes'; at: string; from: string; to: string; invitedOn: string }

const HOME = ['so-y-te@20', 'cong-an@20', 'so-gddt@20', 'mttq@20', 'thanh-tra@20']
/** Communes that are bridges where the tree has many. */
const MOST_ROOMS = 12

/** One meeting and what its rows are made from. */
interface Table { tx: Tx; ground: Ground; plan: Plan; host: BodyRow; chair: DemoPost; secretary: DemoPost; dice: Dice; id: (purpose: string) => string; meetingId: string }

/** Meetings of the demo: one whose conclusions were issued, one to come; on the tree of 2021 also a district's weekly one. */
export async function keepMeetings(tx: Tx, ground: Ground): Promise<void> {
  const committee = byPlace(ground.bodies).get('bcd@20')
  const notice = committee && await findConclusions(tx, committee.id)
  const steering = { host: 'bcd@20', chair: 'Trưởng Ban Chỉ đạo', secretary: 'Thư ký Ban Chỉ đạo', kind: 'steering' as const, place: 'Phòng họp trực tuyến UBND tỉnh', home: HOME, rooms: 'districts' as const }
  if (notice) {
    const at = addDays(notice.day, -1)
    const table = await call(tx, ground, {
      ...steering, key: 'past', title: 'Họp Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh', agenda: ['Đánh giá công tác phòng, chống dịch tháng qua', 'Bàn nhiệm vụ thời gian tới'], at, from: '08:00', to: '11:00', invitedOn: addDays(at, -4),
    }, notice.id)
    if (table) await close(table, notice.number)
  }
  const soon = addDays(ground.today, 2)
  await call(tx, ground, { ...steering, key: 'next', title: 'Họp trực tuyến Ban Chỉ đạo: rà soát năng lực xét nghiệm, điều trị', agenda: ['Năng lực xét nghiệm của các huyện', 'Thu dung, điều trị F0', 'Tiến độ tiêm vắc xin'], at: soon, from: '14:00', to: '16:30', invitedOn: addDays(ground.today, -3) })
  if (ground.profile === '2021') {
    await call(tx, ground, {
      key: 'weekly', host: 'ubnd@189', chair: 'Chủ tịch UBND huyện', secretary: 'Chuyên viên tổng hợp, văn thư', title: 'Giao ban công tác phòng, chống dịch hằng tuần', kind: 'briefing', agenda: ['Tình hình dịch trong tuần', 'Nhiệm vụ tuần tới'],
      place: 'Phòng họp UBND huyện Đình Lập', home: ['ttyt@189', 'phong-gddt@189'], rooms: 'communes', at: addDays(ground.today, 3), from: '07:30', to: '09:00', invitedOn: addDays(ground.today, -3),
    })
  }
}

function roomsOf({ bodies, profile }: Ground, { rooms }: Plan, host: BodyRow): BodyRow[] {
  const level = rooms === 'communes' || profile === '2025' ? 'commune' : 'district'
  return bodies.filter((body) => body.rule === 'ubnd' && body.level === level && (rooms === 'districts' || (body.id > host.id && body.id <= host.lastId))).slice(0, MOST_ROOMS)
}

/** Writes a meeting with its bridges, guests, calls and answers; nothing when the host has nobody in the cast. */
async function call(tx: Tx, ground: Ground, plan: Plan, directiveId: string | null = null): Promise<Table | null> {
  const host = byPlace(ground.bodies).get(plan.host)
  const posts = host === undefined ? [] : ground.people.ofBody.get(host.id) ?? []
  const [chair, secretary] = [plan.chair, plan.secretary].map((title) => posts.find((post) => post.title === title))
  if (host === undefined || chair === undefined || secretary === undefined) return null
  const id = (purpose: string): string => idFor(ground.seed, `${plan.invitedOn}T08:30:00.000+07:00`, `meeting/${plan.key}/${purpose}`)
  const table: Table = { tx, ground, plan, host, chair, secretary, dice: new Dice(ground.seed, `meeting/${plan.key}`), id, meetingId: id('meeting') }
  await actAs(tx, secretary, 'meeting.plan')
  await saveMeetingRows(tx, 'meeting', [{
    id: table.meetingId, title: plan.title, kind: plan.kind, form: 'mixed', chairPostId: chair.postId, chairTitle: chair.title, secretaryPostId: secretary.postId, secretaryTitle: secretary.title,
    startsAt: `${plan.at}T${plan.from}:00+07:00`, endsAt: `${plan.at}T${plan.to}:00+07:00`, place: plan.place, agenda: plan.agenda, state: directiveId === null ? 'invited' : 'tasked', directiveId, searchKey: searchKey([plan.title, plan.place, ...plan.agenda].join(' ')),
  }])
  await seat(table, directiveId !== null)
  await saveMeetingRows(tx, 'meeting_event', [['planned', '08:30'], ['invited', '09:00']].map(([kind, clock]) => ({ id: id(`event/${kind}`), meetingId: table.meetingId, kind, at: `${plan.invitedOn}T${clock}:00+07:00`, byTitle: secretary.title, note: null })))
  return table
}

interface Seat { bridgeId: string; body: BodyRow; words: string; position: number }

async function seat(table: Table, held: boolean): Promise<void> {
  const { tx, ground, plan, host, id, meetingId } = table
  const rooms = roomsOf(ground, plan, host)
  const bridges = [{ id: id('bridge/home'), body: host, place: plan.place }, ...rooms.map((body) => ({ id: id(`bridge/${body.id}`), body, place: `Phòng họp ${body.shortName}` }))]
  await saveMeetingRows(tx, 'meeting_bridge', bridges.map(({ id: bridgeId, body, place }, position) => ({ id: bridgeId, meetingId, bodyId: body.id, place, position })))
  const home = plan.home.map((place) => byPlace(ground.bodies).get(place)).filter((body) => body !== undefined)
  const seats: Seat[] = [
    ...home.map((body, position) => ({ bridgeId: bridges[0]!.id, body, words: 'Lãnh đạo cơ quan', position })),
    ...rooms.map((body, n) => ({ bridgeId: bridges[n + 1]!.id, body, words: 'Chủ tịch UBND', position: 0 })),
  ]
  await saveMeetingRows(tx, 'meeting_invitee', seats.map((each) => guestRow(table, each, held)))
  await saveMeetingRows(tx, 'meeting_call', [...home, ...rooms].map((body) => ({
    id: id(`call/${body.id}`), meetingId, bodyId: body.id, kind: 'invited', n: 1, at: `${plan.invitedOn}T09:00:00+07:00`, seenAt: held || table.dice.chance(0.6) ? `${plan.invitedOn}T10:20:00+07:00` : null,
  })))
}

/** Held meetings have everybody marked; of one to come somebody has answered, somebody not; whoever is in the cast has not. */
function guestRow({ plan, ground, dice, id, meetingId, secretary }: Table, { bridgeId, body, words, position }: Seat, held: boolean): object {
  const luck = dice.next()
  const answers = held || (!ground.people.ofBody.has(body.id) && luck < 0.7)
  const answer = !answers ? null : luck < 0.08 ? 'absent' : luck < 0.2 ? 'substitute' : 'attends'
  const attendance = !held ? null : answer === 'absent' ? 'absent' : answer === 'substitute' ? 'substitute' : 'present'
  return {
    id: id(`guest/${bridgeId}/${body.id}`), meetingId, bridgeId, bodyId: body.id, words, position, answer, answerReason: answer === 'absent' ? 'Trực chỉ huy tại chốt kiểm soát' : null,
    substituteName: answer === 'substitute' ? 'Nguyễn Văn Thay MẪU' : null, answeredAt: answer === null ? null : `${plan.invitedOn}T15:00:00+07:00`, answeredBy: answer === null ? null : 'Văn thư',
    attendance, markedAt: held ? `${plan.at}T${plan.from}:00+07:00` : null, markedBy: held ? (bridgeId === id('bridge/home') ? secretary.title : 'Văn thư') : null,
  }
}

/** Minutes signed by both, and the line that says when the notice went out. */
async function close({ tx, plan, chair, secretary, id, meetingId }: Table, number: string | null): Promise<void> {
  const names = await namesOf(tx, [chair.postId, secretary.postId])
  const signedAt = `${plan.at}T${plan.to}:00+07:00`
  const text = [
    `Thời gian bắt đầu: ${plan.from.replace(':', ' giờ ')}.`, `Địa điểm: ${plan.place}.`, `Chủ trì: đồng chí ${names.get(chair.postId)}, ${chair.title}.`, `Thư ký: đồng chí ${names.get(secretary.postId)}, ${secretary.title}.`, '',
    'I. NỘI DUNG', ...plan.agenda.flatMap((point, n) => [`${n + 1}. ${point}`, 'Sở Y tế báo cáo; các thành viên và các điểm cầu thảo luận.']), '',
    'II. KẾT LUẬN', `Trưởng Ban Chỉ đạo kết luận; Văn phòng dự thảo Thông báo kết luận${number === null ? '' : ` (đã ban hành: ${number})`}.`, '', `Cuộc họp kết thúc lúc ${plan.to.replace(':', ' giờ ')} cùng ngày.`,
  ].join('\n')
  await saveMeetingRows(tx, 'meeting_text', [{ id: id('minutes'), meetingId, kind: 'minutes', text, savedBy: secretary.title, secretaryName: names.get(secretary.postId), secretarySignedAt: signedAt, chairName: names.get(chair.postId), chairSignedAt: signedAt }])
  const events = [['opened', plan.from, chair], ['minutes-signed', plan.to, secretary], ['minutes-approved', plan.to, chair]] as const
  await saveMeetingRows(tx, 'meeting_event', events.map(([kind, clock, by]) => ({ id: id(`event/${kind}`), meetingId, kind, at: `${plan.at}T${clock}:00+07:00`, byTitle: by.title, note: null })))
  await saveMeetingRows(tx, 'meeting_event', ['concluded', 'tasked'].map((kind) => ({ id: id(`event/${kind}`), meetingId, kind, at: `${addDays(plan.at, 1)}T10:00:00+07:00`, byTitle: secretary.title, note: kind === 'concluded' ? number : null })))
}
