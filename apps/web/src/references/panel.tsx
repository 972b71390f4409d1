import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { References, ReferenceView } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { DayText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { getReferences, putReference, setExpiry } from './api.ts'
import { CorrectDialog } from './correct.tsx'
import { DocumentLink } from './document.tsx'

/** What a document carries out and rests on, and what in sight rests on it; the office that keeps it corrects this here. */
export function ReferencePanel({ directiveId }: { directiveId: string }) {
  const references = useQuery({ queryKey: ['directives', 'references', directiveId], queryFn: () => getReferences(directiveId) })
  return (
    <section className="reference-panel" aria-labelledby="reference-title">
      <h2 id="reference-title">{t('reference.title')}</h2>
      <Answer of={references}>{(data) => <Panel references={data} />}</Answer>
    </section>
  )
}

function useChange(directiveId: string) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ edge, more }: { edge: ReferenceView; more: Partial<ReferenceView> & { targetId?: string | null } }) => putReference(directiveId, edge.id, {
      version: edge.version, relation: edge.relation, docType: edge.docType, number: edge.number, issuedOn: edge.issuedOn, issuerText: edge.issuerText, targetId: edge.found === 'chosen' ? edge.target!.id : null, removed: false, ...more }),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }),
  })
}

function Panel({ references }: { references: References }) {
  const [correcting, setCorrecting] = useState<ReferenceView | 'new' | null>(null)
  const change = useChange(references.directiveId)
  const { message } = App.useApp()
  const kept = references.up.filter(({ removed }) => !removed)
  const gone = references.up.filter(({ removed }) => removed)
  const undo = (edge: ReferenceView) => <Button size="small" type="link" onClick={() => change.mutate({ edge, more: { version: edge.version + 1, removed: false } })}>{t('reference.undo')}</Button>
  const remove = (edge: ReferenceView) => change.mutate({ edge, more: { removed: true } }, { onSuccess: () => void message.success({ content: <>{t('reference.removedNote', { number: edge.number ?? '' })} {undo(edge)}</>, duration: 8 }) })
  return (
    <>
      <p className="reference-ways no-print"><Link to={`/van-ban/${references.directiveId}/cu-the-hoa`}>{t('reference.openOwed')}</Link> · <Link to={`/van-ban/${references.directiveId}/cay`}>{t('reference.openTree')}</Link></p>
      <h3>{t('reference.up')}</h3>
      {kept.length === 0 && <p className="quiet">{t('reference.none')}</p>}
      <ul className="reference-list">
        {kept.map((edge) => (
          <li key={edge.id}>
            <Upward edge={edge} mayCorrect={references.mayCorrect} choose={(targetId) => change.mutate({ edge, more: { targetId } })} />
            {references.mayCorrect && <span className="reference-acts no-print">
              <Button size="small" type="link" onClick={() => setCorrecting(edge)}>{t('reference.correct')}<span className="unseen"> {edge.number}</span></Button>
              <Button size="small" type="link" onClick={() => remove(edge)}>{t('reference.remove')}<span className="unseen"> {edge.number}</span></Button>
            </span>}
          </li>
        ))}
      </ul>
      {gone.length > 0 && <details className="no-print"><summary>{t('reference.removedList')} ({gone.length})</summary><ul className="reference-list">{gone.map((edge) => <li key={edge.id}><s>{edge.number ?? edge.docType}</s> <Button size="small" type="link" onClick={() => change.mutate({ edge, more: { removed: false } })}>{t('reference.restore')}<span className="unseen"> {edge.number}</span></Button></li>)}</ul></details>}
      {references.mayCorrect && <Button size="small" className="no-print" onClick={() => setCorrecting('new')}>{t('reference.add')}</Button>}
      <Downward references={references} />
      <Expiry key={references.version} references={references} />
      {correcting !== null && <CorrectDialog directiveId={references.directiveId} edge={correcting === 'new' ? null : correcting} close={() => setCorrecting(null)} />}
    </>
  )
}

function Upward({ edge, mayCorrect, choose }: { edge: ReferenceView; mayCorrect: boolean; choose: (id: string) => void }) {
  const written = [edge.docType, edge.number].filter(Boolean).join(' ')
  return (
    <div>
      <span className="relation">{t(`relation.${edge.relation}`)}</span>{' '}
      {edge.target ? <DocumentLink document={edge.target} /> : <span>{written} {edge.issuedOn !== null && <DayText day={edge.issuedOn} />} <span className="quiet">{edge.issuerText}{edge.found === 'none' && <> ({t('reference.notHeld')})</>}</span></span>}
      {edge.itemLabel !== null && <span className="quiet"> · {t('reference.item', { label: edge.itemLabel })}{edge.targetLabel !== null && ` → ${edge.targetLabel}`}</span>}
      {edge.found === 'offered' && mayCorrect && <div className="reference-offer no-print"><p>{t('reference.which', { count: edge.candidates.length })}</p><ul>{edge.candidates.map((document) => <li key={document.id}><DocumentLink document={document} /> <Button size="small" onClick={() => choose(document.id)}>{t('reference.choose')}<span className="unseen"> {document.number}</span></Button></li>)}</ul></div>}
    </div>
  )
}

function Downward({ references }: { references: References }) {
  return (
    <>
      <h3>{t('reference.down')}</h3>
      {references.down.length === 0 ? <p className="quiet">{t('reference.noneDown')}</p> : <ul className="reference-list">{references.down.slice(0, 30).map(({ id, relation, document }) => <li key={id}><div><span className="relation">{t(`relationBack.${relation}`)}</span> <DocumentLink document={document} /></div></li>)}</ul>}
    </>
  )
}

function Expiry({ references: { directiveId, version, expiresOn, mayCorrect } }: { references: References }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const set = useMutation({
    mutationFn: (day: string | null) => setExpiry(directiveId, version, day), onError: (error) => message.error(messageOf(error)),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }),
  })
  if (!mayCorrect) return expiresOn === null ? null : <p>{t('reference.expiresOn')} <DayText day={expiresOn} /></p>
  return <div className="reference-expiry no-print"><label htmlFor="expires-on">{t('reference.expiry')}</label><DayField id="expires-on" label={t('reference.expiry')} value={expiresOn} onChange={(day) => set.mutate(day)} /></div>
}
