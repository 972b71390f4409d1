import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { BodyRef } from '@phaodai/office'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'
import { searchHeirs } from './api.ts'

type Props = { reformId: string; label: string; offered: BodyRef[]; disabled?: boolean }

function useOptions({ reformId, offered }: Pick<Props, 'reformId' | 'offered'>, chosen: BodyRef[]) {
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const found = useQuery({ queryKey: ['reforms', reformId, 'heirs', asked], queryFn: () => searchHeirs(reformId, asked), enabled: asked !== '', staleTime: 60_000 })
  const known = [...(asked === '' ? [...chosen, ...offered] : found.data?.rows ?? [])].filter((each, index, all) => all.findIndex(({ id }) => id === each.id) === index)
  return { known, props: { showSearch: { onSearch: setWords, filterOption: false as const }, options: known.map(({ id, name }) => ({ value: id, label: name })), notFoundContent: t('search.none'), popupMatchSelectWidth: false, className: 'full' } }
}

/** One body that will be in force: the likely ones first, any other by typing its name. */
export function HeirSelect({ value, onChange, label, disabled = false, ...rest }: Props & { value: BodyRef | null; onChange: (body: BodyRef) => void }) {
  const { known, props } = useOptions(rest, value ? [value] : [])
  return <Select<number> {...props} aria-label={label} placeholder={t('reform.chooseHeir')} disabled={disabled} value={value?.id ?? null} onChange={(id) => onChange(known.find((each) => each.id === id)!)} />
}

/** Several bodies that will be in force. */
export function HeirsSelect({ value, onChange, label, ...rest }: Props & { value: BodyRef[]; onChange: (bodies: BodyRef[]) => void }) {
  const { known, props } = useOptions(rest, value)
  return <Select<number[]> {...props} mode="multiple" aria-label={label} value={value.map(({ id }) => id)} onChange={(ids) => onChange(ids.flatMap((id) => [...known, ...value].find((each) => each.id === id) ?? []))} />
}
