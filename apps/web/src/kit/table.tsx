import { sortableFields, type RecordRow, type Register } from '@phaodai/registers'
import { Checkbox } from 'antd'
import type { Names } from './api.ts'
import { fieldOf, fieldWord, kit, registerWord, valueText } from './words.ts'

export type Picking = { picked: ReadonlySet<string>; toggle: (id: string) => void; toggleAll: () => void }
type Props = {
  register: Register; rows: RecordRow[]; names: Names; columns: string[]; sort: string; onSort: (sort: string) => void
  opened: string | null; onOpen: (id: string) => void; picking: Picking
}

/** Records as rows; the first column opens the record. On a phone each row is a card. */
export function RecordTable({ register, rows, names, columns, sort, onSort, opened, onOpen, picking }: Props) {
  const { picked, toggle, toggleAll } = picking
  const text = (row: RecordRow, name: string) => valueText(register, name, row[name], names)
  return (
    <table className="table kit-table">
      <caption className="unseen">{registerWord(register)}</caption>
      <thead>
        <tr>
          <th scope="col" className="cell-pick"><Checkbox aria-label={kit('select', { title: kit('view.all') })} checked={picked.size === rows.length} indeterminate={picked.size > 0 && picked.size < rows.length} onChange={toggleAll} /></th>
          {columns.map((name) => <Head key={name} {...{ register, name, sort, onSort }} />)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={[row.id === opened && 'opened', picked.has(row.id) && 'picked', row.voidedAt !== null && 'voided'].filter(Boolean).join(' ')}>
            <td className="cell-pick"><Checkbox aria-label={kit('select', { title: text(row, register.title) })} checked={picked.has(row.id)} onChange={() => toggle(row.id)} /></td>
            {columns.map((name, index) => (
              <td key={name} data-label={fieldWord(register, name)} className={fieldOf(register, name)?.kind === 'number' ? 'figures kit-number' : ''}>
                {index === 0 ? <button type="button" className="kit-open clamp-2" data-row={row.id} onClick={() => onOpen(row.id)}>{text(row, name) || '—'}</button> : <span className="clamp-2">{text(row, name)}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head({ register, name, sort, onSort }: { register: Register; name: string; sort: string; onSort: (sort: string) => void }) {
  const label = fieldWord(register, name)
  if (!sortableFields(register).includes(name)) return <th scope="col">{label}</th>
  const way = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'
  return (
    <th scope="col" aria-sort={way}>
      <button type="button" className="kit-sort" title={kit('sortBy', { name: label })} onClick={() => onSort(way === 'descending' ? name : `-${name}`)}>{label}{way !== 'none' && <span aria-hidden="true">{way === 'ascending' ? ' ↑' : ' ↓'}</span>}</button>
    </th>
  )
}
