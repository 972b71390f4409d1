import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { FieldInput, type InputProps } from './inputs.tsx'
import { fieldWord, kit } from './words.ts'

type Row = Record<string, unknown>

/** The rows of a list field, each with its parts. */
export function ListInput({ register, path, field, value, label, names, onChange, disabled }: InputProps) {
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
