import type { DraftDetail } from '@phaodai/office'

/** The step that waits for a decision. */
export function stepOf(draft: DraftDetail): DraftDetail['steps'][number] | undefined {
  return draft.steps.find(({ round, decision }) => round === draft.round && decision === null)
}
