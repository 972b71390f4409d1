import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import { getBody, searchBodies, type Body } from '../api/bodies.ts'
import { t } from '../text/t.ts'
import { useSettled } from './settled.ts'

type Common = { label: string; placeholder?: string; autoFocus?: boolean; offered?: BodyRef[]; disabled?: boolean; id?: string }

type Option = { value: number; label: string }

function asOptions(bodies: BodyRef[]): Option[] {
  return bodies.map(({ id, name }) => ({ value: id, label: name }))
}

/** Bodies under the names that lists and tasks use. */
function shortNamed(bodies: Body[]): BodyRef[] {
  return bodies.map(({ id, shortName }) => ({ id, name: shortName }))
}

function useBodyOptions(chosen: BodyRef[], offered: BodyRef[]) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['bodies', 'search', asked], queryFn: () => searchBodies(asked, { limit: 30 }), staleTime: 300_000 })
  const likely = asked === '' ? offered : []
  const known = [...likely, ...shortNamed(found.data?.rows ?? []).filter((row) => !likely.some((each) => each.id === row.id))]
  const names = new Map([...chosen, ...known].map(({ id, name }) => [id, name]))
  const refOf = (option: Option): BodyRef => ({ id: option.value, name: names.get(option.value) ?? option.label })
  const search = { onSearch: setWords, filterOption: false as const }
  return { options: asOptions(known), search, notFoundContent: found.isFetching ? t('state.loading') : t('search.none'), refOf }
}

/** Chooses one body by typing part of its name, with or without marks. */
export function BodySelect({ value, onChange, label, placeholder, offered = [], ...rest }: Common & { value: BodyRef | null; onChange: (body: BodyRef | null) => void }) {
  const { options, search, notFoundContent, refOf } = useBodyOptions(value ? [value] : [], offered)
  return (
    <Select<Option> {...rest} labelInValue allowClear showSearch={search} options={options} notFoundContent={notFoundContent} aria-label={label} placeholder={placeholder ?? t('body.choose')} className="full"
      value={value ? { value: value.id, label: value.name } : null} popupMatchSelectWidth={false}
      onChange={(option) => onChange((option as Option | undefined) ? refOf(option) : null)} />
  )
}

/** Chooses several bodies. */
export function BodiesSelect({ value, onChange, label, placeholder, offered = [], ...rest }: Common & { value: BodyRef[]; onChange: (bodies: BodyRef[]) => void }) {
  const { options, search, notFoundContent, refOf } = useBodyOptions(value, offered)
  return (
    <Select<Option[]> {...rest} mode="multiple" labelInValue allowClear showSearch={search} options={options} notFoundContent={notFoundContent} aria-label={label} placeholder={placeholder ?? t('body.chooseMany')} className="full"
      value={asOptions(value)} popupMatchSelectWidth={false} maxTagCount={6} onChange={(chosen) => onChange(chosen.map(refOf))} />
  )
}

/** The body of an id with its name, once the server has told it; null for null. */
export function useBodyRef(id: number | null): BodyRef | null {
  const body = useQuery({ queryKey: ['bodies', 'one', String(id)], queryFn: () => getBody(id!), enabled: id !== null, staleTime: 300_000 })
  return id === null ? null : { id, name: body.data?.shortName ?? '…' }
}
