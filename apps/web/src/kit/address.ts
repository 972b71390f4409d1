import { placedFields, type Register } from '@phaodai/registers'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Query } from './api.ts'

export type Change = Record<string, string>

/** Filters, search and order stand in the address, so that a link, a reload and the back button keep them. */
export function useListQuery(register: Register): [Query, (change: Change) => void, (whole: Query) => void] {
  const [params, setParams] = useSearchParams()
  const known = [...register.filters, 'counted', 'q', 'sort', 'voided']
  const query = Object.fromEntries([...params].filter(([name, value]) => known.includes(name) && value !== ''))
  const replace = (whole: Query) => setParams(new URLSearchParams(Object.entries(whole).filter(([, value]) => value !== '')), { replace: true })
  return [query, (change) => replace({ ...query, ...change }), replace]
}

/** Something small this browser keeps for one register. */
export function useKept<T>(register: Register, what: string, initial: T): [T, (value: T) => void] {
  const key = `phaodai.register.${register.name}.${what}`
  const [value, setValue] = useState<T>(() => readKept(key, initial))
  const keep = (next: T) => {
    localStorage.setItem(key, JSON.stringify(next))
    setValue(next)
  }
  return [value, keep]
}

function readKept<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(key)
    return text === null ? initial : JSON.parse(text) as T
  } catch {
    return initial
  }
}

/** The columns shown, those of the declaration unless the person chose others. */
export function useColumns(register: Register): [string[], (columns: string[]) => void, string[]] {
  const all = [...Object.keys(placedFields(register)).filter((name) => !placedFields(register)[name]!.sensitive && placedFields(register)[name]!.kind !== 'list'), 'state']
  const [chosen, choose] = useKept<string[]>(register, 'columns', [...register.list])
  const valid = chosen.filter((name) => all.includes(name))
  return [valid.length > 0 ? valid : [...register.list], choose, all]
}
