import { TOPIC_WORDS } from './lexicon/topics.ts'
import type { Topic } from './reading.ts'
import { Lexicon, type Token } from './tokens.ts'

interface Evidence { topic: Topic; weight: number }

const WORDS = buildLexicon()

/** One phrase may speak for several topics. */
function buildLexicon(): Lexicon<Evidence[]> {
  const byPhrase = new Map<string, Evidence[]>()
  for (const { topic, strong, weak } of TOPIC_WORDS) {
    for (const [list, weight] of [[strong, 1], [weak, 0.45]] as const) {
      for (const phrase of list) byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), { topic, weight }])
    }
  }
  const lexicon = new Lexicon<Evidence[]>()
  for (const [phrase, evidence] of byPhrase) lexicon.add([phrase], evidence)
  return lexicon
}

const FRONT = 26
const MIDDLE = 60

/** Topics of a clause: what is ordered, judged by its words, those near the predicate first. */
export function topicsOf(tokens: readonly Token[], predicate: number, reports: boolean): Topic[] {
  const scores = scoreFrom(tokens, Math.max(0, predicate))
  if (reports) scores.set('reporting', 2)
  const best = Math.max(0, ...scores.values())
  const chosen = [...scores].filter(([, score]) => score >= Math.max(0.75, best * 0.4)).sort((a, b) => b[1] - a[1]).map(([topic]) => topic)
  const few = tokens.length - predicate > 70 ? 6 : 3
  return chosen.length > 0 ? chosen.slice(0, few) : fallback(scores)
}

function fallback(scores: ReadonlyMap<Topic, number>): Topic[] {
  const [best] = [...scores].sort((a, b) => b[1] - a[1])
  return best && best[1] >= 0.4 ? [best[0]] : ['organisation']
}

function scoreFrom(tokens: readonly Token[], from: number): Map<Topic, number> {
  const scores = new Map<Topic, number>()
  let at = from
  while (at < tokens.length) {
    const hit = WORDS.match(tokens, at)
    if (hit) for (const { topic, weight } of hit.value) scores.set(topic, (scores.get(topic) ?? 0) + weight * nearness(at - from))
    at = hit ? hit.end : at + 1
  }
  return scores
}

function nearness(distance: number): number {
  if (distance <= FRONT) return 1
  return distance <= MIDDLE ? 0.7 : 0.5
}
