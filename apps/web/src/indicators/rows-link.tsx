import { countedText, findIndicator, type Side } from '@phaodai/indicators'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

export type Behind = { name: string; side?: Side; area: number; from: string; to: string; kind?: string | null }

/** Address of the register's list with exactly the rows behind a figure. */
export function rowsAt({ name, side = 'numerator', area, from, to, kind = null }: Behind): string {
  const register = findIndicator(name)?.[side]?.over.name ?? ''
  return `/so-theo-doi/${register}?${new URLSearchParams({ counted: countedText(name, side, area, from, to, kind) }).toString()}`
}

/** A figure that opens to its rows, where the post may read their register; nothing counted opens to nothing. */
export function RowsLink({ of, value, children }: { of: Behind; value: number; children: ReactNode }) {
  const { may } = useMe()
  const register = findIndicator(of.name)?.[of.side ?? 'numerator']?.over.name
  if (value === 0 || register === undefined || !may(`${register}.read`)) return <span className="figures">{children}</span>
  return <Link className="figures" to={rowsAt(of)} title={t('indicator.openRows')}>{children}</Link>
}
