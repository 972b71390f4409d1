import type { GatheringAnswer, GatheringView, Saying } from '@phaodai/office'
import { activityOf, dayInVietnam, formatDay, type MeasureAnswer } from '@phaodai/vocabulary'
import type { Tx } from '#kernel/session.ts'
import { filled, word } from '#server/words/index.ts'
import { loadSayings } from '../zones/index.ts'

const ANSWER: Record<MeasureAnswer, GatheringAnswer> = { open: 'allow', required: 'limit', limited: 'limit', stopped: 'refuse' }
const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`gathering.why.${key}`), values)

/** One word as a sentence: what, by which document and clause. */
export const sayingSentence = ({ words, document, clause, origin, zoneName, zoneArea, whole }: Saying): string =>
  said(origin === 'level' ? 'level' : whole ? 'zone' : 'part', { words: words.replace(/[.\s]+$/u, ''), document: clause === null ? document : `${clause}, ${document}`, zone: zoneName ?? zoneArea ?? '' })

/** What the level in force and the measures of zones say of an event on its day, the strictest word of all of its place deciding. */
export async function adviceFor(tx: Tx, { kind, areaId, startsAt }: GatheringView['gathering']): Promise<GatheringView['advice']> {
  const day = dayInVietnam(startsAt)
  const sayings = (await loadSayings(tx, areaId, day)).filter(({ activity }) => activity === activityOf[kind])
  const strictest = sayings.find(({ whole }) => whole)
  if (!strictest) {
    const near = sayings.map(sayingSentence)
    return { answer: 'allow', ruled: null, why: [said('nothing', { day: formatDay(day) }), ...near].join(' '), conditions: null, sayings }
  }
  const answer = ANSWER[strictest.answer]
  return { answer, ruled: strictest.answer, why: sayings.map(sayingSentence).join(' '), conditions: answer === 'limit' ? strictest.words : null, sayings }
}
