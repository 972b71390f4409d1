import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { DirectInput, HandlingChoices } from '@phaodai/office'
import { foldMarks } from '@phaodai/vocabulary'
import { searchBodies } from '../api/bodies.ts'
import { getChoices } from '../api/books.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useSettled } from '../ui/settled.ts'

export type Party = DirectInput['lead']
type Group = { label: string; title: string; options: { value: string; label: string }[] }

/** Posts, units and bodies as one list of values: `post:<id>` and `body:<number>`. */
export function partyOf(value: string): Party {
  const [kind, id = ''] = value.split(':')
  return kind === 'post' ? { postId: id } : { bodyId: Number(id) }
}

const folded = (words: string): string => foldMarks(words).toLowerCase()

function groupsOf(choices: HandlingChoices | undefined, below: { id: number; shortName: string }[], words: string): Group[] {
  const fits = (option: { label: string }): boolean => folded(option.label).includes(folded(words))
  const units = new Set(choices?.units.map(({ id }) => id))
  const people = (choices?.posts ?? []).map(({ id, name, title }) => ({ value: `post:${id}`, label: `${name} (${title})` })).filter(fits)
  const own = (choices?.units ?? []).map(({ id, name }) => ({ value: `body:${id}`, label: name })).filter(fits)
  const others = below.filter(({ id }) => !units.has(id)).map(({ id, shortName }) => ({ value: `body:${id}`, label: shortName }))
  const group = (label: string, options: Group['options']): Group[] => (options.length === 0 ? [] : [{ label, title: label, options }])
  return [...group(t('bp.people'), people), ...group(t('bp.units'), own), ...group(t('bp.below'), others)]
}

function useParties() {
  const { post } = useMe()
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 200)
  const choices = useQuery({ queryKey: ['handling', 'choices'], queryFn: getChoices, staleTime: 60_000 })
  const below = useQuery({ queryKey: ['bodies', 'below', post?.body.id, asked], queryFn: () => searchBodies(asked, { limit: 20, ...(post !== null && { under: post.body.id }) }), staleTime: 300_000 })
  const options = groupsOf(choices.data, below.data?.rows ?? [], words.trim())
  return { choices: choices.data, options, showSearch: { onSearch: setWords, filterOption: false as const }, notFoundContent: below.isFetching ? t('state.loading') : t('search.none') }
}

type Common = { id: string; label: string }

/** One who leads: a person, a unit of the office or a body below. */
export function PartySelect({ id, label, value, onChange }: Common & { value: string | null; onChange: (value: string | null) => void }) {
  const { choices: _, ...list } = useParties()
  return <Select<string> {...list} id={id} className="full" allowClear aria-label={label} placeholder={t('bp.leadHint')} value={value} onChange={(chosen) => onChange((chosen as string | undefined) ?? null)} />
}

/** Several who help. */
export function PartiesSelect({ id, label, value, onChange }: Common & { value: string[]; onChange: (value: string[]) => void }) {
  const { choices: _, ...list } = useParties()
  return <Select<string[]> {...list} id={id} mode="multiple" className="full" allowClear aria-label={label} placeholder={t('bp.coordinates')} value={value} onChange={onChange} />
}

/** A leader of the own office. */
export function LeaderSelect({ id, label, value, onChange }: Common & { value: string | null; onChange: (postId: string) => void }) {
  const { choices } = useParties()
  const options = (choices?.posts ?? []).filter(({ leader }) => leader).map((post) => ({ value: post.id, label: `${post.name} (${post.title})` }))
  return <Select<string> id={id} className="full" aria-label={label} placeholder={label} options={options} value={value} onChange={onChange} />
}
