import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Upload, type UploadFile } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Finding, StepKind } from '@phaodai/office/inspection.ts'
import { addDays } from '@phaodai/vocabulary'
import { messageOf, newId } from '../api/client.ts'
import { storeFile } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { FieldsDialog, type Values } from '../committees/dialog.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getFinding, giveTask, takeStep } from './api.ts'
import { FindingMark } from './finding-list.tsx'
import { Places } from './places.tsx'

/** One finding: who answers for it, by when, and what became of it. */
export function FindingPage() {
  const { id = '' } = useParams()
  const finding = useQuery({ queryKey: ['findings', 'one', id], queryFn: () => getFinding(id) })
  useTitle('finding.title', finding.data?.finding)
  return <><Places /><Answer of={finding}>{(data) => <Shown finding={data} />}</Answer></>
}

function Shown({ finding }: { finding: Finding }) {
  const facts: [string, React.ReactNode][] = [
    [t('finding.deadline'), <DayText key="d" day={finding.deadline} />], [t('finding.body'), finding.body?.name ?? t('finding.nobody')], [t('finding.holder'), finding.holder], [t('finding.by'), finding.by?.name],
    [t('finding.remedy'), finding.remedy], [t('finding.legalBasis'), finding.legalBasis], [t('finding.foundOn'), <DayText key="f" day={finding.foundOn} />], [t('finding.area'), finding.area.name],
  ]
  return (
    <>
      <header className="page-head"><h1>{finding.finding}</h1></header>
      <p><FindingMark row={finding} />{finding.timing !== 'settled' && <> · {word(`register.finding.state.${finding.state}`)}</>}{finding.inspectionId !== null && <> · <Link to={`/kiem-tra/cuoc/${finding.inspectionId}`}>{finding.placeName}</Link></>}</p>
      <dl className="facts">{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <Doing finding={finding} />
      <h2>{t('finding.history')}</h2>
      {finding.steps.length === 0 && <p className="quiet">{t('finding.noSteps')}</p>}
      <ol className="steps">
        {finding.steps.map((step) => (
          <li key={step.id}>
            <p><strong>{t(`finding.step.${step.kind}`)}</strong> · <DayText day={step.day} />{step.by !== null && <> · {step.by}, {step.body}</>}</p>
            {step.newDeadline !== null && <p><s><DayText day={step.oldDeadline} /></s> → <DayText day={step.newDeadline} /></p>}
            {step.note !== null && <p className="pre-wrap">{step.note}</p>}
            {step.files.map((file) => <FileThumb key={file.id} file={file} />)}
          </li>
        ))}
      </ol>
    </>
  )
}

function Doing({ finding }: { finding: Finding }) {
  const { may } = useMe()
  const [asked, ask] = useState<StepKind | 'task' | null>(null)
  const live = finding.state === 'open' || finding.state === 'fix_reported'
  const can = (kind: StepKind): boolean => live && may(`finding.${kind}`) && (kind === 'report-fix' ? finding.state === 'open' : finding.rechecks)
  return (
    <p className="card-actions no-print">
      {can('close') && <Button type={finding.state === 'fix_reported' ? 'primary' : 'default'} onClick={() => ask('close')}>{t('finding.step.close')}</Button>}
      {can('renew') && <Button onClick={() => ask('renew')}>{t('finding.step.renew')}</Button>}
      {can('report-fix') && <Button type={finding.rechecks ? 'default' : 'primary'} onClick={() => ask('report-fix')}>{t('finding.step.report-fix')}</Button>}
      {finding.taskId !== null ? <Link to={`/nhiem-vu/${finding.taskId}`}>{t('finding.task')}</Link> : live && finding.body !== null && may('task.assign') && <Button onClick={() => ask('task')}>{t('finding.giveTask')}</Button>}
      {asked === 'task' ? <TaskDialog finding={finding} onClose={() => ask(null)} /> : asked !== null && <StepDialog finding={finding} kind={asked} onClose={() => ask(null)} />}
    </p>
  )
}

function TaskDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const queries = useQueryClient()
  const [taskId] = useState(newId)
  const save = async ({ text, deadline }: Values) => {
    queries.setQueryData(['findings', 'one', finding.id], await giveTask(finding.id, taskId, { text: text as string, deadline: deadline as string }))
  }
  const later = finding.deadline > todayInVietnam() ? finding.deadline : addDays(todayInVietnam(), 7)
  return (
    <FieldsDialog title={t('finding.giveTask')} note={finding.body?.name ?? ''} initial={{ text: `${t('finding.taskText')}: ${finding.finding}`, deadline: later }} onSave={save} onClose={onClose}
      fields={[{ name: 'text', label: 'finding.taskWords', kind: 'long', required: true }, { name: 'deadline', label: 'finding.deadline', kind: 'day', required: true }]} />
  )
}

/** Asks what was done or seen, evidence, and for more time the new day. */
function StepDialog({ finding, kind, onClose }: { finding: Finding; kind: StepKind; onClose: () => void }) {
  const [note, setNote] = useState('')
  const [day, setDay] = useState<string | null>(kind === 'renew' ? addDays(finding.deadline > todayInVietnam() ? finding.deadline : todayInVietnam(), 7) : null)
  const [files, setFiles] = useState<File[]>([])
  const { save, busy, refused } = useStep(finding, kind, onClose)
  const shown = files.map((file, n): UploadFile => ({ uid: String(n), name: file.name }))
  return (
    <Modal open title={t(`finding.step.${kind}`)} okText={t(`finding.step.${kind}`)} onOk={() => void save(note, day, files)} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      {refused !== null && <Alert role="alert" type="error" showIcon className="gap-below" title={refused} />}
      <div className="step-form">
        <label><span>{t(`finding.noteOf.${kind}`)}</span><Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
        {kind === 'renew' && <DayField label={t('finding.newDeadline')} value={day} onChange={setDay} />}
        <Upload multiple fileList={shown} beforeUpload={(file) => { setFiles((before) => [...before, file]); return false }} onRemove={({ uid }) => setFiles(files.filter((_, n) => String(n) !== uid))}><Button>{t('finding.evidence')}</Button></Upload>
      </div>
    </Modal>
  )
}

function useStep(finding: Finding, kind: StepKind, onDone: () => void) {
  const queries = useQueryClient()
  const [stepId] = useState(newId)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async (note: string, newDeadline: string | null, files: readonly File[]) => {
    if (note.trim() === '') return setRefused(t('finding.noNote'))
    setBusy(true)
    setRefused(null)
    try {
      const fileIds: string[] = []
      for (const file of files) fileIds.push((await storeFile(file)).id)
      queries.setQueryData(['findings', 'one', finding.id], await takeStep(finding.id, stepId, { version: finding.version, kind, note: note.trim(), newDeadline, fileIds }))
      await queries.invalidateQueries({ queryKey: ['findings'] })
      onDone()
    } catch (error) {
      setRefused(messageOf(error))
      setBusy(false)
    }
  }
  return { save, busy, refused }
}
