import type { MeetingAction, MeetingChoices, MeetingDetail, MeetingText } from '@phaodai/office/meeting.ts'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx, type Who } from '#kernel/session.ts'
import { loadFilesOf } from '../files/index.ts'
import { pageOf, type Moment } from '../tasks/index.ts'
import { findHost, findMeeting, findMeetingDraft, findNotice, findText, loadBefore, loadBridges, loadCalls, loadEvents, loadGroups, loadHostPosts, type MeetingRow, type TextRow } from './load.ts'
import { markSeen } from './save.ts'

/** Tasks of one notice on its meeting's page; the rest stands in the list of tasks. */
const MOST_TASKS = 200

function actionsOf(row: MeetingRow, who: Who, may: (permission: string) => boolean, keeps: boolean, minutes: TextRow | undefined): MeetingAction[] {
  const at = (...states: string[]): boolean => row.hosted && states.includes(row.state)
  const begun = at('running', 'concluded', 'tasked')
  const [open, written, signed] = [minutes?.chairSignedAt == null, minutes !== undefined && minutes.text.trim() !== '', minutes?.secretarySignedAt != null]
  const possible: Record<MeetingAction, boolean> = {
    edit: at('planned', 'invited', 'postponed') && may('meeting.plan'), invite: at('planned', 'postponed') && may('meeting.invite'), open: at('invited') && may('meeting.open'),
    postpone: at('planned', 'invited') && may('meeting.postpone'), cancel: at('planned', 'invited', 'postponed') && may('meeting.cancel'),
    attend: ['invited', 'running'].includes(row.state) && (row.hosted || keeps) && may('meeting.attend'), papers: row.hosted && row.state !== 'cancelled' && may('meeting.plan'),
    write: row.hosted && row.state !== 'cancelled' && may('meeting.write'),
    'sign-secretary': begun && written && !signed && who.postId === row.secretaryPostId && may('meeting.sign'),
    'sign-chair': begun && signed && open && who.postId === row.chairPostId && may('meeting.sign'),
    'reopen-minutes': begun && signed && open && who.postId === row.secretaryPostId && may('meeting.sign'),
    'draft-invitation': at('planned', 'invited') && row.invitationDraftId === null && may('draft.write'),
    'draft-conclusions': at('invited', 'running', 'minuted') && row.conclusionDraftId === null && may('draft.write'),
  }
  return (Object.keys(possible) as MeetingAction[]).filter((action) => possible[action])
}

const textOf = (row: TextRow | undefined): MeetingText | null => {
  if (!row) return null
  const { secretaryName: _, chairName: __, ...text } = row
  return text
}

/** What came of it: the notice as far as the viewer sees it, and those of its tasks that are his to see. */
async function outcomeOf(tx: Tx, row: MeetingRow, today: string): Promise<Pick<MeetingDetail, 'notice' | 'tasks'>> {
  const notice = row.directiveId === null ? undefined : await findNotice(tx, row.directiveId)
  if (row.directiveId === null || !notice) return { notice: null, tasks: [] }
  return { notice, tasks: (await pageOf(tx, { box: 'all', directiveId: row.directiveId, sort: 'deadline', limit: MOST_TASKS }, today)).rows }
}

/** The host's side: whom it told, what happened, its drafts. */
async function officeOf(tx: Tx, row: MeetingRow): Promise<Pick<MeetingDetail, 'calls' | 'events' | 'invitationDraft' | 'conclusionDraft'>> {
  if (!row.hosted) return { calls: await loadCalls(tx, row.id), events: [], invitationDraft: null, conclusionDraft: null }
  return {
    calls: await loadCalls(tx, row.id), events: await loadEvents(tx, row.id),
    invitationDraft: await findMeetingDraft(tx, row.invitationDraftId) ?? null, conclusionDraft: await findMeetingDraft(tx, row.conclusionDraftId) ?? null,
  }
}

/** Everything of a meeting that the viewer may see, and what he may do there. */
export async function meetingDetail(tx: Tx, who: Who, id: string, { today }: Pick<Moment, 'today'>): Promise<MeetingDetail> {
  const row = await findMeeting(tx, id)
  if (!row) throw new Problem('not-found')
  const bridges = await loadBridges(tx, id)
  await viewing(tx, 'meeting_invitee', bridges.flatMap(({ invitees }) => invitees.filter(({ substituteName }) => substituteName !== null).map((invitee) => invitee.id)))
  const minutes = await findText(tx, id, 'minutes')
  const { hostId: _, directiveId: __, invitationDraftId: ___, conclusionDraftId: ____, ...shown } = row
  return {
    ...shown, chairPostId: row.hosted ? row.chairPostId : null, secretaryPostId: row.hosted ? row.secretaryPostId : null, bridges,
    papers: (await loadFilesOf(tx, 'meeting', id)).map(({ id: fileId, name, mediaType, size }) => ({ id: fileId, name, mediaType, size })),
    minutes: textOf(minutes), conclusions: textOf(await findText(tx, id, 'conclusions')), ...await officeOf(tx, row), ...await outcomeOf(tx, row, today),
    actions: actionsOf(row, who, (permission) => who.held.includes(permission), bridges.some(({ mine }) => mine), minutes),
  }
}

/** The same for whoever opens the page: a body that was told is noted to have looked. */
export async function openMeeting(tx: Tx, who: Who, id: string, moment: Moment): Promise<MeetingDetail> {
  const detail = await meetingDetail(tx, who, id, moment)
  if (!detail.hosted) await markSeen(tx, id, moment.at, who.title)
  return detail
}

/** What a new meeting of the acting body may be made of. */
export async function choicesOf(tx: Tx, day: string): Promise<MeetingChoices> {
  const { id, name, fullName } = await findHost(tx)
  return { host: { id, name }, place: `Phòng họp ${fullName}`, posts: await loadHostPosts(tx, day), groups: await loadGroups(tx, day), before: await loadBefore(tx) }
}
