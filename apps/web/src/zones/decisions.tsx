import { Alert, App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ZoneDecision, ZoneDecisionKind, ZoneView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { FieldsDialog, type Field } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { closeDuties, draftDecision, dropDecision, recordDecision, ZONES, type Step } from './api.ts'
import { ExtentField, extentInput, NO_EXTENT } from './extent-field.tsx'

const STEP: Record<ZoneDecisionKind, Step> = { establish: 'enforce', extend: 'amend', narrow: 'amend', lift: 'lift' }

/** Kinds of decision that may be drafted of a zone as it stands. */
function possible({ zone, decisions }: ZoneView): ZoneDecisionKind[] {
  if (decisions.some(({ recordedAt }) => recordedAt === null)) return []
  if (zone.state === 'proposed') return ['establish']
  if (zone.state !== 'in_force') return []
  return zone.untilOn === null ? ['narrow', 'lift'] : ['extend', 'narrow', 'lift']
}

/** Decisions on a zone: made, in the making, and which may be drafted now. */
export function Decisions({ view }: { view: ZoneView }) {
  const { may } = useMe()
  const [drafting, setDrafting] = useState<ZoneDecisionKind | null>(null)
  const { decisions } = view
  return (
    <section className="desk-section"><h2>{t('zone.decisions')}</h2>
      {decisions.length === 0 && <p className="quiet">{t('zone.decisions.none')}</p>}
      <ul className="zone-decisions">{decisions.map((each) => <li key={each.id}><Decision view={view} of={each} /></li>)}</ul>
      {may('draft.write') && <p className="desk-tools no-print">{possible(view).map((kind) => <Button key={kind} type={kind === 'establish' ? 'primary' : 'default'} onClick={() => setDrafting(kind)}>{t('zone.decision.draft', { kind: t(`zone.decision.${kind}`).toLocaleLowerCase() })}</Button>)}</p>}
      {drafting === 'narrow' && <Narrowing view={view} onClose={() => setDrafting(null)} />}
      {drafting !== null && drafting !== 'narrow' && <Drafting view={view} kind={drafting} onClose={() => setDrafting(null)} />}
    </section>
  )
}

function Decision({ view, of }: { view: ZoneView; of: ZoneDecision }) {
  const { may } = useMe()
  const [recording, setRecording] = useState(false)
  const { act, busy, refused } = useActing(ZONES)
  const effective = t('zone.decision.effective', { day: formatDay(of.effectiveOn) })
  if (of.recordedAt !== null) {
    const made = t('zone.decision.made', { number: of.number ?? '', day: formatDay(of.issuedOn!), authority: of.authority ?? '', clause: of.clause ?? '' })
    return <p><strong>{t(`zone.decision.${of.kind}`)}</strong>: {of.directiveId === null ? made : <Link to={`/van-ban/${of.directiveId}`}>{made}</Link>} · {effective}</p>
  }
  const step = STEP[of.kind]
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p><strong>{t(`zone.decision.${of.kind}`)}</strong>, {effective}: {of.draftId !== null && <Link to={`/soan-thao/${of.draftId}`}>{t('zone.decision.openDraft')}</Link>}</p>
      <p className="quiet">{t(of.draftDirectiveId === null ? 'zone.decision.waits' : 'zone.decision.ready')}</p>
      <p className="desk-tools no-print">
        {may(step === 'amend' ? 'zone_change.record' : `zone.${step}`) && <Button type={of.draftDirectiveId === null ? 'default' : 'primary'} disabled={busy} onClick={() => setRecording(true)}>{t('zone.decision.record')}</Button>}
        {may('draft.write') && <Button disabled={busy} onClick={() => void act(() => dropDecision(view.zone.id, of.id))}>{t('zone.decision.drop')}</Button>}
      </p>
      {recording && <Recording view={view} of={of} onClose={() => setRecording(false)} />}
    </>
  )
}

/** Records the issued document; lifting closes the tasks by a request of its own, since they are the office's. */
function Recording({ view: { zone }, of, onClose }: { view: ZoneView; of: ZoneDecision; onClose: () => void }) {
  const { may } = useMe()
  const { message } = App.useApp()
  const { act } = useActing(ZONES)
  const save = async ({ directiveId, clause }: Record<string, unknown>) => {
    const after = await recordDecision(zone.id, STEP[of.kind], { version: zone.version, decisionId: of.id, directiveId: String(directiveId), clause: String(clause) })
    const made = after.decisions.find(({ id }) => id === of.id)
    if (of.kind === 'lift' && may('task.cancel')) await closeDuties(zone.id, t('zone.tasks.reason', { number: made?.number ?? '' }))
    await act(async () => undefined)
    void message.success(t('zone.decision.recorded'))
  }
  const fields: Field[] = [
    ...(of.draftDirectiveId === null ? [{ name: 'directiveId', label: 'zone.decision.document', kind: 'directive', required: true } as const] : []), { name: 'clause', label: 'zone.decision.clause', kind: 'text', required: true, help: 'zone.decision.clauseHelp' },
  ]
  return <FieldsDialog title={t('zone.decision.record')} ok={t('zone.decision.record')} initial={{ clause: 'Điều 1' }} fields={fields} onSave={(values) => save({ directiveId: of.draftDirectiveId, ...values })} onClose={onClose} />
}

function Drafting({ view: { zone, today }, kind, onClose }: { view: ZoneView; kind: 'establish' | 'extend' | 'lift'; onClose: () => void }) {
  const { message } = App.useApp()
  const { act } = useActing(ZONES)
  const fields: Field[] = [
    { name: 'effectiveOn', label: kind === 'lift' ? 'zone.decision.liftOn' : 'zone.decision.effectiveOn', kind: 'day', required: true },
    ...(kind === 'extend' ? [{ name: 'untilOn', label: 'zone.decision.newUntil', kind: 'day', required: true } as const] : []), { name: 'reason', label: 'zone.decision.reason', kind: 'long' },
  ]
  const save = async ({ effectiveOn, untilOn = null, reason }: Record<string, unknown>) => {
    await draftDecision(zone.id, { kind, effectiveOn: String(effectiveOn), untilOn: untilOn as string | null, reason: reason as string | null })
    await act(async () => undefined)
    void message.success(t('zone.decision.drafted'))
  }
  return <FieldsDialog title={t('zone.decision.draft', { kind: t(`zone.decision.${kind}`).toLocaleLowerCase() })} initial={{ effectiveOn: kind === 'establish' ? zone.fromOn : today }} fields={fields} onSave={save} onClose={onClose} />
}

function Narrowing({ view: { zone, today }, onClose }: { view: ZoneView; onClose: () => void }) {
  const { act } = useActing(ZONES)
  const [extent, setExtent] = useState(NO_EXTENT)
  const [effectiveOn, setEffectiveOn] = useState<string | null>(today)
  const [words, setWords] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const covered = extentInput(extent, zone.areaId)
  const save = async () => {
    try {
      await draftDecision(zone.id, { kind: 'narrow', effectiveOn: effectiveOn!, reason: words, extent: covered })
      await act(async () => undefined)
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open width={720} title={t('zone.decision.draft', { kind: t('zone.decision.narrow').toLocaleLowerCase() })} okButtonProps={{ disabled: covered === null || effectiveOn === null || words.trim() === '' }} onOk={() => void save()} onCancel={onClose} destroyOnHidden>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <label>{t('zone.decision.effectiveOn')} <DayField label={t('zone.decision.effectiveOn')} value={effectiveOn} onChange={setEffectiveOn} /></label>
      <ExtentField areaId={zone.areaId} day={zone.fromOn} value={extent} onChange={setExtent} />
      <label>{t('zone.decision.narrowTo')}<Input.TextArea rows={2} maxLength={2000} value={words} onChange={({ target }) => setWords(target.value)} /></label>
    </Modal>
  )
}
