import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { visitLine } from '@phaodai/registers'
import type { CollectingAnswer } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { ImportWizard } from '../kit/import.tsx'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getCollecting, sendBook } from './api.ts'
import './tracing.css'

/** Sổ lượt ghé of a place: a file of its visitors comes in under a decision in force; what came in is shown nowhere. */
export function BookPage() {
  useTitle('book.title')
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: ['collecting', id], queryFn: () => getCollecting(id) })
  return <Answer of={found}>{(collecting) => <Book {...collecting} />}</Answer>
}

function Book({ place, decisions }: CollectingAnswer) {
  const [decisionId, choose] = useState(decisions.length === 1 ? decisions[0]!.id : null)
  const [isOpen, open] = useState(false)
  const decision = decisions.find(({ id }) => id === decisionId)
  return (
    <>
      <header className="page-head"><h1>{t('book.title')}</h1></header>
      <p><Link to={`/so-theo-doi/place/${place.id}`}>{place.name}</Link> · {place.area}</p>
      <p className="quiet">{t('book.about')}</p>
      {decisions.length === 0 ? <Nothing title="book.noDecision" /> : (
        <div className="tracing-book">
          <label>{t('book.decision')}<Select value={decisionId} aria-label={t('book.decision')} placeholder={t('book.choose')} onChange={choose} options={decisions.map((each) => ({ value: each.id, label: `${each.number} · ${each.issuer} · ${each.disease}` }))} /></label>
          {decision && <p>{t('book.days', { from: formatDay(decision.from), to: formatDay(decision.to) })}</p>}
          <p className="quiet">{t('book.columns')}</p>
          <Button type="primary" disabled={!decision} onClick={() => open(true)}>{t('book.choose-file')}</Button>
        </div>
      )}
      {isOpen && decision && <ImportWizard register={visitLine} fields={Object.keys(visitLine.fields)} send={(file, ask) => sendBook(place.id, decision.id, file, ask)} onClose={() => open(false)} />}
    </>
  )
}
