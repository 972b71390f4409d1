import { useQueryClient } from '@tanstack/react-query'
import type { DraftDetail } from '@phaodai/office'

/** What to do with a draft that the server has answered with. */
export function useTaken(id: string): (draft: DraftDetail) => void {
  const queries = useQueryClient()
  return (draft) => {
    queries.setQueryData(['drafts', 'one', id], draft)
    void queries.invalidateQueries({ queryKey: ['drafts', 'list'] })
    if (draft.directiveId !== null) void queries.invalidateQueries({ queryKey: ['directives'] })
  }
}
