import { CloseOutlined, SearchOutlined } from '@ant-design/icons'
import type { Register } from '@phaodai/registers'
import { addDays, formatDate } from '@phaodai/vocabulary'
import { Button, Dropdown, Input, Popover, type InputRef } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { DayField } from '../ui/day-field.tsx'
import { useKeys } from '../ui/keys.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import type { Change } from './address.ts'
import type { Names, Query } from './api.ts'
import { CountedWord } from './counted.tsx'
import { Picker } from './picker.tsx'
import { codeWord, fieldOf, fieldWord, kit } from './words.ts'

type Props = { register: Register; query: Query; names: Names; change: (change: Change) => void }

/** One line of words above the list: search, then each filter with what it is set to. */
export function FilterLine({ register, query, names, change }: Props) {
  return (
    <div className="filter-line" role="search" aria-label={kit('search')}>
      <Search value={query.q ?? ''} onChange={(q) => change({ q })} />
      {query.counted !== undefined && <CountedWord text={query.counted} clear={() => change({ counted: '' })} />}
      {register.filters.map((name) => <Filter key={name} {...{ register, query, names, change, name }} />)}
      <Button size="small" type="text" className={query.voided === '1' ? 'filter-word chosen' : 'filter-word'} aria-pressed={query.voided === '1'} onClick={() => change({ voided: query.voided === '1' ? '' : '1' })}>{kit('filter.voided')}</Button>
    </div>
  )
}

/** Asks once the typing rests; "f" brings the focus here. */
function Search({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [words, setWords] = useState(value)
  const input = useRef<InputRef>(null)
  const settled = useSettled(words, 300)
  const ask = useEffectEvent(() => {
    if (settled !== value) onChange(settled)
  })
  useEffect(() => ask(), [settled])
  useEffect(() => setWords(value), [value])
  useKeys({ f: () => input.current?.focus() })
  return <Input ref={input} className="words-search" size="small" prefix={<SearchOutlined aria-hidden="true" />} allowClear value={words} placeholder={kit('search')} aria-label={kit('search')} onChange={(event) => setWords(event.target.value)} />
}

type FilterProps = Props & { name: string }

/** One filter as words, "Trạng thái: Đang xác minh"; a set one carries a cross. */
function Filter(props: FilterProps) {
  const { register, query, name, change } = props
  const value = query[name] ?? ''
  const label = fieldWord(register, name)
  return (
    <span className={value === '' ? 'filter-word' : 'filter-word chosen'}>
      <Choice {...props} label={label} value={value} />
      {value !== '' && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={kit('filter.remove', { name: label })} onClick={() => change({ [name]: '' })} />}
    </span>
  )
}

type ChoiceProps = FilterProps & { label: string; value: string }

function Choice(props: ChoiceProps) {
  const kind = fieldOf(props.register, props.name)?.kind
  if (kind === 'code' || kind === 'yes-no') return <CodeChoice {...props} />
  if (kind === 'date' || kind === 'instant') return <DayChoice {...props} />
  return <PickChoice {...props} />
}

function Words({ label, text, ...rest }: { label: string; text: string }) {
  return <Button size="small" type="text" {...rest}>{label}{text !== '' && <>: <strong>{text}</strong></>}</Button>
}

function CodeChoice({ register, name, label, value, change }: ChoiceProps) {
  const codes = fieldOf(register, name)?.values ?? ['true', 'false']
  const chosen = value === '' ? [] : value.split(',')
  const words = (code: string) => (code === 'true' ? kit('yes') : code === 'false' ? kit('no') : codeWord(register, name, code))
  const toggle = (code: string) => change({ [name]: (chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]).join(',') })
  return (
    <Dropdown trigger={['click']} menu={{ items: codes.map((code) => ({ key: code, label: words(code) })), selectable: true, multiple: true, selectedKeys: chosen, onClick: ({ key }) => toggle(key) }}>
      <Words label={label} text={chosen.map(words).join(', ')} />
    </Dropdown>
  )
}

function daysText(value: string): string {
  const [from = '', to = ''] = value.split('..')
  if (from !== '' && to !== '') return kit('filter.days', { from: formatDate(from), to: formatDate(to) })
  return from === '' ? (to === '' ? '' : kit('filter.until', { to: formatDate(to) })) : kit('filter.since', { from: formatDate(from) })
}

function DayChoice({ name, label, value, change }: ChoiceProps) {
  const [from = '', to = ''] = value.split('..')
  const set = (nextFrom: string, nextTo: string) => change({ [name]: nextFrom === '' && nextTo === '' ? '' : `${nextFrom}..${nextTo}` })
  const last = (days: number) => set(addDays(todayInVietnam(), 1 - days), '')
  const content = (
    <div className="kit-days">
      <Button size="small" onClick={() => last(7)}>{kit('filter.last7')}</Button>
      <Button size="small" onClick={() => last(30)}>{kit('filter.last30')}</Button>
      <DayField size="small" value={from || null} label={`${label}: ${kit('filter.from')}`} onChange={(day) => set(day ?? '', to)} />
      <DayField size="small" value={to || null} label={`${label}: ${kit('filter.to')}`} onChange={(day) => set(from, day ?? '')} />
    </div>
  )
  return <Popover trigger="click" content={content}><Words label={label} text={daysText(value)} /></Popover>
}

function PickChoice({ register, name, label, value, names, change }: ChoiceProps) {
  const target = fieldOf(register, name)?.target ?? ''
  const [picked, pick] = useState<{ id: string; name: string } | null>(null)
  const shown = value === '' ? '' : names[target]?.[value] ?? (picked?.id === value ? picked.name : value)
  const content = (
    <div className="kit-pick">
      <Picker size="small" target={target} value={value === '' ? null : target === 'area' || target === 'body' ? Number(value) : value} name={shown} label={label} anywhere={name !== 'areaId'} onChange={(id, chosen) => {
        pick(id === null ? null : { id: String(id), name: chosen })
        change({ [name]: id === null ? '' : String(id) })
      }} />
    </div>
  )
  return <Popover trigger="click" content={content} destroyOnHidden><Words label={label} text={shown} /></Popover>
}
