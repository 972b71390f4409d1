import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Merge, PersonDetail } from '@phaodai/office'
import { diseaseCase, formatInstant, individual } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { getPerson, undoMerge } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { PersonWords } from './evidence.tsx'
import { JoinDialog } from './join.tsx'
import { PairCard } from './pairs.tsx'
import { ReasonDialog } from './reason.tsx'

/** One person: facts, what his number contradicts, cases, household, merges and possible duplicates. */
export function PersonPage() {
  useTitle('people.title')
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: ['individuals', id], queryFn: () => getPerson(id) })
  return <><Rooms here="people" /><Answer of={found}>{(data) => <Person of={data} />}</Answer></>
}

function Person({ of: { person, faults, cases, memberships, merges, pairs } }: { of: PersonDetail }) {
  const { may } = useMe()
  const [joining, setJoining] = useState(false)
  return (
    <article>
      <header className="page-head"><h1>{person.fullName ?? person.code}</h1><Link to={`/so-theo-doi/individual/${person.id}`}><Button>{t('people.open')}</Button></Link></header>
      <p><PersonWords of={person} /> · {stateWord(individual, person.state)}</p>
      {faults.length > 0 && <Alert type="warning" showIcon role="note" title={t('people.faults')} description={faults.map((fault) => word(`people.fault.${fault}`)).join(' ')} />}
      <section className="case-section">
        <h2>{t('cases.title')}</h2>
        {cases.length === 0 ? <p className="quiet">{t('people.noCases')}</p> : <ul>{cases.map((each) => (
          <li key={each.id}><Link to={`/ca-benh/${each.id}`}>{each.code ?? t('cases.noCode')}</Link> · {each.disease} · {codeWord(diseaseCase, 'classification', each.classification)} · {formatInstant(each.diagnosedAt)} · {stateWord(diseaseCase, each.state)}</li>
        ))}</ul>}
      </section>
      <section className="case-section"><h2>{t('people.households')}</h2>{memberships.length === 0 && <p className="quiet">{t('household.ofNone')}</p>}<ul>{memberships.map((each) => (
        <li key={each.id}><Link to={`/nguoi-dan/ho/${each.householdId}`}>{each.household}</Link> · {word(`people.relation.${each.relation}`)} · {formatDay(each.fromOn)}{each.toOn !== null && ` – ${formatDay(each.toOn)}`}</li>
      ))}</ul>{may('household.update') && <Button size="small" onClick={() => setJoining(true)}>{t('household.join')}</Button>}{joining && <JoinDialog individualId={person.id} onClose={() => setJoining(false)} />}</section>
      {merges.length > 0 && <section className="case-section"><h2>{t('people.merges')}</h2>{merges.map((merge) => <MergeLine key={merge.id} merge={merge} />)}</section>}
      {pairs.length > 0 && <section className="case-section"><h2>{t('people.pairs')}</h2>{pairs.map((pair) => <PairCard key={pair.id} pair={pair} may={may('individual.merge')} />)}</section>}
    </article>
  )
}

function MergeLine({ merge }: { merge: Merge }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const [undoing, setUndoing] = useState(false)
  return (
    <p>
      <Link to={`/nguoi-dan/${merge.absorbedId}`}>{merge.absorbedCode}</Link> → <Link to={`/nguoi-dan/${merge.survivorId}`}>{merge.survivorCode}</Link> · {formatInstant(merge.mergedAt)} · {merge.reason}{' '}
      {merge.undoneAt !== null ? <span className="quiet">{t('people.undone', { at: formatInstant(merge.undoneAt) })}</span> : may('individual.unmerge') && <Button size="small" onClick={() => setUndoing(true)}>{t('people.undo')}</Button>}
      {undoing && <ReasonDialog title={t('people.undo')} note={t('people.undoNote')} ok={t('people.undo')} onClose={() => setUndoing(false)} onDone={async (reason) => {
        await undoMerge(merge.id, reason)
        await queries.invalidateQueries({ queryKey: ['individuals'] })
      }} />}
    </p>
  )
}
