import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { getBody } from '../api/bodies.ts'
import { t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Places } from '../committees/places.tsx'
import { useTitle } from '../ui/title.ts'
import { BodyView } from './body.tsx'
import { BodyTree } from './tree.tsx'

/** Tổ chức: the tree of bodies with search on the left, one body with its posts on the right. */
export function BodiesPage() {
  const { id } = useParams()
  const body = useQuery({ queryKey: ['bodies', 'one', id], queryFn: () => getBody(Number(id)), enabled: id !== undefined })
  useTitle('rail.bodies', body.data?.name)
  return (
    <>
      <Places here="bodies" />
      <h1>{t('rail.bodies')}</h1>
      <div className={id === undefined ? 'bodies' : 'bodies open'}>
        <BodyTree chosen={id === undefined ? null : Number(id)} />
        <section className="body-detail">{id === undefined ? <p className="quiet">{t('bodies.choose')}</p> : <Answer of={body}>{(data) => <BodyView body={data} />}</Answer>}</section>
      </div>
    </>
  )
}
