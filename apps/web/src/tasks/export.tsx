import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { download, messageOf } from '../api/client.ts'
import { exportPath, type TaskFilter } from '../api/office.ts'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'

/** Exports what the filter shows, all pages of it. */
export function ExportButtons({ filter }: { filter: TaskFilter }) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const fetchFile = async (format: 'csv' | 'xlsx') => {
    setBusy(format)
    await download(exportPath(filter, format), `${t('export.name')}-${todayInVietnam()}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
    setBusy(null)
  }
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} size="small" icon={<DownloadOutlined />} loading={busy === format} onClick={() => void fetchFile(format)}>{format.toUpperCase()}<span className="unseen"> {t('export.what')}</span></Button>
      ))}
    </>
  )
}
