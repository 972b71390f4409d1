import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Chain } from '@phaodai/office'
import { getFirstOfChain, getWholeChain, type ChainOf } from './api.ts'

/** A chain as far as it is here: `coming` is the share of the rest that has come, null when there is no more to wait for. */
export type ComingChain = { data: Chain | undefined; isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown; coming: number | null; lost: boolean }

/** So often at most the page tells how much has come: it is drawn anew each time. */
const STEPS = 10

/** Asks for the first cases of a chain, and for all of it where it has more. */
export function useChain(chain: ChainOf): ComingChain {
  const [share, setShare] = useState(0)
  const kept = { staleTime: 60_000, structuralSharing: false }
  const first = useQuery({ queryKey: ['chains', chain.of, chain.id, 'first'], queryFn: () => getFirstOfChain(chain), ...kept })
  const isLong = first.data?.more === true
  const whole = useQuery({ queryKey: ['chains', chain.of, chain.id, 'whole'], queryFn: ({ signal }) => getWholeChain(chain, (come) => setShare(Math.floor(come * STEPS) / STEPS), signal), enabled: isLong, ...kept })
  return {
    data: (isLong ? whole.data : undefined) ?? first.data, isPending: first.isPending, isError: first.isError, error: first.error, refetch: () => (isLong ? whole : first).refetch(),
    coming: isLong && whole.data === undefined && !whole.isError ? share : null, lost: isLong && whole.isError,
  }
}
