import { useQuery } from '@tanstack/react-query'
import { getArea } from './api.ts'

/** The name of an area, once the server has told it. */
export function AreaWord({ id }: { id: number }) {
  const area = useQuery({ queryKey: ['areas', 'one', id, undefined], queryFn: () => getArea(id), staleTime: 300_000 })
  return <>{area.data?.fullName ?? '…'}</>
}
