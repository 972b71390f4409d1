import { UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { takeInEdxml } from '../api/books.ts'
import { messageOf, newId } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useReturnFocus } from '../ui/return-focus.ts'

/** Takes in a file of the exchange of documents; what it brings lies in the box of arrivals. */
export function EdxmlButton() {
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  return (
    <>
      <input ref={input} type="file" accept=".edxml,.xml" className="unseen" tabIndex={-1} aria-label={t('handling.edxml')} data-edxml onChange={(event) => { setFile(event.target.files?.[0] ?? null); event.target.value = '' }} />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{t('handling.edxml')}</Button>
      {file !== null && <EdxmlDialog file={file} close={() => setFile(null)} />}
    </>
  )
}

function EdxmlDialog({ file, close }: { file: File; close: () => void }) {
  useReturnFocus()
  const [declared, setDeclared] = useState(false)
  const [id] = useState(newId)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const take = useMutation({
    mutationFn: () => takeInEdxml(id, file, declared),
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
      void message.success(t('handling.edxmlDone'))
      close()
      void navigate('/van-thu?box=arrived')
    },
  })
  return (
    <Modal open title={t('handling.edxml')} okText={t('handling.edxml')} okButtonProps={{ disabled: !declared }} confirmLoading={take.isPending} onOk={() => take.mutate()} onCancel={close}>
      <p>{file.name}</p>
      {take.isError && <Alert role="alert" type="error" showIcon className="gap-below" title={messageOf(take.error)} />}
      <Checkbox checked={declared} onChange={(event) => setDeclared(event.target.checked)}>{t('handling.edxmlDeclare')}</Checkbox>
    </Modal>
  )
}
