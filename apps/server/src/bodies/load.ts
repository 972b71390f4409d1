import type { KnownAlias, KnownBody } from '@phaodai/office'
import type { Tx } from '#kernel/transaction.ts'

/** A body as lists show it. */
export interface BodyView { id: number; name: string; shortName: string; parentId: number | null; lastId: number; kind: string; chain: string; level: string; sector: string | null; childCount: number }

/** What a list of bodies may be narrowed by. */
export interface BodyFilter { words: string[]; under?: number | undefined; parentId?: number | 'top' | undefined; level?: string | undefined; chain?: string | undefined; kind?: string | undefined; limit: number }

const IN_FORCE = 'b.valid_from <= $1 and coalesce(b.valid_to, $1) >= $1'
const COLUMNS = `b.id, b.name, b.short_name as "shortName", b.parent_id as "parentId", b.last_id as "lastId", b.kind, b.chain, b.level, b.sector,
  (select count(*)::int from body c where c.parent_id = b.id and c.valid_from <= $1 and coalesce(c.valid_to, $1) >= $1) as "childCount"`

/** Bodies in force on a day whose names have every word, the shorter name first, upper levels first. */
export function loadBodies(tx: Tx, day: string, filter: BodyFilter): Promise<BodyView[]> {
  return tx.rows<BodyView>(`
    select ${COLUMNS}
    from body b
    where ${IN_FORCE}
      and not exists (select from unnest($2::text[]) w where position(w in b.search_key) = 0)
      and ($3::int is null or b.id between $3 and (select last_id from body where id = $3))
      and ($4::text is null or (case when $4 = 'top' then b.parent_id is null else b.parent_id = $4::int end))
      and ($5::text is null or b.level = $5) and ($6::text is null or b.chain = $6) and ($7::text is null or b.kind = $7)
    order by case when cardinality($2::text[]) > 0 then position($2[1] in b.search_key) > 1 end,
      case when cardinality($2::text[]) > 0 then array_position(array['province', 'district', 'commune', 'village'], b.level) end,
      case when cardinality($2::text[]) > 0 then length(b.name) end, b.id
    limit $8`, [day, filter.words, filter.under ?? null, filter.parentId === undefined ? null : String(filter.parentId), filter.level ?? null, filter.chain ?? null, filter.kind ?? null, filter.limit])
}

/** One body with its parent and the areas of its territory; undefined when there is none of that number. */
export function findBody(tx: Tx, id: number, day: string): Promise<(BodyView & { parent: { id: number; name: string } | null; areas: { id: number; fullName: string }[] }) | undefined> {
  return tx.find(`
    select ${COLUMNS}, case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.short_name) end as parent,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'fullName', a.full_name) order by a.id)
        from body_territory t join area a on a.id = t.area_id
        where t.body_id = b.id and t.valid_from <= $1 and coalesce(t.valid_to, $1) >= $1), '[]') as areas
    from body b left join body p on p.id = b.parent_id
    where b.id = $2`, [day, id])
}

/** A post of a body and who holds it. */
export interface PostView { id: string; personId: string; title: string; role: string; personName: string; validFrom: string; validTo: string | null }

/** Posts in force at a body that the viewer may know of, by the row policies of posts and people. */
export function loadPosts(tx: Tx, bodyId: number, day: string): Promise<PostView[]> {
  return tx.rows<PostView>(`
    select o.id, o.person_id as "personId", o.title, o.role, p.full_name as "personName", o.valid_from as "validFrom", o.valid_to as "validTo"
    from post o join person p on p.id = o.person_id
    where o.body_id = $1 and o.valid_from <= $2 and coalesce(o.valid_to, $2) >= $2
    order by o.role, p.full_name collate "vi-x-icu"`, [bodyId, day])
}

/** Every body in force with the unit whose body it is: the area of its own level around its seat. */
export function loadKnownBodies(tx: Tx, day: string): Promise<KnownBody[]> {
  return tx.rows<KnownBody>(`
    select b.id, b.parent_id as "parentId", b.kind, b.chain, b.level, b.sector, b.name, b.short_name as "shortName",
      u.id as "unitId", u.last_id as "unitLastId", u.kind as "unitKind", u.name as "unitName"
    from body b join lateral (
      with recursive up as (
        select a.id, a.parent_id, a.last_id, a.level, a.kind, a.name, 0 as depth from area a where a.id = b.seat_area_id
        union all
        select a.id, a.parent_id, a.last_id, a.level, a.kind, a.name, up.depth + 1 from up join area a on a.id = up.parent_id where up.level <> b.level)
      select * from up order by (level = b.level) desc, depth limit 1) u on true
    where ${IN_FORCE}
    order by b.id`, [day])
}

/** Other ways bodies are called, as far as the caller may know them. */
export function loadAliases(tx: Tx): Promise<KnownAlias[]> {
  return tx.rows<KnownAlias>('select alias, context_body_id as "contextId", body_ids as "bodyIds" from body_alias')
}

/** Short names by number. */
export async function loadBodyNames(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.rows<{ id: number; name: string }>('select id, short_name as name from body where id = any($1::int[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
