import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useSettled } from '../ui/settled.ts'
import { fetchChoices } from './api.ts'
import { kit } from './words.ts'

type Id = string | number
type Props = {
  target: string; value: Id | null; name: string | null; label: string; onChange: (id: Id | null, name: string) => void
  anywhere?: boolean; id?: string; disabled?: boolean; size?: 'small'; autoFocus?: boolean
}

/** Picks an area, body, person or record by typing part of its name, with or without marks. */
export function Picker({ target, value, name, label, onChange, anywhere = false, ...rest }: Props) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const found = useQuery({ queryKey: ['registers', 'choices', target, anywhere, asked], queryFn: () => fetchChoices(target, asked, anywhere), staleTime: 60_000 })
  const options = (found.data?.choices ?? []).map((choice) => ({ value: choice.id, label: choice.name }))
  return (
    <Select<{ value: Id; label: string }> {...rest} labelInValue allowClear className="full" showSearch={{ onSearch: setWords, filterOption: false }} options={options}
      aria-label={label} placeholder={kit('pick')} popupMatchSelectWidth={false} notFoundContent={found.isFetching ? kit('loading') : kit('emptyFiltered')}
      value={value === null ? null : { value, label: name ?? String(value) }}
      onChange={(option) => (option === undefined ? onChange(null, '') : onChange(option.value, String(option.label)))} />
  )
}
