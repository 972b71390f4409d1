import { DownloadOutlined, PlusOutlined, TableOutlined, UploadOutlined } from '@ant-design/icons'
import type { Register } from '@phaodai/registers'
import { App, Button, Checkbox, Dropdown, Popover } from 'antd'
import { useState } from 'react'
import { download, messageOf } from '../api/client.ts'
import { exportAddress, type Query } from './api.ts'
import { fieldWord, kit, registerWord } from './words.ts'

type Props = {
  register: Register; may: readonly string[]; query: Query; columns: string[]; allColumns: string[]
  chooseColumns: (columns: string[]) => void; onNew: () => void; onImport: () => void
}

/** What can be done with the list as a whole. */
export function Tools({ register, may, query, columns, allColumns, chooseColumns, onNew, onImport }: Props) {
  return (
    <div className="page-tools">
      {may.includes('create') && <Button size="small" type="primary" icon={<PlusOutlined />} onClick={onNew}>{kit('new')}</Button>}
      {may.includes('import') && <Button size="small" icon={<UploadOutlined />} onClick={onImport}>{kit('import')}</Button>}
      {may.includes('export') && <ExportButton {...{ register, query, columns }} />}
      <Popover trigger="click" placement="bottomRight" content={<ColumnChoice {...{ register, columns, allColumns, chooseColumns }} />}>
        <Button size="small" icon={<TableOutlined />}>{kit('columns')}</Button>
      </Popover>
    </div>
  )
}

function ColumnChoice({ register, columns, allColumns, chooseColumns }: Pick<Props, 'register' | 'columns' | 'allColumns' | 'chooseColumns'>) {
  const options = allColumns.map((name) => ({ value: name, label: fieldWord(register, name) }))
  const choose = (chosen: string[]) => chooseColumns(allColumns.filter((name) => chosen.includes(name)))
  return <Checkbox.Group className="kit-columns" options={options} value={columns} onChange={choose} />
}

/** Exports what the list shows: its filters, its columns, all its pages. */
function ExportButton({ register, query, columns }: Pick<Props, 'register' | 'query' | 'columns'>) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const fetchFile = async (format: 'csv' | 'xlsx') => {
    setBusy(true)
    await download(exportAddress(register.name, format, query, columns), `${registerWord(register)}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
    setBusy(false)
  }
  const items = [{ key: 'xlsx', label: kit('exportXlsx') }, { key: 'csv', label: kit('exportCsv') }]
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void fetchFile(key === 'csv' ? 'csv' : 'xlsx') }}>
      <Button size="small" icon={<DownloadOutlined />} loading={busy}>{kit('export')}</Button>
    </Dropdown>
  )
}
