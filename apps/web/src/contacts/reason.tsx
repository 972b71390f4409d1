import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ContactReason } from '@phaodai/office'
import { caseContact } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t, word } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { getReason } from './api.ts'
import './contacts.css'

/** Beside a contact's record: what made him one, down to the visit for whoever may see names, and the way to his case. */
export function ReasonOfContact({ id }: { id: string }) {
  const { may } = useMe()
  const sees = may('case_contact.reveal')
  const found = useQuery({ queryKey: ['registers', 'case_contact', 'reason', id, sees], queryFn: () => getReason(id, sees) })
  return (
    <section className="contact-reason" aria-labelledby="contact-reason">
      <h3 id="contact-reason">{t('contacts.reason.title')}</h3>
      <Answer of={found}>{(reason) => <Told {...{ reason, sees }} />}</Answer>
    </section>
  )
}

function Told({ reason, sees }: { reason: ContactReason; sees: boolean }) {
  const { kind, source, minutes, masked, met, sentence, disease, caseId, caseCode, listedBy, listedAt, lastContactOn } = reason
  const facts = [
    kind === 'visit' && source !== null ? t('contacts.reason.visit', { source: word(`contacts.reason.source.${source}`) }) : t(`contacts.reason.kind.${kind}`),
    minutes === null ? null : t('contacts.reason.minutes', { n: formatNumber(minutes) }), masked === null ? null : t(`tracing.masked.${masked as 'yes'}`),
    met === null ? null : t('contacts.reason.met', { tier: codeWord(caseContact, 'tier', met.tier), name: met.name ?? t('contacts.unnamed') }),
  ].filter((each) => each !== null)
  return (
    <>
      <p><strong>{facts.join(' · ')}</strong></p>
      {sentence !== null && <p>{sentence}</p>}
      {kind === 'visit' && (sees ? <Visit {...{ reason }} /> : <p className="quiet">{t('contacts.reason.withheld')}</p>)}
      <p className="quiet">{t('contacts.met', { day: formatDay(lastContactOn) })} · {t('contacts.reason.listed', { by: listedBy ?? '' })} <InstantText at={listedAt} /></p>
      {caseId !== null && <p><Link to={`/ca-benh/${caseId}`}>{t('contacts.reason.case', { code: caseCode ?? t('cases.noCode') })}</Link>{disease !== null && <> · {disease}</>}</p>}
    </>
  )
}

/** The very visit, and by which opening it came to light. */
function Visit({ reason: { place, area, from, to, opening } }: { reason: ContactReason }) {
  return (
    <dl className="contact-visit">
      <div><dt>{t('contacts.reason.place')}</dt><dd>{[place ?? t('tracing.somewhere'), area].filter((each) => each !== null).join(', ')}</dd></div>
      {from !== null && <div><dt>{t('contacts.reason.from')}</dt><dd><InstantText at={from} /></dd></div>}
      {to !== null && <div><dt>{t('contacts.reason.to')}</dt><dd><InstantText at={to} /></dd></div>}
      {opening !== null && <div><dt>{t('contacts.reason.opened')}</dt><dd><InstantText at={opening.at} /> · {opening.reason}</dd></div>}
    </dl>
  )
}
