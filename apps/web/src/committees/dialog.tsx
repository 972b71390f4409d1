import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState, type ReactElement, type ReactNode } from 'react'
import type { BodyRef } from '@phaodai/office'
import { messageOf, Refusal } from '../api/client.ts'
import { listDirectives } from '../api/office.ts'
import { t, type Key } from '../text/t.ts'
import { BodySelect } from '../ui/body-select.tsx'
import { DayField } from '../ui/day-field.tsx'
import { useReturnFocus } from '../ui/return-focus.ts'
import { useSettled } from '../ui/settled.ts'
import { Picker } from '../kit/picker.tsx'

export type Choice = { value: string; label: string }
/** One field of a dialog; `body` and `area` give a reference, `choices` several values. */
export type Field = { name: string; label: Key; kind: 'text' | 'long' | 'day' | 'choice' | 'choices' | 'number' | 'body' | 'area' | 'directive'; required?: boolean; options?: Choice[]; help?: Key; min?: number; max?: number }
export type Values = Record<string, unknown>

type Props = { title: string; fields: readonly Field[]; initial?: Values; ok?: string; note?: string; below?: ReactNode; onSave: (values: Values) => Promise<unknown>; onClose: () => void }

/** Asks for a few values and saves them; what the server refuses is shown at its field, and nothing typed is lost. */
export function FieldsDialog({ title, fields, initial = {}, ok, note, below, onSave, onClose }: Props) {
  const [form] = Form.useForm<Values>()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useReturnFocus()
  const save = async (values: Values) => {
    setBusy(true)
    try {
      await onSave(Object.fromEntries(fields.map(({ name }) => [name, emptied(values[name])])))
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
      if (error instanceof Refusal) form.setFields(Object.entries(error.fields).filter(([name]) => fields.some((field) => field.name === name)).map(([name, words]) => ({ name, errors: [words] })))
    }
    setBusy(false)
  }
  return (
    <Modal open title={title} okText={ok ?? t('committee.save')} onOk={form.submit} onCancel={onClose} confirmLoading={busy} destroyOnHidden width={560}>
      {note !== undefined && <p className="quiet">{note}</p>}
      {refused !== null && <Alert role="alert" type="error" showIcon className="gap-below" title={refused} />}
      <Form form={form} layout="vertical" initialValues={initial} onFinish={save} requiredMark="optional">
        {fields.map((field) => (
          <Form.Item key={field.name} name={field.name} label={t(field.label)} extra={field.help && t(field.help)} rules={field.required ? [{ required: true, message: t('committee.needed') }] : []}>
            <FieldInput field={field} />
          </Form.Item>
        ))}
        {below}
      </Form>
    </Modal>
  )
}

const emptied = (value: unknown): unknown => (value === undefined || value === '' ? null : value)

type Held = { value?: unknown; onChange?: (value: unknown) => void; id?: string }

/** Form.Item hands the value down; each kind has its own control. */
function FieldInput({ field, ...held }: Held & { field: Field }): ReactElement {
  const label = t(field.label)
  const value = held.value ?? null
  const change = held.onChange ?? (() => {})
  const text = { id: held.id, value: (value ?? '') as string, onChange: (event: { target: { value: string } }) => change(event.target.value) }
  if (field.kind === 'long') return <Input.TextArea {...text} autoSize={{ minRows: 2, maxRows: 6 }} />
  if (field.kind === 'number') return <InputNumber id={held.id} value={value as number | null} onChange={change} min={field.min ?? 0} max={field.max ?? 999} />
  if (field.kind === 'day') return <DayField {...(held.id === undefined ? {} : { id: held.id })} label={label} value={value as string | null} onChange={change} />
  if (field.kind === 'body') return <BodySelect {...(held.id === undefined ? {} : { id: held.id })} label={label} value={value as BodyRef | null} onChange={change} />
  if (field.kind === 'area') return <AreaPicker id={held.id} label={label} value={value as { id: number; name: string } | null} onChange={change} />
  if (field.kind === 'directive') return <DirectivePicker id={held.id} label={label} value={value as string | null} onChange={change} />
  if (field.kind === 'choice' || field.kind === 'choices') return <ChoiceField held={held} field={field} />
  return <Input {...text} />
}

function ChoiceField({ held, field }: { held: Held; field: Field }) {
  const several = field.kind === 'choices'
  return (
    <Select<unknown> id={held.id} aria-label={t(field.label)} {...(several && { mode: 'multiple' as const })} allowClear={!field.required} showSearch={{ optionFilterProp: 'label' }} options={field.options ?? []}
      value={held.value ?? (several ? [] : null)} onChange={(value) => held.onChange?.(value ?? null)} popupMatchSelectWidth={false} className="full" />
  )
}

function AreaPicker({ id, label, value, onChange }: { id: string | undefined; label: string; value: { id: number; name: string } | null; onChange: (value: unknown) => void }) {
  return <Picker {...(id === undefined ? {} : { id })} target="area" label={label} value={value?.id ?? null} name={value?.name ?? null} onChange={(areaId, name) => onChange(areaId === null ? null : { id: areaId, name })} />
}

function DirectivePicker({ id, label, value, onChange }: { id: string | undefined; label: string; value: string | null; onChange: (value: unknown) => void }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: ['directives', 'pick', asked], queryFn: () => listDirectives({ q: asked }), staleTime: 60_000 })
  const options = (found.data?.rows ?? []).map((row) => ({ value: row.id, label: [row.number, row.abstract].filter(Boolean).join(' · ') }))
  return (
    <Select<string> id={id} aria-label={label} allowClear showSearch={{ onSearch: setWords, filterOption: false }} options={options} value={value} onChange={(chosen) => onChange(chosen ?? null)}
      popupMatchSelectWidth={false} className="full" notFoundContent={found.isFetching ? t('state.loading') : t('search.none')} />
  )
}

/** The fields of a document: linked, or its number and day. */
export const paperFields: readonly Field[] = [
  { name: 'directiveId', label: 'committee.linked', kind: 'directive', help: 'committee.linkedHelp' },
  { name: 'number', label: 'committee.number', kind: 'text' },
  { name: 'issuedOn', label: 'committee.issuedOn', kind: 'day' },
]
