import { formatDay } from '@phaodai/vocabulary'
import type { TaskFilter } from '../api/office.ts'
import { t, word } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { useBodyRef } from '../ui/body-select.tsx'

export type FilterWord = { key: string; name: string; words: string; clears: (keyof TaskFilter)[] }

/** What a number of the statistics brought into the task list's filter, as words that can be taken away one by one. */
export function useStatisticsWords(filter: TaskFilter): FilterWord[] {
  const { standing, basis, from, to, asOf, deadlineSource, without, topic } = filter
  const given = filter.assignerId ?? filter.underAssignerId
  const assigner = useBodyRef(given === undefined ? null : Number(given))
  const day = (value: string | undefined): string => (value === undefined ? '…' : formatDay(value))
  return [
    ...(basis ? [{ key: 'basis', name: t('statistics.filter'), words: word(`statistics.filter.${basis}`, { from: day(from), to: day(to) }), clears: ['basis', 'from', 'to'] as const }] : []),
    ...(asOf && asOf < todayInVietnam() ? [{ key: 'as-of', name: t('statistics.filter'), words: t('statistics.filter.asOf', { day: day(asOf) }), clears: ['asOf'] as const }] : []),
    ...(assigner ? [{ key: 'assigner', name: t('statistics.assigner'), words: filter.assignerId === undefined ? t('statistics.assigner.under', { name: assigner.name }) : assigner.name, clears: ['assignerId', 'underAssignerId'] as const }] : []),
    ...(standing ? [{ key: 'standing', name: t('statistics.standing'), words: word(`standing.${standing}`), clears: ['standing'] as const }] : []),
    ...(deadlineSource ? [{ key: 'source', name: t('statistics.source'), words: word(`statistics.source.${deadlineSource}`), clears: ['deadlineSource'] as const }] : []),
    ...(topic ? [{ key: 'topic', name: t('statistics.by.topic'), words: word(`topic.${topic}`), clears: ['topic'] as const }] : []),
    ...(without ? [{ key: 'without', name: t('statistics.filter'), words: word(`statistics.without.${without}`), clears: ['without'] as const }] : []),
  ].map((each) => ({ ...each, clears: [...each.clears] }))
}
