import { Input, Slider } from 'antd'
import { formatDay, addDays, type Day } from '@phaodai/vocabulary'
import type { BodyRef, Task } from '@phaodai/office'
import { t, type Key } from '#web/text/t.ts'
import { BodySelect } from '#web/ui/body-select.tsx'
import { DayField } from '#web/ui/day-field.tsx'
import { todayInVietnam } from '#web/ui/marks.tsx'
import { EvidencePicker, type Evidence } from './evidence.tsx'
import type { ActionKind, DialogAction } from './kinds.ts'

export type { Evidence }
export type ActionValues = { note: string; percent: number | null; evidence: Evidence[]; deadline: Day | null; body: BodyRef | null }
type Props = {
  task: Task; action: DialogAction; kind: ActionKind; values: ActionValues; change: (next: Partial<ActionValues>) => void
  changeEvidence: (edit: (before: Evidence[]) => Evidence[]) => void
}

const noteWords: Partial<Record<DialogAction, Key>> = {
  'report': 'field.reportNote', 'complete': 'field.completeNote', 'chase': 'chase.note', 'accept': 'field.noteOffered', 'confirm': 'field.noteOffered', 'resume': 'field.noteOffered',
  'grant-extension': 'field.noteOffered', 'reassign': 'field.noteOffered',
}

/** The fields of an action's dialog, in the order in which they are thought of. */
export function ActionFields({ task, action, kind, values, change, changeEvidence }: Props) {
  return (
    <div className="fields">
      {kind.deadline && <DeadlineChange task={task} value={values.deadline} onChange={(deadline) => change({ deadline })} />}
      {(action === 'grant-extension' || action === 'deny-extension' || action === 'reassign' || action === 'deny-reassignment') && task.requestReason !== null && (
        <blockquote className="asked-reason"><span className="quiet">{t('request.reason')}</span> {task.requestReason}</blockquote>
      )}
      {kind.body && (
        <div><span className="field-label">{t(action === 'reassign' ? 'field.newBody' : 'field.betterBody')}</span>
          <BodySelect label={t('field.newBody')} value={values.body} onChange={(body) => change({ body })} /></div>
      )}
      <div><label className="field-label" htmlFor="action-note">{t(noteWords[action] ?? 'field.reason')}</label>
        <Input.TextArea id="action-note" autoFocus rows={4} maxLength={4000} value={values.note} onChange={(event) => change({ note: event.target.value })} /></div>
      {kind.percent && <PercentField value={values.percent} onChange={(percent) => change({ percent })} />}
      {kind.files && <EvidencePicker evidence={values.evidence} change={changeEvidence} />}
    </div>
  )
}

function PercentField({ value, onChange }: { value: number | null; onChange: (percent: number) => void }) {
  return (
    <div><span className="field-label">{t('field.percent')} <strong className="figures">{value === null ? t('field.percentNone') : `${value}%`}</strong></span>
      <Slider min={0} max={100} step={5} value={value ?? 0} onChange={onChange} ariaLabelForHandle={t('field.percent')} tooltip={{ open: false }} /></div>
  )
}

function DeadlineChange({ task, value, onChange }: { task: Task; value: Day | null; onChange: (day: Day | null) => void }) {
  const earliest = addDays(task.deadline ?? todayInVietnam(), 1)
  return (
    <div className="deadline-change">
      <span className="field-label">{t('field.newDeadline')}</span>
      {task.deadline !== null && <><del className="figures" aria-label={t('field.oldDeadline', { day: formatDay(task.deadline) })}>{formatDay(task.deadline)}</del><span aria-hidden="true"> → </span></>}
      <DayField label={t('field.newDeadline')} value={value} min={earliest} onChange={onChange} />
    </div>
  )
}
