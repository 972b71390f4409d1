import { CloseOutlined, EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { writtenFields, type RecordRow, type Register } from '@phaodai/registers'
import { Alert, Button, Tabs, Tag } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { FileLink } from '../ui/file-field.tsx'
import { Answer } from '../ui/states.tsx'
import { Actions } from './act.tsx'
import { fetchRecord, type Names } from './api.ts'
import { ElsewhereLink } from './elsewhere.tsx'
import { aboveFields } from './beside.ts'
import { RecordForm } from './form.tsx'
import { History } from './history.tsx'
import { fieldWord, kit, stateWord, valueText } from './words.ts'

type Props = { register: Register; id: string; may: readonly string[]; onClose: () => void; onMade: (id: string) => void }

/** The record beside the list: what it says, what can be done with it, what happened to it. `new` makes one. */
export function Panel({ register, id, may, onClose, onMade }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [id])
  return (
    <aside className="kit-panel" aria-label={kit('form')}>
      <Button className="kit-close" type="text" icon={<CloseOutlined />} aria-label={kit('close')} onClick={onClose} />
      {id === 'new'
        ? <><h2 ref={heading} tabIndex={-1}>{kit('new')}</h2><RecordForm register={register} row={null} names={{}} revealed={false} onSaved={(row) => onMade(row.id)} onCancel={onClose} /></>
        : <Opened key={id} {...{ register, id, may, heading }} />}
    </aside>
  )
}

type OpenedProps = { register: Register; id: string; may: readonly string[]; heading: React.RefObject<HTMLHeadingElement | null> }

function Opened({ register, id, may, heading }: OpenedProps) {
  const [revealed, reveal] = useState(false)
  const [editing, edit] = useState(false)
  const Above = aboveFields[register.name]
  const record = useQuery({ queryKey: ['registers', register.name, 'record', id, revealed], queryFn: () => fetchRecord(register.name, id, revealed) })
  return (
    <Answer of={record}>
      {({ row, names }) => (
        <>
          <h2 ref={heading} tabIndex={-1}>{valueText(register, register.title, row[register.title], names)}</h2>
          <p><Tag>{stateWord(register, row.state)}</Tag>{row.stateReason !== null && <span className="quiet">{row.stateReason}</span>}</p>
          {row.voidedAt !== null && <Alert type="warning" title={kit('voided', { reason: row.voidReason ?? '' })} />}
          {!editing && <div className="kit-tools">
            <Actions register={register} rows={[row]} may={may} onDone={() => void record.refetch()} />
            {may.includes('update') && row.voidedAt === null && <Button size="small" onClick={() => edit(true)}>{kit('edit')}</Button>}
            {may.includes('reveal') && !revealed && <Button size="small" icon={<EyeOutlined />} onClick={() => reveal(true)}>{kit('reveal')}</Button>}
          </div>}
          {row.voidedAt === null && <ElsewhereLink {...{ register, id }} />}
          {!editing && Above && <Above id={id} />}
          {editing
            ? <RecordForm {...{ register, row, names, revealed }} onSaved={() => edit(false)} onCancel={() => edit(false)} />
            : <Tabs size="small" items={[
                { key: 'form', label: kit('form'), children: <Values {...{ register, row, names }} /> },
                { key: 'history', label: kit('history'), children: <History {...{ register, id, revealed }} /> },
              ]} />}
        </>
      )}
    </Answer>
  )
}

function Values({ register, row, names }: { register: Register; row: RecordRow; names: Names }) {
  const shown = Object.entries(writtenFields(register)).filter(([name, field]) => field.sensitive || (row[name] !== null && row[name] !== undefined))
  return (
    <dl className="kit-values">
      {shown.map(([name, { kind }]) => (
        <div key={name}>
          <dt>{fieldWord(register, name)}</dt>
          <dd>{row[name] === undefined ? <span className="quiet">{kit('sensitive')}</span> : shownValue(kind, row[name], valueText(register, name, row[name], names))}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A value as the panel shows it: a file can be fetched, all else is read. */
function shownValue(kind: string, value: unknown, text: string): ReactNode {
  if (kind === 'file' && typeof value === 'string') return <FileLink id={value} name={text} />
  return text || <span className="quiet">{kit('nothing')}</span>
}
