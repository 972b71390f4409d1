import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { writtenFields, type Register } from '@phaodai/registers'
import { Alert, Button, Modal, Select, Spin, Upload } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { importFile, type ImportAnswer, type ImportAsk, type ImportedRow } from './api.ts'
import { saveBadRows } from './bad-rows.ts'
import { Picker } from './picker.tsx'
import { faultWord, fieldWord, kit } from './words.ts'

type Area = { id: number; name: string }
type Mapping = Record<string, string>

/** What the wizard knows: the file, how its columns are read, the trial's answer, and in the end what was taken. */
function useImport(register: Register, send: (file: File, ask: ImportAsk) => Promise<ImportAnswer>) {
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [area, setArea] = useState<Area | null>(null)
  const [trial, setTrial] = useState<ImportAnswer | null>(null)
  const [done, setDone] = useState<ImportAnswer | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (chosen: File, mapping: Mapping | null, place: Area | null, dry: boolean) => {
    setBusy(true)
    setFailure(null)
    try {
      const answer = await send(chosen, { dry, mapping, areaId: place?.id ?? null })
      if (dry) setTrial(answer)
      else setDone(answer)
      if (!dry) await queries.invalidateQueries({ queryKey: ['registers', register.name] })
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    file, area, trial, done, failure, busy,
    choose: (chosen: File) => {
      setFile(chosen)
      void ask(chosen, null, area, true)
    },
    map: (mapping: Mapping) => void ask(file!, mapping, area, true),
    place: (next: Area | null) => {
      setArea(next)
      if (file) void ask(file, trial?.mapping ?? null, next, true)
    },
    run: () => void ask(file!, trial!.mapping, area, false),
    again: () => {
      setFile(null)
      setTrial(null)
      setDone(null)
      setFailure(null)
    },
  }
}

/**
 * Import in three looks: choose the file, see what each column fills and which cells are wrong, read what was taken. `send` and
 * `fields` are for lines that are no record of a register of their own.
 */
export function ImportWizard({ register, onClose, send, fields = Object.keys(writtenFields(register)) }: { register: Register; onClose: () => void; send?: (file: File, ask: ImportAsk) => Promise<ImportAnswer>; fields?: readonly string[] }) {
  const wizard = useImport(register, send ?? ((file, ask) => importFile(register.name, file, ask)))
  const { trial, done, failure, busy } = wizard
  const footer = done ? [<Button key="again" onClick={wizard.again}>{kit('import.again')}</Button>, <Button key="close" type="primary" onClick={onClose}>{t('dialog.close')}</Button>]
    : [<Button key="close" onClick={onClose}>{kit('cancel')}</Button>,
      ...(trial ? [<Button key="run" type="primary" loading={busy} disabled={trial.imported === 0} onClick={wizard.run}>{kit('import.run', { n: trial.imported })}</Button>] : [])]
  return (
    <Modal open width={1000} title={kit('import.title')} onCancel={onClose} footer={footer}>
      {failure !== null && <Alert type="error" title={failure} role="alert" action={<Button size="small" onClick={wizard.again}>{kit('import.again')}</Button>} />}
      {busy && <p role="status"><Spin size="small" /> {kit('import.checking')}</p>}
      {done ? <Outcome answer={done} /> : trial ? <Trial register={register} wizard={wizard} trial={trial} fields={fields} /> : (
        <Upload.Dragger accept=".csv,.xlsx,.txt" showUploadList={false} disabled={busy} beforeUpload={(file) => {
          wizard.choose(file)
          return false
        }}><p><InboxOutlined aria-hidden="true" /></p><p>{kit('import.drop')}</p></Upload.Dragger>
      )}
    </Modal>
  )
}

type TrialProps = { register: Register; wizard: ReturnType<typeof useImport>; trial: ImportAnswer; fields: readonly string[] }

function Trial({ register, wizard, trial, fields }: TrialProps) {
  const { mapping, headers } = trial
  const options = headers.map((header) => ({ value: header, label: header }))
  const set = (name: string, header: string | undefined) => {
    const { [name]: _, ...rest } = mapping
    wizard.map(header === undefined ? rest : { ...rest, [name]: header })
  }
  return (
    <>
      <Counts answer={trial} />
      <h3>{kit('import.mapping')}</h3>
      <div className="kit-mapping">
        {Object.entries(writtenFields(register)).filter(([name]) => fields.includes(name)).map(([name, field]) => (
          <label key={name}>
            <span>{fieldWord(register, name)}{field.required && ' *'}</span>
            <Select size="small" allowClear showSearch aria-label={fieldWord(register, name)} options={options} placeholder={kit('import.none')} value={mapping[name] ?? null} onChange={(header) => set(name, (header as string | undefined) ?? undefined)} />
          </label>
        ))}
        {mapping.areaId === undefined && fields.includes('areaId') && <label><span>{kit('import.place')}</span><Picker size="small" target="area" value={wizard.area?.id ?? null} name={wizard.area?.name ?? null} label={kit('import.place')} onChange={(id, name) => wizard.place(id === null ? null : { id: Number(id), name })} /></label>}
      </div>
      <h3>{kit('import.preview')}</h3>
      <Preview register={register} headers={headers} mapping={mapping} rows={firstWithBad(trial)} />
    </>
  )
}

/** The first lines, and the first bad ones wherever they stand. */
function firstWithBad({ preview, bad, doubted = [] }: ImportAnswer): ImportedRow[] {
  const rows = new Map([...preview.slice(0, 10), ...bad.slice(0, 40), ...doubted.slice(0, 20)].map((row) => [row.line, row]))
  return [...rows.values()].sort((a, b) => a.line - b.line)
}

function Preview({ register, headers, mapping, rows }: { register: Register; headers: string[]; mapping: Mapping; rows: ImportedRow[] }) {
  const fieldAt = (header: string) => Object.keys(mapping).find((name) => mapping[name] === header)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="kit-preview" tabIndex={0} role="region" aria-label={kit('import.preview')}>
      <table className="table">
        <thead><tr><th scope="col">{kit('import.line')}</th>{headers.map((header) => <th key={header} scope="col" className={fieldAt(header) ? '' : 'quiet'}>{header}</th>)}<th scope="col">{kit('import.reason')}</th></tr></thead>
        <tbody>
          {rows.map(({ line, cells, faults }) => (
            <tr key={line}>
              <td className="figures">{line}</td>
              {headers.map((header, index) => <td key={header} className={faults.some(({ field }) => field !== null && field === fieldAt(header)) ? 'kit-wrong' : ''}>{cells[index]}</td>)}
              <td>{faults.map((fault) => `${fault.field === null ? '' : `${fieldWord(register, fault.field)}: `}${faultWord(fault.code, fault.sentence)}`).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Counts({ answer }: { answer: ImportAnswer }) {
  return (
    <p className="kit-counts">
      {answer.repeated > 0 && <span>{kit('import.repeated', { n: answer.repeated })} </span>}
      {(answer.doubted ?? []).length > 0 && <span>{kit('import.doubted', { n: answer.doubted!.length })} </span>}
      {answer.bad.length > 0 && <span className="wrong-word">{kit('import.bad', { n: answer.total - answer.imported - answer.repeated })} </span>}
      {answer.bad.length > 0 && <Button size="small" onClick={() => saveBadRows(answer)}>{kit('import.download', { n: answer.bad.length })}</Button>}
    </p>
  )
}

function Outcome({ answer }: { answer: ImportAnswer }) {
  return <div role="status"><p><strong>{kit('import.done', { n: answer.imported })}</strong></p><Counts answer={answer} /></div>
}
