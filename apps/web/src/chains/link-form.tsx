import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { enteredBases, linkKinds, linkSettings } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { Picker } from '../kit/picker.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { enterLink } from './api.ts'

type Props = { caseId: string; from: { id: string; name: string } | null; onDone: () => void }
type Values = { kind: (typeof linkKinds)[number]; basis: (typeof enteredBases)[number]; setting: (typeof linkSettings)[number] | null; metOn: string | null; note: string }

/** Enters who infected a case; what the server refuses is said in its own words. */
export function LinkForm({ caseId, from, onDone }: Props) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [source, setSource] = useState(from)
  const [values, setValues] = useState<Values>({ kind: 'likely', basis: 'investigation', setting: null, metOn: null, note: '' })
  const [refused, setRefused] = useState<string | null>(null)
  const change = (more: Partial<Values>): void => setValues({ ...values, ...more })
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      await enterLink(caseId, { ...values, fromCaseId: source!.id, note: values.note.trim() || null })
      await queries.invalidateQueries({ queryKey: ['chains'] })
      void message.success(t('chains.entered'))
      onDone()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  const options = (list: readonly string[], prefix: string) => list.map((value) => ({ value, label: word(`${prefix}.${value}`) }))
  return (
    <form className="chain-form" aria-label={t('chains.enter')} onSubmit={(event) => void save(event)}>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <Picker target="disease_case" value={source?.id ?? null} name={source?.name ?? null} label={t('chains.head.from')} onChange={(id, name) => setSource(id === null ? null : { id: String(id), name })} />
      <Select aria-label={t('chains.kind')} value={values.kind} options={options(linkKinds, 'chains.kind')} onChange={(kind) => change({ kind: kind as Values['kind'] })} />
      <Select aria-label={t('chains.basis')} value={values.basis} options={options(enteredBases, 'chains.basis')} onChange={(basis) => change({ basis: basis as Values['basis'] })} />
      <Select allowClear aria-label={t('chains.head.setting')} placeholder={t('chains.head.setting')} value={values.setting} options={options(linkSettings, 'register.outbreak.code.setting')} onChange={(setting) => change({ setting: (setting ?? null) as Values['setting'] })} />
      <DayField label={t('chains.metOn')} value={values.metOn} onChange={(metOn) => change({ metOn })} />
      <Input aria-label={t('chains.note')} placeholder={t('chains.note')} maxLength={500} value={values.note} onChange={(event) => change({ note: event.target.value })} />
      <p className="card-actions"><Button type="primary" htmlType="submit" disabled={source === null}>{t('chains.save')}</Button><Button onClick={onDone}>{t('chains.cancel')}</Button></p>
    </form>
  )
}
