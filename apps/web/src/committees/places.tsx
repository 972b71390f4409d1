import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'

const places: { key: string; to: string; word: Key; needs: string | null }[] = [
  { key: 'bodies', to: '/to-chuc', word: 'places.bodies', needs: null }, { key: 'committees', to: '/to-chuc/ban-chi-dao', word: 'committee.title', needs: 'committee.read' },
  { key: 'visits', to: '/to-chuc/di-co-so', word: 'visit.title', needs: 'area_record.enter' }, { key: 'delegation', to: '/to-chuc/uy-quyen', word: 'delegation.title', needs: 'delegation.read' },
]

/** The rooms of Tổ chức that this post may open. */
export function Places({ here }: { here: string }) {
  const { may } = useMe()
  return (
    <nav className="views no-print" aria-label={t('places.label')}>
      {places.filter(({ needs }) => needs === null || may(needs)).map(({ key, to, word }) => <Link key={key} to={to} aria-current={here === key ? 'page' : undefined}>{t(word)}</Link>)}
    </nav>
  )
}
