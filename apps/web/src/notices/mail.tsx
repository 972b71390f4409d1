import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Alert, Button, Checkbox, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import type { NoticeSettings } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { confirmAddress, resumeMail, setAddress } from './api.ts'
import { TestButton } from './test-button.tsx'
import { SETTINGS, useSettingsCall, useSettingsChange } from './use-settings.ts'

/** The person's own address: entered, confirmed by a code, tested, stopped and begun again; and the morning's digest. */
export function MailSettings({ settings }: { settings: NoticeSettings }) {
  const { mail, digest, digestAt } = settings
  const change = useSettingsChange()
  return (
    <section aria-labelledby="notice-mail">
      <h2 id="notice-mail">{t('notices.channel.mail')}</h2>
      {!mail.ready && <p className="quiet">{t('notices.mailNotReady')}</p>}
      {mail.ready && <AddressForm key={mail.address ?? ''} mail={mail} />}
      {mail.ready && mail.address !== null && !mail.verified && <CodeForm />}
      {mail.verified && mail.stopped && <Stopped />}
      {mail.verified && !mail.stopped && <TestButton channel="mail" tests={settings.tests} />}
      <p className="setting-check"><Checkbox checked={digest} onChange={(event) => change.mutate({ digest: event.target.checked })}>{t('notices.digest', { at: digestAt })}</Checkbox></p>
    </section>
  )
}

function AddressForm({ mail }: { mail: NoticeSettings['mail'] }) {
  const [address, enter] = useState(mail.address ?? '')
  const save = useSettingsCall(setAddress)
  const words = mail.address === null || address !== mail.address ? 'notices.sendCode' : 'notices.sendCodeAgain'
  return (
    <div className="setting-line">
      <label><span className="field-label">{t('notices.address')} {mail.verified && <strong>· {t('notices.verified')}</strong>}</span>
        <Input type="email" className="mail-field" autoComplete="email" value={address} onChange={(event) => enter(event.target.value.trim())} /></label>
      {!(mail.verified && address === mail.address) && <Button type="primary" disabled={!/^[^@\s]+@[^@\s]+$/.test(address)} loading={save.isPending} onClick={() => save.mutate(address)}>{t(words)}</Button>}
      {mail.address !== null && <Popconfirm title={t('notices.forgetAsk')} okText={t('notices.forget')} onConfirm={() => save.mutate(null)}><Button>{t('notices.forget')}</Button></Popconfirm>}
    </div>
  )
}

function CodeForm() {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [code, enter] = useState('')
  const confirm = useMutation({
    mutationFn: () => confirmAddress(code),
    onError: (error) => message.error(messageOf(error)),
    onSuccess: async ({ done }) => {
      void (done ? message.success(t('notices.verified')) : message.error(t('notices.codeWrong')))
      await queries.invalidateQueries({ queryKey: SETTINGS })
    },
  })
  return (
    <>
      <p>{t('notices.codeSent')}</p>
      <div className="setting-line">
        <label><span className="field-label">{t('notices.code')}</span>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => enter(event.target.value.replace(/\D/g, ''))} /></label>
        <Button type="primary" disabled={code.length !== 6} loading={confirm.isPending} onClick={() => confirm.mutate()}>{t('notices.confirm')}</Button>
      </div>
    </>
  )
}

function Stopped() {
  const resume = useSettingsCall(() => resumeMail())
  return <Alert type="warning" className="gap-below" title={t('notices.stopped')} action={<Button size="small" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>{t('notices.resume')}</Button>} />
}
