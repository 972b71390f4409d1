import type { FactorRolesInput, FeedTitlesInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

/** Sets from today on whether titles may leave the house; false when the rule was set since it was read. */
export async function setFeedTitles(tx: Tx, { value, source, version }: FeedTitlesInput): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select set_feed_titles($1, $2, $3) as done', [value, source, version])).done
}

/** Sets from today on which roles need a second factor; likewise. An unknown role is `invalid-value`. */
export async function setFactorRoles(tx: Tx, { value, source, version }: FactorRolesInput): Promise<boolean> {
  return (await tx.get<{ done: boolean }>('select set_factor_roles($1::text[], $2, $3) as done', [[...new Set(value)].toSorted(), source, version])).done
}
