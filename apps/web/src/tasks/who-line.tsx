import { Link } from 'react-router'
import type { BodyRef, TaskDetail } from '@phaodai/office'
import { t, type Key } from '../text/t.ts'

type Named = { word: Key; bodies: { body: BodyRef; to: string }[] }

function toBody(body: BodyRef | null) {
  return body === null ? [] : [{ body, to: `/to-chuc/${body.id}` }]
}

function rowsOf(task: TaskDetail, role: 'lead' | 'coordinate' | 'doer') {
  const mine = task.role === role ? toBody(task.body) : []
  return [...mine, ...task.siblings.filter((each) => each.role === role).map(({ body, id }) => ({ body, to: `/nhiem-vu/${id}` }))]
}

/** One line of who: assigner, authority, lead, co-ordinating, doer, monitor. Fellow bodies link to their own rows. */
export function WhoLine({ task }: { task: TaskDetail }) {
  const named: Named[] = [
    { word: 'who.assigner', bodies: toBody(task.assigner) },
    { word: 'who.authority', bodies: toBody(task.authority) },
    { word: 'who.lead', bodies: rowsOf(task, 'lead') },
    { word: 'who.coordinate', bodies: rowsOf(task, 'coordinate') },
    { word: 'who.doer', bodies: rowsOf(task, 'doer') },
    { word: 'who.monitor', bodies: toBody(task.monitor) },
  ]
  return (
    <dl className="who-line">
      {named.filter(({ bodies }) => bodies.length > 0).map(({ word, bodies }) => (
        <div key={word}>
          <dt>{t(word)}</dt>
          <dd>{bodies.slice(0, 4).map(({ body, to }, index) => <span key={`${body.id}-${to}`}>{index > 0 && ', '}<Link to={to}>{body.name}</Link></span>)}
            {bodies.length > 4 && <span className="quiet"> {t('who.more', { count: bodies.length - 4 })}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
