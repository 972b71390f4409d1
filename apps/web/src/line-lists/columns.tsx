import { Alert, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { LineAnswer } from '@phaodai/office'
import { diseaseCase, lineListConstants, lineListFields, lineListRequired } from '@phaodai/registers'
import { Picker } from '../kit/picker.tsx'
import { codeWord, fieldWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'
import { faultsText } from './faults.ts'
import type { ListFile, Piece } from './read-file.ts'
import type { Reading } from './run.ts'

type Props = {
  file: ListFile
  reading: Reading
  trial: { piece: Piece; taken: number; repeated: number; lines: LineAnswer[] }
  missing: readonly string[]
  onRead: (reading: Reading) => void
  run: ReactNode
}

const wordFor = (name: string): string => {
  const found = lineListFields.find((each) => each.name === name)
  return found ? fieldWord(found.part, name) : name
}

/** Which column fills what, what is said for the whole list, and how the first lines are read that way. */
export function Columns({ file, reading, trial, missing, onRead, run }: Props) {
  const [open, setOpen] = useState(false)
  const shown = lineListFields.filter(({ name }) => open || reading.mapping[name] !== undefined || (lineListRequired as readonly string[]).includes(name))
  const choose = (name: string, header: string | undefined) => {
    const { [name]: _, ...rest } = reading.mapping
    onRead({ ...reading, mapping: header === undefined ? rest : { ...rest, [name]: header } })
  }
  return (
    <>
      <h2>{t('lineList.columns')}</h2>
      <div className="kit-mapping">
        {shown.map(({ part, name }) => (
          <label key={name}>
            <span>{fieldWord(part, name)}{(lineListRequired as readonly string[]).includes(name) && ' *'}</span>
            <Select size="small" allowClear showSearch aria-label={fieldWord(part, name)} placeholder={t('lineList.noColumn')} options={file.headers.filter((header) => header !== '').map((header) => ({ value: header, label: header }))}
              value={reading.mapping[name] ?? null} onChange={(header) => choose(name, (header as string | null) ?? undefined)} />
            {(lineListConstants as readonly string[]).includes(name) && reading.mapping[name] === undefined && <Constant name={name as Name} reading={reading} onRead={onRead} />}
          </label>
        ))}
      </div>
      <button type="button" className="line-list-more" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'lineList.fewerColumns' : 'lineList.moreColumns', { n: lineListFields.length - shown.length })}</button>
      {missing.length > 0 && <Alert type="warning" title={t('lineList.missing', { names: missing.map(wordFor).join(', ') })} />}
      <Swapped file={file} reading={reading} trial={trial} />
      <p className="line-list-run">{run}<span role="status">{t('lineList.trial', { all: trial.piece.rows.length, n: trial.taken, repeated: trial.repeated, asked: countOf(trial.lines, 'asked'), bad: countOf(trial.lines, 'bad') })}</span></p>
      <Preview file={file} reading={reading} trial={trial} />
    </>
  )
}

type Name = (typeof lineListConstants)[number]

const countOf = (lines: readonly LineAnswer[], wanted: LineAnswer['outcome']): number => lines.filter(({ outcome }) => outcome === wanted).length

/** What is said once for all lines of a list that has no such column. */
function Constant({ name, reading, onRead }: { name: Name; reading: Reading; onRead: Props['onRead'] }) {
  const [called, setCalled] = useState<string | null>(null)
  const say = (value: string | null, label: string | null) => {
    const { [name]: _, ...rest } = reading.constants
    setCalled(label)
    onRead({ ...reading, constants: value === null ? rest : { ...rest, [name]: value } })
  }
  const label = t('lineList.forAll', { name: wordFor(name) })
  if (name === 'classification') {
    return <Select size="small" allowClear aria-label={label} placeholder={t('lineList.forAllShort')} value={reading.constants[name] ?? null} onChange={(value) => say((value as string | null) ?? null, null)}
      options={diseaseCase.fields.classification!.values!.map((value) => ({ value, label: codeWord(diseaseCase, 'classification', value) }))} />
  }
  const value = reading.constants[name] ?? null
  return <Picker size="small" target={name === 'diseaseCode' ? 'disease' : 'area'} value={value !== null && name === 'areaId' ? Number(value) : value} name={called} label={label} onChange={(id, chosen) => say(id === null ? null : String(id), chosen)} />
}

/** A column most of whose cells cannot be what they are taken for: two columns may have been swapped. */
function Swapped({ reading, trial }: Pick<Props, 'file' | 'reading' | 'trial'>) {
  const wrong = Object.keys(reading.mapping).filter((name) => trial.lines.filter(({ faults }) => faults.some(({ field, code }) => field === name && code !== 'required')).length * 2 > trial.piece.rows.length)
  if (wrong.length === 0) return null
  return <Alert type="warning" title={t('lineList.swapped')} description={wrong.map((name) => t('lineList.swappedOne', { column: reading.mapping[name]!, name: wordFor(name) })).join(' ')} />
}

const FIRST = 8
const FIRST_BAD = 30

function Preview({ file, reading, trial }: Pick<Props, 'file' | 'reading' | 'trial'>) {
  const answers = new Map(trial.lines.map((line) => [line.line, line]))
  const bad = trial.piece.rows.filter(({ line }) => answers.get(line)?.outcome === 'bad').slice(0, FIRST_BAD)
  const rows = [...new Map([...trial.piece.rows.slice(0, FIRST), ...bad].map((row) => [row.line, row])).values()].sort((a, b) => a.line - b.line)
  const columns = file.headers.map((header, index) => ({ header, index, field: Object.keys(reading.mapping).find((name) => reading.mapping[name] === header) })).filter(({ field }) => field !== undefined)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="kit-preview" tabIndex={0} role="region" aria-label={t('lineList.preview')}>
      <table className="table">
        <caption className="unseen">{t('lineList.preview')}</caption>
        <thead><tr><th scope="col">{t('lineList.line')}</th>{columns.map(({ header, field }) => <th key={header} scope="col">{wordFor(field!)}</th>)}<th scope="col">{t('lineList.what')}</th></tr></thead>
        <tbody>
          {rows.map(({ line, cells }) => {
            const answer = answers.get(line)
            return (
              <tr key={line}>
                <td className="figures">{line}</td>
                {columns.map(({ header, index, field }) => <td key={header} className={answer?.faults.some((fault) => fault.field === field) ? 'kit-wrong' : ''}>{cells[index]}</td>)}
                <td>{answer ? answer.outcome === 'bad' ? faultsText(answer) : word(`lineList.outcome.${answer.outcome}`) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
