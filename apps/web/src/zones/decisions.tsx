import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ZoneDecision, ZoneDecisionKind, ZoneStep, ZoneView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { FieldsDialog, type Field } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { useKeptId } from '../ui/kept-id.ts'
import { closeDuties, draftDecision, dropDecision, recordDecision, ZONES, type Step } from './api.ts'
import { Changing } from './changing.tsx'

const STEP: Record<ZoneDecisionKind, Step> = { establish: 'enforce', extend: 'amend', narrow: 'amend', adjust: 'amend', lift: 'lift' }

/** Kinds of decision that may be drafted of a zone as it stands. */
function possible({ zone, decisions }: ZoneView): ZoneDecisionKind[] {
  if (decisions.some(({ recordedAt }) => recordedAt === null)) return []
  if (zone.state === 'proposed') return ['establish']
  if (zone.state !== 'in_force') return []
  return zone.untilOn === null ? ['adjust', 'narrow', 'lift'] : ['adjust', 'extend', 'narrow', 'lift']
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
      {(drafting === 'extend' || drafting === 'narrow' || drafting === 'adjust') && <Changing view={view} kind={drafting} onClose={() => setDrafting(null)} />}
      {(drafting === 'establish' || drafting === 'lift') && <Drafting view={view} kind={drafting} onClose={() => setDrafting(null)} />}
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
    return <><p><strong>{t(`zone.decision.${of.kind}`)}</strong>: {of.directiveId === null ? made : <Link to={`/van-ban/${of.directiveId}`}>{made}</Link>} · {effective}</p><Said steps={of.steps} /></>
  }
  const step = STEP[of.kind]
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p><strong>{t(`zone.decision.${of.kind}`)}</strong>, {effective}: {of.draftId !== null && <Link to={`/soan-thao/${of.draftId}`}>{t('zone.decision.openDraft')}</Link>}</p>
      <Said steps={of.steps} />
      <p className="quiet">{t(of.draftDirectiveId === null ? 'zone.decision.waits' : 'zone.decision.ready')}</p>
      <p className="desk-tools no-print">
        {may(step === 'amend' ? 'zone_change.record' : `zone.${step}`) && <Button type={of.draftDirectiveId === null ? 'default' : 'primary'} disabled={busy} onClick={() => setRecording(true)}>{t('zone.decision.record')}</Button>}
        {may('draft.write') && <Button disabled={busy} onClick={() => void act(() => dropDecision(view.zone.id, of.id))}>{t('zone.decision.drop')}</Button>}
      </p>
      {recording && <Recording view={view} of={of} onClose={() => setRecording(false)} />}
    </>
  )
}

/** What a decision does to single measures, each under its clause once it is recorded; those that only last longer are told in one line. */
function Said({ steps }: { steps: readonly ZoneStep[] }) {
  const longer = steps.filter(({ verb }) => verb === 'extend')
  if (steps.length === 0) return null
  return (
    <ul className="zone-said">
      {longer.length > 0 && <li>{t('zone.step.extend', { n: longer.length, until: formatDay(longer[0]!.untilOn!), clause: longer[0]!.clause ?? '' })}</li>}
      {steps.filter(({ verb }) => verb !== 'extend').map(({ verb, activity, activityName, words, clause }) => <li key={`${verb}${activity}`}>{t(verb === 'add' ? 'zone.step.add' : 'zone.step.end')} <strong>{activityName}</strong>: {words}{clause !== null && <span className="quiet"> ({clause})</span>}</li>)}
    </ul>
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
    const over = after.tasks.some(({ closed, over: isOver }) => isOver && !closed)
    if ((of.kind === 'lift' || over) && may('task.cancel')) await closeDuties(zone.id, t(of.kind === 'lift' ? 'zone.tasks.reason' : 'zone.tasks.measureReason', { number: made?.number ?? '' }))
    await act(async () => undefined)
    void message.success(t('zone.decision.recorded'))
  }
  const fields: Field[] = [
    ...(of.draftDirectiveId === null ? [{ name: 'directiveId', label: 'zone.decision.document', kind: 'directive', required: true } as const] : []), { name: 'clause', label: 'zone.decision.clause', kind: 'text', required: true, help: 'zone.decision.clauseHelp' },
  ]
  return <FieldsDialog title={t('zone.decision.record')} ok={t('zone.decision.record')} initial={{ clause: 'Điều 1' }} fields={fields} onSave={(values) => save({ directiveId: of.draftDirectiveId, ...values })} onClose={onClose} />
}

function Drafting({ view: { zone, today }, kind, onClose }: { view: ZoneView; kind: 'establish' | 'lift'; onClose: () => void }) {
  const { message } = App.useApp()
  const { act } = useActing(ZONES)
  const fields: Field[] = [
    { name: 'effectiveOn', label: kind === 'lift' ? 'zone.decision.liftOn' : 'zone.decision.effectiveOn', kind: 'day', required: true },
    { name: 'reason', label: 'zone.decision.reason', kind: 'long' },
  ]
  const once = useKeptId()
  const save = async ({ effectiveOn, reason }: Record<string, unknown>) => {
    await once((draftId) => draftDecision(zone.id, draftId, { kind, effectiveOn: String(effectiveOn), reason: reason as string | null }))
    await act(async () => undefined)
    void message.success(t('zone.decision.drafted'))
  }
  return <FieldsDialog title={t('zone.decision.draft', { kind: t(`zone.decision.${kind}`).toLocaleLowerCase() })} initial={{ effectiveOn: kind === 'establish' ? zone.fromOn : today }} fields={fields} onSave={save} onClose={onClose} />
}
