import type { Tx } from './transaction.ts'
import type { Who } from './who.ts'

/*
 * Under row security the planner takes any scope for half a percent of a table and walks the list's order through all of
 * it to fill a page. Of few areas the rows are sought in each apart, by its index on area and order, and merged.
 */

/** Areas of a district of the country with all its villages, and some more; of a province there are thousands, and most of what the walk meets is in scope. */
const FEW = 600

/**
 * Whether the acting post's scope is few areas. If so, the rest of the transaction does without bitmaps: a policy of two areas makes the
 * planner gather and sort all rows of each area, where the index has the newest in order (a district's page of cases: 770 ms, else 69).
 */
export async function seesFewAreas(tx: Tx, { seesWhole }: Pick<Who, 'seesWhole'>): Promise<boolean> {
  if (seesWhole) return false
  return (await tx.get<{ few: boolean }>(`select few, case when few then set_config('enable_bitmapscan', 'off', true) end
    from (select coalesce(cardinality(app_area_ids()), 0) <= ${FEW} as few) scope`, [])).few
}

const within = (column: string): string => `${column} in (select unnest(app_area_ids()))`

/** A table of rows as `rows` writes them for each area of the scope, under `columns` that place a row in an area (the first of them in scope counts, so that none comes twice). */
export function rowsByArea(columns: readonly string[], rows: (here: string) => string): string {
  return columns.map((column, n) => {
    const here = [`${column} = here.area`, ...columns.slice(0, n).map((earlier) => `(${earlier} is null or not ${within(earlier)})`)].join(' and ')
    return `select found.* from unnest(app_area_ids()) here (area) cross join lateral (${rows(here)}) found`
  }).join(' union all ')
}
