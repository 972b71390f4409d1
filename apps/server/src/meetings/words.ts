import { printedDay, type PrintedBody } from '@phaodai/office'
import type { Bridge, MeetingDetail } from '@phaodai/office/meeting.ts'
import { dayInVietnam, weekday } from '@phaodai/vocabulary'

const DAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
/** More bridges than these are told by their number in an invitation. */
const MOST_BRIDGES = 20

/** "08 giờ 00": the clock in Vietnam at an instant. */
export function printedHour(instant: string): string {
  return CLOCK.format(new Date(instant)).replace(':', ' giờ ')
}

/** "08 giờ 00, thứ Ba, ngày 24/8/2021". */
export function printedMoment(instant: string): string {
  const day = dayInVietnam(new Date(instant).toISOString())
  return `${printedHour(instant)}, ${DAYS[weekday(day) % 7]!}, ngày ${printedDay(day)}`
}

export const lowerFirst = (text: string): string => text.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase())

/** A meeting as one speaks of it: "cuộc họp …", "buổi giao ban …"; a conference is named as it is. */
export function spokenOf(title: string): string {
  const name = lowerFirst(title)
  if (/^họp\s/u.test(name)) return `cuộc ${name}`
  return /^giao ban\s/u.test(name) ? `buổi ${name}` : name
}

const FORMS: Record<MeetingDetail['form'], string> = { 'in-person': 'Họp trực tiếp', online: 'Họp trực tuyến', mixed: 'Họp trực tiếp kết hợp trực tuyến' }

/** Where one goes: the place, and the bridges where there are any. */
export function placesOf({ form, place, link, bridges }: MeetingDetail): { text: string; bridges: string[] } {
  const address = link === null ? '' : ` Địa chỉ phòng họp: ${link}`
  const text = `${FORMS[form]} tại ${place}.${address}`
  const rooms = bridges.filter((bridge) => bridge.place !== place)
  if (rooms.length > MOST_BRIDGES) return { text, bridges: [`${rooms.length} điểm cầu tại phòng họp trực tuyến của các đơn vị.`] }
  return { text, bridges: rooms.map((bridge) => `Điểm cầu ${bridge.body.name}: ${bridge.place}.`) }
}

/** Bodies as a paper names them: whole groups under their name, the others one by one. */
export function namedTogether(ids: readonly number[], names: ReadonlyMap<number, string>, groups: readonly PrintedBody[]): PrintedBody[] {
  const left = new Set(ids)
  const together = groups.filter(({ bodyIds }) => bodyIds.length > 1 && bodyIds.every((id) => left.has(id)))
  for (const id of together.flatMap(({ bodyIds }) => bodyIds)) left.delete(id)
  return [...[...left].map((id) => ({ written: names.get(id) ?? String(id), bodyIds: [id] })), ...together]
}

type Person = Bridge['invitees'][number]
const who = ({ body, words }: Person): string => `${body.name} (${words})`
const stand = ({ substituteName, substitutePost }: Person): string => [substituteName, substitutePost].filter(Boolean).join(', ')

/** Who came to a bridge, as the minutes say it. */
function bridgeLines(bridge: Bridge, n: number): string[] {
  const of = (attendance: Person['attendance']): Person[] => bridge.invitees.filter((person) => person.attendance === attendance)
  const line = (label: string, people: string[]): string[] => (people.length === 0 ? [] : [`- ${label}: ${people.join('; ')}.`])
  const here = of('present').length + of('substitute').length
  return [
    `${n}. Điểm cầu ${bridge.body.name} (${bridge.place}): có mặt ${here}/${bridge.invitees.length}.`,
    ...line('Có mặt', of('present').map(who)), ...line('Dự thay', of('substitute').map((person) => `${who(person)}${stand(person) ? `: ${stand(person)}` : ''}`)),
    ...line('Vắng mặt', of('absent').map((person) => `${who(person)}${person.answerReason ? `, lý do: ${person.answerReason}` : ''}`)), ...line('Chưa điểm danh', of(null).map(who)),
  ]
}

/** Bridges where nobody was marked are told together. */
function presence(bridges: readonly Bridge[]): string[] {
  const unmarked = bridges.filter(({ invitees }) => invitees.every(({ attendance }) => attendance === null))
  const marked = bridges.filter((bridge) => !unmarked.includes(bridge))
  return [...marked.flatMap((bridge, n) => bridgeLines(bridge, n + 1)), ...(unmarked.length > 0 ? [`Điểm cầu chưa điểm danh: ${unmarked.map(({ body }) => body.name).join('; ')}.`] : [])]
}

/** The minutes as a secretary begins them: head, who came at each bridge, the agenda with room under each point, the conclusions so far. */
export function minutesOf(meeting: MeetingDetail, chair: string, secretary: string): string {
  const agenda = meeting.agenda.length > 0 ? meeting.agenda : ['…']
  return [
    `Thời gian bắt đầu: ${printedMoment(meeting.startsAt)}.`, `Địa điểm: ${placesOf(meeting).text}`, `Chủ trì: ${chair}.`, `Thư ký: ${secretary}.`, '',
    'I. THÀNH PHẦN THAM DỰ', ...presence(meeting.bridges), '',
    'II. NỘI DUNG', ...agenda.flatMap((point, n) => [`${n + 1}. ${point}`, '…']), '',
    'III. KẾT LUẬN', meeting.conclusions?.text.trim() || '…', '',
    `Cuộc họp kết thúc lúc ${printedHour(meeting.endsAt)} cùng ngày. Biên bản đã được thông qua.`,
  ].join('\n')
}
