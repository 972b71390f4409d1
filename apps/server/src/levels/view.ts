import { turningPoints, type Measures } from '@phaodai/epidemic-level'
import type { LevelView, RoundView } from '@phaodai/office'
import type { Tx, Who } from '#kernel/session.ts'
import { getLevel, getRound, loadLines, loadRemarks, type LevelRow, type RoundRow } from './load.ts'
import { toldRules } from './rules.ts'

/** What the post may do on a round, as the database would say it. */
function deedsOf({ held }: Who, round: RoundRow): RoundView['may'] {
  const { state, within, ours, own } = round
  const may = (deed: string): boolean => held.includes(`level_round.${deed}`)
  const open = state === 'proposed'
  const deeds: [RoundView['may'][number], boolean][] = [
    ['settle', open && within], ['argue', open], ['declare', open], ['review', open && within && !own], ['reopen', state === 'reviewed' && (within || ours)], ['publish', state === 'reviewed' && ours && !own], ['attach', state === 'published' && ours && round.signedCopy === null], ['withdraw', (open || state === 'reviewed') && (within || ours)],
  ]
  return deeds.flatMap(([deed, could]) => (could && may(deed) ? [deed] : []))
}

const step = (by: string | null, at: string | null): RoundView['proposed'] => (at === null ? null : { by, at })

/** A round with all units in sight. */
export async function viewRound(tx: Tx, who: Who, id: string): Promise<RoundView> {
  const round = await getRound(tx, id)
  const lines = await loadLines(tx, id)
  const { creatorTitle, createdAt, reviewerTitle, reviewedAt, publisherTitle, publishedAt, closerTitle, closedAt } = round
  return {
    ...round, rules: toldRules(round.rules), proposed: step(creatorTitle, createdAt), reviewed: step(reviewerTitle, reviewedAt), published: step(publisherTitle, publishedAt), closed: step(closerTitle, closedAt), lines, may: deedsOf(who, round),
  }
}

const turnsOf = ({ rules }: RoundRow, row: LevelRow): LevelView['turns'] => (rules.method === 'matrix' ? turningPoints(rules, { id: '', parent: null, measures: { ...row.above, ...row.measures } as Measures, flags: row.flags, levelBefore: row.before }) : [])

/** One unit of a round, explained, with what was said against it. */
export async function viewLevel(tx: Tx, who: Who, roundId: string, areaId: number): Promise<LevelView> {
  const round = await getRound(tx, roundId)
  const row = await getLevel(tx, roundId, areaId)
  return { ...row, round, rules: toldRules(round.rules), turns: turnsOf(round, row), remarkList: await loadRemarks(tx, roundId, areaId), may: deedsOf(who, round) }
}
