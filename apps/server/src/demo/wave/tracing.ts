import { addDays } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/transaction.ts'
import { keepVisitDays } from '#server/tracing/index.ts'
import { saveAll } from '../records/records.queries.ts'
import { actAs } from '../save.ts'
import { asStaff } from './acting.ts'
import { tracedCases, type ContactStory, type TracedCase } from './contacts.ts'
import type { Filed } from './filing.ts'
import { saveIsolations } from './isolation.queries.ts'
import { keepOrders } from './orders.ts'
import { visitedIn, type Visited } from './places.ts'
import type { Staff } from './staff.ts'
import { saveTesting } from './testing.queries.ts'
import { keepTeams } from './tracing-teams.ts'
import { saveAcceptances, saveLinks, saveMeetings, saveMet, saveSeen, saveVisits } from './tracing.queries.ts'
import type { Wave } from './wave.ts'

/**
 * What tracing left on file of the cases of the last three weeks, so that each of its screens has something to show: contacts with
 * their days, referrals, visits to places, links between cases, lists of orders in every state, tubes with their pools and results, and teams.
 */
export async function keepTracing(tx: Tx, wave: Wave, staff: Staff, filed: Filed): Promise<void> {
  const traced = tracedCases(wave, filed)
  const visited = visitedIn(wave, traced, filed)
  await collect(tx, wave, staff, visited)
  const met = visited.met.filter(({ record }) => record.createdAt < `${wave.ground.today}T06:00:00.000+07:00`)
  await list(tx, staff, [...traced.flatMap(({ contacts }) => contacts), ...met])
  await asStaff(tx, staff, 'case_contact.create', met, (own) => saveMeetings(tx, own.map(({ meeting }) => meeting)))
  await asStaff(tx, staff, 'case_link.create', linked(traced, filed), (own) => saveLinks(tx, own))
  await keepOrders(tx, wave, staff, traced)
  await saveIsolations(tx, wave.ground.today)
  await saveTesting(tx, wave.ground.today)
  await keepTeams(tx, wave, staff, traced)
}

/** The decision is the district's or the province's, never of who traces; visits come in under it. */
async function collect(tx: Tx, { ground: { people, today } }: Wave, staff: Staff, { decision, places, visits }: Visited): Promise<void> {
  await actAs(tx, [...people.ofBody.values()].flat().find(({ role }) => role === 'officer')!, 'collection_decision.create')
  await saveAll(tx, { collection_decision: [decision] })
  await asStaff(tx, staff, 'place.create', places, (own) => saveAll(tx, { place: own.map(({ commune: _, ...place }) => place) }))
  await keepVisitDays(tx, today)
  await saveVisits(tx, decision.id, visits)
}

async function list(tx: Tx, staff: Staff, contacts: readonly ContactStory[]): Promise<void> {
  await asStaff(tx, staff, 'case_contact.create', contacts, (own) => saveAll(tx, { case_contact: own.map(({ record }) => record) }))
  await asStaff(tx, staff, 'case_contact.create', contacts.filter(({ metId }) => metId !== null), (own) => saveMet(tx, own.map(({ record, metId }) => ({ id: record.id, metId: metId! }))))
  await asStaff(tx, staff, 'contact.step', contacts.filter(({ days }) => days.length > 0), (own) => saveSeen(tx, own.flatMap(({ days }) => days)))
  await asStaff(tx, staff, 'case_contact.accept', contacts.filter(({ acceptedAt }) => acceptedAt !== null), (own) => saveAcceptances(tx, own.map(({ record, acceptedAt }) => ({ id: record.id, acceptedAt: acceptedAt! }))))
}

const SETTINGS = ['workplace', 'market', 'gathering'] as const

/** What investigation found of links: of each third case that tracing holds to be linked, with where. */
function linked(traced: readonly TracedCase[], { stories }: Filed) {
  const known = new Set(stories.map(({ record }) => record.id))
  return traced.filter(({ story: { n, entered } }) => n % 3 === 0 && entered?.linkedCaseId != null && known.has(entered.linkedCaseId)).map(({ story }) => ({
    commune: story.commune, fromCase: story.entered!.linkedCaseId!, toCase: story.record.id, setting: SETTINGS[story.n % SETTINGS.length]!, metOn: addDays(String(story.record.values.diagnosedAt).slice(0, 10), -3), purpose: story.n,
  }))
}
