import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Radio, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { stepKinds, verdicts, type BodyRef, type DraftDetail } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { messageOf, Refusal } from '../api/client.ts'
import { t } from '../text/t.ts'
import { BodiesSelect } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { answerDraft, askFor, decideDraft, fileSigned, getChoices, getDraft, numberDraft, submitDraft, withdrawIssued } from './api.ts'
import { stepOf } from './step.ts'
import { useTaken } from './taken.ts'

type Props = { draft: DraftDetail; close: () => void }
type Kind = (typeof stepKinds)[number]

const today = (): string => dayInVietnam(new Date().toISOString())

/** A question with one filled answer; refusals are told in it. */
function Ask({ title, send, ready = true, act, close, children }: { title: string; send: string; ready?: boolean; act: () => Promise<DraftDetail>; close: () => void; children: ReactNode }) {
  useReturnFocus()
  const queries = useQueryClient()
  const call = useMutation({
    mutationFn: act,
    onSuccess: (draft) => {
      queries.setQueryData(['drafts', 'one', draft.id], draft)
      void queries.invalidateQueries({ queryKey: ['drafts', 'list'] })
      close()
    },
  })
  const fields = call.error instanceof Refusal ? Object.values(call.error.fields).join(' · ') : ''
  return (
    <Modal open title={title} width={620} onCancel={close} mask={{ closable: false }} footer={[
      <Button key="cancel" onClick={close}>{t('dialog.cancel')}</Button>,
      <Button key="send" type="primary" disabled={!ready} loading={call.isPending} onClick={() => call.mutate()}>{send}</Button>,
    ]}>
      {call.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(call.error)} description={fields} />}
      <div className="draft-dialog">{children}</div>
    </Modal>
  )
}

/** Xin ý kiến: which bodies, by when, what is asked. */
export function AskDialog({ draft, close }: Props) {
  const [bodies, setBodies] = useState<BodyRef[]>([])
  const choices = useQuery({ queryKey: ['drafts', 'choices'], queryFn: getChoices, staleTime: 300_000 })
  const [picked, setDueOn] = useState<string | null>()
  const dueOn = picked === undefined ? choices.data?.answerBy ?? null : picked
  const [question, setQuestion] = useState('')
  return (
    <Ask title={t('draftAction.ask')} send={t('drafts.sendAsk')} ready={bodies.length > 0 && dueOn !== null} close={close} act={() => askFor(draft.id, { version: draft.version, bodyIds: bodies.map(({ id }) => id), dueOn: dueOn!, question })}>
      <span className="field-label">{t('drafts.askWhom')}</span><BodiesSelect label={t('drafts.askWhom')} value={bodies} onChange={setBodies} />
      <span className="field-label">{t('drafts.answerDay')}</span><DayField label={t('drafts.answerDay')} value={dueOn} onChange={setDueOn} min={today()} />
      {picked === undefined && dueOn !== null && <p className="quiet">{t('drafts.answerByRule')}</p>}
      <span className="field-label">{t('drafts.question')}</span><Input.TextArea rows={2} aria-label={t('drafts.question')} value={question} onChange={({ target }) => setQuestion(target.value)} />
    </Ask>
  )
}

/** The opinion of a body that was asked. */
export function AnswerDialog({ draft, close }: Props) {
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>('agree')
  const [answer, setAnswer] = useState('')
  return (
    <Ask title={t('draftAction.answer')} send={t('drafts.sendAnswer')} ready={verdict === 'agree' || answer.trim() !== ''} close={close} act={() => answerDraft(draft.id, { verdict, answer })}>
      <Radio.Group aria-label={t('draftAction.answer')} value={verdict} onChange={({ target }) => setVerdict(target.value)} options={verdicts.map((value) => ({ value, label: t(`draftVerdict.${value}`) }))} />
      <Input.TextArea rows={4} aria-label={t('drafts.answerWords')} placeholder={t('drafts.answerWords')} value={answer} onChange={({ target }) => setAnswer(target.value)} />
    </Ask>
  )
}

const ROLES: Record<Kind, string[]> = { form: ['clerk', 'officer', 'health'], office: ['leader', 'clerk'], sign: ['leader', 'province-leader'] }

/** Trình ký: who checks the form, who passes it for the office, who signs. */
export function SubmitDialog({ draft, close }: Props) {
  const choices = useQuery({ queryKey: ['drafts', 'choices'], queryFn: getChoices, staleTime: 300_000 })
  const [picked, pick] = useState<Partial<Record<Kind, string>>>({})
  const posts = (kind: Kind) => (choices.data?.signers ?? []).filter(({ role }) => ROLES[kind].includes(role))
  const chosen = (kind: Kind): string | undefined => picked[kind] ?? (kind === 'office' ? undefined : posts(kind).find(({ name }) => kind !== 'sign' || name === draft.content.signature?.name)?.postId)
  const steps = stepKinds.flatMap((kind) => (chosen(kind) ? [{ kind, postId: chosen(kind)! }] : []))
  return (
    <Ask title={t('draftAction.submit')} send={t('drafts.sendSubmit')} ready={chosen('sign') !== undefined} close={close} act={() => submitDraft(draft.id, { version: draft.version, steps })}>
      {stepKinds.map((kind) => (
        <div key={kind}>
          <span className="field-label">{t(`draftStep.${kind}`)}</span>
          <Select className="full" allowClear={kind !== 'sign'} aria-label={t(`draftStep.${kind}`)} placeholder={t('drafts.stepNone')} value={chosen(kind) ?? null} onChange={(postId?: string) => pick({ ...picked, [kind]: postId ?? '' })}
            options={posts(kind).map(({ postId, name, title }) => ({ value: postId, label: `${name} — ${title}` }))} />
        </div>
      ))}
      <p className="quiet">{t('drafts.submitHelp')}</p>
    </Ask>
  )
}

/** Passing, signing or returning one's step. */
export function DecideDialog({ draft, close, decision }: Props & { decision: 'passed' | 'returned' }) {
  const [reason, setReason] = useState('')
  const kind = stepOf(draft)?.kind ?? 'form'
  const returned = decision === 'returned'
  const title = returned ? t('draftAction.return') : kind === 'sign' ? t('drafts.sign') : t('draftAction.pass')
  return (
    <Ask title={title} send={title} ready={!returned || reason.trim() !== ''} close={close} act={() => decideDraft(draft.id, { version: draft.version, kind, decision, reason })}>
      <p>{returned ? t('drafts.returnHelp') : kind === 'sign' ? t('drafts.signHelp') : t('drafts.passHelp')}</p>
      <Input.TextArea rows={3} aria-label={t('drafts.reason')} placeholder={t('drafts.reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
    </Ask>
  )
}

/** Cấp số: from our book, or as the official system gave it. */
export function NumberDialog({ draft, close }: Props) {
  const id = useId()
  const [issuedOn, setIssuedOn] = useState<string | null>(today())
  const [number, setNumber] = useState('')
  const here = draft.numberGivenHere
  return (
    <Ask title={t('draftAction.number')} send={t('draftAction.number')} ready={issuedOn !== null && (here || number.trim() !== '')} close={close} act={() => numberDraft(draft.id, { version: draft.version, issuedOn: issuedOn!, number: here ? null : number })}>
      <span className="field-label">{t('drafts.issuedOn')}</span><DayField label={t('drafts.issuedOn')} value={issuedOn} onChange={setIssuedOn} />
      {here ? <p>{t('drafts.numberHere')}</p> : <label htmlFor={id} className="field-label">{t('drafts.numberGiven')}<Input id={id} value={number} placeholder={draft.system === 'party' ? '07-CV/HU' : '07/UBND-VP'} onChange={({ target }) => setNumber(target.value)} /></label>}
    </Ask>
  )
}

/** The signed paper back: a digitally signed PDF is checked, a stamped scan is declared. */
export function SignedDialog({ draft, close }: Props) {
  const [kind, setKind] = useState<'digital' | 'stamped'>('digital')
  const [file, setFile] = useState<File | null>(null)
  return (
    <Ask title={t('draftAction.file-signed')} send={t('drafts.sendSigned')} ready={file !== null} close={close} act={() => fileSigned(draft.id, file!, kind)}>
      <Radio.Group aria-label={t('drafts.copyKind')} value={kind} onChange={({ target }) => setKind(target.value)} options={[{ value: 'digital', label: t('draftCopy.digital') }, { value: 'stamped', label: t('draftCopy.stamped') }]} />
      <input type="file" aria-label={t('drafts.signedFile')} accept={kind === 'digital' ? 'application/pdf' : 'application/pdf,image/png,image/jpeg'} onChange={({ target }) => setFile(target.files?.[0] ?? null)} />
      <p className="quiet">{t(kind === 'digital' ? 'drafts.digitalHelp' : 'drafts.stampedHelp')}</p>
    </Ask>
  )
}

/** Thu hồi: everybody who got it is told, its tasks are flagged for review. */
export function RecallDialog({ draft, close }: Props) {
  const [reason, setReason] = useState('')
  const taken = useTaken(draft.id)
  const recall = async (): Promise<DraftDetail> => {
    await withdrawIssued(draft.directiveId!, draft.directiveVersion!, reason)
    const after = await getDraft(draft.id)
    taken(after)
    return after
  }
  return (
    <Ask title={t('draftAction.recall')} send={t('draftAction.recall')} ready={reason.trim() !== ''} close={close} act={recall}>
      <p>{t('drafts.recallHelp', { n: draft.deliveries.length })}</p>
      <Input.TextArea rows={3} aria-label={t('drafts.reason')} placeholder={t('drafts.reason')} value={reason} onChange={({ target }) => setReason(target.value)} />
    </Ask>
  )
}
