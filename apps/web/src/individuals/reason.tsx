import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'

type Props = { title: string; note: string; ok: string; onClose: () => void; onDone: (reason: string) => Promise<void> }

/** Asks for the reason of a deed that others will read later; a refusal keeps what was typed. */
export function ReasonDialog({ title, note, ok, onClose, onDone }: Props) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const send = async () => {
    setBusy(true)
    try {
      await onDone(reason.trim())
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <Modal open title={title} okText={ok} cancelText={t('people.cancel')} confirmLoading={busy} okButtonProps={{ disabled: reason.trim() === '' }} onOk={() => void send()} onCancel={onClose}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <p>{note}</p>
      <Input.TextArea autoFocus aria-label={t('people.reason')} placeholder={t('people.reason')} maxLength={1000} autoSize={{ minRows: 2 }} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  )
}
