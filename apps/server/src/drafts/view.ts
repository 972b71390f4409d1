import type { DraftDetail, DraftFinding } from '@phaodai/office'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { loadReach } from '../bodies/index.ts'
import { findDirective } from '../directives/index.ts'
import { issuerHeaderFor } from '../documents/index.ts'
import { findingsOf } from './checks.ts'
import { headingOf, numberSign } from './heading.ts'
import { findDraft, hasSignedCopy, loadClearances, loadComments, loadCopies, loadEvents, loadReaders, loadRuleNumber, loadSteps, loadVersions, numbersHere, type DraftRow } from './load.ts'
import { readBack, triedDocument, unknownLeadsIn } from './reading.ts'

/** What there is to look at in a text before it goes on. */
export async function findingsFor(tx: Tx, who: Who, { content }: DraftRow, today: string): Promise<DraftFinding[]> {
  const { code } = await headingOf(tx, today)
  const reading = readBack(content, code, today)
  const resolve = (await loadReach(tx, today)).resolver(who.bodyId, who.bodyId)
  const unknownLeads = reading ? unknownLeadsIn(content, reading, triedDocument(content, code, today), resolve) : []
  return findingsOf({ content, today, code, reading, unknownLeads })
}

/** The number's sign as the body that writes the text gives it, whoever reads. */
async function signOf(tx: Tx, { content, ownerId }: DraftRow, today: string): Promise<string> {
  const head = await issuerHeaderFor(tx, ownerId, today)
  if (!head) throw new Problem('reference-missing')
  return numberSign(content, head.code, null)
}

const OPEN = ['drafting', 'clearance', 'signing', 'signed']

function actionsOf(row: DraftRow, own: boolean, may: (permission: string) => boolean, step: DraftDetail['steps'][number] | undefined): DraftDetail['actions'] {
  const at = (...states: string[]): boolean => own && states.includes(row.state)
  const mine = at('signing') && step?.mine === true && may(step.kind === 'sign' ? 'draft.sign' : 'draft.approve')
  const possible: Record<DraftDetail['actions'][number], boolean> = {
    edit: at('drafting') && may('draft.write'), comment: (at(...OPEN) || !own) && may('draft.comment'), ask: at('drafting') && may('draft.ask'), answer: !own && may('draft.answer'),
    resume: at('clearance') && may('draft.write'), submit: at('drafting', 'clearance') && may('draft.submit'), pass: mine, return: mine, number: at('signed') && may('draft.number'),
    issue: at('numbered') && may('directive.issue'), 'file-signed': at('numbered', 'issued') && may('draft.file-signed'), recall: at('issued') && may('directive.withdraw'), drop: at('drafting') && may('draft.write'),
  }
  return (Object.keys(possible) as DraftDetail['actions']).filter(action => possible[action])
}

async function issuedPart(tx: Tx, row: DraftRow, today: string): Promise<Pick<DraftDetail, 'deliveries' | 'directiveVersion'>> {
  if (row.directiveId === null) return { deliveries: [], directiveVersion: null }
  const directive = await findDirective(tx, row.directiveId, today)
  return { deliveries: await loadReaders(tx, row.directiveId), directiveVersion: directive?.version ?? null }
}

/** Everything of a draft that the viewer may see: a body asked sees the text and its own part of the talk. */
export async function draftDetail(tx: Tx, who: Who, id: string, today: string): Promise<DraftDetail> {
  const row = await findDraft(tx, id)
  if (!row) throw new Problem('not-found')
  const own = row.ownerId === who.bodyId
  const steps = await loadSteps(tx, id)
  const step = steps.find(each => each.round === row.round && each.decision === null)
  const silence = await loadRuleNumber(tx, 'clearance-silence-agrees', today)
  return {
    ...row, mine: own, actions: actionsOf(row, own, permission => who.held.includes(permission), step), steps,
    findings: own && OPEN.includes(row.state) ? await findingsFor(tx, who, row, today) : [],
    comments: await loadComments(tx, id), clearances: await loadClearances(tx, id, today, silence === 1), events: await loadEvents(tx, id), versions: await loadVersions(tx, id),
    copies: await loadCopies(tx, id), provisional: !await hasSignedCopy(tx, id), sign: await signOf(tx, row, today), numberGivenHere: own && await numbersHere(tx, row.system, today), ...await issuedPart(tx, row, today),
  }
}
