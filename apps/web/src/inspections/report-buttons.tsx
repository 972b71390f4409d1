import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { download, messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'

/** The printed paper as Word file or PDF. */
export function ReportButtons({ path, name }: { path: string; name: string }) {
  const { message } = App.useApp()
  const fetchIt = (format: string) => void download(`${path}.${format}`, `${name}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return (
    <p className="card-actions no-print">
      {(['docx', 'pdf'] as const).map((format) => <Button key={format} size="small" icon={<DownloadOutlined />} onClick={() => fetchIt(format)}>{t('inspection.report', { format: format.toUpperCase() })}</Button>)}
    </p>
  )
}
