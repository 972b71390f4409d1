import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { createAccount, listPeople, setPassword, type AccountView } from '../api/bodies.ts'
import { messageOf, newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'

/** A new account for somebody who holds a post; the password must be changed at the first sign-in. */
export function AccountDialog({ close }: { close: () => void }) {
  const [form] = Form.useForm<{ personId: string; username: string; password: string }>()
  const [id] = useState(newId)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const make = useMutation({
    mutationFn: (account: { personId: string; username: string; password: string }) => createAccount(id, account),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] })
      void message.success(t('accounts.created'))
      close()
    },
  })
  return (
    <Modal open title={t('accounts.create')} okText={t('accounts.create')} confirmLoading={make.isPending} onOk={form.submit} onCancel={close}>
      {make.isError && <Alert role="alert" type="error" showIcon title={messageOf(make.error)} className="gap-below" />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(account) => make.mutate(account)}>
        <Form.Item name="personId" label={t('people.name')} rules={[{ required: true }]}><PersonSelect /></Form.Item>
        <Form.Item name="username" label={t('signIn.username')} extra={t('accounts.usernameRule')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{2,39}$/, message: t('accounts.usernameRule') }]}><Input autoComplete="off" autoCapitalize="none" /></Form.Item>
        <Form.Item name="password" label={t('accounts.firstPassword')} extra={t('account.passwordRule')} rules={[{ required: true, min: 10 }]}><Input.Password autoComplete="new-password" /></Form.Item>
      </Form>
    </Modal>
  )
}

function PersonSelect({ value, onChange, id }: { value?: string; onChange?: (personId: string) => void; id?: string }) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const people = useQuery({ queryKey: ['people', 'search', asked], queryFn: () => listPeople(asked) })
  const options = (people.data ?? []).map((person) => ({ value: person.id, label: [person.fullName, person.posts[0]?.title].filter(Boolean).join(' · ') }))
  return <Select {...(id === undefined ? {} : { id })} {...(value === undefined ? {} : { value })} {...(onChange === undefined ? {} : { onChange })} options={options} showSearch={{ onSearch: setWords, filterOption: false }} aria-label={t('people.name')} placeholder={t('people.search')} />
}

/** A new password set by an administrator: ends all sessions of the account and lifts its lock. */
export function PasswordSetDialog({ account, close }: { account: AccountView; close: () => void }) {
  const [password, type] = useState('')
  const queries = useQueryClient()
  const { message } = App.useApp()
  const set = useMutation({
    mutationFn: () => setPassword(account.id, password),
    onSuccess: async () => {
      await queries.invalidateQueries()
      void message.success(t('accounts.passwordDone'))
      close()
    },
  })
  return (
    <Modal open title={`${t('accounts.setPassword')} · ${account.username}`} okText={t('accounts.setPassword')} okButtonProps={{ disabled: password.length < 10 }} confirmLoading={set.isPending} onOk={() => set.mutate()} onCancel={close}>
      <p>{t('accounts.setPasswordWhat')}</p>
      {set.isError && <Alert role="alert" type="error" showIcon title={messageOf(set.error)} className="gap-below" />}
      <label className="field-label" htmlFor="new-password">{t('account.newPassword')}</label>
      <Input.Password id="new-password" autoComplete="new-password" value={password} onChange={(event) => type(event.target.value)} />
      <p className="quiet">{t('account.passwordRule')}</p>
    </Modal>
  )
}
