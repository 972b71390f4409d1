import { FileAddOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Progress, Radio } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { DirectiveDetail, Scan } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { takeInFile, takeInScan, takeInText } from '../api/office.ts'
import { t } from '../text/t.ts'
import { useDraft } from '../ui/drafts.ts'
import { useTitle } from '../ui/title.ts'
import { IntakeProblem } from './intake-problem.tsx'
import { ScanReading } from './scan-reading.tsx'
import { WaitingScans } from './waiting-scans.tsx'

type Declared = { direction: 'incoming' | 'own'; declaredNotSecret: boolean; allowDuplicate: boolean; force: boolean }
type Source = { file: File } | { text: string } | { scan: Scan }
type Progressing = { share: number; what: 'sending' | 'reading' } | null

const startingDeclaration: Declared = { direction: 'incoming', declaredNotSecret: false, allowDuplicate: false, force: false }

function useIntake() {
  const [id, renew] = useState(newId)
  const [progress, setProgress] = useState<Progressing>(null)
  const [failure, setFailure] = useState<{ error: unknown; source: Source } | null>(null)
  const [scan, read] = useState<Scan | null>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const take = async (source: Source, declared: Declared) => {
    setFailure(null)
    setProgress({ share: 0, what: 'sending' })
    try {
      const taken = await sendSource(id, source, declared, (share) => setProgress({ share, what: share < 1 ? 'sending' : 'reading' }))
      if (isScan(taken)) {
        renew(newId())
        read(taken)
        return false
      }
      await queries.invalidateQueries({ queryKey: ['directives'] })
      void navigate(`/van-ban/${taken.id}/ra-soat`)
      return true
    } catch (error) {
      setFailure({ error, source })
      renew(newId())
      return false
    } finally {
      setProgress(null)
    }
  }
  const endScan = (source: Scan, error: unknown) => {
    read(null)
    if (error !== null) setFailure({ error, source: { scan: source } })
  }
  return { id, progress, failure, scan, take, read, endScan, busy: progress !== null || scan !== null, clear: () => setFailure(null) }
}

const isScan = (taken: DirectiveDetail | Scan): taken is Scan => 'page' in taken

function sendSource(id: string, source: Source, declared: Declared, onProgress: (share: number) => void): Promise<DirectiveDetail | Scan> {
  if ('scan' in source) return takeInScan(source.scan.id, { allowDuplicate: declared.allowDuplicate, force: declared.force })
  if ('text' in source) return takeInText(id, { text: source.text, ...declared })
  return takeInFile(id, source.file, declared, onProgress)
}

/** Tiếp nhận văn bản: a file dropped or a text pasted, then straight to the review. */
export function IntakePage() {
  useTitle('intake.title')
  const intake = useIntake()
  const [declared, declare] = useState(startingDeclaration)
  const [text, setText, forget] = useDraft('intake')
  const takeText = () => void intake.take({ text }, declared).then((taken) => taken && forget())
  const again = (more: Partial<Declared>) => intake.failure && void intake.take(intake.failure.source, { ...declared, ...more })
  return (
    <div className="intake">
      <h1>{t('intake.title')}</h1>
      <p className="quiet">{t('intake.what')}</p>
      <fieldset className="intake-declared">
        <legend className="unseen">{t('intake.declaration')}</legend>
        <Radio.Group value={declared.direction} onChange={({ target }) => declare({ ...declared, direction: target.value })} options={[{ value: 'incoming', label: t('intake.incoming') }, { value: 'own', label: t('intake.own') }]} />
        <Checkbox checked={declared.declaredNotSecret} onChange={({ target }) => declare({ ...declared, declaredNotSecret: target.checked })}>{t('intake.notSecret')}</Checkbox>
      </fieldset>
      {intake.progress !== null && <Sending progress={intake.progress} />}
      {intake.scan !== null && <ScanReading key={intake.scan.id} scan={intake.scan} onRead={(scan) => { intake.endScan(scan, null); void intake.take({ scan }, declared) }} onEnd={intake.endScan} />}
      {intake.failure !== null && <IntakeProblem error={intake.failure.error} again={again} clear={intake.clear} />}
      <div className="intake-ways">
        <DropFile busy={intake.busy} onFile={(file) => void intake.take({ file }, declared)} />
        <section className="intake-paste">
          <label className="field-label" htmlFor="intake-text">{t('intake.paste')}</label>
          <Input.TextArea id="intake-text" rows={14} value={text} placeholder={t('intake.pasteHint')} onChange={(event) => setText(event.target.value)} />
          <Button type={text.trim() === '' ? 'default' : 'primary'} disabled={text.trim() === ''} loading={intake.busy} onClick={takeText}>{t('intake.read')}</Button>
        </section>
      </div>
      {!intake.busy && <WaitingScans open={intake.read} />}
    </div>
  )
}

function Sending({ progress }: { progress: { share: number; what: 'sending' | 'reading' } }) {
  return (
    <div role="status" className="gap-below">
      <span>{t(`intake.${progress.what}`)}</span>
      <Progress percent={Math.round(progress.share * 100)} status="active" strokeColor="var(--accent)" showInfo={progress.what === 'sending'} aria-label={t(`intake.${progress.what}`)} />
    </div>
  )
}

function DropFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file !== undefined && !busy) onFile(file)
    if (input.current) input.current.value = ''
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is a shortcut of the button inside
    <section className={over ? 'drop over' : 'drop'} aria-label={t('intake.drop')} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files) }}>
      <FileAddOutlined className="drop-icon" aria-hidden="true" />
      <p>{t('intake.drop')}</p>
      <input ref={input} type="file" className="unseen" tabIndex={-1} aria-label={t('intake.choose')} data-intake accept=".txt,.doc,.docx,.pdf,.zip,.png,.jpg,.jpeg,text/plain,application/pdf,image/png,image/jpeg" onChange={(event) => take(event.target.files)} />
      <Button onClick={() => input.current?.click()} disabled={busy}>{t('intake.choose')}</Button>
      <p className="quiet">{t('intake.kinds')}</p>
    </section>
  )
}
