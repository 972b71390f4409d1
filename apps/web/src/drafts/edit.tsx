import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId } from 'react'
import { WRITTEN_TYPES, writtenTypes } from '@phaodai/directives/write/types.ts'
import type { DraftChoices, DraftContent, DraftDetail, PrintedBody } from '@phaodai/office'
import { t } from '../text/t.ts'
import { getChoices } from './api.ts'
import type { DraftText } from './autosave.ts'
import { BodiesField } from './bodies-field.tsx'
import { FindingLines, FindingsBox } from './findings.tsx'
import { ItemsEditor } from './item-editor.tsx'

type Urgency = NonNullable<DraftContent['urgency']> | 'none'
type Fields = { content: DraftContent; change: (content: DraftContent) => void; choices: DraftChoices | undefined }

/** The structured form of a document: head, to whom, why, items, end, signature. */
export function DraftForm({ draft, text }: { draft: DraftDetail; text: DraftText }) {
  const choices = useQuery({ queryKey: ['drafts', 'choices'], queryFn: getChoices, staleTime: 300_000 })
  const { content, change } = text
  const fields: Fields = { content, change, choices: choices.data }
  const groups: readonly PrintedBody[] = choices.data?.groups ?? []
  return (
    <form className="draft-form" onSubmit={(event) => event.preventDefault()}>
      <FindingsBox findings={draft.findings} />
      <HeadForm {...fields} />
      <h2>{t('drafts.addressees')}</h2>
      <BodiesField label={t('drafts.addressees')} value={content.addressees} groups={groups} onChange={(addressees) => change({ ...content, addressees })} />
      <Lines label={t('drafts.preamble')} value={content.preamble} onChange={(preamble) => change({ ...content, preamble })} />
      <FindingLines findings={draft.findings.filter(({ at }) => at?.startsWith('preamble'))} />
      <h2>{t('drafts.items')}</h2>
      <ItemsEditor content={content} setItems={(items) => change({ ...content, items })} groups={groups} findings={draft.findings} />
      <Lines label={t('drafts.closing')} value={content.closing} onChange={(closing) => change({ ...content, closing })} />
      <SignatureForm {...fields} />
      <RecipientsForm {...fields} groups={groups} />
    </form>
  )
}

function HeadForm({ content, change }: Fields) {
  const id = useId()
  const types = writtenTypes.filter((type) => WRITTEN_TYPES[type][content.system] !== null).map((type) => ({ value: type, label: WRITTEN_TYPES[type].name }))
  return (
    <details className="header-form">
      <summary>{content.issuer} · {WRITTEN_TYPES[content.docType].name} · <span className="clamp-1 draft-about">{content.abstract || t('drafts.noAbstract')}</span></summary>
      <div className="header-fields">
        <label htmlFor={`${id}-type`}>{t('drafts.docType')}<Select id={`${id}-type`} className="full" showSearch optionFilterProp="label" value={content.docType} options={types} onChange={(docType) => change({ ...content, docType })} /></label>
        <label className="wide" htmlFor={`${id}-about`}>{t('drafts.abstract')}<Input.TextArea id={`${id}-about`} autoSize value={content.abstract} onChange={({ target }) => change({ ...content, abstract: target.value })} /></label>
        <label htmlFor={`${id}-issuer`}>{t('drafts.issuer')}<Input id={`${id}-issuer`} value={content.issuer} onChange={({ target }) => target.value && change({ ...content, issuer: target.value })} /></label>
        <label htmlFor={`${id}-superior`}>{t('drafts.superior')}<Input id={`${id}-superior`} value={content.superior ?? ''} onChange={({ target }) => change({ ...content, superior: target.value || null })} /></label>
        <label htmlFor={`${id}-place`}>{t('drafts.place')}<Input id={`${id}-place`} value={content.place} onChange={({ target }) => change({ ...content, place: target.value })} /></label>
        <label htmlFor={`${id}-urgency`}>{t('drafts.urgency')}<Select<Urgency> id={`${id}-urgency`} className="full" value={content.urgency ?? 'none'} onChange={(urgency) => change({ ...content, urgency: urgency === 'none' ? null : urgency })}
          options={[{ value: 'none', label: t('drafts.urgencyNone') }, ...(['khan', 'thuong-khan', 'hoa-toc'] as const).map((value) => ({ value, label: t(`draftUrgency.${value}`) }))]} /></label>
        {content.system === 'state' && content.docType === 'cong-van' && <label htmlFor={`${id}-unit`}>{t('drafts.unit')}<Input id={`${id}-unit`} value={content.unit ?? ''} onChange={({ target }) => change({ ...content, unit: target.value.trim() || null })} /></label>}
      </div>
    </details>
  )
}

/** Paragraphs, an empty line between them. */
function Lines({ label, value, onChange }: { label: string; value: readonly string[]; onChange: (lines: string[]) => void }) {
  const id = useId()
  return (
    <>
      <h2><label htmlFor={id}>{label}</label></h2>
      {value.map((line, n) => (
        <div key={n} className="draft-line">
          <Input.TextArea {...(n === 0 ? { id } : { 'aria-label': `${label} ${n + 1}` })} autoSize={{ minRows: 2, maxRows: 12 }} value={line} onChange={({ target }) => onChange(value.map((each, k) => (k === n ? target.value : each)))} />
          <Button size="small" type="text" aria-label={t('drafts.removeLine', { name: label })} onClick={() => onChange(value.filter((_, k) => k !== n))}>×</Button>
        </div>
      ))}
      <Button {...(value.length === 0 ? { id } : {})} size="small" onClick={() => onChange([...value, ''])}>{t('drafts.addLine')}</Button>
    </>
  )
}

function SignatureForm({ content, change, choices }: Fields) {
  const id = useId()
  const signers = (choices?.signers ?? []).filter(({ role }) => role === 'leader' || role === 'province-leader')
  const pick = (postId: string) => {
    const signer = signers.find((each) => each.postId === postId)
    if (signer) change({ ...content, signature: { capacity: signer.capacity, name: signer.name } })
  }
  const chosen = signers.find(({ name }) => name === content.signature?.name)?.postId ?? null
  return (
    <>
      <h2>{t('drafts.signature')}</h2>
      <div className="header-fields">
        <label htmlFor={`${id}-who`}>{t('drafts.signer')}<Select id={`${id}-who`} className="full" value={chosen} onChange={pick} options={signers.map(({ postId, name, title }) => ({ value: postId, label: `${name} — ${title}` }))} /></label>
        <label htmlFor={`${id}-capacity`}>{t('drafts.capacity')}<Input.TextArea id={`${id}-capacity`} autoSize value={(content.signature?.capacity ?? []).map(({ text }) => text).join('\n')}
          onChange={({ target }) => change({ ...content, signature: { name: content.signature?.name ?? null, capacity: target.value.split('\n').map((text, n) => ({ mark: content.signature?.capacity[n]?.mark ?? null, text })) } })} /></label>
      </div>
    </>
  )
}

const purposes = ['execute', 'report', 'inform', 'coordinate'] as const

function RecipientsForm({ content, change, groups }: Fields & { groups: readonly PrintedBody[] }) {
  const set = (recipients: DraftContent['recipients']) => change({ ...content, recipients })
  const add = (bodies: PrintedBody[]) => set([...content.recipients, ...bodies.map(({ written, bodyIds }) => ({ text: written, purpose: 'inform' as const, bodyIds }))])
  return (
    <>
      <h2>{t('drafts.recipients')}</h2>
      <ul className="draft-recipients">{content.recipients.map((recipient, n) => (
        <li key={n}>
          <Input aria-label={t('drafts.recipientName', { n: n + 1 })} value={recipient.text} onChange={({ target }) => set(content.recipients.map((each, k) => (k === n ? { ...each, text: target.value } : each)))} />
          <Select className="purpose" aria-label={t('drafts.recipientPurpose', { n: n + 1 })} value={recipient.purpose} options={purposes.map((value) => ({ value, label: t(`draftPurpose.${value}`) }))} onChange={(purpose) => set(content.recipients.map((each, k) => (k === n ? { ...each, purpose } : each)))} />
          <Button size="small" type="text" aria-label={t('drafts.removeBody', { body: recipient.text })} onClick={() => set(content.recipients.filter((_, k) => k !== n))}>×</Button>
        </li>
      ))}</ul>
      <BodiesField label={t('drafts.addRecipient')} value={[]} groups={groups} onChange={add} />
      <label className="field-label draft-file">{t('drafts.file')} <Input value={content.file ?? ''} onChange={({ target }) => change({ ...content, file: target.value || null })} /></label>
    </>
  )
}
