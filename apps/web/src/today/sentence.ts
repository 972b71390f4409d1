import type { Picture } from '@phaodai/office'
import { t } from '../text/t.ts'
import { tasksAt } from '../tasks/filter.ts'

export type Phrase = { words: string; to: string | null }

/** The day in one sentence, from the records alone; every number leads to its tasks. */
export function sentenceOf(picture: Picture): Phrase[] {
  const { counts, late, decisionsTotal, overdueLastWeek } = picture
  const worst = [...late].sort((a, b) => b.count - a.count)[0]
  const phrases: Phrase[] = [{ words: t('sentence.overdue', { count: counts.overdue }), to: tasksAt({ pile: 'late', sort: 'deadline', role: 'answering' }) }]
  if (worst !== undefined && late.length > 1 && worst.count > 1) phrases.push({ words: t('sentence.ofWhich', { count: worst.count, body: worst.body.name }), to: tasksAt({ pile: 'late', bodyId: String(worst.body.id), role: 'answering' }) })
  phrases.push({ words: t('sentence.dueSoon', { count: counts.dueSoon }), to: tasksAt({ pile: 'due-soon', sort: 'deadline', role: 'answering' }) })
  phrases.push({ words: t('sentence.decisions', { count: decisionsTotal }), to: tasksAt({ pile: 'decision' }) })
  if (overdueLastWeek !== null) phrases.push({ words: compareWords(counts.overdue - overdueLastWeek), to: null })
  return phrases
}

function compareWords(difference: number): string {
  if (difference === 0) return t('sentence.same')
  return difference > 0 ? t('sentence.more', { count: difference }) : t('sentence.fewer', { count: -difference })
}
