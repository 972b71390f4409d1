import type { DraftChoices } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'
import { capacityOf, groupsBelow, headingOf } from './heading.ts'
import { loadPosts, loadTemplates, numbersHere } from './load.ts'

/** What a draft of the acting body may be made of. */
export async function choicesOf(tx: Tx, today: string): Promise<DraftChoices> {
  const heading = await headingOf(tx, today)
  const { system, issuer, superior, place } = heading
  return {
    system, issuer, superior, place, templates: (await loadTemplates(tx, today)).filter(template => template.system === null || template.system === system), groups: await groupsBelow(tx, today),
    signers: (await loadPosts(tx, today)).map(post => ({ ...post, capacity: capacityOf(heading, post.title) })), numberedHere: await numbersHere(tx, system, today),
  }
}
