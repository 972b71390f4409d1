import { useQueryClient } from '@tanstack/react-query'
import type { DraftContent, DraftDetail } from '@phaodai/office'
import { useAutosave } from '../ui/autosave.ts'
import { saveDraft } from './api.ts'

/** The text of a draft under the hands; `keep` begins a version of its own. */
export function useDraftText(draft: DraftDetail) {
  const queries = useQueryClient()
  const { value: content, conflict, ...text } = useAutosave<DraftContent>({
    value: draft.content, version: draft.version, theirsOf: (theirs) => (theirs as DraftDetail).content,
    save: async (version, next, keep) => {
      const answer = await saveDraft(draft.id, version, next, keep)
      queries.setQueryData(['drafts', 'one', draft.id], answer)
      return answer.version
    },
  })
  const settle = (choice: 'theirs' | 'mine'): void => {
    text.settle(choice)
    void queries.invalidateQueries({ queryKey: ['drafts', 'one', draft.id] }) // what may be done next is done to the version that stands
  }
  return { ...text, settle, content, conflict: conflict && { version: conflict.version, content: conflict.value } }
}

export type DraftText = ReturnType<typeof useDraftText>
