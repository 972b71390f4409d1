import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import type { SpecimenView } from '@phaodai/office'
import { getSpecimen, TESTING } from './api.ts'

/** What the case form calls the method of a test. */
export const CASE_TEST_KINDS: Readonly<Record<string, string>> = { 'rt-pcr': 'pcr', 'rapid-antigen': 'rapid', 'serology': 'serology', 'culture': 'culture' }

/** Fills the case form once with what is known of the positive specimen it was opened from (`?mau=`), where it was. */
export function useFoundBy(fill: (view: SpecimenView) => void): SpecimenView | null {
  const id = useSearchParams()[0].get('mau')
  const found = useQuery({ queryKey: [...TESTING, 'origin', id], queryFn: () => getSpecimen(id!, true), enabled: id !== null, refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 0 })
  useEffect(() => { if (found.data) fill(found.data) }, [found.data]) // eslint-disable-line react-hooks/exhaustive-deps
  return found.data ?? null
}
