/** What can be found. To join: view and join_search() in a migration (0160 says how), and one declaration here. */
import type { BodyRef } from '@phaodai/office'

/** A row as found, before the sentence is chosen: of `texts` the one that holds most of what was asked for, the first of equals. */
export type FoundRow = { id: string; path: string; title: string; texts: string[]; day: string | null; state: string | null; body: BodyRef | null }

export interface FoundKind {
  /** As search_kind names it; its word on screen is `search.kind.<kind>`. */
  kind: string
  /** Whoever reads this subject finds it. */
  subject: string
  /** Rows of the ids $1, read under the viewer's own policies: the columns of FoundRow. */
  rows: string
}

const BODY = (column: string): string => `(select jsonb_build_object('id', b.id, 'name', b.short_name) from body b where b.id = ${column})`
/** A draft is opened where it is corrected. */
const AT = `case when d.state = 'draft' then '/van-ban/' || d.id || '/ra-soat' else '/van-ban/' || d.id end`
/** As much of a text as the index reads. */
const READ = 120_000

/** In the order in which groups stand on the page. */
export const foundKinds: readonly FoundKind[] = [
  { kind: 'document', subject: 'directive', rows: `
    select d.id, ${AT} as path, coalesce(d.number, '') as title, array_remove(array[d.abstract, left(d.text, ${READ})], null) as texts, d.issued_on as day, d.state,
      coalesce(${BODY('d.issuer_id')}, ${BODY('d.owner_id')}) as body
    from directive d where d.id = any($1::uuid[])` },
  { kind: 'item', subject: 'directive', rows: `
    select i.id, ${AT} || '?muc=' || i.label as path, concat_ws(' · ', d.number, i.label) as title, array[substr(d.text, i.span_start + 1, i.span_end - i.span_start)] as texts,
      d.issued_on as day, d.state, coalesce(${BODY('d.issuer_id')}, ${BODY('d.owner_id')}) as body
    from directive_item i join directive d on d.id = i.directive_id where i.id = any($1::uuid[])` },
  { kind: 'task', subject: 'task', rows: `
    select t.id, '/nhiem-vu/' || t.id as path, coalesce((select d.number from directive d where d.id = t.directive_id), '') as title, array[t.text] as texts,
      t.deadline as day, t.state, ${BODY('t.body_id')} as body
    from task t where t.id = any($1::uuid[])` },
]
