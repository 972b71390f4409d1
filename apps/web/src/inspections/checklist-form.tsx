import { Alert, App, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { CheckAnswer, Checklist } from '@phaodai/office/inspection.ts'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { completeInspection, type Inspection } from './api.ts'
import { PhotoButton, PhotoList, whereAmI } from './photos.tsx'

type Draft = { answers: Record<string, { answer: CheckAnswer['answer']; note: string }>; conclusion: string; hostName: string }
const BLANK: Draft = { answers: {}, conclusion: '', hostName: '' }
const ANSWERS = ['yes', 'no', 'not-applicable'] as const

/** What was typed stays on this device until it is saved, so that a closed page loses nothing. */
function useDraft(id: string): [Draft, (change: Partial<Draft>) => void, () => void] {
  const key = `phaodai.inspection.${id}`
  const [draft, setDraft] = useState<Draft>(() => {
    try {
      return { ...BLANK, ...JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Draft> }
    } catch {
      return BLANK
    }
  })
  useEffect(() => { if (draft !== BLANK) localStorage.setItem(key, JSON.stringify({ ...draft, hostName: '' })) }, [key, draft]) // names do not lie about on a device
  return [draft, (change) => setDraft((before) => ({ ...before, ...change })), () => localStorage.removeItem(key)]
}

/** The checklist under one thumb: an answer a question, a note and a photo where they matter, and one sentence at the end. */
export function ChecklistForm({ inspection, onSaved }: { inspection: Inspection; onSaved: (saved: Inspection) => void }) {
  if (inspection.form === null) return <Nothing title="inspection.noForm" />
  return <Questions inspection={inspection} form={inspection.form} onSaved={onSaved} />
}

function Questions({ inspection, form, onSaved }: { inspection: Inspection; form: Checklist; onSaved: (saved: Inspection) => void }) {
  const [draft, change, forget] = useDraft(inspection.id)
  const { save, busy, refused } = useSaving(inspection, form, (saved) => { forget(); onSaved(saved) })
  const given = form.questions.filter(({ point }) => (draft.answers[point]?.answer ?? null) !== null).length
  const put = (point: string, more: Partial<Draft['answers'][string]>) => change({ answers: { ...draft.answers, [point]: { answer: null, note: '', ...draft.answers[point], ...more } } })
  return (
    <form className="checklist" onSubmit={(event) => { event.preventDefault(); void save(draft) }}>
      <p className="source-line">{form.name} · {form.source}</p>
      {form.questions.map((each, n) => <QuestionRow key={each.point} n={n + 1} {...{ inspection, onSaved }} question={each} value={draft.answers[each.point]} onChange={(more) => put(each.point, more)} />)}
      <label className="checklist-last"><span>{t('inspection.conclusion')}</span><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} value={draft.conclusion} onChange={(event) => change({ conclusion: event.target.value })} /></label>
      <label className="checklist-last"><span>{t('inspection.host')}</span><Input maxLength={120} value={draft.hostName} onChange={(event) => change({ hostName: event.target.value })} /></label>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <div className="checklist-foot">
        <span className="quiet" role="status">{t('inspection.answered', { given, all: form.questions.length })}</span>
        <Button type="primary" size="large" htmlType="submit" loading={busy}>{t('inspection.complete')}</Button>
      </div>
    </form>
  )
}

type RowProps = {
  inspection: Inspection; n: number; question: Checklist['questions'][number]; value: Draft['answers'][string] | undefined; onChange: (more: Partial<Draft['answers'][string]>) => void; onSaved: (saved: Inspection) => void
}

function QuestionRow({ inspection, n, question: { point, question }, value, onChange, onSaved }: RowProps) {
  return (
    <fieldset className="question">
      <legend>{n}. {question}</legend>
      <div className="thumbs" role="radiogroup" aria-label={question}>
        {ANSWERS.map((each) => <button key={each} type="button" role="radio" aria-checked={value?.answer === each} className={`thumb-${each}`} onClick={() => onChange({ answer: each })}>{t(`inspection.answer.${each}`)}</button>)}
      </div>
      <div className="question-more">
        <Input aria-label={t('inspection.noteOn', { n })} placeholder={t('inspection.note')} maxLength={500} value={value?.note ?? ''} onChange={(event) => onChange({ note: event.target.value })} />
        <PhotoButton inspectionId={inspection.id} point={point} label={t('inspection.photoOn', { n })} onSent={onSaved} />
      </div>
      <PhotoList photos={inspection.photos.filter((photo) => photo.point === point)} />
    </fieldset>
  )
}

function useSaving(inspection: Inspection, form: Checklist, onSaved: (saved: Inspection) => void) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async (draft: Draft) => {
    const open = form.questions.findIndex(({ point }) => (draft.answers[point]?.answer ?? null) === null)
    if (open >= 0) return setRefused(t('inspection.openQuestion', { n: open + 1 }))
    if (draft.conclusion.trim() === '') return setRefused(t('inspection.noConclusion'))
    setBusy(true)
    setRefused(null)
    try {
      const here = await whereAmI()
      onSaved(await completeInspection(inspection.id, {
        version: inspection.version, checklistId: form.id, conclusion: draft.conclusion.trim(), visitedAt: new Date().toISOString(), location: here === null ? null : { lat: here.lat, lon: here.lon }, hostName: draft.hostName.trim() || null,
        checklist: form.questions.map(({ point, question }) => ({ point, question, answer: draft.answers[point]!.answer, note: draft.answers[point]!.note.trim() || null })),
      }))
      void message.success(t('inspection.saved'))
    } catch (error) {
      setRefused(messageOf(error))
      setBusy(false)
    }
  }
  return { save, busy, refused }
}
