import { Alert, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ZoneView } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { useKeptId } from '../ui/kept-id.ts'
import { draftDecision, ZONES } from './api.ts'
import { CarriesOut, type Carried } from './carries-out.tsx'
import { ExtentField, extentInput, NO_EXTENT } from './extent-field.tsx'
import { MeasuresField, type Measure } from './measures-field.tsx'
import { AnswerMark, termWord } from './words.tsx'

type Kind = 'extend' | 'narrow' | 'adjust'
type Written = Carried & { effectiveOn: string | null; untilOn: string | null; reason: string; ends: string[]; adds: Measure[] }

/** What a decision on a zone in force changes: its last day, what it covers, and which measures end and begin with it. */
export function Changing({ view, kind, onClose }: { view: ZoneView; kind: Kind; onClose: () => void }) {
  const { zone, today } = view
  const { act } = useActing(ZONES)
  const once = useKeptId()
  const [extent, setExtent] = useState(NO_EXTENT)
  const [of, setOf] = useState<Written>({ effectiveOn: today < zone.fromOn ? zone.fromOn : today, untilOn: null, reason: '', ends: [], adds: [], carriesOutId: null, carriesOutLabel: '' })
  const [refused, setRefused] = useState<string | null>(null)
  const change = (more: Partial<Written>) => setOf({ ...of, ...more })
  const covered = kind === 'narrow' ? extentInput(extent, zone.areaId) : null
  const lacks = of.effectiveOn === null || (kind === 'extend' && of.untilOn === null) || (kind === 'narrow' && (covered === null || of.reason.trim() === '')) || (kind === 'adjust' && of.ends.length + of.adds.length === 0)
  const save = async () => {
    const carries = { carriesOutId: of.carriesOutId, carriesOutLabel: of.carriesOutId === null ? null : of.carriesOutLabel || null }
    const adds = of.adds.map(({ ruleId, activity, answer, words, wordsEn }) => ({ ruleId: ruleId!, activity, answer, words, wordsEn, ...carries }))
    try {
      await once((draftId) => draftDecision(zone.id, draftId, { kind, effectiveOn: of.effectiveOn!, untilOn: of.untilOn, reason: of.reason.trim() || null, extent: covered, ends: of.ends, adds }))
      await act(async () => undefined)
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open width={720} title={t('zone.decision.draft', { kind: t(`zone.decision.${kind}`).toLocaleLowerCase() })} okText={t('zone.decision.write')} okButtonProps={{ disabled: lacks }} onOk={() => void save()} onCancel={onClose} destroyOnHidden>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="desk-entry">
        <label>{t('zone.decision.effectiveOn')} <DayField label={t('zone.decision.effectiveOn')} value={of.effectiveOn} onChange={(effectiveOn) => change({ effectiveOn })} /></label>
        {kind === 'extend' && <label>{t('zone.decision.newUntil')} <DayField label={t('zone.decision.newUntil')} value={of.untilOn} onChange={(untilOn) => change({ untilOn })} /></label>}
      </div>
      {kind === 'narrow' && <ExtentField areaId={zone.areaId} day={zone.fromOn} value={extent} onChange={setExtent} />}
      <label>{t(kind === 'narrow' ? 'zone.decision.narrowTo' : 'zone.decision.reason')}<Input.TextArea rows={2} maxLength={2000} value={of.reason} onChange={({ target }) => change({ reason: target.value })} /></label>
      <Measures view={view} of={of} change={change} />
    </Modal>
  )
}

/** Which of the measures that hold on the day end with the decision, and what the catalogue of that day offers in addition. */
function Measures({ view: { measures }, of, change }: { view: ZoneView; of: Written; change: (more: Partial<Written>) => void }) {
  const { effectiveOn, ends, adds } = of
  if (effectiveOn === null) return null
  const standing = measures.filter(({ fromOn, untilOn }) => fromOn < effectiveOn && (untilOn === null || untilOn >= effectiveOn))
  return (
    <>
      <fieldset className="zone-ending"><legend>{t('zone.decision.ends')}</legend>
        {standing.length === 0 && <p className="quiet">{t('zone.decision.endsNone')}</p>}
        <ul className="zone-measures">{standing.map(({ id, activityName, answer, words, fromOn, untilOn }) => (
          <li key={id} className="row"><AnswerMark answer={answer} />
            <Checkbox checked={ends.includes(id)} onChange={({ target }) => change({ ends: target.checked ? [...ends, id] : ends.filter((each) => each !== id) })}><strong>{activityName}</strong>: {words}</Checkbox>
            <span className="quiet">{termWord(fromOn, untilOn)}</span>
          </li>
        ))}</ul>
      </fieldset>
      <MeasuresField title="zone.decision.adds" day={effectiveOn} without={standing.filter(({ id }) => !ends.includes(id)).map(({ activity }) => activity)} value={adds} onChange={(value) => change({ adds: value })} />
      {adds.length > 0 && <CarriesOut of={of} change={change} />}
    </>
  )
}
