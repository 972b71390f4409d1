import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

const ROOMS = [
  { name: 'inForce', to: '/cap-do', word: 'levels.title', needs: 'level_round.read' }, { name: 'rounds', to: '/cap-do/dot', word: 'levels.rounds', needs: 'level_round.read' },
  { name: 'told', to: '/cap-do/so-lieu', word: 'levels.told', needs: 'level_round.read' }, { name: 'noted', to: '/cap-do/noi-khac', word: 'levels.noted', needs: 'level_round.note' },
] as const

/** The pages of levels, as far as the post may enter them. */
export function LevelRooms({ here }: { here: (typeof ROOMS)[number]['name'] | null }) {
  const { may } = useMe()
  return <nav className="views no-print" aria-label={t('levels.rooms')}>{ROOMS.filter(({ needs }) => may(needs)).map((room) => <Link key={room.name} to={room.to} aria-current={room.name === here ? 'page' : undefined}>{t(room.word)}</Link>)}</nav>
}
