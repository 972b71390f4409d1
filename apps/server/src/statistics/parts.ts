import type { TablePaper } from '@phaodai/directives'
import type { Statistics, StatisticsQuery } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { word } from '#server/words/index.ts'

/** The form itself, or the list of late tasks. */
export type Part = 'table' | 'late'
/** The head of a body's papers. */
export type Head = TablePaper['header']

/** Lines under the title: what the paper belongs to, whose tasks, which period, as of when. */
export function subtitles({ body, day: asOf }: Pick<Statistics, 'body' | 'day'>, query: StatisticsQuery): string[] {
  const period = `${word(`statistics.side.${query.side}`)} ${body.name} · ${word(`statistics.basis.${query.basis}`)} ${word('statistics.from')} ${formatDay(query.from)} ${word('statistics.to')} ${formatDay(query.to)}`
  const source = query.deadlineSource ? ` · ${word(`statistics.source.${query.deadlineSource}`)}` : ''
  return [word('statistics.annexOf'), `${period}${source} · ${word('statistics.asOf')} ${formatDay(asOf)}`]
}

/** What is said under the form: the formula, how sums of fields read, what was left out. */
export function notesOf(part: Part, found: Statistics, query: StatisticsQuery): string[] {
  if (part === 'late') return found.lateTotal > found.late.length ? [`${word('statistics.lateShown')} ${found.late.length}/${found.lateTotal}.`] : []
  return [word('statistics.formula'), word('statistics.apartNote'), ...(query.by === 'topic' ? [word('statistics.topicNote')] : []), ...(found.moreGroups > 0 ? [`${word('statistics.moreGroups')} ${found.moreGroups}.`] : [])]
}
