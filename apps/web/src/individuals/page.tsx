import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { listPairs, searchPeople } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { PersonWords } from './evidence.tsx'
import { PairCard } from './pairs.tsx'

/** Người dân: a search that finds by part of a name without marks, and the pairs that may be one person. */
export function PeoplePage() {
  useTitle('people.title')
  const { may } = useMe()
  const [words, setWords] = useState('')
  const q = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: ['individuals', 'search', q], queryFn: () => searchPeople(q), enabled: q.length > 1 })
  const pairs = useQuery({ queryKey: ['individuals', 'pairs'], queryFn: listPairs })
  return (
    <>
      <Rooms here="people" />
      <header className="page-head"><h1>{t('people.title')}</h1></header>
      <Input.Search autoFocus allowClear className="case-areas" aria-label={t('people.search')} placeholder={t('people.search')} value={words} onChange={(event) => setWords(event.target.value)} />
      <p className="quiet">{t('people.logged')}</p>
      {q.length > 1 && <Answer of={found}>{({ people }) => (people.length === 0 ? <Nothing title="people.none" /> : <>{people.map((each) => <p key={each.id} className="match"><Link to={`/nguoi-dan/${each.id}`}><PersonWords of={each} /></Link></p>)}</>)}</Answer>}
      <section className="case-section">
        <h2>{t('people.pairs')}</h2>
        <Answer of={pairs}>{({ pairs: all }) => (all.length === 0 ? <Nothing title="people.noPairs" /> : <>{all.map((pair) => <PairCard key={pair.id} pair={pair} may={may('individual.merge')} />)}</>)}</Answer>
      </section>
    </>
  )
}
