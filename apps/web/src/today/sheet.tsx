import { FilePdfOutlined } from '@ant-design/icons'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { Direction } from './direction.tsx'

/** [Tờ A4]: fetches the leader's page as one sheet of paper. */
export function SheetButton({ format, children, primary = false }: { format: 'pdf' | 'docx'; children: string; primary?: boolean }) {
  const { me } = useMe()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchFile = async () => {
    setBusy(true)
    await download(`/api/picture/sheet.${format}`, `${t('sheet.file')}-${todayInVietnam()}${me.demo ? '-MAU' : ''}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
    setBusy(false)
  }
  return <Button size={primary ? 'middle' : 'small'} type={primary ? 'primary' : 'default'} className="no-print" icon={<FilePdfOutlined />} loading={busy} onClick={() => void fetchFile()}>{children}</Button>
}

/** Where the morning's mail leads: the sheet to print, and the box to direct in without paper. */
export function SheetPage() {
  const { may } = useMe()
  return (
    <div className="leader">
      <header className="leader-head">
        <h1>{t('sheet.page')}</h1>
        <p className="quiet">{t('sheet.pageHint')}</p>
        <Space wrap>
          <SheetButton format="pdf" primary>PDF</SheetButton>
          <SheetButton format="docx">Word (.docx)</SheetButton>
        </Space>
      </header>
      {may('directive.direct') && may('handling.direct') && <Direction />}
    </div>
  )
}
