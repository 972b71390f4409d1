import { apart, noCounts, type StandingCounts, type Statistics, type StatisticsGroup, type StatisticsQuery } from '@phaodai/office'
import { collate } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { dayOf } from '../tasks/index.ts'
import { findBody, loadLate, loadNames, loadTallied, type Tallied } from './load.ts'

/** Groups of one answer: more than a person reads, fewer than a page holds. */
const MOST_GROUPS = 1000

/** Adds up tallied tasks. */
export function countsOf(rows: readonly Tallied[]): StandingCounts {
  const counts = noCounts()
  for (const { standing, office, n } of rows) {
    counts.byStanding[standing] += n
    if (apart.includes(standing)) continue
    counts.total += n
    if (!office) continue
    counts.office += n
    if (standing === 'overdue' || standing === 'done-late') counts.officeLate += n
  }
  return counts
}

/** Largest first, those without a name (no field, no document) last. */
function inOrder(a: StatisticsGroup, b: StatisticsGroup): number {
  return Number(a.key === null) - Number(b.key === null) || b.counts.total - a.counts.total || collate(a.name ?? '', b.name ?? '') || (a.key ?? '').localeCompare(b.key ?? '')
}

/** What the viewer's own policies let him count: in all, and by group. */
export async function countedFor(tx: Tx, query: StatisticsQuery, bodyId: number, day: string): Promise<{ total: StandingCounts; groups: Map<string | null, StandingCounts> }> {
  const rows = await loadTallied(tx, query, bodyId, day, query.by)
  const total = countsOf(query.by === 'topic' ? await loadTallied(tx, query, bodyId, day, 'none') : rows) // a task may concern several fields
  const parts = new Map<string | null, Tallied[]>()
  for (const row of rows) parts.set(row.key, [...(parts.get(row.key) ?? []), row])
  return { total, groups: new Map([...parts].map(([key, part]) => [key, countsOf(part)])) }
}

async function groupsOf(tx: Tx, by: StatisticsQuery['by'], counted: ReadonlyMap<string | null, StandingCounts>): Promise<StatisticsGroup[]> {
  const names = await loadNames(tx, by, [...counted.keys()].filter(key => key !== null))
  return [...counted].map(([key, counts]) => ({ key, name: key === null ? null : names.get(key) ?? null, counts })).toSorted(inOrder)
}

/** Statistics as of a day under the viewer's own policies; at most `late` late tasks are listed. */
export async function statisticsOf(tx: Tx, who: Who, query: StatisticsQuery, day: string, late: number): Promise<Statistics> {
  const bodyId = query.bodyId ?? who.bodyId
  const body = await findBody(tx, bodyId)
  if (!body) throw new Problem('reference-missing')
  const { total, groups: counted } = await countedFor(tx, query, bodyId, day)
  const groups = await groupsOf(tx, query.by, counted)
  return {
    body, day: dayOf(query.asOf === 'end' ? query.to : undefined, day), total, groups: groups.slice(0, MOST_GROUPS), moreGroups: Math.max(0, groups.length - MOST_GROUPS),
    late: await loadLate(tx, query, bodyId, day, late), lateTotal: total.byStanding['done-late'] + total.byStanding.overdue,
  }
}
