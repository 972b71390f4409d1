import type { PaperHeader, TaskSlip } from '@phaodai/directives'
import { printedDay, type Task } from '@phaodai/office'
import { filled, word } from '../words/index.ts'
import type { SlipFacts } from './load.ts'

/** A task with what its slip says. */
export interface SlipTask { task: Task; facts: SlipFacts; citation: string | null }

const COLUMNS = [
  { heading: 'slip.nth', width: 10, align: 'center' }, { heading: 'slip.what', width: 74 }, { heading: 'slip.who', width: 42 }, { heading: 'slip.until', width: 24, align: 'center' }, { heading: 'slip.result', width: 26 },
] as const

const lines = (...parts: (string | null)[]): string => parts.filter(Boolean).join('\n')
/** More bodies than this are counted. */
const MOST_NAMES = 8

function labelled(key: string, names: readonly string[]): string | null {
  if (names.length === 0) return null
  const more = names.length > MOST_NAMES ? [filled(word('who.more'), { count: names.length - MOST_NAMES })] : []
  return `${word(key)}: ${[...names.slice(0, MOST_NAMES), ...more].join('; ')}`
}

function deadlineWords({ deadline, deadlineKind, deadlineSource, recurring }: Task): string {
  if (deadline !== null) return lines(printedDay(deadline), deadlineSource === 'office' ? `(${word('deadline.officeSetLong').toLocaleLowerCase('vi')})` : null)
  return recurring === null ? word(`deadlineKind.${deadlineKind}`) : word(`recurring.${recurring}`)
}

function rowOf({ task, facts, citation }: SlipTask, n: number): { cells: string[] } {
  const source = citation === null ? null : `(${task.itemLabel === null ? '' : `${word('slip.item')} ${task.itemLabel}, `}${citation})`
  return { cells: [
    String(n + 1),
    lines(task.text, facts.verbatim === null ? null : `${word('slip.verbatim')}: “${facts.verbatim}”`, source),
    lines(labelled('slip.lead', facts.leads), labelled('slip.coordinate', facts.coordinates), labelled('slip.doer', facts.doers)),
    deadlineWords(task),
    lines(word(`slip.result.${task.nature}`), task.reportTo === null ? null : `${word('slip.reportTo')} ${task.reportTo}`),
  ] }
}

const distinct = (values: readonly (string | null | undefined)[]): string => [...new Set(values.filter(Boolean))].join('; ')

/** The slip of one body: its tasks in the order of their deadlines. */
export function slipOf(header: PaperHeader, tasks: readonly [SlipTask, ...SlipTask[]], sample: boolean): TaskSlip {
  const { body } = tasks[0].facts
  const fact = (key: string, value: string): { label: string; value: string }[] => (value === '' ? [] : [{ label: word(key), value }])
  const monitors = distinct(tasks.map(({ facts }) => facts.monitor))
  return {
    header, title: word('slip.title'), mark: sample ? word('slip.sample') : null,
    facts: [
      ...fact('slip.assigner', distinct(tasks.map(({ facts }) => [facts.assigner, facts.givenBy].filter(Boolean).join(' – ')))), ...fact('slip.authority', distinct(tasks.map(({ facts }) => facts.authority))),
      ...fact('slip.body', body), ...fact('slip.monitor', monitors),
    ],
    work: { columns: COLUMNS.map((column) => ({ ...column, heading: word(column.heading) })), rows: tasks.map(rowOf) },
    closing: [word('slip.closing')], receiver: word('slip.receiver'), giver: word('slip.giver'),
    recipients: [{ text: body, purpose: 'execute' }, ...(monitors === '' ? [] : [{ text: `${monitors} (${word('slip.monitor').toLocaleLowerCase('vi')})`, purpose: 'execute' as const }])],
    file: header.system === 'state' ? 'VT' : null,
  }
}
