import { Link } from 'react-router'
import { tasksAt } from '../tasks/filter.ts'
import { formatNumber, t } from '../text/t.ts'
import type { AreaCounts } from './classes.ts'

const piles = { open: 'open', overdue: 'late', notAccepted: 'new' } as const
export type CountName = keyof typeof piles
export const countNames = Object.keys(piles) as CountName[]

/** One number of an area; opens to exactly its tasks. */
export function CountLink({ counts, name }: { counts: AreaCounts | undefined; name: CountName }) {
  if (!counts?.inView) return <span className="quiet">{t('map.unseenShort')}</span>
  const value = counts[name]
  if (value === 0) return <span className="figures quiet">0</span>
  const to = tasksAt({ areaId: String(counts.areaId), pile: piles[name], sort: 'deadline' })
  return <Link className={name === 'overdue' ? 'figures late-link' : 'figures'} to={to}>{formatNumber(value)}</Link>
}
