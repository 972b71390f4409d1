import type { Answer, AnswerInvitation, MarkAttendance, MeetingTextKind, SignMinutes } from '@phaodai/office/meeting.ts'
import type * as z from 'zod'
import { Problem, refuseStale } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { attachFiles } from '../files/index.ts'
import type { Moment } from '../tasks/index.ts'
import { findInvitee, findMeeting, findText, type MeetingRow, type TextRow } from './load.ts'
import { refuseMove } from './plan.ts'
import { insertEvent, markMinuted, moveMeeting, reopenMinutes, saveAnswer, saveAttendance, saveText, signMinutes, tellAll } from './save.ts'

/** A meeting that the acting body hosts; `not-found` when out of sight, `not-allowed` for guests. */
export async function ownMeeting(tx: Tx, id: string): Promise<MeetingRow> {
  const row = await findMeeting(tx, id)
  if (!row) throw new Problem('not-found')
  if (!row.hosted) throw new Problem('not-allowed')
  return row
}

interface Step { from: readonly string[]; to: string; kind: string; tells?: string }
const steps = {
  invite: { from: ['planned', 'postponed'], to: 'invited', kind: 'invited', tells: 'invited' },
  open: { from: ['invited'], to: 'running', kind: 'opened' },
  postpone: { from: ['planned', 'invited'], to: 'postponed', kind: 'postponed', tells: 'postponed' },
  cancel: { from: ['planned', 'invited', 'postponed'], to: 'cancelled', kind: 'cancelled', tells: 'cancelled' },
} as const satisfies Record<string, Step>
export type Move = keyof typeof steps

/** A named step of the host; whoever was invited is told of it. A meeting that nobody heard of is put off in silence. */
export async function move(tx: Tx, who: Who, { at }: Moment, id: string, name: Move, version: number, reason: string | null = null): Promise<void> {
  const row = await ownMeeting(tx, id)
  const { from, to, kind, tells }: Step = steps[name]
  if (await moveMeeting(tx, id, version, from, to, reason) === 0) refuseMove(row, version)
  const known = row.state !== 'planned'
  if (tells && (name === 'invite' || known)) await tellAll(tx, id, tells, at)
  await insertEvent(tx, { meetingId: id, kind, at, by: who.title, note: reason, from: row.state, to })
}

/** Adds papers; whoever is invited may open them. */
export async function addPapers(tx: Tx, who: Who, { at }: Moment, id: string, fileIds: string[]): Promise<void> {
  await ownMeeting(tx, id)
  await attachFiles(tx, 'meeting', id, fileIds)
  await insertEvent(tx, { meetingId: id, kind: 'papers', at, by: who.title, note: String(fileIds.length) })
}

/** Whether an invited body comes, in whose place, or why not. */
export async function answerInvitation(tx: Tx, who: Who, { at }: Moment, id: string, inviteeId: string, given: z.output<typeof AnswerInvitation>): Promise<void> {
  const found = await findInvitee(tx, id, inviteeId)
  if (!found) throw new Problem('not-found')
  const { version, answer, reason, substituteName, substitutePost } = given
  refuseIncomplete(answer, reason, substituteName)
  const stands = answer === 'substitute' ? { substituteName, substitutePost } : { substituteName: null, substitutePost: null }
  if (await saveAnswer(tx, id, { id: inviteeId, version, at, by: who.title, ...stands }, answer, answer === 'absent' ? reason : null) === 0) refuseStale(await findInvitee(tx, id, inviteeId), given)
}

function refuseIncomplete(answer: Answer, reason: string | null, substituteName: string | null): void {
  if (answer === 'absent' && reason === null) throw new Problem('invalid-input', { fields: { reason: 'Nêu lý do vắng mặt.' } })
  if (answer === 'substitute' && substituteName === null) throw new Problem('invalid-input', { fields: { substituteName: 'Ghi họ tên người dự thay.' } })
}

/** Marks at a bridge who came. */
export async function markAttendance(tx: Tx, who: Who, { at }: Moment, id: string, inviteeId: string, given: z.output<typeof MarkAttendance>): Promise<void> {
  const found = await findInvitee(tx, id, inviteeId)
  if (!found) throw new Problem('not-found')
  const { version, attendance, ...stands } = given
  if (await saveAttendance(tx, id, { id: inviteeId, version, at, by: who.title, ...stands }, attendance) === 0) refuseStale(await findInvitee(tx, id, inviteeId), given)
}

const shown = (row: TextRow | undefined): TextRow | undefined => row && { ...row, secretaryName: null, chairName: null }

/** Saves the minutes or the conclusions while they are typed. */
export async function writeText(tx: Tx, who: Who, id: string, kind: MeetingTextKind, given: { version: number; text: string }): Promise<void> {
  const row = await ownMeeting(tx, id)
  if (row.state === 'cancelled' || (kind === 'conclusions' && row.conclusionDraftId !== null)) throw new Problem('illegal-state')
  const before = await findText(tx, id, kind)
  if (before?.text === given.text && before.version >= given.version) return
  if (await saveText(tx, id, kind, given.version, given.text, who.title) > 0) return
  const found = await findText(tx, id, kind)
  if (found?.secretarySignedAt) throw new Problem('illegal-state')
  refuseStale(shown(found), given)
}

/** Signs the minutes as secretary, then as chair; both make them the meeting's. Or takes them back for a correction. */
export async function sign(tx: Tx, who: Who, { at }: Moment, id: string, { version, as }: z.output<typeof SignMinutes>): Promise<void> {
  const row = await ownMeeting(tx, id)
  const before = await findText(tx, id, 'minutes')
  if (!before || before.chairSignedAt !== null || (before.secretarySignedAt !== null) === (as === 'secretary')) throw new Problem('illegal-state')
  if (!['running', 'concluded', 'tasked'].includes(row.state)) throw new Problem('illegal-state')
  if (as === 'secretary' && before.text.includes('…')) throw new Problem('invalid-input', { detail: 'Biên bản còn chỗ bỏ trống (…). Hãy ghi tiếp hoặc xóa chỗ đó rồi ký.' })
  const touched = as === 'reopen' ? await reopenMinutes(tx, id, version) : await signMinutes(tx, id, version, as, at)
  if (touched === 0) refuseStale(shown(await findText(tx, id, 'minutes')), { version })
  if (as === 'chair') await markMinuted(tx, id)
  await insertEvent(tx, { meetingId: id, kind: { secretary: 'minutes-signed', chair: 'minutes-approved', reopen: 'minutes-reopened' }[as], at, by: who.title })
}
