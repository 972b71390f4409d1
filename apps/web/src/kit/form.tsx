import { useQueryClient } from '@tanstack/react-query'
import { writtenFields, type FieldValues, type RecordRow, type Register } from '@phaodai/registers'
import { Alert, App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isRefusal, messageOf, newId, Refusal } from '../api/client.ts'
import { useKeys } from '../ui/keys.ts'
import { changeRecord, createRecord, type Names } from './api.ts'
import { Conflict } from './conflict.tsx'
import { changesOf, faultsOf, startingValues, type Faults } from './draft.ts'
import { FieldInput } from './inputs.tsx'
import { faultWord, fieldWord, kit } from './words.ts'

type Props = {
  register: Register
  /** null = a new record. */
  row: RecordRow | null
  names: Names
  revealed: boolean
  onSaved: (row: RecordRow) => void
  onCancel: () => void
}

/**
 * Form of a record, drawn from its declaration. Values survive a refusal; a stale save shows both versions. Enter confirms a
 * date or a choice and must not send a half-written record, so only the button and Ctrl+Enter save.
 */
export function RecordForm({ register, row, names, revealed, onSaved, onCancel }: Props) {
  const draft = useDraft(register, row, onSaved)
  const form = useRef<HTMLFormElement>(null)
  useKeys({ 'ctrl+enter': () => void draft.save() })
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, [role=combobox]')?.focus(), [])
  useEffect(() => form.current?.querySelector<HTMLElement>('.wrong input, .wrong textarea')?.focus(), [draft.tries])
  const [added, setAdded] = useState<Names>({})
  const known = mergeNames(names, added)
  const fields = Object.entries(writtenFields(register))
  return (
    <form ref={form} className="kit-form" aria-label={kit('form')} noValidate onSubmit={(event) => event.preventDefault()}>
      {draft.failure && <Alert type="error" showIcon title={draft.failure} role="alert" />}
      {fields.map(([name, field]) => {
        const fault = draft.faults[name]
        return (
          <div key={name} className={fault ? 'kit-field wrong' : 'kit-field'}>
            <label htmlFor={`f-${name}`}>{fieldWord(register, name)}{field.required && <span aria-hidden="true"> *</span>}</label>
            <FieldInput {...{ register, field, names: known }} path={name} id={`f-${name}`} label={fieldWord(register, name)} value={draft.values[name] ?? null} disabled={row !== null && field.fixed} invalid={fault !== undefined}
              onChange={(value, chosen) => {
                if (field.target && chosen) setAdded(mergeNames(added, { [field.target]: { [String(value)]: chosen } }))
                draft.set(name, value)
              }} />
            {fault && <p className="wrong-word" role="alert">{faultWord(fault)}</p>}
            {row !== null && field.fixed && name !== 'areaId' && <p className="quiet">{kit('fixed')}</p>}
            {row !== null && field.sensitive && !revealed && <p className="quiet">{kit('sensitive')}</p>}
          </div>
        )
      })}
      <div className="kit-foot"><Button type="primary" loading={draft.saving} onClick={() => void draft.save()}>{kit('save')}</Button><Button onClick={onCancel}>{kit('cancel')}</Button></div>
      {draft.theirs && <Conflict {...{ register, names: known }} theirs={draft.theirs} yours={draft.values} onTake={draft.take} onKeep={() => void draft.keep()} onCancel={draft.wait} />}
    </form>
  )
}

function mergeNames(names: Names, more: Names): Names {
  return Object.fromEntries([...new Set([...Object.keys(names), ...Object.keys(more)])].map((target) => [target, { ...names[target], ...more[target] }]))
}

function useDraft(register: Register, row: RecordRow | null, onSaved: (row: RecordRow) => void) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const id = useRef(row?.id ?? newId())
  const [base, setBase] = useState(row)
  const [values, setValues] = useState<FieldValues>(() => startingValues(register, row))
  const [faults, setFaults] = useState<Faults>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [theirs, setTheirs] = useState<RecordRow | null>(null)
  const [saving, setSaving] = useState(false)
  const [tries, setTries] = useState(0)

  const refused = (error: unknown) => {
    const latest = isRefusal(error, 'stale') ? error.versions?.theirs as RecordRow | undefined : undefined
    if (latest) setTheirs(latest)
    else setFailure(error instanceof Refusal && Object.keys(error.fields).length > 0 ? `${error.message} (${Object.keys(error.fields).map((name) => fieldWord(register, name)).join(', ')})` : messageOf(error))
  }
  const store = async (from: RecordRow | null) => {
    const changes = from === null ? values : changesOf(register, from, values)
    const found = faultsOf(register, values, from === null ? undefined : Object.keys(changes))
    setFaults(found)
    setFailure(null)
    setTries((before) => before + 1)
    if (Object.keys(found).length > 0) return
    setSaving(true)
    try {
      const { row: saved } = from === null ? await createRecord(register.name, id.current, values) : await changeRecord(register.name, id.current, from.version, changes)
      await queries.invalidateQueries({ queryKey: ['registers', register.name] })
      void message.success(kit('saved'))
      onSaved(saved)
    } catch (error) {
      refused(error)
    } finally {
      setSaving(false)
    }
  }
  return {
    values, faults, failure, theirs, saving, tries,
    set: (name: string, value: unknown) => {
      setValues((before) => ({ ...before, [name]: value }))
      setFaults(({ [name]: _, ...rest }) => rest)
    },
    save: () => store(base),
    wait: () => setTheirs(null),
    take: () => {
      setBase(theirs)
      setValues(startingValues(register, theirs))
      setTheirs(null)
    },
    keep: async () => {
      const latest = theirs
      setBase(latest)
      setTheirs(null)
      await store(latest)
    },
  }
}
