import { useQueryClient } from '@tanstack/react-query'
import { App, Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf, send } from '../api/client.ts'
import { t } from '../text/t.ts'

type Words = { current: string; next: string; again: string }

/** Change of one's own password; `forced` when the account must have a new one before anything else. */
export function PasswordDialog({ open, onClose, forced = false }: { open: boolean; onClose: () => void; forced?: boolean }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Words>()
  const { message } = App.useApp()
  const [refused, setRefused] = useState<string | null>(null)
  const save = async ({ current, next }: Words) => {
    try {
      await send('POST', '/api/password', { current, next })
      void message.success(t('account.passwordChanged'))
      await queries.invalidateQueries({ queryKey: ['me'] })
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open={open} title={t('account.changePassword')} okText={t('account.changePassword')} onOk={form.submit} onCancel={onClose} destroyOnHidden
      closable={!forced} mask={{ closable: !forced }} keyboard={!forced} cancelButtonProps={{ hidden: forced }}>
      {forced && <p>{t('account.mustChange')}</p>}
      <Form form={form} layout="vertical" onFinish={save} preserve={false} requiredMark={false}>
        {refused !== null && <Alert type="error" showIcon title={refused} className="gap-below" />}
        <Form.Item name="current" label={t('account.currentPassword')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <Form.Item name="next" label={t('account.newPassword')} extra={t('account.passwordRule')} rules={[{ required: true, min: 10 }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Form.Item name="again" label={t('account.newPasswordAgain')} dependencies={['next']} rules={[{ required: true }, ({ getFieldValue }) => ({
          validator: (_, value) => (value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('account.passwordsDiffer')))),
        })]}><Input.Password autoComplete="new-password" /></Form.Item>
      </Form>
    </Modal>
  )
}
