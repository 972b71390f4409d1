import { App, Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { HandlingAction, HandlingDetail, HandlingState } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import type { StepInputs } from '../api/books.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useDraft } from '../ui/drafts.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { DirectDialog } from './direct-dialog.tsx'
import { StepFrame, useStep } from './step-frame.tsx'

const order: HandlingAction[] = ['register', 'answer-recall', 'direct', 'start', 'record', 'finish', 'refuse', 'ask-back']
/** The step that is due in each state; it alone is filled, where this post may take it. */
const due: Partial<Record<HandlingState, HandlingAction>> = { arrived: 'register', registered: 'direct', assigned: 'start', in_progress: 'finish', recall_asked: 'answer-recall' }

/** What may be done now. */
export function StepRow({ handling }: { handling: HandlingDetail }) {
  const [open, setOpen] = useState<HandlingAction | null>(null)
  const close = () => setOpen(null)
  const start = useStep(handling, 'start', close)
  const { message } = App.useApp()
  const steps = order.filter((step) => handling.actions.includes(step))
  if (steps.length === 0) return null
  const begin = (step: HandlingAction) => (step === 'start' ? start.mutate({ version: handling.version }, { onError: (error) => void message.error(messageOf(error)) }) : setOpen(step))
  return (
    <div className="action-row no-print" role="group" aria-label={t('task.actions')}>
      {steps.map((step) => <Button key={step} type={step === due[handling.state] ? 'primary' : 'default'} danger={step === 'refuse'} data-action={step} loading={step === 'start' && start.isPending} onClick={() => begin(step)}>{t(`handlingDo.${step}`)}</Button>)}
      {(open === 'direct' || open === 'record') && <DirectDialog handling={handling} step={open} close={close} />}
      {open === 'register' && <RegisterDialog handling={handling} close={close} />}
      {(open === 'refuse' || open === 'ask-back') && <WordsDialog handling={handling} step={open} label={open === 'refuse' ? t('handling.refuseWhy') : t('handling.askBackWhy')} inputOf={(reason) => ({ version: handling.version, reason })} close={close} />}
      {open === 'finish' && <WordsDialog handling={handling} step="finish" label={t('handling.finishWhat')} hint={t('handling.finishHint')} inputOf={(result) => ({ version: handling.version, result })} close={close} />}
      {open === 'answer-recall' && <RecallDialog handling={handling} close={close} />}
    </div>
  )
}

function RegisterDialog({ handling, close }: { handling: HandlingDetail; close: () => void }) {
  const [day, setDay] = useState<Day | null>(handling.arrivedOn)
  const [number, setNumber] = useState<number | null>(null)
  const [late, setLate] = useState('')
  const step = useStep(handling, 'register', close)
  return (
    <StepFrame step="register" error={step.error} pending={step.isPending} ready={day !== null} close={close} onOk={() => step.mutate({ version: handling.version, day: day ?? todayInVietnam(), number, lateReason: late.trim() || null })}>
      <label htmlFor="register-day">{t('handling.arrivedOn')}</label><DayField id="register-day" label={t('handling.arrivedOn')} value={day} onChange={setDay} />
      <label htmlFor="register-number">{t('handling.number')}</label><InputNumber id="register-number" className="full" min={1} value={number} onChange={setNumber} />
      <label htmlFor="register-late">{t('handling.lateReason')}</label><Input id="register-late" value={late} onChange={(event) => setLate(event.target.value)} />
    </StepFrame>
  )
}

type Words<S extends keyof StepInputs> = { handling: HandlingDetail; step: S & HandlingAction; label: string; hint?: string; inputOf: (words: string) => StepInputs[S]; close: () => void }

/** A step that needs nothing but words; they are kept in this browser until the server has them. */
function WordsDialog<S extends keyof StepInputs>({ handling, step, label, hint, inputOf, close }: Words<S>) {
  const [words, setWords, forget] = useDraft(`${handling.id}.${step}`)
  const sent = useStep(handling, step, () => { forget(); close() })
  return (
    <StepFrame step={step} error={sent.error} pending={sent.isPending} ready={words.trim() !== ''} close={close} onOk={() => sent.mutate(inputOf(words.trim()))}>
      <label htmlFor="step-words">{label}</label>
      <Input.TextArea id="step-words" autoFocus autoSize={{ minRows: 2, maxRows: 8 }} placeholder={hint ?? ''} value={words} onChange={(event) => setWords(event.target.value)} />
    </StepFrame>
  )
}

function RecallDialog({ handling, close }: { handling: HandlingDetail; close: () => void }) {
  const [agree, setAgree] = useState<boolean | null>(null)
  const [note, setNote] = useState('')
  const step = useStep(handling, 'answer-recall', close)
  return (
    <StepFrame step="answer-recall" error={step.error} pending={step.isPending} ready={agree !== null && note.trim() !== ''} close={close} onOk={() => step.mutate({ version: handling.version, agree: agree === true, note: note.trim() })}>
      <p>{handling.reason}</p>
      <Radio.Group value={agree} onChange={(event) => setAgree(event.target.value as boolean)} options={[{ value: true, label: t('handling.recallAgree') }, { value: false, label: t('handling.recallKeep') }]} />
      <label htmlFor="recall-note">{t('handling.recallNote')}</label><Input.TextArea id="recall-note" rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
    </StepFrame>
  )
}
