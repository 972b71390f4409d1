import { DraftContent, type DraftStart } from '@phaodai/office'
import { searchKey } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import type { Moment } from '../tasks/index.ts'
import { concretised } from './concretise.ts'
import { capacityOf, groupsBelow, headingOf, type Heading } from './heading.ts'
import { findDraft, loadPosts, loadTemplates } from './load.ts'
import { insertDraft, insertEvent } from './save.ts'

/** What a draft is found by. */
export function draftKey(content: DraftContent, number: string | null = null): string {
  return searchKey([number, content.abstract, ...content.preamble].filter(Boolean).join(' ').slice(0, 2000))
}

const fileOf = ({ system, issuer }: Heading): string => (system === 'party' ? `Văn phòng ${issuer}` : 'VT')

/** An empty text under the body's own head, signed by its first leader. */
async function blankOf(tx: Tx, heading: Heading, system: DraftContent['system'], docType: DraftContent['docType'], today: string): Promise<DraftContent> {
  const leader = (await loadPosts(tx, today)).find(({ role }) => role === 'leader' || role === 'province-leader')
  const signature = leader ? { capacity: capacityOf(heading, leader.title), name: leader.name } : null
  const { issuer, superior, place } = heading
  return DraftContent.parse({
    system, docType, issuer, superior, place, abstract: '', signature, file: fileOf(heading), unit: system === 'state' && docType === 'cong-van' ? 'VP' : null,
    recipients: [{ text: 'Như trên', purpose: 'execute', bodyIds: [] }],
  })
}

/** Template text with the issuer's name set in. */
function filled(content: object, issuer: string): object {
  return JSON.parse(JSON.stringify(content).replaceAll('{issuer}', JSON.stringify(issuer).slice(1, -1))) as object
}

async function contentOf(tx: Tx, input: DraftStart, today: string): Promise<DraftContent> {
  const heading = await headingOf(tx, today)
  if (input.from === 'blank') return blankOf(tx, heading, input.system, input.docType, today)
  if (input.from === 'directive') return concretised(tx, await blankOf(tx, heading, heading.system, input.docType, today), input.directiveId, input.labels, await groupsBelow(tx, today), today)
  const template = (await loadTemplates(tx, today)).find(({ key }) => key === input.key)
  if (!template) throw new Problem('reference-missing')
  const blank = await blankOf(tx, heading, template.system ?? heading.system, template.docType, today)
  return DraftContent.parse({ ...blank, ...filled(template.content, heading.issuer) })
}

/** Begins a draft; a repeat under the same id changes nothing. */
export async function start(tx: Tx, who: Who, { today }: Moment, id: string, input: DraftStart): Promise<void> {
  const found = await findDraft(tx, id)
  if (found && found.createdBy === who.postId) return
  const content = await contentOf(tx, input, today)
  const sourceId = input.from === 'directive' ? input.directiveId : null
  await begin(tx, who, id, content, input.from === 'template' ? input.key : null, sourceId)
}

async function begin(tx: Tx, who: Who, id: string, content: DraftContent, templateKey: string | null, sourceId: string | null): Promise<void> {
  if (await insertDraft(tx, { id, author: who.title, content, templateKey, sourceId, searchKey: draftKey(content) }) === 0) throw new Problem('not-allowed')
  await insertEvent(tx, { draftId: id, kind: sourceId ? 'concretised' : 'begun', by: who.title, to: 'drafting' })
}

/** An empty text of a type under the acting body's head, signed by its first leader as far as the viewer may know him. */
export async function blankDraft(tx: Tx, docType: DraftContent['docType'], today: string): Promise<DraftContent> {
  const heading = await headingOf(tx, today)
  return blankOf(tx, heading, heading.system, docType, today)
}

/** Begins a draft whose text another part wrote (a report of results); a repeat under the same id changes nothing. */
export async function startWith(tx: Tx, who: Who, id: string, content: DraftContent): Promise<void> {
  const found = await findDraft(tx, id)
  if (found && found.createdBy === who.postId) return
  await begin(tx, who, id, content, null, null)
}
