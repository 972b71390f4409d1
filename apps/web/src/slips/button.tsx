import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { download, messageOf, withQuery } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'

/** As the server takes them. */
const MOST = 100

/** [Phiếu giao việc]: the slip of one task, or of many with one slip a body, to be printed or edited. */
export function SlipButton({ taskIds }: { taskIds: readonly string[] }) {
  const { me } = useMe()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchFile = async (format: string) => {
    if (taskIds.length > MOST) return void message.warning(t('slip.tooMany', { most: MOST }))
    setBusy(true)
    await download(withQuery(`/api/tasks/slips.${format}`, { ids: taskIds.join(',') }), `${t('slip.file')}-${todayInVietnam()}${me.demo ? '-MAU' : ''}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
    setBusy(false)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items: [{ key: 'pdf', label: 'PDF' }, { key: 'docx', label: 'Word (.docx)' }], onClick: ({ key }) => void fetchFile(key) }}>
      <Button size="small" className="no-print" icon={<PrinterOutlined />} loading={busy}>{taskIds.length > 1 ? t('slip.printMany', { count: taskIds.length }) : t('slip.print')}</Button>
    </Dropdown>
  )
}
