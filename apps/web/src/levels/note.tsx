import { useQuery } from '@tanstack/react-query'
import type { LevelInForce } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { getLevels, LEVELS } from './api.ts'
import { LevelBadge } from './badge.tsx'

/** Levels above that of the whole, the highest first, each with how many units stand at it. */
function higher(areas: readonly LevelInForce[], than: number): { level: number; name: string; colour: LevelInForce['colour']; n: number }[] {
  const found = new Map<number, { level: number; name: string; colour: LevelInForce['colour']; n: number }>()
  for (const { level, name, colour } of areas) if (level !== null && level > than) found.set(level, { level, name: name ?? '', colour, n: (found.get(level)?.n ?? 0) + 1 })
  return [...found.values()].toSorted((a, b) => b.level - a.level)
}

/** The level in force of where the acting body sits, and how many communes stand higher; nothing where none was ever published. */
export function LevelNote() {
  const { may } = useMe()
  const found = useQuery({ queryKey: [...LEVELS, 'in-force', undefined, undefined], queryFn: () => getLevels({}), enabled: may('level_round.read'), staleTime: 60_000 })
  const own = found.data?.own
  const within = own?.level === null ? undefined : own?.areaId
  const communes = useQuery({ queryKey: [...LEVELS, 'in-force', 'communes', within], queryFn: () => getLevels({ within, level: 'commune' }), enabled: within !== undefined && own?.areaLevel !== 'commune', staleTime: 60_000 })
  if (!own || own.level === null) return null
  return (
    <p className="level-note-line"><Link to="/cap-do">{t('levels.leader')}</Link> {own.area}: <LevelBadge name={own.name} colour={own.colour} /> {own.from !== null && <span className="quiet">{t('levels.from', { from: formatDay(own.from) })}</span>}
      {higher(communes.data?.areas ?? [], own.level).map(({ level, name, colour, n }) => <span key={level}> · <LevelBadge name={name} colour={colour} /> {t('levels.communes', { n })}</span>)}
    </p>
  )
}
