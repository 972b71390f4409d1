import { CloseOutlined, SaveOutlined } from '@ant-design/icons'
import type { Register } from '@phaodai/registers'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useViews } from './address.ts'
import type { Query } from './api.ts'
import { kit } from './words.ts'

type Props = { register: Register; query: Query; show: (query: Query) => void }

function same(a: Query, b: Query): boolean {
  const text = (query: Query) => JSON.stringify(Object.entries(query).sort())
  return text(a) === text(b)
}

/** Saved views as tabs; the filters of now can be kept under a name. */
export function Views({ register, query, show }: Props) {
  const { views, save, remove } = useViews(register)
  const [name, setName] = useState('')
  const known = views.some((view) => same(view.query, query)) || Object.keys(query).length === 0
  const keep = () => {
    if (name.trim() !== '') save({ name: name.trim(), query })
    setName('')
  }
  return (
    <nav className="kit-views" aria-label={kit('views')}>
      <Button size="small" type="text" aria-pressed={Object.keys(query).length === 0} onClick={() => show({})}>{kit('view.all')}</Button>
      {views.map((view) => (
        <span key={view.name}>
          <Button size="small" type="text" aria-pressed={same(view.query, query)} onClick={() => show(view.query)}>{view.name}</Button>
          <Button size="small" type="text" icon={<CloseOutlined />} aria-label={kit('view.remove', { name: view.name })} onClick={() => remove(view.name)} />
        </span>
      ))}
      {!known && (
        <Popover trigger="click" content={<Input size="small" autoFocus value={name} maxLength={60} placeholder={kit('view.name')} aria-label={kit('view.name')} onChange={(event) => setName(event.target.value)} onPressEnter={keep} />}>
          <Button size="small" icon={<SaveOutlined />}>{kit('view.save')}</Button>
        </Popover>
      )}
    </nav>
  )
}
