import { readdirSync, readFileSync } from 'node:fs'
import { sameWords, wordKeys } from '@phaodai/vocabulary'
import { describe, expect, it } from 'vitest'
import { readDirective, toGuideSchema } from './index.ts'

/** Labels of a fixture, in the schema of the labelling guide. */
interface Labels {
  docType: string; system: string; number: string | null; issuer: string; place: string | null; date: string | null; abstract: string | null
  recipients: string[]; references: { number: string }[]; signer: { name: string }
  items: { label: string; startsWith: string }[]
  tasks: { item: string; text: string; lead: string[]; coordinate: string[]; deadline: string | null; recurring: string | null; reportTo: string | null; topics: string[] }[]
}

const FOLDER = new URL('../fixtures/', import.meta.url)
const ids = readdirSync(FOLDER).filter(name => name.endsWith('.txt')).map(name => name.slice(0, -4))

function load(id: string) {
  const labels = JSON.parse(readFileSync(new URL(`${id}.gold.json`, FOLDER), 'utf8')) as Labels
  return { labels, read: toGuideSchema(readDirective(readFileSync(new URL(`${id}.txt`, FOLDER), 'utf8')), id) }
}

describe.each(ids)('the labelled document %s', id => {
  const { labels, read } = load(id)

  it('has the header it prints', () => {
    const { docType, system, number, place, date } = labels
    expect(read).toMatchObject({ docType, system, number, place, date })
    expect(labels.issuer.split(' | ').some(form => sameWords(form, read.issuer ?? ''))).toBe(true)
    expect(wordKeys(read.abstract ?? '')).toEqual(wordKeys(labels.abstract ?? ''))
    expect(read.recipients).toEqual(labels.recipients)
    expect(read.references.map(reference => reference.number)).toEqual(labels.references.map(reference => reference.number))
    expect(read.signer?.name).toBe(labels.signer.name)
  })

  it('has its items under their labels', () => {
    expect(read.items.map(item => item.label)).toEqual(labels.items.map(item => item.label))
    for (const [index, { startsWith }] of labels.items.entries()) {
      const words = wordKeys(startsWith).slice(0, 4)
      expect(wordKeys(read.items[index]!.startsWith).slice(0, words.length)).toEqual(words)
    }
  })

  it('has its tasks, with who leads, who helps, by when and to whom', () => {
    expect(read.tasks.map(task => [task.item, start(task.text)])).toEqual(labels.tasks.map(task => [task.item, start(task.text)]))
    expect(read.tasks.map(task => shape(task))).toEqual(labels.tasks.map(task => shape(task)))
  })
})

it('names the topics of most tasks as the labels do', () => {
  const pairs = ids.map(load).flatMap(({ labels, read }) => labels.tasks.map((task, index) => [task.topics, read.tasks[index]?.topics ?? []] as const))
  const hits = pairs.reduce((sum, [gold, found]) => sum + gold.filter(topic => (found as string[]).includes(topic)).length, 0)
  const all = pairs.reduce((sum, [gold, found]) => sum + gold.length + found.length, 0)
  expect(2 * hits / all).toBeGreaterThanOrEqual(0.8)
})

function start(text: string): string {
  return wordKeys(text).slice(0, 5).join(' ')
}

function shape(task: Pick<Labels['tasks'][number], 'lead' | 'coordinate' | 'deadline' | 'recurring' | 'reportTo'>) {
  return {
    lead: wordKeys(task.lead.join(' ')), coordinate: wordKeys(task.coordinate.join(' ')),
    deadline: task.deadline, recurring: task.recurring, reportTo: task.reportTo,
  }
}
