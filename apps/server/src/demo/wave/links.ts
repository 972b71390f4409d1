import type { Wave } from './wave.ts'
import { foundIn } from './wave.ts'

/**
 * Whom the response holds to have infected whom: two cases of which one was sent into quarantine because of the other are
 * held to be linked, from the one that fell ill (else was found) first to the later one. It is what tracing knew, not the
 * truth: of two in one household it may take the wrong one, and what was never traced stays without a link.
 * Answers places of infections: later case to earlier one.
 */
export function knownLinks({ outbreak }: Pick<Wave, 'outbreak'>): Map<number, number> {
  const { infections, quarantines } = outbreak
  const found = foundIn({ outbreak })
  const byPerson = new Map(found.map(({ n, infection }) => [infection.person, n]))
  const since = (n: number): number => {
    const { onset, detectedOn } = infections[n]!
    return onset >= 0 ? Math.min(onset, detectedOn) : detectedOn
  }
  const links = new Map<number, number>()
  for (const { person, because, from } of quarantines) {
    const contact = byPerson.get(person)
    if (contact === undefined || contact === because || !byPerson.has(infections[because]!.person) || infections[contact]!.detectedOn < from) continue
    const [earlier, later] = since(contact) < since(because) ? [contact, because] : [because, contact]
    if (since(earlier) < since(later) && !links.has(later)) links.set(later, earlier)
  }
  return links
}
