import { Button } from 'antd'
import { useState } from 'react'
import type { BodyRef, DirectiveDetail, DirectiveOrder, NamedBody } from '@phaodai/office'
import { t } from '#web/text/t.ts'
import { BodiesSelect } from '#web/ui/body-select.tsx'
import { namedByHand } from './body-chip.tsx'
import type { ReviewWork } from './work.ts'

const SHOWN = 3

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

/** Orders in force that nobody leads; they cannot be issued. */
export function leaderlessOf(directive: DirectiveDetail): DirectiveOrder[] {
  return (directive.orders ?? []).filter(({ dropped, leads }) => !dropped && leads.length === 0)
}

/** How many orders the server would refuse to issue: a lead is missing or nobody knows who it is. */
export function blockedOf(directive: DirectiveDetail): number {
  return (directive.orders ?? []).filter(({ dropped, leads }) => !dropped && (leads.length === 0 || leads.some(({ bodyIds }) => bodyIds === null || bodyIds.length === 0))).length
}

/** What is not clear is asked once: the likely answers first, another body by search; the answer is remembered. */
export function Ask({ work }: { work: ReviewWork }) {
  const questions = questionsOf(work.directive)
  const leaderless = leaderlessOf(work.directive)
  const [all, showAll] = useState(false)
  const shown = all ? questions : questions.slice(0, SHOWN)
  if (questions.length + leaderless.length === 0) return null
  return (
    <section className="ask" aria-label={t('ask.title')}>
      <h2>{t('ask.title')} <span className="figures">{questions.length + (leaderless.length > 0 ? 1 : 0)}</span></h2>
      <p className="quiet">{t('ask.what')}</p>
      <ol>
        {shown.map((question) => <QuestionRow key={question.written} question={question} work={work} />)}
        {leaderless.length > 0 && <LeadRow orders={leaderless} work={work} />}
      </ol>
      {questions.length > shown.length && <Button size="small" type="link" className="flush" onClick={() => showAll(true)}>{t('ask.more', { count: questions.length - shown.length })}</Button>}
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
            {candidate.label}
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

function LeadRow({ orders, work }: { orders: DirectiveOrder[]; work: ReviewWork }) {
  const [bodies, setBodies] = useState<BodyRef[]>([])
  const set = () => void work.save(orders.map((order) => ({ ...order, leads: bodies.map(namedByHand) })))
  return (
    <li className="question">
      <p><strong>{t('ask.noLead', { count: orders.length })}</strong> <span className="quiet">{t('ask.noLeadWhat')}</span></p>
      <span className="question-other">
        <BodiesSelect label={t('role.lead')} placeholder={t('role.lead')} value={bodies} onChange={setBodies} />
        {bodies.length > 0 && <Button size="small" type="primary" disabled={work.busy} onClick={set}>{t('ask.noLeadSet', { count: orders.length })}</Button>}
      </span>
    </li>
  )
}
