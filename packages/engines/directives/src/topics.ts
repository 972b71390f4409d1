import { NEUTRAL, TOPIC_WORDS, TOPICS_OF_BODIES } from './lexicon/topics.ts'
import type { Topic } from './reading.ts'
import { Memory, numberOfText } from './memory.ts'
import { commonPhrases, keySet, Lexicon, phrases, tokenise, type Token } from './tokens.ts'

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
  const lexicon = new Lexicon<Evidence[]>(true).add(NEUTRAL, [])
  for (const [phrase, evidence] of byPhrase) lexicon.add([phrase], evidence)
  return lexicon
}

const FRONT = 22
const MIDDLE = 45
/** Score from which a topic is taken, and its least share of the best one in the same clause. */
const ENOUGH = 0.75
const SHARE = 0.45
const MOST = 8
const FEW = 2

/** Topics that count wherever in the order they are named. */
const ANYWHERE: ReadonlySet<Topic> = new Set(['four-on-the-spot', 'health-declaration-qr', 'rumour-control'])
const PRIOR = 0.45
const COLLATES = phrases('báo cáo', 'tổng hợp', 'thống kê')
const CONCERNS = phrases('khó khăn', 'vướng mắc', 'bất cập', 'kiến nghị', 'vượt thẩm quyền')
const FEEDBACK = phrases('khó khăn', 'vướng mắc', 'phát sinh', 'cần điều chỉnh', 'vấn đề mới')

/** What is known from outside the sentence: who is addressed, and the topical heading above. */
export interface Hints { bodies: string; subject: string }

/** Topics of an order: those that lead each of its clauses, judged by words near the clause's start. */
export function topicsOf(tokens: readonly Token[], predicate: number, reports: boolean, hints: Hints): Topic[] {
  if (reports && COLLATES.find(tokens, Math.max(0, predicate), Math.max(0, predicate) + 2)) return CONCERNS.in(tokens) ? ['reporting', 'feedback'] : ['reporting']
  const clauses = clausesFrom(tokens, Math.max(0, predicate))
  const prior = priors.recall(`${hints.bodies}\n${hints.subject}`, () => priorOf(hints))
  const chosen = new Map<Topic, number>()
  for (const [from, to] of clauses) {
    for (const [topic, score] of leading(withPrior(scoreIn(tokens, from, to), prior))) chosen.set(topic, Math.max(chosen.get(topic) ?? 0, score))
  }
  if (predicate > 0 && FEEDBACK.in(tokens, 0, predicate)) chosen.set('feedback', 1)
  if (chosen.size > 1) dropGeneral(chosen)
  if (reports) chosen.set('reporting', 1)
  if (chosen.size === 0) return [fallback(withPrior(scoreIn(tokens, Math.max(0, predicate), tokens.length), prior))]
  if (chosen.size === 1) return [...chosen.keys()]
  return [...chosen].sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([topic]) => topic)
}

type Prior = readonly (readonly [Topic, number])[]

const priors = new Memory<string, Prior>(numberOfText)

/** A little weight for what the addressed body usually does, and for what the heading is about. */
function priorOf({ bodies, subject }: Hints): Prior {
  const ofBodies = bodies ? TOPICS_OF_BODIES.filter(([shape]) => shape.test(bodies)).map(([, topic]) => [topic, PRIOR] as const) : []
  const heading = subject ? tokenise(subject) : []
  return [...ofBodies, ...[...scoreIn(heading, 0, heading.length)].map(([topic, score]) => [topic, Math.min(1, score) * PRIOR] as const)]
}

function withPrior(scores: Scores, prior: Prior): Scores {
  if (prior.length === 0) return scores
  const weighed = new Map(scores)
  for (const [topic, weight] of prior) weighed.set(topic, (weighed.get(topic) ?? 0) + weight)
  return weighed
}

/** Bounds of the clauses between semicolons. */
function clausesFrom(tokens: readonly Token[], from: number): [number, number][] {
  const end = tokens.findIndex((token, at) => at > from && token.key === ';')
  if (end < 0) return [[from, tokens.length]]
  const bounds: [number, number][] = [[from, end]]
  let start = end + 1
  for (let at = start; at < tokens.length; at++) {
    if (tokens[at]!.key !== ';') continue
    bounds.push([start, at])
    start = at + 1
  }
  bounds.push([start, tokens.length])
  return bounds
}

const NO_TOPICS: [Topic, number][] = []

function leading(scores: Scores): [Topic, number][] {
  if (scores.size === 0) return NO_TOPICS
  const best = Math.max(0, ...scores.values())
  const kept = [...scores].filter(([topic, score]) => score >= (ANYWHERE.has(topic) ? ENOUGH : Math.max(ENOUGH, best * SHARE))).sort((a, b) => b[1] - a[1])
  const count = kept.length > 4 ? MOST : FEW
  return kept.filter(([topic], index) => index < count || ANYWHERE.has(topic))
}

/** Technical and organising work is named only where it is the main thing. */
function dropGeneral(chosen: Map<Topic, number>): void {
  const best = Math.max(...chosen.values())
  if ((chosen.get('organisation') ?? best) < best) chosen.delete('organisation')
}

function fallback(scores: Scores): Topic {
  let best: Topic = 'organisation'
  let most = 0
  for (const [topic, score] of scores) {
    if (score <= most) continue
    best = topic
    most = score
  }
  return most >= 0.4 ? best : 'organisation'
}

type Scores = ReadonlyMap<Topic, number>
/** Many clauses name no topic: they share one answer. */
const NO_SCORES: Scores = new Map()

function scoreIn(tokens: readonly Token[], from: number, to: number): Scores {
  let scores: Map<Topic, number> | null = null
  let at = from
  while (at < to) {
    const passing = at > from ? IN_PASSING.match(tokens, at) : null
    if (passing && tokens[at - 1]?.key !== NOT) {
      at = endOfPhrase(tokens, passing.end, to)
      continue
    }
    const hit = WORDS.match(tokens, at)
    if (hit) scores ??= new Map()
    if (hit) for (const { topic, weight } of hit.value) scores!.set(topic, (scores!.get(topic) ?? 0) + weight * (ANYWHERE.has(topic) ? 1 : nearness(at - from)))
    at = hit ? hit.end : at + 1
  }
  return scores ?? NO_SCORES
}

/** What is only aimed at, caused by or referred to: not what is ordered. */
const IN_PASSING = commonPhrases('nhằm', 'để phục vụ', 'để đáp ứng', 'để bảo đảm', 'để đảm bảo', 'để góp phần', 'phục vụ công tác', 'phục vụ cho', 'góp phần', 'do ảnh hưởng', 'bị ảnh hưởng', 'theo quy định', 'theo hướng dẫn', 'theo chỉ đạo')
const NOT = [...keySet('không')][0]

function endOfPhrase(tokens: readonly Token[], from: number, to: number): number {
  let at = from
  while (at < to && tokens[at]!.key !== ',' && tokens[at]!.key !== ';') at++
  return at
}

function nearness(distance: number): number {
  if (distance <= FRONT) return 1
  return distance <= MIDDLE ? 0.75 : 0.5
}
