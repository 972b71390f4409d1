import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Spin, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { LineAnswer } from '@phaodai/office'
import { lineListConstants, lineListRequired } from '@phaodai/registers'
import { messageOf } from '../api/client.ts'
import { Rooms } from '../cases/rooms.tsx'
import { t } from '../text/t.ts'
import { useTitle } from '../ui/title.ts'
import { sendLines } from './api.ts'
import { Columns } from './columns.tsx'
import { NoList, openList, type ListFile, type Piece } from './read-file.ts'
import { Result } from './result.tsx'
import { useLineListRun, type Reading } from './run.ts'
import '../kit/kit.css'
import './line-lists.css'

/** Lines that are tried before anything is taken. */
const TRIED = 300

type Trial = { piece: Piece; taken: number; repeated: number; lines: LineAnswer[] }

/** The file, how it is read, and what a trial of its first lines says. */
function useTrial() {
  const [file, setFile] = useState<ListFile | null>(null)
  const [reading, setReading] = useState<Reading>({ mapping: {}, constants: {} })
  const [trial, setTrial] = useState<Trial | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = async (chosen: ListFile, mapping: Record<string, string> | null, constants: Record<string, string>) => {
    setBusy(true)
    setFailure(null)
    try {
      const pieces = chosen.pieces()
      const first = await pieces.next()
      await pieces.return(undefined)
      if (first.done) throw new NoList('empty')
      const piece = { ...first.value, rows: first.value.rows.slice(0, TRIED) }
      const answer = await sendLines({ headers: chosen.headers, rows: piece.rows, mapping, constants, dry: true })
      setReading({ mapping: answer.mapping, constants })
      setTrial({ piece, taken: answer.taken, repeated: answer.repeated, lines: answer.lines })
    } catch (error) {
      setFailure(error instanceof NoList ? t(error.word) : messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    file, reading, trial, busy, failure,
    choose: async (chosen: File) => {
      setTrial(null)
      setFailure(null)
      const opened = await openList(chosen).catch((error: unknown) => {
        setFailure(t(error instanceof NoList ? error.word : 'lineList.file.type'))
        return null
      })
      setFile(opened)
      if (opened) await attempt(opened, null, reading.constants)
    },
    read: (next: Reading) => {
      setReading(next)
      if (file) void attempt(file, next.mapping, next.constants)
    },
    forget: () => {
      setFile(null)
      setTrial(null)
      setFailure(null)
    },
  }
}

/** Nhập danh sách ca bệnh: choose a file, see how it is read, send it, and answer what only a person can. */
export function LineListPage() {
  useTitle('lineList.title')
  const queries = useQueryClient()
  const trial = useTrial()
  const sending = useLineListRun(() => void queries.invalidateQueries({ queryKey: ['registers', 'disease_case'] }))
  const again = (): void => {
    sending.forget()
    trial.forget()
  }
  return (
    <>
      <Rooms here="cases" />
      <header className="page-head"><h1>{t('lineList.title')}</h1><Link to="/ca-benh">{t('lineList.back')}</Link></header>
      {trial.failure !== null && <Alert type="error" role="alert" title={trial.failure} />}
      {sending.progress === null ? <Before trial={trial} onRun={(file) => void sending.run(file, trial.reading)} /> : (
        <>
          <Sending of={sending.progress} onStop={sending.stop} onAgain={again} />
          <Result progress={sending.progress} file={trial.file!} reading={trial.reading} settle={sending.settle} />
        </>
      )}
    </>
  )
}

function Before({ trial, onRun }: { trial: ReturnType<typeof useTrial>; onRun: (file: ListFile) => void }) {
  const { file, reading, busy } = trial
  const missing = lineListRequired.filter((name) => reading.mapping[name] === undefined && !((lineListConstants as readonly string[]).includes(name) && reading.constants[name]))
  return (
    <>
      {!file && <p className="quiet">{t('lineList.lead')}</p>}
      <Upload.Dragger accept=".csv,.xlsx,.txt" showUploadList={false} disabled={busy} height={file ? 56 : 160} beforeUpload={(chosen) => {
        void trial.choose(chosen)
        return false
      }}><p><InboxOutlined aria-hidden="true" /> {file ? t('lineList.other', { name: file.name }) : t('lineList.drop')}</p></Upload.Dragger>
      {busy && <p role="status"><Spin size="small" /> {t('lineList.trying')}</p>}
      {file && trial.trial && (
        <Columns file={file} reading={reading} trial={trial.trial} missing={missing} onRead={trial.read}
          run={<Button type="primary" disabled={missing.length > 0 || busy} onClick={() => onRun(file)}>{t('lineList.run')}</Button>} />
      )}
    </>
  )
}

type SendingProps = { of: NonNullable<ReturnType<typeof useLineListRun>['progress']>; onStop: () => void; onAgain: () => void }

function Sending({ of, onStop, onAgain }: SendingProps) {
  const done = of.state !== 'running'
  return (
    <section className="line-list-sending" aria-label={t('lineList.sending')}>
      <Progress percent={Math.round(of.share * 100)} status={of.state === 'failed' ? 'exception' : done ? 'success' : 'active'} aria-label={t('lineList.sending')} />
      <p role="status">{t('lineList.taken', { n: of.taken, repeated: of.repeated })}</p>
      {of.state === 'failed' && <Alert type="error" role="alert" title={of.failure ?? ''} description={t('lineList.failed')} />}
      {of.state === 'stopped' && <Alert type="info" title={t('lineList.stopped')} />}
      {done ? <Button onClick={onAgain}>{t('lineList.again')}</Button> : <Button onClick={onStop}>{t('lineList.stop')}</Button>}
    </section>
  )
}
