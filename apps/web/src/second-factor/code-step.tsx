import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { messageOf, send } from '../api/client.ts'
import { t } from '../text/t.ts'

/** Second half of a sign-in: a code of the app, or a recovery code. */
export function CodeStep({ onSignedIn, onBack }: { onSignedIn: () => Promise<void>; onBack: () => void }) {
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const answer = async ({ code }: { code: string }) => {
    setBusy(true)
    try {
      await send('POST', '/api/sign-in/second-factor', { code: code.trim() })
      await onSignedIn()
    } catch (error) {
      setRefused(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form layout="vertical" onFinish={answer} requiredMark={false}>
      <p>{t('factor.ask')}</p>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} className="gap-below" />}
      <Form.Item name="code" label={t('factor.codeOrRecovery')} rules={[{ required: true, pattern: /^\s*(?:\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})\s*$/, message: t('factor.codeShape') }]}>
        <Input autoFocus autoComplete="one-time-code" autoCapitalize="none" maxLength={13} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>{t('signIn.enter')}</Button>
      <Button type="link" block onClick={onBack}>{t('factor.back')}</Button>
    </Form>
  )
}
