import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { HandlingDetail, LeaderDirection } from '@phaodai/office'
import { getHandling } from '../api/books.ts'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { DayText, InstantText, StateMark } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { StepRow } from './steps.tsx'
import { HandlingMark, HandlingTiming } from './table.tsx'
import './handling.css'

/** One incoming document in this office: what it is, the bút phê, what is to be done now, what happened. */
export function HandlingDetailPage() {
  const { id = '' } = useParams()
  const handling = useQuery({ queryKey: ['handling', 'one', id], queryFn: () => getHandling(id) })
  useTitle('handling.title', handling.data?.number ?? undefined)
  return <Answer of={handling}>{(data) => <View handling={data} />}</Answer>
}

function View({ handling }: { handling: HandlingDetail }) {
  const { abstract, number, docType, secret, result, resultDirectiveId, reason } = handling
  return (
    <article className="task-page">
      <nav className="crumbs" aria-label={t('task.where')}><Link to="/van-thu">{t('handling.title')}</Link></nav>
      <h1>{word(`docType.${docType}`)} {number ?? t('directive.noNumber')}</h1>
      <p className="directive-abstract">{secret ? t('handling.secret') : abstract === '' ? t('handling.noAbstract') : abstract}</p>
      <Facts handling={handling} />
      <Documents handling={handling} />
      <StepRow key={handling.version} handling={handling} />
      {reason !== null && <p className="pending-note"><strong>{t('handling.reason')}:</strong> {reason}</p>}
      {result !== null && <p className="pending-note"><strong>{t('handling.result')}:</strong> {result}{resultDirectiveId !== null && <> · <Link to={`/van-ban/${resultDirectiveId}`}>{t('handling.resultDocument')}</Link></>}</p>}
      <section aria-labelledby="directions">
        <h2 id="directions">{t('handling.directions')}</h2>
        {handling.directions.length === 0 && <p className="quiet">{t('handling.noDirections')}</p>}
        {handling.directions.map((direction, n) => <Direction key={direction.id} direction={direction} inForce={n === 0} />)}
      </section>
      <History handling={handling} />
    </article>
  )
}

function Facts({ handling }: { handling: HandlingDetail }) {
  const { issuerText, issuedOn, arrivalNumber, arrivedOn, deadline, state, statusCode, source, urgency } = handling
  return (
    <dl className="axes">
      <div><dt>{t('directive.issuer')}</dt><dd>{issuerText ?? t('directive.unknownIssuer')} · <DayText day={issuedOn} />{urgency !== null && <> · <strong>{word(`urgency.${urgency}`)}</strong></>}</dd></div>
      <div><dt>{t('handling.arrivalNumber')}</dt><dd>{arrivalNumber === null ? <span className="quiet">{t('handling.notEntered')}</span> : <strong className="figures">{arrivalNumber}</strong>} · <DayText day={arrivedOn} /></dd></div>
      <div><dt>{t('handling.state')}</dt><dd><HandlingMark state={state} /> <span className="quiet">({t('handling.statusCode', { code: statusCode })})</span></dd></div>
      <div><dt>{t('handling.deadline')}</dt><dd><DayText day={deadline} /> <HandlingTiming row={handling} /></dd></div>
      <div><dt>{t('handling.source')}</dt><dd>{t(`handlingSource.${source}`)}</dd></div>
    </dl>
  )
}

function Documents({ handling }: { handling: HandlingDetail }) {
  const { may } = useMe()
  const { directiveId, ownDirective, directiveState, entryId, arrivalNumber } = handling
  if (directiveId === null && entryId === null) return null
  const isDraft = ownDirective && directiveState === 'draft'
  return (
    <p className="link-line no-print">
      {directiveId !== null && <Link to={isDraft ? `/van-ban/${directiveId}/ra-soat` : `/van-ban/${directiveId}`}>{isDraft && may('directive.review') ? t('handling.openReview') : t('handling.openDirective')}</Link>}
      {directiveId !== null && may('draft.write') && <Link to={`/soan-thao?tu-van-ban=${directiveId}`}>{t('handling.concretise')}</Link>}
      {entryId !== null && <Link to={`/so-van-ban?direction=incoming&q=${encodeURIComponent(handling.number ?? arrivalNumber ?? '')}`}>{t('handling.openEntry')}</Link>}
    </p>
  )
}

function Direction({ direction, inForce }: { direction: LeaderDirection; inForce: boolean }) {
  const { sentence, leaderTitle, leaderName, saidOn, deadline, onBehalf, recordedBy, parties } = direction
  const of = (role: 'lead' | 'coordinate') => parties.filter((party) => party.role === role)
  return (
    <article className={inForce ? 'but-phe' : 'but-phe former'}>
      <p className="but-phe-words">“{sentence}”</p>
      <p className="quiet">{[leaderName, leaderTitle].filter(Boolean).join(', ')} · <DayText day={saidOn} />{inForce && <> · {t('handling.inForce')}</>}</p>
      {onBehalf && <p className="marked">{t('handling.onBehalf', { who: recordedBy })}</p>}
      <p><span className="quiet">{t('handling.lead')}:</span> <Parties parties={of('lead')} />{deadline !== null && <> · <span className="quiet">{t('handling.deadline')}:</span> <DayText day={deadline} /></>}</p>
      {of('coordinate').length > 0 && <p><span className="quiet">{t('handling.coordinate')}:</span> <Parties parties={of('coordinate')} /></p>}
    </article>
  )
}

function Parties({ parties }: { parties: LeaderDirection['parties'] }) {
  return parties.map(({ post, unit, task }, n) => (
    <span key={post?.id ?? unit?.id ?? n}>{n > 0 && ', '}{post === null ? unit?.name : `${post.name} (${post.title})`}{task !== null && <> · <Link to={`/nhiem-vu/${task.id}`}>{t('handling.taskOf')}</Link> <StateMark state={task.state} /></>}</span>
  ))
}

function History({ handling }: { handling: HandlingDetail }) {
  if (handling.events.length === 0) return null
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('handling.history')}</h2>
      <ol className="timeline">
        {handling.events.toReversed().map((event) => (
          <li key={event.id} className="event">
            <p className="event-head"><strong>{word(`handlingEvent.${event.kind}`)}</strong><span>{event.byTitle}</span><InstantText at={event.at} /></p>
            {event.note !== null && <p className="event-note">{event.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
