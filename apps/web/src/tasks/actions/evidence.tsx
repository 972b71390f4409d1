import { CameraOutlined, DeleteOutlined, FileOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useRef } from 'react'
import { messageOf } from '#web/api/client.ts'
import { storeFile, type StoredFile } from '#web/api/office.ts'
import { t } from '#web/text/t.ts'

export type Evidence = { key: string; file: File; preview: string | null; state: 'sending' | 'stored' | 'failed'; share: number; stored: StoredFile | null; problem: string | null }
type Change = (edit: (before: Evidence[]) => Evidence[]) => void

/** Photos and files as evidence: each is sent as soon as it is chosen. */
export function EvidencePicker({ evidence, change }: { evidence: Evidence[]; change: Change }) {
  const input = useRef<HTMLInputElement>(null)
  const edit = (key: string, next: Partial<Evidence>) => change((before) => before.map((each) => (each.key === key ? { ...each, ...next } : each)))
  const sendOne = async (each: Evidence) => {
    try {
      const stored = await storeFile(each.file, (share) => edit(each.key, { share }))
      edit(each.key, { state: 'stored', stored, share: 1 })
    } catch (error) {
      edit(each.key, { state: 'failed', problem: messageOf(error) })
    }
  }
  const add = (files: FileList | null) => {
    const added = [...(files ?? [])].map(newEvidence)
    change((before) => [...before, ...added])
    added.forEach((each) => void sendOne(each))
    if (input.current) input.current.value = ''
  }
  return (
    <div onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); add(event.dataTransfer.files) }}>
      <span className="field-label" id="evidence-label">{t('field.evidence')}</span>
      <input ref={input} type="file" multiple className="unseen" tabIndex={-1} aria-labelledby="evidence-label" data-evidence onChange={(event) => add(event.target.files)} />
      <Button icon={<CameraOutlined />} onClick={() => input.current?.click()}>{t('field.addEvidence')}</Button> <span className="quiet">{t('field.evidenceHint')}</span>
      <ul className="evidence-list">
        {evidence.map((each) => <EvidenceItem key={each.key} evidence={each} remove={() => change((before) => before.filter(({ key }) => key !== each.key))} retry={() => { edit(each.key, { state: 'sending', problem: null }); void sendOne(each) }} />)}
      </ul>
    </div>
  )
}

function newEvidence(file: File): Evidence {
  return { key: crypto.randomUUID(), file, preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null, state: 'sending', share: 0, stored: null, problem: null }
}

function EvidenceItem({ evidence, remove, retry }: { evidence: Evidence; remove: () => void; retry: () => void }) {
  const { file, preview, state, share, problem } = evidence
  return (
    <li className="evidence" data-state={state}>
      {preview === null ? <FileOutlined className="evidence-icon" aria-hidden="true" /> : <img src={preview} alt="" width="48" height="48" />}
      <span className="evidence-name">{file.name}{problem !== null && <span className="problem" role="alert"> {problem}</span>}</span>
      {state === 'sending' && <Progress percent={Math.round(share * 100)} size="small" className="evidence-progress" />}
      {state === 'failed' && <Button size="small" onClick={retry}>{t('failure.retry')}</Button>}
      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('field.removeEvidence', { name: file.name })} onClick={remove} />
    </li>
  )
}
