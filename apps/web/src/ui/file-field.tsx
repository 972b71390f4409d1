import { DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { download, messageOf } from '../api/client.ts'
import { storeFile } from '../api/office.ts'
import { t } from '../text/t.ts'

/** A kept file by its name; a click fetches it. */
export function FileLink({ id, name }: { id: string; name: string }) {
  const { message } = App.useApp()
  return <Button type="link" className="file-link" icon={<FileOutlined aria-hidden="true" />} onClick={() => void download(`/api/files/${id}`, name).catch((error: unknown) => message.error(messageOf(error)))}>{name}</Button>
}

type Props = { value: string | null; name: string | null; label: string; onChange: (id: string | null, name?: string) => void; id?: string | undefined; disabled?: boolean | undefined }

/** Takes one file: it goes up when it is chosen, and hangs on the record once that is saved. */
export function FileField({ value, name, label, onChange, id, disabled }: Props) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const send = async (file: File | undefined) => {
    if (!file) return
    setShare(0)
    try {
      const stored = await storeFile(file, setShare)
      onChange(stored.id, stored.name)
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setShare(null)
    }
  }
  return (
    <span className="file-field">
      <input ref={chooser} type="file" className="unseen" tabIndex={-1} aria-label={label} onChange={(event) => void send(event.target.files?.[0]).finally(() => { if (chooser.current) chooser.current.value = '' })} />
      {value !== null && <FileLink id={value} name={name ?? t('file.unnamed')} />}
      <Button {...(id ? { id } : {})} disabled={disabled ?? false} loading={share !== null} icon={<UploadOutlined aria-hidden="true" />} onClick={() => chooser.current?.click()}>
        {share === null ? t(value === null ? 'file.choose' : 'file.replace') : `${Math.round(share * 100)} %`}
      </Button>
      {value !== null && !disabled && <Button type="text" icon={<DeleteOutlined />} aria-label={t('file.remove', { name: name ?? t('file.unnamed') })} onClick={() => onChange(null)} />}
    </span>
  )
}
