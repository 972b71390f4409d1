import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'

const ROOMS = [
  { name: 'cases', to: '/ca-benh', word: 'cases.title', needs: 'disease_case.read' }, { name: 'board', to: '/ca-benh/bang', word: 'caseBoard.title', needs: 'figure-cases-confirmed.read' },
  { name: 'followUp', to: '/ca-benh/theo-doi', word: 'followUp.title', needs: 'contact.step' },
  { name: 'outbreaks', to: '/ca-benh/o-dich', word: 'cases.outbreaks', needs: 'disease_case.read' },
  { name: 'chains', to: '/chuoi-lay', word: 'chains.title', needs: 'disease_case.read' },
  { name: 'referred', to: '/tiep-xuc-chuyen-den', word: 'referral.title', needs: 'case_contact.accept' }, { name: 'orders', to: '/danh-sach-cho-ky', word: 'orders.title', needs: 'order_list.draft' },
  { name: 'people', to: '/nguoi-dan', word: 'people.title', needs: 'individual.create' }, { name: 'diseases', to: '/benh', word: 'disease.title', needs: 'disease.read' },
] as const

/** The rooms around a case, as far as the post may enter them. */
export function Rooms({ here }: { here: (typeof ROOMS)[number]['name'] }) {
  const { may } = useMe()
  return (
    <nav className="views no-print" aria-label={t('cases.rooms')}>
      {ROOMS.filter(({ needs }) => may(needs)).map((room) => <Link key={room.name} to={room.to} aria-current={room.name === here ? 'page' : undefined}>{t(room.word)}</Link>)}
    </nav>
  )
}
