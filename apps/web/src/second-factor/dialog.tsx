import { useQueryClient } from '@tanstack/react-query'
import { App, Alert, Button, Input, Modal, QRCode } from 'antd'
import { useState, type FormEvent, type ReactNode } from 'react'
import { messageOf, send } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { RecoveryCodes } from './codes.tsx'
import './second-factor.css'

type Begun = { totpUri: string; backupCodes: string[] }
type Step = { at: 'status' } | { at: 'scan'; begun: Begun } | { at: 'codes'; codes: string[] }

/** Xác thực hai lớp of one's own account: set up, new recovery codes, ended; `forced` where the role requires it before any work. */
export function SecondFactorDialog({ onClose, forced = false }: { onClose: () => void; forced?: boolean }) {
  const { me } = useMe()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'status' })
  const refresh = () => queries.invalidateQueries({ queryKey: ['me'] })
  const finish = () => { void refresh(); onClose() }
  const closes = step.at === 'codes' ? finish : onClose
  const isOpenable = !forced && step.at !== 'codes'
  return (
    <Modal open title={t('factor.title')} footer={null} onCancel={closes} closable={isOpenable} mask={{ closable: false }} keyboard={isOpenable} width={520}>
      {forced && step.at === 'status' && <p><strong>{t('factor.required')}</strong></p>}
      {step.at === 'status' && (me.secondFactor.inForce ? <InForce onCodes={(codes) => setStep({ at: 'codes', codes })} onEnded={finish} /> : <Begin onBegun={(begun) => setStep({ at: 'scan', begun })} />)}
      {step.at === 'scan' && <Scan begun={step.begun} onDone={() => setStep({ at: 'codes', codes: step.begun.backupCodes })} />}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} username={me.username} onDone={finish} />}
    </Modal>
  )
}

/** One field and what is done with it; a refusal stays above the field until the next try. */
function OneField({ label, ok, danger = false, field, act }: { label: string; ok: string; danger?: boolean; field: (value: string, set: (value: string) => void) => ReactNode; act: (value: string) => Promise<void> }) {
  const [value, setValue] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    await act(value).catch((error: unknown) => setRefused(messageOf(error)))
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="factor-form">
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <label>{label}{field(value, setValue)}</label>
      <Button htmlType="submit" type="primary" danger={danger} loading={busy} disabled={value.trim() === ''}>{ok}</Button>
    </form>
  )
}

const password = (value: string, set: (value: string) => void) => <Input.Password autoComplete="current-password" value={value} onChange={(event) => set(event.target.value)} />

function Begin({ onBegun }: { onBegun: (begun: Begun) => void }) {
  return (
    <>
      <p>{t('factor.what')}</p>
      <OneField label={t('account.currentPassword')} ok={t('factor.begin')} field={password} act={async (current) => onBegun(await send<Begun>('POST', '/api/second-factor', { current }))} />
    </>
  )
}

function secretOf(uri: string): string {
  return (new URL(uri).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ')
}

function Scan({ begun, onDone }: { begun: Begun; onDone: () => void }) {
  return (
    <>
      <p>{t('factor.scan')}</p>
      <div className="factor-scan"><QRCode value={begun.totpUri} type="canvas" aria-label={t('factor.qr')} size={184} bordered={false} color="#000000" bgColor="#ffffff" /></div>
      <p>{t('factor.byHand')} <code className="factor-secret">{secretOf(begun.totpUri)}</code></p>
      <OneField label={t('factor.code')} ok={t('factor.confirm')} act={async (code) => { await send('POST', '/api/second-factor/confirm', { code: code.trim() }); onDone() }}
        field={(value, set) => <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={value} onChange={(event) => set(event.target.value)} />} />
    </>
  )
}

function InForce({ onCodes, onEnded }: { onCodes: (codes: string[]) => void; onEnded: () => void }) {
  const [wish, setWish] = useState<'codes' | 'end' | null>(null)
  const { message } = App.useApp()
  const renew = async (current: string) => onCodes((await send<{ backupCodes: string[] }>('POST', '/api/second-factor/codes', { current })).backupCodes)
  const end = async (current: string) => {
    await send('POST', '/api/second-factor/end', { current })
    void message.success(t('factor.ended'))
    onEnded()
  }
  return (
    <>
      <p><strong>{t('factor.inForce')}</strong> {t('factor.inForceWhat')}</p>
      {wish === null && <p className="card-actions"><Button onClick={() => setWish('codes')}>{t('factor.newCodes')}</Button><Button danger onClick={() => setWish('end')}>{t('factor.end')}</Button></p>}
      {wish === 'codes' && <><p>{t('factor.newCodesWhat')}</p><OneField label={t('account.currentPassword')} ok={t('factor.newCodes')} field={password} act={renew} /></>}
      {wish === 'end' && <><p>{t('factor.endWhat')}</p><OneField label={t('account.currentPassword')} ok={t('factor.end')} danger field={password} act={end} /></>}
    </>
  )
}
