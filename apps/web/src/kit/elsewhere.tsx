import type { Register } from '@phaodai/registers'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'

type Elsewhere = { to: (id: string) => string; words: Key; needs: string }

/** Pages that tell more of a record than its register does. */
const ELSEWHERE: Partial<Record<string, Elsewhere[]>> = {
  outbreak: [{ to: (id) => `/chuoi-lay/o-dich/${id}`, words: 'chains.open', needs: 'disease_case.read' }, { to: (id) => `/khu-phong-toa/moi?o-dich=${id}`, words: 'zone.new', needs: 'zone.create' }],
  place: [{ to: (id) => `/dia-diem/${id}/so-luot-ghe`, words: 'book.title', needs: 'contact.collect' }],
  zone: [{ to: (id) => `/khu-phong-toa/${id}`, words: 'zone.open', needs: 'zone.read' }],
  gathering: [{ to: (id) => `/su-kien/${id}`, words: 'gathering.open', needs: 'gathering.read' }],
  checkpoint: [{ to: (id) => `/chot/${id}`, words: 'gate.checkpoint.open', needs: 'crossing.read' }],
}

/** Links to such pages, where there are any and the post may open them. */
export function ElsewhereLink({ register, id }: { register: Register; id: string }) {
  const { may } = useMe()
  return (ELSEWHERE[register.name] ?? []).filter(({ needs }) => may(needs)).map(({ to, words }) => <p key={words}><Link className="in-text" to={to(id)}>{t(words)}</Link></p>)
}
