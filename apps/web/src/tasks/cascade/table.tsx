import { EditOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import type { Day } from '@phaodai/vocabulary'
import { t } from '#web/text/t.ts'
import { DayField } from '#web/ui/day-field.tsx'

export type Child = { id: string; body: BodyRef; text: string; deadline: Day | null; picked: boolean }
type Props = { rows: Child[]; parentText: string; setRows: (rows: Child[]) => void }

/** Bodies of the next level with the words and the date each of them gets. */
export function CascadeTable({ rows, parentText, setRows }: Props) {
  const all = rows.every(({ picked }) => picked)
  const edit = (id: string, next: Partial<Child>) => setRows(rows.map((row) => (row.id === id ? { ...row, ...next } : row)))
  const dateForAll = (deadline: Day | null) => setRows(rows.map((row) => ({ ...row, deadline })))
  if (rows.length === 0) return <p className="quiet">{t('cascade.noneBelow')}</p>
  return (
    <div className="cascade-scroll">
      <table className="table cascade-table">
        <caption className="unseen">{t('cascade.caption')}</caption>
        <thead><tr>
          <th scope="col" className="cell-pick"><Checkbox aria-label={t('tasks.pickAll')} checked={all} indeterminate={!all && rows.some(({ picked }) => picked)} onChange={() => setRows(rows.map((row) => ({ ...row, picked: !all })))} /></th>
          <th scope="col">{t('cascade.body')}</th><th scope="col">{t('cascade.text')}</th>
          <th scope="col"><span>{t('tasks.deadline')}</span> <DayField size="small" label={t('cascade.dateForAll')} value={null} onChange={dateForAll} /></th>
        </tr></thead>
        <tbody>{rows.map((row) => <ChildRow key={row.id} row={row} parentText={parentText} edit={(next) => edit(row.id, next)} />)}</tbody>
      </table>
    </div>
  )
}

function ChildRow({ row, parentText, edit }: { row: Child; parentText: string; edit: (next: Partial<Child>) => void }) {
  const [writing, setWriting] = useState(false)
  return (
    <tr className={row.picked ? '' : 'unpicked'}>
      <td className="cell-pick"><Checkbox aria-label={row.body.name} checked={row.picked} onChange={({ target }) => edit({ picked: target.checked })} /></td>
      <td data-label={t('cascade.body')}>{row.body.name}</td>
      <td data-label={t('cascade.text')}>
        {writing
          ? <Input.TextArea aria-label={t('cascade.textOf', { body: row.body.name })} autoFocus autoSize value={row.text} onChange={(event) => edit({ text: event.target.value })} />
          : <span className="child-text"><span className="clamp-2">{row.text === parentText ? t('cascade.sameWords') : row.text}</span><Button size="small" type="text" icon={<EditOutlined />} aria-label={t('cascade.editTextOf', { body: row.body.name })} onClick={() => setWriting(true)} /></span>}
      </td>
      <td data-label={t('tasks.deadline')}><DayField size="small" label={t('cascade.dateOf', { body: row.body.name })} value={row.deadline} onChange={(deadline) => edit({ deadline })} /></td>
    </tr>
  )
}
