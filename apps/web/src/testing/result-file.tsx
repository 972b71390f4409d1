import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Select, Upload } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { testMethods } from '@phaodai/vocabulary'
import { ctWords, RESULT_LINES_AT_ONCE, type ResultFileAnswer } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { messageOf } from '../api/client.ts'
import { codeWord } from '../kit/words.ts'
import { NoList, openList, type ListFile } from '../line-lists/read-file.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { sendResultLines, TESTING } from './api.ts'
import { TestingRooms } from './rooms.tsx'
import '../kit/kit.css'

type Mapping = Record<string, string>
type Lines = { rows: { line: number; cells: string[] }[]; share: number }
type Outcome = { taken: number; repeated: number; bad: ResultFileAnswer['lines'] }

const FIELDS = ['barcode', 'outcome', 'testedAt', 'ct', 'method'] as const
const fine = ({ answer }: ResultFileAnswer['lines'][number]): boolean => ['done', 'repeat'].includes(answer)

/** A file in pieces that the server takes at once. */
async function* smallPieces(file: ListFile): AsyncGenerator<Lines> {
  for await (const { rows, share } of file.pieces()) {
    for (let from = 0; from < rows.length; from += RESULT_LINES_AT_ONCE) yield { rows: rows.slice(from, from + RESULT_LINES_AT_ONCE).map(({ line, cells }) => ({ line, cells: [...cells] })), share }
  }
}

function useResultFile(lab: string) {
  const queries = useQueryClient()
  const [file, setFile] = useState<ListFile | null>(null)
  const [method, setMethod] = useState<string | null>(null)
  const [trial, setTrial] = useState<ResultFileAnswer | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [result, setResult] = useState<Outcome | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const guarded = async (work: () => Promise<void>) => {
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(error instanceof NoList ? t(error.word) : messageOf(error))
    }
  }
  const attempt = (of: ListFile, mapping: Mapping | null, by: string | null) => guarded(async () => {
    for await (const { rows } of smallPieces(of)) {
      setTrial(await sendResultLines(lab, { headers: of.headers, rows: rows.slice(0, 200), mapping, method: by as 'rt-pcr' | null, dry: true }))
      return
    }
  })
  const run = () => guarded(async () => {
    const total: Outcome = { taken: 0, repeated: 0, bad: [] }
    for await (const { rows, share: far } of smallPieces(file!)) {
      const answer = await sendResultLines(lab, { headers: file!.headers, rows, mapping: trial!.mapping, method: method as 'rt-pcr' | null, dry: false })
      total.taken += answer.taken
      total.repeated += answer.repeated
      total.bad.push(...answer.lines.filter((line) => !fine(line)))
      setShare(far)
    }
    setResult(total)
    await queries.invalidateQueries({ queryKey: TESTING })
  })
  const choose = (chosen: File) => guarded(async () => {
    setResult(null)
    setTrial(null)
    setShare(null)
    const opened = await openList(chosen)
    setFile(opened)
    await attempt(opened, null, method)
  })
  return {
    file, method, trial, share, result, failure, choose, run: () => void run(),
    map: (mapping: Mapping) => void attempt(file!, mapping, method),
    by: (value: string | null) => { setMethod(value); if (file) void attempt(file, trial?.mapping ?? null, value) },
  }
}

/** Nhập tệp kết quả: choose the file, see which column is what and how the lines are read, take it; sent again it adds nothing. */
export function ResultFilePage() {
  useTitle('testing.file.title')
  const { id } = useParams()
  const state = useResultFile(id!)
  const { file, trial, share, result, failure, method } = state
  return (
    <>
      <TestingRooms here="laboratories" />
      <header className="page-head"><h1>{t('testing.file.title')}</h1><Link to={`/xet-nghiem/phong/${id}`}>{t('testing.file.back')}</Link></header>
      {failure !== null && <Alert type="error" role="alert" showIcon title={failure} />}
      <Upload.Dragger accept=".csv,.xlsx,.txt" showUploadList={false} height={file ? 56 : 140} beforeUpload={(chosen) => { void state.choose(chosen); return false }}><p><InboxOutlined aria-hidden="true" /> {file ? t('lineList.other', { name: file.name }) : t('testing.file.drop')}</p></Upload.Dragger>
      {file && trial && result === null && (
        <>
          <div className="kit-mapping">
            {FIELDS.map((field) => (
              <label key={field}><span>{t(`testing.file.field.${field}`)}</span>
                <Select size="small" allowClear showSearch aria-label={t(`testing.file.field.${field}`)} placeholder={t('lineList.noColumn')} value={trial.mapping[field] ?? null} options={file.headers.filter((header) => header !== '').map((header) => ({ value: header, label: header }))}
                  onChange={(header: string | undefined) => { const { [field]: _, ...rest } = trial.mapping; state.map(header === undefined ? rest : { ...rest, [field]: header }) }} />
              </label>
            ))}
            <label><span>{t('testing.file.method')}</span><Select<string> size="small" allowClear aria-label={t('testing.file.method')} value={method} options={testMethods.map((value) => ({ value: value as string, label: codeWord(specimen, 'method', value) }))} onChange={(value) => state.by(value ?? null)} /></label>
          </div>
          <p role="status">{t('testing.file.tried', { taken: trial.taken, repeated: trial.repeated, bad: trial.lines.filter((line) => !fine(line)).length })}</p>
          <p><Button type="primary" disabled={trial.lines.length === 0} onClick={state.run}>{t('testing.file.run')}</Button></p>
          {share !== null && <Progress percent={Math.round(share * 100)} aria-label={t('testing.file.title')} />}
          <Preview lines={trial.lines} />
        </>
      )}
      {result !== null && (
        <>
          <p role="status">{t('testing.file.done', { taken: result.taken, repeated: result.repeated, bad: result.bad.length })}</p>
          {result.bad.length > 0 && <Preview lines={result.bad} />}
        </>
      )}
    </>
  )
}

function Preview({ lines }: { lines: ResultFileAnswer['lines'] }) {
  return (
    <Table caption={t('testing.file.preview')} heads={['testing.column.line', 'testing.column.barcode', 'testing.column.standing', 'testing.column.ct', 'testing.column.tested', 'testing.column.answer']}>
      {lines.slice(0, 100).map(({ line, barcode, outcome, cts, testedAt, answer, sentence }) => (
        <tr key={line}>
          <td data-label={t('testing.column.line')}>{line}</td>
          <td data-label={t('testing.column.barcode')}>{barcode}</td>
          <td data-label={t('testing.column.standing')}>{outcome !== null && <span className={`test-outcome ${outcome}`}>{codeWord(specimen, 'outcome', outcome)}</span>}</td>
          <td data-label={t('testing.column.ct')}>{ctWords(cts) ?? ''}</td>
          <td data-label={t('testing.column.tested')}>{testedAt !== null && <InstantText at={testedAt} />}</td>
          <td data-label={t('testing.column.answer')} className={answer === 'done' ? undefined : answer === 'repeat' ? 'quiet' : 'wrong-word'}>{sentence ?? t('testing.file.ok')}</td>
        </tr>
      ))}
    </Table>
  )
}
