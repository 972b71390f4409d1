import { Button } from 'antd'
import { useState } from 'react'
import type { BodyRef, DirectiveDetail, NamedBody } from '@phaodai/office'
import { t } from '../../text/t.ts'
import { BodiesSelect } from '../../ui/body-select.tsx'
import type { ReviewWork } from './work.ts'

export type Question = { written: string; candidates: NamedBody['candidates']; times: number }

/** Bodies as written that nobody has named yet, each once, the most frequent first. */
export function questionsOf(directive: DirectiveDetail): Question[] {
  const orders = (directive.orders ?? []).filter(({ dropped }) => !dropped)
  const all = [...orders.flatMap(({ leads, coordinates, doers }) => [...leads, ...coordinates, ...doers]), ...directive.recipients.filter(({ purpose }) => purpose !== 'file').map(({ named }) => named)]
  const questions = new Map<string, Question>()
  for (const named of all.filter(({ bodyIds }) => bodyIds === null)) {
    const known = questions.get(named.written)
    questions.set(named.written, { written: named.written, candidates: known !== undefined && known.candidates.length > 0 ? known.candidates : named.candidates, times: (known?.times ?? 0) + 1 })
  }
  return [...questions.values()].sort((a, b) => b.times - a.times)
}

/** What is not clear is asked once: the likely answers first, another body by search; the answer is remembered. */
export function Ask({ work }: { work: ReviewWork }) {
  const questions = questionsOf(work.directive)
  if (questions.length === 0) return null
  return (
    <section className="ask" aria-label={t('ask.title')}>
      <h2>{t('ask.title')} <span className="figures">{questions.length}</span></h2>
      <p className="quiet">{t('ask.what')}</p>
      <ol>{questions.map((question) => <QuestionRow key={question.written} question={question} work={work} />)}</ol>
    </section>
  )
}

function QuestionRow({ question, work }: { question: Question; work: ReviewWork }) {
  const [others, setOthers] = useState<BodyRef[]>([])
  const answer = (bodyIds: number[]) => void work.resolve(question.written, bodyIds)
  return (
    <li className="question">
      <p>“<strong>{question.written}</strong>” <span className="quiet">{t('ask.times', { count: question.times })}</span></p>
      <div className="question-answers">
        {question.candidates.slice(0, 4).map((candidate, index) => (
          <Button key={candidate.label} size="small" type={index === 0 ? 'primary' : 'default'} ghost={index === 0} disabled={work.busy} onClick={() => answer(candidate.bodyIds)}>
            {candidate.label}{candidate.bodyIds.length > 1 && ` (${candidate.bodyIds.length})`}
          </Button>
        ))}
        <span className="question-other">
          <BodiesSelect label={t('ask.other', { written: question.written })} placeholder={t('ask.otherHint')} value={others} onChange={setOthers} />
          {others.length > 0 && <Button size="small" type="primary" disabled={work.busy} onClick={() => answer(others.map(({ id }) => id))}>{t('ask.answer')}</Button>}
        </span>
      </div>
    </li>
  )
}
