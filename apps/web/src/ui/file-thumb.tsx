import { FileOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import type { TaskEvent } from '@phaodai/office'
import { download, fetchBlob, messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useAddress } from './address.ts'

type KeptFile = TaskEvent['files'][number]

/** One piece of evidence: a picture as a thumbnail, anything else by its name; a click fetches the whole file. */
export function FileThumb({ file }: { file: KeptFile }) {
  const isPicture = file.mediaType.startsWith('image/')
  const { message } = App.useApp()
  const bytes = useQuery({ queryKey: ['files', file.id], queryFn: ({ signal }) => fetchBlob(`/api/files/${file.id}`, signal), enabled: isPicture, staleTime: Infinity })
  const address = useAddress(bytes.data)
  const open = () => {
    if (address !== null) window.open(address, '_blank', 'noopener')
    else void download(`/api/files/${file.id}`, file.name).catch((error: unknown) => message.error(messageOf(error)))
  }
  return (
    <button type="button" className="thumb" onClick={open} title={file.name}>
      {address !== null ? <img src={address} alt={file.name} /> : <><FileOutlined aria-hidden="true" /> {bytes.isError ? t('file.broken', { name: file.name }) : file.name}</>}
    </button>
  )
}
