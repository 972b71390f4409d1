import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { Link, useParams } from 'react-router'
import type { Committee } from '@phaodai/office/committee.ts'
import { t, type Key } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getCommittee } from './api.ts'
import { OrganisationChart } from './chart.tsx'
import { Duty } from './duty.tsx'
import { MatrixView } from './matrix.tsx'
import { Membership } from './members.tsx'
import { Places } from './places.tsx'
import { Regulations } from './regulations.tsx'
import { Standing } from './standing.tsx'
import './committees.css'

const sections: { key: string; word: Key; View: ComponentType<{ committee: Committee }> }[] = [
  { key: 'thanh-vien', word: 'committee.people', View: Membership }, { key: 'so-do', word: 'chart.title', View: OrganisationChart }, { key: 'quy-che', word: 'regulation.title', View: Regulations },
  { key: 'dia-ban', word: 'matrix.title', View: MatrixView }, { key: 'lich-truc', word: 'duty.title', View: Duty },
]

/** One Ban Chỉ đạo: its people, chart, regulation, areas and roster. */
export function CommitteePage() {
  const { id, section } = useParams()
  const committee = useQuery({ queryKey: ['committees', Number(id)], queryFn: () => getCommittee(Number(id)) })
  useTitle('committee.title', committee.data?.body.name)
  const shown = sections.find(({ key }) => key === section) ?? sections[0]!
  return (
    <>
      <Places here="committees" />
      <Answer of={committee}>
        {(data) => (
          <>
            <header className="page-head"><h1>{data.body.fullName}</h1></header>
            <p className="no-print"><Standing of={data} /> {data.parent && <>· {t('committee.under')} <Link to={`/to-chuc/${data.parent.id}`}>{data.parent.name}</Link></>} · <Link to={`/to-chuc/${data.body.id}`}>{t('committee.asBody')}</Link></p>
            <nav className="views no-print" aria-label={t('committee.sections')}>
              {sections.map(({ key, word }) => <Link key={key} to={`/to-chuc/ban-chi-dao/${data.body.id}/${key}`} aria-current={key === shown.key ? 'page' : undefined}>{t(word)}</Link>)}
            </nav>
            <shown.View committee={data} />
          </>
        )}
      </Answer>
    </>
  )
}
