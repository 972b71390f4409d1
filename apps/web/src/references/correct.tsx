import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { relations, type ReferenceInput, type ReferenceView } from '@phaodai/office'
import { messageOf, newId } from '../api/client.ts'
import { listDirectives } from '../api/office.ts'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { useSettled } from '../ui/settled.ts'
import { putReference } from './api.ts'

function begun(edge: ReferenceView | null): ReferenceInput {
  if (edge === null) return { version: 0, relation: 'carry-out', docType: null, number: null, issuedOn: null, issuerText: null, targetId: null, removed: false }
  const { version, relation, docType, number, issuedOn, issuerText } = edge
  return { version, relation, docType, number, issuedOn, issuerText, targetId: edge.found === 'chosen' ? edge.target!.id : null, removed: false }
}

/** Corrects or adds a citation: the relation, the document in the register, or number, day and issuer as written. */
export function CorrectDialog({ directiveId, edge, close }: { directiveId: string; edge: ReferenceView | null; close: () => void }) {
  useReturnFocus()
  const [id] = useState(() => edge?.id ?? newId())
  const [input, setInput] = useState(() => begun(edge))
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => putReference(directiveId, id, input),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      close()
    },
  })
  const set = (more: Partial<ReferenceInput>) => setInput((before) => ({ ...before, ...more }))
  const known = input.targetId !== null || input.number !== null || input.issuedOn !== null
  return (
    <Modal open title={edge === null ? t('reference.add') : t('reference.correct')} okText={t('reference.save')} okButtonProps={{ disabled: !known }} confirmLoading={save.isPending} onOk={() => save.mutate()} onCancel={close}>
      {save.isError && <Alert role="alert" type="error" showIcon title={messageOf(save.error)} className="gap-below" />}
      <label className="field-label" htmlFor="reference-relation">{t('reference.relation')}</label>
      <Select id="reference-relation" className="full" value={input.relation} options={relations.map((relation) => ({ value: relation, label: t(`relation.${relation}`) }))} onChange={(relation) => set({ relation })} />
      <label className="field-label" htmlFor="reference-document">{t('reference.document')}</label>
      <DocumentSelect not={directiveId} edge={edge} value={input.targetId} onChange={(targetId) => set({ targetId })} />
      <label className="field-label" htmlFor="reference-number">{t('reference.number')}</label>
      <Input id="reference-number" maxLength={100} value={input.number ?? ''} onChange={(event) => set({ number: event.target.value || null })} />
      <label className="field-label" htmlFor="reference-day">{t('reference.issuedOn')}</label>
      <DayField id="reference-day" label={t('reference.issuedOn')} value={input.issuedOn} onChange={(issuedOn) => set({ issuedOn })} />
      <label className="field-label" htmlFor="reference-issuer">{t('reference.issuer')}</label>
      <Input id="reference-issuer" maxLength={300} value={input.issuerText ?? ''} onChange={(event) => set({ issuerText: event.target.value || null })} />
    </Modal>
  )
}

function DocumentSelect({ not, edge, value, onChange }: { not: string; edge: ReferenceView | null; value: string | null; onChange: (id: string | null) => void }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['directives', 'cited', asked], queryFn: () => listDirectives({ box: 'all', q: asked }) })
  const named = [...(edge?.target ? [edge.target] : []), ...(edge?.candidates ?? []), ...(found.data?.rows ?? [])].filter((row) => row.id !== not)
  const options = [...new Map(named.map((row) => [row.id, { value: row.id, label: [word(`docType.${row.docType}`), row.number ?? t('directive.noNumber'), row.abstract].filter(Boolean).join(' · ') }])).values()]
  return <Select id="reference-document" className="full" allowClear value={value} onChange={(id: string | undefined) => onChange(id ?? null)} options={options} showSearch={{ onSearch: setWords, filterOption: false }} placeholder={t('reference.find')} />
}
