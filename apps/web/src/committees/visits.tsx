import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatrixRow } from '@phaodai/office/committee.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getMatrix } from './api.ts'
import { Places } from './places.tsx'
import { SilenceMark } from './silence.tsx'
import { VisitForm } from './visit-form.tsx'
import './committees.css'

/** Đi cơ sở, for a phone: my area, one sentence, save. Who answers for none enters for the others of his committee. */
export function VisitsPage() {
  useTitle('visit.title')
  const { post } = useMe()
  const id = post?.body.id ?? 0
  const matrix = useQuery({ queryKey: ['matrix', id], queryFn: () => getMatrix(id) })
  return (
    <>
      <Places here="visits" />
      <h1>{t('visit.title')} <span className="quiet">{post?.body.name}</span></h1>
      <Answer of={matrix}>{({ rows }) => <Choose rows={rows} />}</Answer>
    </>
  )
}

function Choose({ rows }: { rows: MatrixRow[] }) {
  const { may } = useMe()
  const [chosen, choose] = useState<string | null>(null)
  const mine = rows.filter((row) => row.mine)
  const offered = mine.length > 0 ? mine : rows
  const row = offered.find(({ chargeId }) => chargeId === chosen)
  if (offered.length === 0) return <Nothing title="visit.noArea" />
  return (
    <ul className="visit-areas">
      {offered.map((each) => (
        <li key={each.chargeId}>
          <button type="button" className="visit-area" aria-expanded={each === row} onClick={() => choose(each === row ? null : each.chargeId)}>
            <strong>{each.area.name}</strong>{mine.length === 0 && <span>{each.memberName}</span>}<SilenceMark row={each} />
          </button>
          {each === row && (may('area_record.enter') ? <VisitForm row={each} onDone={() => choose(null)} /> : <p className="quiet">{t('visit.readOnly')}</p>)}
        </li>
      ))}
    </ul>
  )
}
