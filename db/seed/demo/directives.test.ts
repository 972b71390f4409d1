import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDirective, toGuideSchema } from '@phaodai/directives'
import { wordKeys } from '@phaodai/vocabulary'

// The engine against labels written by a person before the engine read the texts. Agreement is counted as for the
// founding documents: items by label and first words, tasks by item and head, the rest on the tasks that were found.

interface Label { label: string; startsWith: string }
interface Order { item: string; text: string; lead: string[]; deadline: string | null; recurring: string | null }
interface Labels { docType: string; system: string; number: string; place: string; date: string; references: { number: string }[]; signer: { name: string }; recipients: string[]; items: Label[]; tasks: Order[] }

const folder = new URL('./directives/', import.meta.url)
const documents = readdirSync(folder).filter(name => /^20\d\d$/.test(name)).flatMap(profile => readdirSync(new URL(`${profile}/`, folder))
  .filter(name => name.endsWith('.txt')).map(name => `${profile}/${name.slice(0, -4)}`))
const textOf = (id: string): string => readFileSync(new URL(`${id}.txt`, folder), 'utf8')
const labelsOf = (id: string): Labels => JSON.parse(readFileSync(new URL(`${id}.gold.json`, folder), 'utf8')) as Labels
const readingOf = (id: string): Labels => toGuideSchema(readDirective(textOf(id)), id) as unknown as Labels

const sameHead = (a: string, b: string, words: number): boolean => {
  const [x, y] = [wordKeys(a), wordKeys(b)]
  const n = Math.min(words, x.length, y.length)
  return n > 0 && x.slice(0, n).join(' ') === y.slice(0, n).join(' ')
}
const f1 = (hits: number, found: number, wanted: number): number => (2 * hits) / (found + wanted)
const share = <T>(all: readonly T[], good: (one: T) => boolean): number => (all.length === 0 ? 1 : all.filter(good).length / all.length)

/** Each label with the first reading that fits and is not taken yet. */
function paired<A, B>(wanted: readonly A[], found: readonly B[], fits: (a: A, b: B) => boolean): [A, B][] {
  const left = new Set(found)
  return wanted.flatMap((one): [A, B][] => {
    const match = [...left].find(other => fits(one, other))
    if (match === undefined) return []
    left.delete(match)
    return [[one, match]]
  })
}

const pairsOf = (id: string) => {
  const [gold, read] = [labelsOf(id), readingOf(id)]
  const sameTask = (a: Order, b: Order) => (a.item === b.item || /^p\d$/.test(a.item)) && sameHead(a.text, b.text, 6)
  return { gold, read, items: paired(gold.items, read.items, (a, b) => a.label === b.label && sameHead(a.startsWith, b.startsWith, 5)), tasks: paired(gold.tasks, read.tasks, sameTask) }
}
const sameBodies = (a: readonly string[], b: readonly string[]): boolean => {
  const [x, y] = [wordKeys(a.join(' ')), wordKeys(b.join(' '))]
  const common = x.filter(word => y.includes(word)).length
  return common > 0 && (2 * common) / (x.length + y.length) >= 0.6
}

describe('the six directives of the demo', () => {
  it('are there for both profiles, each with MẪU in header and signature', () => {
    expect(documents.filter(id => id.startsWith('2021/'))).toHaveLength(6)
    for (const id of documents) {
      expect(textOf(id)).toContain('TÀI LIỆU MẪU')
      expect(labelsOf(id).signer.name, id).toMatch(/ MẪU$/)
    }
  })

  it.each(documents)('%s: header as labelled', (id) => {
    const { gold, read } = pairsOf(id)
    const header = ({ docType, system, number, place, date }: Labels) => ({ docType, system, number, place, date })
    expect(header(read)).toEqual(header(gold))
    expect(read.references.map(each => each.number).sort()).toEqual(gold.references.map(each => each.number).sort())
    expect(wordKeys(read.signer.name)).toEqual(wordKeys(gold.signer.name))
    const addressed = paired(gold.recipients, read.recipients, (a, b) => wordKeys(a).join(' ') === wordKeys(b).join(' '))
    expect(f1(addressed.length, read.recipients.length, gold.recipients.length)).toBeGreaterThanOrEqual(0.75)
  })

  it('agree on items, tasks and who answers for them', () => {
    const all = documents.map(pairsOf)
    const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0)
    const tasks = all.flatMap(one => one.tasks)
    const scores = {
      items: f1(sum(one => one.items.length), sum(one => one.read.items.length), sum(one => one.gold.items.length)),
      tasks: f1(tasks.length, sum(one => one.read.tasks.length), sum(one => one.gold.tasks.length)),
      recurring: share(tasks, ([gold, read]) => gold.recurring === read.recurring),
      lead: share(tasks, ([gold, read]) => sameBodies(gold.lead, read.lead)),
    }
    console.log(scores)
    expect(scores.items).toBeGreaterThanOrEqual(0.95)
    expect(scores.tasks).toBeGreaterThanOrEqual(0.9)
    expect(scores.recurring).toBeGreaterThanOrEqual(0.95)
    expect(scores.lead).toBeGreaterThanOrEqual(0.88)
  })

  it('find every deadline and invent none', () => {
    for (const id of documents) {
      const { gold, read, tasks } = pairsOf(id)
      const days = (orders: readonly Order[]) => orders.map(order => order.deadline).filter(day => day !== null).sort()
      expect(days(read.tasks), id).toEqual(days(gold.tasks))
      for (const [wanted, found] of tasks) expect(found.deadline, `${id} ${wanted.item}`).toBe(wanted.deadline)
    }
  })
})
