import { AimOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { formatInstant, numberText, type Field, type Register } from '@phaodai/registers'
import { parseNumber } from '@phaodai/vocabulary'
import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { DayField } from '../ui/day-field.tsx'
import { FileField } from '../ui/file-field.tsx'
import type { Names } from './api.ts'
import { Picker } from './picker.tsx'
import { codeWord, fieldWord, kit } from './words.ts'

export type InputProps = {
  register: Register
  /** Path of the field: `claim`, or `findings.deadline` inside a list. */
  path: string
  field: Field
  value: unknown
  label: string
  names: Names
  onChange: (value: unknown, name?: string) => void
  id?: string
  disabled?: boolean
  invalid?: boolean
}

const LONG = 300

function TextInput({ field, value, onChange, label, id, disabled, invalid }: InputProps) {
  const common = { id, disabled, 'aria-label': label, 'aria-invalid': invalid, value: String(value ?? ''), maxLength: field.range?.max }
  const change = (text: string) => onChange(text === '' ? null : text)
  if ((field.range?.max ?? 0) > LONG) return <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 10 }} onChange={(event) => change(event.target.value)} />
  return <Input {...common} onChange={(event) => change(event.target.value)} />
}

function NumberInput({ field, value, onChange, label, id, disabled }: InputProps) {
  const { min, max, decimals } = field.range ?? {}
  return (
    <InputNumber<number> className="full" {...{ id, disabled, min, max }} precision={decimals} aria-label={label} value={value === null ? null : Number(value)}
      formatter={(shown) => (shown === undefined || String(shown) === '' ? '' : numberText(field, Number(shown)))} parser={(text) => parseNumber(text ?? '') ?? Number.NaN}
      onChange={(next) => onChange(next === null || Number.isNaN(next) ? null : next)} />
  )
}

function CodeInput({ register, path, field, value, onChange, label, id, disabled }: InputProps) {
  const options = (field.values ?? []).map((each) => ({ value: each, label: codeWord(register, path, each) }))
  return <Select className="full" id={id} disabled={disabled} aria-label={label} allowClear={!field.required} options={options} value={value as string | null} onChange={(next) => onChange((next as string | undefined) ?? null)} />
}

/** Typed as people write it, "05/08/2021 14:30"; read when the field is left. */
function InstantInput({ field, value, onChange, label, id, disabled }: InputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const leave = () => {
    if (typed === null) return
    const reading = field.fromText(typed, { label: String, nameOf: () => null, find: () => 'unknown', part: () => { throw new Error('an instant has no parts') } })
    onChange('value' in reading ? reading.value : typed)
    setTyped(null)
  }
  const shown = typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? formatInstant(value) : String(value ?? '')
  return <Input id={id} disabled={disabled} aria-label={label} placeholder="05/08/2021 14:30" value={typed ?? shown} onChange={(event) => setTyped(event.target.value)} onBlur={leave} />
}

function PlaceInput({ value, onChange, label, id, disabled }: InputProps) {
  const { lat, lon } = (value ?? {}) as { lat?: number; lon?: number }
  const change = (next: { lat?: number | undefined; lon?: number | undefined }) => onChange(next.lat === undefined && next.lon === undefined ? null : next)
  const here = () => navigator.geolocation.getCurrentPosition(({ coords }) => change({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) }))
  const part = (name: 'lat' | 'lon', now: number | undefined, most: number) => (
    <InputNumber<number> {...(name === 'lat' && id ? { id } : {})} disabled={disabled} min={-most} max={most} step={0.0001} aria-label={`${label}: ${kit(`place.${name}`)}`} placeholder={kit(`place.${name}`)}
      value={now ?? null} onChange={(next) => change({ lat, lon, [name]: next ?? undefined })} />
  )
  return <span className="kit-place">{part('lat', lat, 90)}{part('lon', lon, 180)}<Button disabled={disabled} icon={<AimOutlined />} aria-label={kit('place.here')} title={kit('place.here')} onClick={here} /></span>
}

function PickInput({ path, field, value, onChange, names, label, id, disabled }: InputProps) {
  const target = field.target ?? ''
  return (
    <Picker target={target} value={value as string | number | null} name={names[target]?.[String(value)] ?? null} label={label} anywhere={path !== 'areaId'}
      {...(id ? { id } : {})} {...(disabled ? { disabled } : {})} onChange={(next, name) => onChange(next, name)} />
  )
}

type Row = Record<string, unknown>

/** The rows of a list field, each with its parts. */
function ListInput({ register, path, field, value, label, names, onChange, disabled }: InputProps) {
  const rows = (value ?? []) as Row[]
  const parts = Object.entries(field.parts ?? {})
  const change = (index: number, part: string, next: unknown) => onChange(rows.map((row, at) => (at === index ? { ...row, [part]: next } : row)))
  const blank = (): Row => Object.fromEntries(parts.map(([name]) => [name, null]))
  return (
    <div className="kit-list" role="group" aria-label={label}>
      {rows.map((row, index) => (
        <fieldset key={index} disabled={disabled}>
          <legend className="unseen">{`${label} ${index + 1}`}</legend>
          {parts.map(([name, part]) => (
            <label key={name} className="kit-part">
              <span className="quiet">{fieldWord(register, `${path}.${name}`)}{part.required && ' *'}</span>
              <FieldInput {...{ register, names }} path={`${path}.${name}`} field={part} value={row[name] ?? null} label={`${fieldWord(register, `${path}.${name}`)} ${index + 1}`} onChange={(next) => change(index, name, next)} />
            </label>
          ))}
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={kit('row.remove', { n: index + 1 })} onClick={() => onChange(rows.filter((_, at) => at !== index))} />
        </fieldset>
      ))}
      {!disabled && <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, blank()])}>{kit('row.add')}</Button>}
    </div>
  )
}

/** The input of any field kind. */
export function FieldInput(props: InputProps) {
  const { field, value, onChange, label, id, disabled } = props
  switch (field.kind) {
    case 'text': return <TextInput {...props} />
    case 'number': return <NumberInput {...props} />
    case 'date': return <DayField {...(id ? { id } : {})} value={(value as string | null) ?? null} label={label} onChange={onChange} />
    case 'instant': return <InstantInput {...props} />
    case 'code': return <CodeInput {...props} />
    case 'yes-no': return <Switch {...(id ? { id } : {})} disabled={disabled ?? false} checked={value === true} aria-label={label} checkedChildren={kit('yes')} unCheckedChildren={kit('no')} onChange={(on) => onChange(on)} />
    case 'file': return <FileField {...{ label, id, disabled, onChange }} value={value as string | null} name={props.names.file?.[String(value)] ?? null} />
    case 'place': return <PlaceInput {...props} />
    case 'list': return <ListInput {...props} />
    default: return <PickInput {...props} />
  }
}
