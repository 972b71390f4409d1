import type { WrittenDocument } from '@phaodai/directives'
import { writtenOf } from '@phaodai/office'
import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadReach } from '../bodies/index.ts'
import { issuerHeaderFor, renderDocx, renderPdf, type PaperFormat } from '../documents/index.ts'
import { blankDraft, groupsBelow, startWith } from '../drafts/index.ts'
import type { Moment } from '../tasks/index.ts'
import { findText, loadFullNames, loadNames, loadParties } from './load.ts'
import { ownMeeting } from './move.ts'
import { conclusionsOf, invitationOf, minutesPaper, namedLeads, type PaperParts } from './papers.ts'
import { insertEvent, linkDraft, saveText } from './save.ts'
import { meetingDetail } from './view.ts'
import { minutesOf } from './words.ts'

/** "đồng chí A, Chủ tịch UBND huyện", as far as the name is the viewer's to know. */
async function named(tx: Tx, title: string, postId: string | null): Promise<string> {
  const name = postId === null ? undefined : (await loadNames(tx, [postId]))[0]?.name
  return name ? `đồng chí ${name}, ${title}` : `đồng chí ${title}`
}

async function partsOf(tx: Tx, who: Who, moment: Moment, meeting: MeetingDetail, docType: 'giay-moi' | 'thong-bao'): Promise<PaperParts> {
  const parties = (await loadParties(tx, meeting.id)).filter((id) => id !== who.bodyId)
  return {
    meeting, parties, blank: await blankDraft(tx, docType, moment.today), groups: await groupsBelow(tx, moment.today), chair: await named(tx, meeting.chairTitle, meeting.chairPostId),
    names: new Map((await loadFullNames(tx, parties)).map(({ id, name }) => [id, name])),
  }
}

/** Begins the official giấy mời of a meeting as a draft of its host; `illegal-state` when there is one already. */
export async function draftInvitation(tx: Tx, who: Who, moment: Moment, id: string, draftId: string): Promise<void> {
  const row = await ownMeeting(tx, id)
  if (row.invitationDraftId === draftId) return
  if (!['planned', 'invited'].includes(row.state)) throw new Problem('illegal-state')
  const content = invitationOf(await partsOf(tx, who, moment, await meetingDetail(tx, who, id, moment), 'giay-moi'))
  await startWith(tx, who, draftId, content)
  if (await linkDraft(tx, id, 'invitation', draftId) === 0) throw new Problem('illegal-state')
  await insertEvent(tx, { meetingId: id, kind: 'invitation-drafted', at: moment.at, by: who.title })
}

/** Bodies that the conclusions speak to and that are known by one name, beyond those invited. */
async function leadsIn(tx: Tx, who: Who, moment: Moment, text: string): Promise<number[]> {
  const resolve = (await loadReach(tx, moment.today)).resolver(who.bodyId, who.bodyId)
  return [...new Set(namedLeads(text).flatMap((written) => resolve(written).bodyIds ?? []))].filter((id) => id !== who.bodyId)
}

/**
 * Begins the notice of conclusions as a draft of the host, out of what the secretary wrote down. Issued like any other
 * document it becomes a directive with its tasks, and the meeting moves by that. `illegal-state` when there is one already.
 */
export async function draftConclusions(tx: Tx, who: Who, moment: Moment, id: string, draftId: string): Promise<void> {
  const row = await ownMeeting(tx, id)
  if (row.conclusionDraftId === draftId) return
  if (!['invited', 'running', 'minuted'].includes(row.state)) throw new Problem('illegal-state')
  const text = (await findText(tx, id, 'conclusions'))?.text.trim() ?? ''
  if (text === '') throw new Problem('invalid-input', { fields: { text: 'Chưa ghi kết luận nào.' } })
  const parts = await partsOf(tx, who, moment, await meetingDetail(tx, who, id, moment), 'thong-bao')
  const known = await leadsIn(tx, who, moment, text)
  const leads = known.filter((body) => !parts.parties.includes(body))
  const names = new Map([...parts.names, ...(await loadFullNames(tx, leads)).map(({ id: body, name }) => [body, name] as const)])
  await startWith(tx, who, draftId, conclusionsOf({ ...parts, names }, text, leads))
  if (await linkDraft(tx, id, 'conclusion', draftId) === 0) throw new Problem('illegal-state')
  await insertEvent(tx, { meetingId: id, kind: 'conclusions-drafted', at: moment.at, by: who.title })
}

/** Begins the minutes from agenda and attendance, once; what was written already stays. */
export async function beginMinutes(tx: Tx, who: Who, moment: Moment, id: string): Promise<void> {
  const row = await ownMeeting(tx, id)
  if (await findText(tx, id, 'minutes')) return
  const meeting = await meetingDetail(tx, who, id, moment)
  const text = minutesOf(meeting, await named(tx, row.chairTitle, row.chairPostId), await named(tx, row.secretaryTitle, row.secretaryPostId))
  await saveText(tx, id, 'minutes', 0, text, who.title)
  await insertEvent(tx, { meetingId: id, kind: 'minutes-begun', at: moment.at, by: who.title })
}

export interface MeetingPaperFile { bytes: Buffer; format: PaperFormat; name: string }

/** Giấy mời (for the host) or biên bản as a file under the host's head; `not-found` for minutes that the viewer may not read. */
export async function paperOf(tx: Tx, who: Who, moment: Moment, id: string, what: 'giay-moi' | 'bien-ban', format: PaperFormat): Promise<MeetingPaperFile> {
  const meeting = await meetingDetail(tx, who, id, moment)
  const doc = what === 'giay-moi' ? await invitationPaper(tx, who, moment, meeting) : await minutesDocument(tx, meeting)
  return { bytes: await (format === 'pdf' ? renderPdf(doc) : renderDocx(doc)), format, name: `${what}-${meeting.day}` }
}

async function invitationPaper(tx: Tx, who: Who, moment: Moment, meeting: MeetingDetail): Promise<WrittenDocument> {
  await ownMeeting(tx, meeting.id)
  return writtenOf(invitationOf(await partsOf(tx, who, moment, meeting, 'giay-moi')), { number: null, date: null, draft: true })
}

async function minutesDocument(tx: Tx, meeting: MeetingDetail): Promise<WrittenDocument> {
  const text = await findText(tx, meeting.id, 'minutes')
  const head = await issuerHeaderFor(tx, meeting.host.id, meeting.day)
  if (!text || !head) throw new Problem('not-found')
  return minutesPaper(meeting, head, text)
}
