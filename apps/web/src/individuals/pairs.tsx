import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Pair } from '@phaodai/office'
import { mergePeople, tellApart } from '../cases/api.ts'
import { t } from '../text/t.ts'
import { EvidenceList, PersonWords } from './evidence.tsx'
import { ReasonDialog } from './reason.tsx'

/** Two records that may be one person, side by side, and what to do: keep the left one, keep the right one, or note that they are two. */
export function PairCard({ pair, may }: { pair: Pair; may: boolean }) {
  const queries = useQueryClient()
  const [doing, setDoing] = useState<'left' | 'right' | 'apart' | null>(null)
  const done = async (reason: string) => {
    const [survivor, absorbed] = doing === 'right' ? [pair.b, pair.a] : [pair.a, pair.b]
    await (doing === 'apart' ? tellApart(pair.id, reason) : mergePeople(survivor.id, absorbed.id, reason))
    await queries.invalidateQueries({ queryKey: ['individuals'] })
  }
  return (
    <article className="match" aria-label={t(`people.verdict.${pair.verdict}`)}>
      <p className="quiet">{t(`people.verdict.${pair.verdict}`)}</p>
      <div className="pair">{[pair.a, pair.b].map((each) => <div key={each.id}><Link to={`/nguoi-dan/${each.id}`}><PersonWords of={each} /></Link></div>)}</div>
      {pair.openCases.length > 0 && <p role="note"><b>{t('people.openOfBoth', { diseases: pair.openCases.join(', ') })}</b></p>}
      <EvidenceList of={pair.evidence} />
      {may && <div className="case-tools">
        <Button size="small" onClick={() => setDoing('left')}>{t('people.keep', { code: pair.a.code })}</Button>
        <Button size="small" onClick={() => setDoing('right')}>{t('people.keep', { code: pair.b.code })}</Button>
        <Button size="small" onClick={() => setDoing('apart')}>{t('people.apart')}</Button>
      </div>}
      {doing !== null && <ReasonDialog title={doing === 'apart' ? t('people.apart') : t('people.merge')} note={doing === 'apart' ? t('people.apartNote') : t('people.mergeNote')} ok={doing === 'apart' ? t('people.apart') : t('people.merge')} onClose={() => setDoing(null)} onDone={done} />}
    </article>
  )
}
