import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DraftDetail } from '@phaodai/office'
import { messageOf, Refusal } from '../api/client.ts'
import { t } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { downloadPaper, moveDraft } from './api.ts'
import { AnswerDialog, AskDialog, DecideDialog, NumberDialog, RecallDialog, SignedDialog, SubmitDialog } from './dialogs.tsx'
import { stepOf } from './step.ts'
import { useTaken } from './taken.ts'

type Dialog = 'ask' | 'answer' | 'submit' | 'pass' | 'return' | 'number' | 'file-signed' | 'recall'
type Action = DraftDetail['actions'][number]

/** Actions in the order in which one of them is due. */
const order: Exclude<Action, 'edit' | 'comment'>[] = ['issue', 'number', 'pass', 'answer', 'submit', 'file-signed', 'resume', 'return', 'ask', 'recall', 'drop']
const plain: Partial<Record<Action, 'resume' | 'issue' | 'drop'>> = { resume: 'resume', issue: 'issue', drop: 'drop' }

/** As long as a body that was asked has not simply agreed, the text goes back to the desk before it goes to the signature. */
function inTurn({ state, round, clearances }: DraftDetail): typeof order {
  const open = state === 'clearance' && clearances.some((each) => each.round === round && each.verdict !== 'agree')
  return open ? order.toSorted((a, b) => Number(b === 'resume') - Number(a === 'resume')) : order
}

/** Where the draft stands on its way, and what may be done now: what is due is the one filled button. */
export function Way({ draft, before }: { draft: DraftDetail; before: () => Promise<void> }) {
  const [open, setOpen] = useState<Dialog | null>(null)
  const taken = useTaken(draft.id)
  const move = useMutation({ mutationFn: (step: 'resume' | 'issue' | 'drop') => moveDraft(draft.id, step, draft.version), onSuccess: taken })
  const paper = useMutation({ mutationFn: (format: 'docx' | 'pdf') => downloadPaper(draft, format) })
  const shown = inTurn(draft).filter((action) => draft.actions.includes(action))
  const stopped = draft.findings.some(({ stops }) => stops)
  const run = (action: Action) => {
    const step = plain[action]
    if (step) return move.mutate(step)
    void before().then(() => setOpen(action as Dialog))
  }
  const label = (action: Exclude<Action, 'edit' | 'comment'>): string => (action === 'pass' && stepOf(draft)?.kind === 'sign' ? t('drafts.sign') : t(`draftAction.${action}`))
  return (
    <>
      <div className="draft-actions">
        {shown.map((action, n) => <Button key={action} type={n === 0 ? 'primary' : 'default'} danger={action === 'drop' || action === 'recall'} disabled={action === 'submit' && stopped} loading={move.isPending && move.variables === plain[action]} onClick={() => run(action)}>{label(action)}</Button>)}
        <Dropdown menu={{ items: [{ key: 'docx', label: t('drafts.asDocx') }, { key: 'pdf', label: t('drafts.asPdf') }], onClick: ({ key }) => void before().then(() => paper.mutate(key as 'docx' | 'pdf')) }}>
          <Button loading={paper.isPending}>{t('drafts.download')}</Button>
        </Dropdown>
      </div>
      {(move.isError || paper.isError) && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(move.error ?? paper.error)} description={fieldsOf(move.error)} />}
      <Dialogs draft={draft} open={open} close={() => setOpen(null)} />
    </>
  )
}

function fieldsOf(error: unknown): string {
  return error instanceof Refusal ? Object.values(error.fields).join(' · ') : ''
}

function Dialogs({ draft, open, close }: { draft: DraftDetail; open: Dialog | null; close: () => void }) {
  if (open === null) return null
  const props = { draft, close }
  switch (open) {
    case 'ask': return <AskDialog {...props} />
    case 'answer': return <AnswerDialog {...props} />
    case 'submit': return <SubmitDialog {...props} />
    case 'pass': return <DecideDialog {...props} decision="passed" />
    case 'return': return <DecideDialog {...props} decision="returned" />
    case 'number': return <NumberDialog {...props} />
    case 'file-signed': return <SignedDialog {...props} />
    case 'recall': return <RecallDialog {...props} />
  }
}

const path = ['drafting', 'clearance', 'signing', 'signed', 'numbered', 'issued'] as const

/** The states as a line, the present one marked; what was skipped stays quiet. */
export function StateLine({ draft }: { draft: DraftDetail }) {
  const now = path.indexOf(draft.state as (typeof path)[number])
  const waits = stepOf(draft)
  return (
    <div>
      <ol className="draft-path" aria-label={t('drafts.path')}>
        {path.map((state, n) => <li key={state} aria-current={n === now ? 'step' : undefined} className={n < now ? 'past' : ''}>{state === 'drafting' ? t('drafts.roundState', { n: draft.round }) : t(`draftState.${state}`)}</li>)}
        {draft.state !== 'drafting' && now < 0 && <li aria-current="step">{t(`draftState.${draft.state}`)}</li>}
      </ol>
      {draft.state === 'signing' && waits && <p className="quiet">{t('drafts.waitsFor', { step: t(`draftStep.${waits.kind}`), who: waits.title })}</p>}
      {draft.issuedOn !== null && <p className="quiet">{draft.number} · <DayText day={draft.issuedOn} />{draft.directiveId !== null && <> · <Link to={`/van-ban/${draft.directiveId}`}>{t('drafts.toDirective')}</Link></>}</p>}
    </div>
  )
}
