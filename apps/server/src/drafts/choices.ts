import type { DraftChoices } from '@phaodai/office'
import { addWorkingDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import { capacityOf, groupsBelow, headingOf } from './heading.ts'
import { calendarAround, loadPosts, loadRuleNumber, loadTemplates, numbersHere } from './load.ts'

/** The day that the office's rule of working days (`clearance-days`) gives an opinion asked for today. */
async function answerBy(tx: Tx, today: string): Promise<string | null> {
  const days = await loadRuleNumber(tx, 'clearance-days', today)
  return days === 0 ? null : addWorkingDays(await calendarAround(tx, today), today, days)
}

/** What a draft of the acting body may be made of. */
export async function choicesOf(tx: Tx, today: string): Promise<DraftChoices> {
  const heading = await headingOf(tx, today)
  const { system, issuer, superior, place } = heading
  return {
    system, issuer, superior, place, templates: (await loadTemplates(tx, today)).filter(template => template.system === null || template.system === system), groups: await groupsBelow(tx, today),
    signers: (await loadPosts(tx, today)).map(post => ({ ...post, capacity: capacityOf(heading, post.title) })), numberedHere: await numbersHere(tx, system, today),
    answerBy: await answerBy(tx, today),
  }
}
