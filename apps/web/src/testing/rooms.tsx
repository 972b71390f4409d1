import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import '../ui/desk.css'
import './testing.css'

const ROOMS = [
  { name: 'specimens', to: '/xet-nghiem', word: 'testing.title', needs: 'specimen.read' }, { name: 'take', to: '/xet-nghiem/lay-mau', word: 'testing.take.title', needs: 'specimen.create' },
  { name: 'laboratories', to: '/xet-nghiem/phong', word: 'testing.labs', needs: 'lab_desk.read' }, { name: 'advice', to: '/xet-nghiem/goi-y', word: 'testing.advice.title', needs: 'specimen.read' },
  { name: 'labels', to: '/xet-nghiem/nhan', word: 'testing.labels.title', needs: 'specimen.create' }, { name: 'rounds', to: '/so-theo-doi/testing_round', word: 'testing.rounds', needs: 'testing_round.read' },
] as const

/** The rooms of testing, as far as the post may enter them. */
export function TestingRooms({ here }: { here: (typeof ROOMS)[number]['name'] }) {
  const { may } = useMe()
  return (
    <nav className="views no-print" aria-label={t('testing.rooms')}>
      {ROOMS.filter(({ needs }) => may(needs)).map((room) => <Link key={room.name} to={room.to} aria-current={room.name === here ? 'page' : undefined}>{t(room.word)}</Link>)}
    </nav>
  )
}
