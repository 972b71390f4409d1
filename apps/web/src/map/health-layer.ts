import { addDays } from '@phaodai/vocabulary'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get } from '../api/client.ts'
import type { HealthLayer, LevelsInForce } from '@phaodai/office'
import { getLevels } from '../levels/api.ts'
import type { Shown } from './api.ts'
import { isHealth, type AreaCounts, type Question } from './classes.ts'

const NOTHING = { open: 0, overdue: 0, notAccepted: 0, inherited: false } as const

const fromLevels = ({ areas }: LevelsInForce): AreaCounts[] => areas.map(({ areaId, name, colour }) => ({ ...NOTHING, areaId, inView: true, level: name === null ? null : { name, colour } }))
const fromFigures = ({ areas }: HealthLayer): AreaCounts[] => areas.map(({ areaId, value, count, base, inView }) => ({ ...NOTHING, areaId, inView: inView && value !== null, figure: value === null ? null : Math.ceil(value * 10) / 10, counted: count ?? 0, base }))

/** Levels in force on a day, new cases of the two weeks up to it, or doses told of it, for the units of the map; undefined until they are there, or for another question. */
export function useHealthLayer(question: Question, { day, level, within }: Shown): AreaCounts[] | undefined {
  const asked = { day, level, within }
  const levels = useQuery({ queryKey: ['levels', 'map', asked], queryFn: () => getLevels(asked), enabled: question === 'level', placeholderData: (before) => before })
  const figures = useQuery({ queryKey: ['levels', 'layer', question, asked], queryFn: () => get<HealthLayer>('/api/levels/layer', { ...asked, what: question }), enabled: isHealth(question) && question !== 'level' && within !== undefined, placeholderData: (before) => before })
  return useMemo(() => {
    if (question === 'level') return levels.data && fromLevels(levels.data)
    return isHealth(question) && figures.data ? fromFigures(figures.data) : undefined
  }, [question, levels.data, figures.data])
}

/** The first of the days that an incidence up to a day counts. */
export const incidenceFrom = (day: string): string => addDays(day, -13)
