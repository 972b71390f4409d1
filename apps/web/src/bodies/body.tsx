import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatDay } from '@phaodai/vocabulary'
import { listPeople, type BodyDetail } from '../api/bodies.ts'
import { DutyNowLine } from '../committees/duty-now.tsx'
import '../committees/committees.css'
import { useMe } from '../frame/me.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'

/** One body: what it is, where, who holds its posts (as far as this post may see), what it has to do. */
export function BodyView({ body }: { body: BodyDetail }) {
  const { may } = useMe()
  return (
    <article>
      <h2>{body.name}</h2>
      <dl className="who-line">
        <div><dt>{t('bodies.kind')}</dt><dd>{word(`bodyKind.${body.kind}`)} · {word(`level.${body.level}`)} · {word(`chain.${body.chain}`)}</dd></div>
        {body.parent && <div><dt>{t('bodies.parent')}</dt><dd><Link to={`/to-chuc/${body.parent.id}`}>{body.parent.name}</Link></dd></div>}
        {body.areas && body.areas.length > 0 && <div><dt>{t('bodies.territory')}</dt><dd>{body.areas.map(({ fullName }) => fullName).join(', ')}</dd></div>}
      </dl>
      <p><Link to={tasksAt({ bodyId: String(body.id) })}>{t('bodies.tasks')}</Link> · <Link to={tasksAt({ bodyId: String(body.id), pile: 'late' })}>{t('bodies.lateTasks')}</Link></p>
      <DutyNowLine bodyId={body.id} />
      {may('committee.read') && <p><Link to={`/to-chuc/ban-chi-dao/${body.id}${body.kind === 'steering-committee' ? '' : '/lich-truc'}`}>{t(body.kind === 'steering-committee' ? 'committee.open' : 'committee.roster')}</Link></p>}
      {may('person.read') && <People bodyId={body.id} />}
      {body.children && body.children.length > 0 && (
        <section>
          <h3>{t('bodies.children', { count: body.children.length })}</h3>
          <ul className="plain-list">{body.children.map((child) => <li key={child.id}><Link to={`/to-chuc/${child.id}`}>{child.name}</Link></li>)}</ul>
        </section>
      )}
    </article>
  )
}

function People({ bodyId }: { bodyId: number }) {
  const people = useQuery({ queryKey: ['people', bodyId], queryFn: () => listPeople('', bodyId) })
  return (
    <section>
      <h3>{t('bodies.posts')}</h3>
      <Answer of={people}>
        {(rows) => (rows.length === 0 ? <p className="quiet">{t('bodies.noPosts')}</p> : (
          <Table caption={t('bodies.posts')} heads={['people.name', 'people.post', 'people.role', 'people.since']}>
            {rows.flatMap((person) => person.posts.filter((post) => post.bodyId === bodyId).map((post) => (
              <tr key={post.id}><td>{person.fullName}</td><td data-label={t('people.post')}>{post.title}</td><td data-label={t('people.role')}>{word(`postRole.${post.role}`)}</td><td className="figures" data-label={t('people.since')}>{formatDay(post.validFrom)}</td></tr>
            )))}
          </Table>
        ))}
      </Answer>
    </section>
  )
}
