import type { IssuerBody } from '@phaodai/directives'
import type { Tx } from '#kernel/transaction.ts'

const NAMED = (body: string, unit: string): string => `
  ${body}.kind, ${body}.chain, ${body}.level, ${body}.name, ${unit}.kind || ' ' || ${unit}.name as unit, ${unit}.name as place`
/** The area of a body's own level around its seat. */
const UNIT_OF = (body: string): string => `
  with recursive up as (
    select a.id, a.parent_id, a.level, a.kind, a.name, 0 as depth from area a where a.id = ${body}.seat_area_id
    union all select a.id, a.parent_id, a.level, a.kind, a.name, up.depth + 1 from up join area a on a.id = up.parent_id where up.level <> ${body}.level)
  select kind, name from up order by (level = ${body}.level) desc, depth limit 1`

/** The body that stands on a day where another stood before or stands after, when it is one only. */
const KIN = (own: string, other: string, apart: string): string => `
  (select min(n.id) from body o join body_successor s on s.${own} = o.id join body n on n.id = s.${other}
   where o.id = $1 and ${apart} and n.valid_from <= $2 and coalesce(n.valid_to, $2) >= $2 having count(*) = 1)`

/**
 * A body with what its papers' head is made of, and the same of its parent; one that is not in force on the day is
 * read as its only successor or predecessor that is. Undefined for an unknown body.
 */
export async function findIssuer(tx: Tx, bodyId: number, day: string): Promise<IssuerBody | undefined> {
  const rows = await tx.rows<IssuerBody & { own: boolean }>(`
    select b.id = me.id as own, ${NAMED('b', 'u')}
    from body me join body b on b.id in (me.id, me.parent_id) join lateral (${UNIT_OF('b')}) u on true
    where me.id = coalesce(${KIN('predecessor_id', 'successor_id', 'o.valid_to < $2')}, ${KIN('successor_id', 'predecessor_id', 'o.valid_from > $2')}, $1)`,
  [bodyId, day])
  const own = rows.find(row => row.own)
  if (!own) return undefined
  return { ...own, parent: rows.find(row => !row.own) ?? null }
}
