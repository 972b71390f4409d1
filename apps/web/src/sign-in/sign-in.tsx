import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { actIn, isRefusal, messageOf, send } from '../api/client.ts'
import { CodeStep } from '../second-factor/code-step.tsx'
import { useLanguage } from '../frame/language.ts'
import type { DemoAccount } from '../frame/me.tsx'
import { t } from '../text/t.ts'

type Credentials = { username: string; password: string }

/** Sign-in; a demo installation lists its accounts, one click fills one in. */
export function SignInPage({ demo, accounts }: { demo: boolean; accounts: DemoAccount[] }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Credentials>()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [asksCode, askCode] = useState(false)
  const enter = async () => {
    actIn(null)
    await queries.invalidateQueries({ queryKey: ['me'] })
  }
  const signIn = async (credentials: Credentials) => {
    setBusy(true)
    try {
      await send('POST', '/api/sign-in', { username: credentials.username.trim(), password: credentials.password })
      await enter()
    } catch (error) {
      if (isRefusal(error, 'second-factor-needed')) askCode(true)
      else setRefused(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="sign-in" id="main">
      {demo && <p className="sample" role="note"><strong>{t('frame.sample')}</strong> {t('frame.sampleNote')}</p>}
      <div className="sign-in-columns">
        <section className="sign-in-card">
          <img src="/favicon.svg" alt="" width="40" height="40" />
          <h1>{t('frame.product')}</h1>
          <p className="quiet">{t('signIn.for')}</p>
          {asksCode && <CodeStep onSignedIn={enter} onBack={() => askCode(false)} />}
          <Form form={form} layout="vertical" onFinish={signIn} requiredMark={false} hidden={asksCode}>
            {refused !== null && <Alert role="alert" type="error" showIcon title={refused} className="gap-below" />}
            <Form.Item name="username" label={t('signIn.username')} rules={[{ required: true, message: t('signIn.usernameNeeded') }]}><Input autoFocus autoComplete="username" autoCapitalize="none" /></Form.Item>
            <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.passwordNeeded') }]}><Input.Password autoComplete="current-password" /></Form.Item>
            <Button type="primary" htmlType="submit" block loading={busy}>{t('signIn.enter')}</Button>
          </Form>
          <OtherLanguage />
        </section>
        {demo && accounts.length > 0 && <DemoAccounts accounts={accounts} choose={({ username, password }) => form.setFieldsValue({ username, password })} />}
      </div>
    </main>
  )
}

function OtherLanguage() {
  const { language, choose } = useLanguage()
  const next = language === 'vi' ? 'en' : 'vi'
  return <Button type="link" lang={next} onClick={() => choose(next)} className="other-language">{t('frame.otherLanguage')}</Button>
}

function DemoAccounts({ accounts, choose }: { accounts: DemoAccount[]; choose: (account: DemoAccount) => void }) {
  return (
    <section className="demo-accounts">
      <h2>{t('signIn.demoAccounts')}</h2>
      <p className="quiet">{t('signIn.demoHint')}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.username}>
            <button type="button" className="demo-account" onClick={() => choose(account)}>
              <code>{account.username}</code><span>{account.title ?? account.name ?? ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
