import { CloseOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Input, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { taskRoles, taskStates } from '@phaodai/office'
import { getDirective, type TaskFilter } from '../api/office.ts'
import { AreaWord } from '../map/area-word.tsx'
import { useStatisticsWords } from '../statistics/filter-words.tsx'
import { t, word } from '../text/t.ts'
import { BodySelect, useBodyRef } from '../ui/body-select.tsx'
import { useSettled } from '../ui/settled.ts'
import type { FilterName } from './filter.ts'

const piles = ['new', 'doing', 'to-confirm', 'decision', 'late', 'due-soon', 'stuck', 'closed', 'open'] as const
type Change = (change: Partial<Record<FilterName, string | undefined>>) => void
type Props = { filter: TaskFilter; change: Change }

/** One line above the list: whose, which pile, state, role, under which body, and a search without marks. */
export function FilterLine({ filter, change }: Props) {
  return (
    <div className="filter-line" role="search" aria-label={t('filter.label')}>
      <Segmented value={filter.box ?? 'all'} onChange={(box) => change({ box: box === 'all' ? '' : box })} aria-label={t('filter.box')} options={(['mine', 'given', 'all'] as const).map((box) => ({ value: box, label: t(`box.${box}`) }))} />
      <WordsSearch value={filter.q ?? ''} onChange={(q) => change({ q })} />
      <Choice name="pile" options={piles} {...{ filter, change }} />
      <Choice name="state" options={taskStates} {...{ filter, change }} />
      <Choice name="role" options={[...taskRoles, 'answering']} {...{ filter, change }} />
      <UnderBody {...{ filter, change }} />
      {filter.areaId !== undefined && <span className="filter-word chosen"><span>{t('filter.area')}: <strong><AreaWord id={Number(filter.areaId)} /></strong></span><Clear what={t('filter.area')} onClick={() => change({ areaId: '' })} /></span>}
      <DirectiveWord {...{ filter, change }} />
      <CountedWords {...{ filter, change }} />
      <Choice name="sort" options={['newest', 'deadline']} {...{ filter, change }} />
    </div>
  )
}

/** Search box that asks once the typing rests. */
export function WordsSearch({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [words, setWords] = useState(value)
  const settled = useSettled(words, 300)
  useEffect(() => {
    if (settled !== value) onChange(settled)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asks when the typing rests, not when the address moves
  }, [settled])
  useEffect(() => setWords(value), [value])
  return <Input className="words-search" prefix={<SearchOutlined aria-hidden="true" />} allowClear value={words} placeholder={t('filter.search')} aria-label={t('filter.search')} onChange={(event) => setWords(event.target.value)} />
}

/** One filter as a word: "trạng thái: đang làm". Chosen filters carry a cross. */
function Choice({ name, options, filter, change }: Props & { name: 'pile' | 'state' | 'role' | 'sort'; options: readonly string[] }) {
  const value = filter[name]
  const words = (option: string) => word(`filter.${name}.${option}`)
  const items = options.map((option) => ({ key: option, label: words(option) }))
  return (
    <span className={value === undefined ? 'filter-word' : 'filter-word chosen'}>
      <Dropdown trigger={['click']} menu={{ items, selectedKeys: value === undefined ? [] : [value], onClick: ({ key }) => change({ [name]: key }) }}>
        <Button size="small" type="text"><span>{word(`filter.${name}`)}{value !== undefined && <>: <strong>{words(value)}</strong></>}</span></Button>
      </Dropdown>
      {value !== undefined && <Clear what={word(`filter.${name}`)} onClick={() => change({ [name]: '' })} />}
    </span>
  )
}

function Clear({ what, onClick }: { what: string; onClick: () => void }) {
  return <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('filter.remove', { what })} onClick={onClick} />
}

function UnderBody({ filter, change }: Props) {
  const id = filter.underBodyId ?? filter.bodyId
  const value = useBodyRef(id === undefined ? null : Number(id))
  const exact = filter.bodyId !== undefined
  return (
    <span className="filter-body">
      <BodySelect value={value} label={t('filter.under')} placeholder={t('filter.under')} onChange={(next) => change({ bodyId: '', underBodyId: next === null ? '' : String(next.id) })} />
      {id !== undefined && <Button size="small" type="text" onClick={() => change(exact ? { bodyId: '', underBodyId: id } : { bodyId: id, underBodyId: '' })}>{exact ? t('filter.thisBodyOnly') : t('filter.withAllBelow')}</Button>}
    </span>
  )
}

/** What a number of the statistics brought along. */
function CountedWords({ filter, change }: Props) {
  return useStatisticsWords(filter).map(({ key, name, words, clears }) => (
    <span key={key} className="filter-word chosen">
      <span>{name}: <strong>{words}</strong></span><Clear what={name} onClick={() => change(Object.fromEntries(clears.map((each) => [each, ''])))} />
    </span>
  ))
}

function DirectiveWord({ filter, change }: Props) {
  const id = filter.directiveId
  const directive = useQuery({ queryKey: ['directives', 'one', id], queryFn: () => getDirective(id!), enabled: id !== undefined })
  if (id === undefined) return null
  return (
    <span className="filter-word chosen">
      <span>{t('filter.directive')}: <strong>{directive.data?.number ?? directive.data?.abstract ?? '…'}</strong></span>
      <Clear what={t('filter.directive')} onClick={() => change({ directiveId: '' })} />
    </span>
  )
}
