import type { Register } from '@phaodai/registers'
import { Link } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { t, type Key } from '../text/t.ts'

type Elsewhere = { to: (id: string) => string; words: Key; needs: string }

/** Pages that tell more of a record than its register does. */
const ELSEWHERE: Partial<Record<string, Elsewhere>> = {
  outbreak: { to: (id) => `/chuoi-lay/o-dich/${id}`, words: 'chains.open', needs: 'disease_case.read' },
  place: { to: (id) => `/dia-diem/${id}/so-luot-ghe`, words: 'book.title', needs: 'contact.collect' },
}

/** The link to such a page, where there is one and the post may open it. */
export function ElsewhereLink({ register, id }: { register: Register; id: string }) {
  const { may } = useMe()
  const found = ELSEWHERE[register.name]
  return found !== undefined && may(found.needs) ? <p><Link className="in-text" to={found.to(id)}>{t(found.words)}</Link></p> : null
}
