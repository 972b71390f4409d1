import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { gatheringAnswers, type GatheringAnswer, type GatheringView } from '@phaodai/office'
import { gathering as register } from '@phaodai/registers'
import { FieldsDialog } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { decideGathering, GATHERINGS, getGathering } from './api.ts'
import '../ui/desk.css'
import './zones.css'

/** One event: what the rules of its day say, why, and the decision. */
export function GatheringPage() {
  useTitle('gathering.title')
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: [...GATHERINGS, 'decision', id], queryFn: () => getGathering(id) })
  return <Answer of={found}>{(view) => <Shown view={view} />}</Answer>
}

function Shown({ view: { gathering, advice, decision } }: { view: GatheringView }) {
  const { may } = useMe()
  const [deciding, setDeciding] = useState<GatheringAnswer | null>(null)
  return (
    <article>
      <header className="page-head"><h1>{gathering.name}</h1><Link to={`/so-theo-doi/gathering/${gathering.id}`}>{stateWord(register, gathering.state)}</Link></header>
      <p>{codeWord(register, 'kind', gathering.kind)} · {gathering.area}{gathering.place !== null && `, ${gathering.place}`} · <InstantText at={gathering.startsAt} /> · {t('gathering.expected')}: {formatNumber(gathering.expected)} · {codeWord(register, 'setting', gathering.setting)}</p>
      {decision === null
        ? <Alert type={advice.answer === 'refuse' ? 'error' : advice.answer === 'limit' ? 'warning' : 'info'} showIcon title={`${t('gathering.advice')}: ${t(`gathering.advice.${advice.answer}`)}`} description={advice.why} />
        : <Alert type={decision.answer === 'refuse' ? 'error' : 'info'} showIcon title={t(`gathering.advice.${decision.answer}`)} description={<>{decision.why}{decision.conditions !== null && <p>{t('gathering.conditions')}: {decision.conditions}</p>}<p className="quiet">{decision.byTitle}, <InstantText at={decision.decidedAt} /></p></>} />}
      {gathering.state === 'registered' && <p className="desk-tools no-print" style={{ marginTop: 10 }}>{gatheringAnswers.filter((answer) => may(`gathering.${answer}`)).map((answer) => <Button key={answer} type={answer === advice.answer ? 'primary' : 'default'} onClick={() => setDeciding(answer)}>{t(`gathering.${answer}`)}</Button>)}</p>}
      {deciding !== null && <Deciding gathering={gathering} advice={advice} answer={deciding} onClose={() => setDeciding(null)} />}
    </article>
  )
}

function Deciding({ gathering, advice, answer, onClose }: Pick<GatheringView, 'gathering' | 'advice'> & { answer: GatheringAnswer; onClose: () => void }) {
  const { message } = App.useApp()
  const { act } = useActing(GATHERINGS)
  const save = async ({ conditions = null, reason = null }: Record<string, unknown>) => {
    await decideGathering(gathering.id, answer, { version: gathering.version, conditions: conditions as string | null, reason: reason as string | null })
    await act(async () => undefined)
    void message.success(t('gathering.done'))
  }
  return <FieldsDialog title={t(`gathering.${answer}`)} ok={t(`gathering.${answer}`)} note={advice.why} initial={{ conditions: advice.conditions }} onSave={save} onClose={onClose}
    fields={[...(answer === 'limit' ? [{ name: 'conditions', label: 'gathering.conditions', kind: 'long', required: true } as const] : []), { name: 'reason', label: 'gathering.reason', kind: 'long' }]} />
}
