import { NavLink } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'
import './inspections.css'

const places: { to: string; word: Key; needs: string }[] = [
  { to: '/kiem-tra', word: 'inspection.work', needs: 'inspection.read' }, { to: '/kiem-tra/ke-hoach', word: 'inspection.plans', needs: 'inspection_plan.read' },
  { to: '/kiem-tra/kien-nghi', word: 'inspection.findings', needs: 'finding.read' }, { to: '/kiem-tra/vi-pham', word: 'inspection.violations', needs: 'violation.read' },
  { to: '/kiem-tra/thong-ke', word: 'inspection.statistics', needs: 'inspection.read' }, { to: '/kiem-tra/danh-muc', word: 'inspection.catalogue', needs: 'inspection.read' },
]

/** The rooms of inspections that the post may enter. */
export function Places() {
  const { may } = useMe()
  return (
    <nav className="views no-print" aria-label={t('inspection.places')}>
      {places.filter(({ needs }) => may(needs)).map(({ to, word }) => <NavLink key={to} to={to} end={to === '/kiem-tra'}>{t(word)}</NavLink>)}
    </nav>
  )
}
