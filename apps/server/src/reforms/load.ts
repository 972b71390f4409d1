import type { Reform, ReformGroup, ReformMove, ReformPost, ReformRow, ReformRun } from '@phaodai/office/reform.ts'
import type { Tx } from '#kernel/transaction.ts'

const ROW = `r.id, r.version, r.name, r.effective_on as "effectiveOn", r.legal_number as "legalNumber", r.legal_on as "legalOn", r.legal_issuer as "legalIssuer",
  case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.full_name) end as area, r.state, r.plan,
  (select count(*)::int from reform_move m where m.reform_id = r.id) as moves, (select count(*)::int from reform_move m where m.reform_id = r.id and m.work_heir_id is null) as open,
  r.proposed_title as "proposedTitle", r.proposed_at as "proposedAt", r.confirmed_title as "confirmedTitle", r.confirmed_at as "confirmedAt", r.carried_out_at as "carriedOutAt"`

/** Every operation, the newest day first. */
export function loadReforms(tx: Tx): Promise<ReformRow[]> {
  return tx.rows<ReformRow>(`select ${ROW} from reform r left join area a on a.id = r.area_id order by r.effective_on desc, r.created_at desc`)
}

export type Head = ReformRow & Pick<Reform, 'counts' | 'proposedByMe'>

/** One operation with the counts of its plan; undefined when it is not to be seen. */
export function findReform(tx: Tx, id: string): Promise<Head | undefined> {
  return tx.find<Head>(`
    select ${ROW}, coalesce(r.proposed_by = app_person(), false) as "proposedByMe", jsonb_build_object(
      'beginning', (select count(*) from reform_body where reform_id = r.id), 'unitsEnding', (select count(*) from reform_unit where reform_id = r.id and fate = 'ends'),
      'unitsBeginning', (select count(*) from reform_unit where reform_id = r.id and fate = 'begins'), 'villages', (select count(*) from reform_unit where reform_id = r.id and fate = 'made'),
      'postsOpen', (select count(*) from reform_post where reform_id = r.id and fate is null),
      'postsElsewhere', reform_posts_open(r.id) - (select count(*) from reform_post where reform_id = r.id and fate is null)) as counts
    from reform r left join area a on a.id = r.area_id where r.id = $1`, [id])
}

/** SQL for a body of today or of the plan, by its number, as lists name it. */
const ref = (id: string): string => `(select jsonb_build_object('id', x.id, 'name', x.name) from (
  select id, short_name as name from reform_body where reform_id = m.reform_id and id = ${id} union all select id, short_name from body where id = ${id} limit 1) x)`
const OPEN_TASKS = '(select count(*)::int from task t where t.body_id = m.body_id and not t.closed)'
const MOVE = `m.id, m.version, jsonb_build_object('id', b.id, 'name', b.short_name) as body, b.level, b.chain,
  coalesce((select jsonb_agg(${ref('h')}) from unnest(m.heir_ids) h), '[]') as heirs, ${ref('m.work_heir_id')} as work, ${ref('m.oversight_heir_id')} as oversight, m.by_area as "byArea", m.rule,
  m.group_key as "groupKey", coalesce((select jsonb_agg(jsonb_build_object('kind', f ->> 'kind', 'body', ${ref("(f ->> 'bodyId')::int")})) from jsonb_array_elements(m.offers) f), '[]') as offers,
  m.decided_by as "decidedBy", ${OPEN_TASKS} as tasks`

export interface MoveFilter { words: string[]; open?: boolean | undefined; groupKey?: string | undefined; limit: number }

/** Moves of a plan whose body's name has every word, those that have them side by side first, upper levels first. */
export function loadMoves(tx: Tx, id: string, { words, open, groupKey, limit }: MoveFilter): Promise<ReformMove[]> {
  return tx.rows<ReformMove>(`
    select ${MOVE} from reform_move m join body b on b.id = m.body_id
    where m.reform_id = $1 and not exists (select from unnest($2::text[]) w where position(w in b.search_key) = 0)
      and ($3::boolean is null or (m.work_heir_id is null) = $3) and ($4::text is null or m.group_key = $4)
    order by position(array_to_string($2::text[], ' ') in b.search_key) = 0, array_position(array['province', 'district', 'commune', 'village'], b.level), b.id limit $5`, [id, words, open ?? null, groupKey ?? null, limit])
}

/** One move, by its id within its operation. */
export function findMove(tx: Tx, reformId: string, id: string): Promise<ReformMove | undefined> {
  return tx.find<ReformMove>(`select ${MOVE} from reform_move m join body b on b.id = m.body_id where m.reform_id = $1 and m.id = $2`, [reformId, id])
}

/** Open and answered questions by kind of body, with what can be answered for all of a kind at once. */
export function loadGroups(tx: Tx, id: string): Promise<ReformGroup[]> {
  return tx.rows<ReformGroup>(`
    with asked as (
      select m.*, b.short_name, b.level, b.id as nr from reform_move m join body b on b.id = m.body_id where m.reform_id = $1 and (m.work_heir_id is null or m.rule = 'asked' or m.rule = 'unknown')),
    offered as (
      select m.group_key, f ->> 'kind' as kind, min(n) as rank, count(distinct m.id)::int as bodies, (array_agg(f ->> 'bodyId' order by m.nr, n))[1]::int as first
      from asked m, jsonb_array_elements(m.offers) with ordinality u(f, n) group by 1, 2)
    select m.group_key as "groupKey", (array_agg(m.short_name order by m.nr))[1] as example, count(*)::int as bodies, sum(${OPEN_TASKS})::int as tasks, count(*) filter (where m.work_heir_id is null)::int as open,
      coalesce((select jsonb_agg(jsonb_build_object('kind', o.kind, 'bodies', o.bodies, 'example', coalesce(n.short_name, x.short_name)) order by o.rank, o.kind)
        from offered o left join reform_body n on n.reform_id = $1 and n.id = o.first left join body x on x.id = o.first where o.group_key = m.group_key), '[]') as offers
    from asked m group by m.group_key order by count(*) filter (where m.work_heir_id is null) = 0, min(array_position(array['province', 'district', 'commune', 'village'], m.level)), min(m.nr)`, [id])
}

const POST = `m.id, m.version, m.post_id as "postId", o.title, m.title as "newTitle", p.full_name as "personName", jsonb_build_object('id', b.id, 'name', b.short_name) as "from", m.fate,
  ${ref('m.body_id')} as "to", ${ref('m.acts_for_id')} as "actsFor", coalesce((select jsonb_agg(${ref('h')}) from unnest(m.offers) h), '[]') as offers, m.decided_by as "decidedBy"`
const POSTS = 'from reform_post m join post o on o.id = m.post_id join person p on p.id = o.person_id join body b on b.id = o.body_id'

/** Posts of ending bodies that the viewer may know of; those still open first. */
export function loadPlannedPosts(tx: Tx, id: string): Promise<(ReformPost & { personId: string })[]> {
  return tx.rows(`select ${POST}, p.id as "personId" ${POSTS} where m.reform_id = $1 order by m.fate is not null, b.id, o.title collate "vi-x-icu", p.full_name collate "vi-x-icu"`, [id])
}

/** One post of a plan. */
export function findPlannedPost(tx: Tx, reformId: string, id: string): Promise<ReformPost | undefined> {
  return tx.find<ReformPost>(`select ${POST} ${POSTS} where m.reform_id = $1 and m.id = $2`, [reformId, id])
}

const RUN = `id, kind, plan, state, step, steps, problem, created_at as "createdAt", ended_at as "endedAt", report`

/** The latest rehearsal or carrying out. */
export function findLatestRun(tx: Tx, reformId: string): Promise<ReformRun | undefined> {
  return tx.find<ReformRun>(`select ${RUN} from reform_run where reform_id = $1 order by created_at desc, id desc limit 1`, [reformId])
}

/** One run of an operation. */
export function findReformRun(tx: Tx, reformId: string, id: string): Promise<ReformRun | undefined> {
  return tx.find<ReformRun>(`select ${RUN} from reform_run where reform_id = $1 and id = $2`, [reformId, id])
}

/** Whether the plan as it stands was rehearsed to the end with nothing open and nothing lost. */
export async function isRehearsed(tx: Tx, reformId: string, plan: number): Promise<boolean> {
  const row = await tx.get<{ ready: boolean }>(`select exists (select from reform_run where reform_id = $1 and plan = $2 and kind = 'rehearsal' and state = 'done'
    and jsonb_array_length(report -> 'unresolved') = 0 and jsonb_array_length(report -> 'faults') = 0) as ready`, [reformId, plan])
  return row.ready
}

const IN_FORCE_THEN = `(
  select id, name, short_name, search_key, 0 as rank from reform_body where reform_id = $1
  union all
  select b.id, b.name, b.short_name, b.search_key, 1 from body b join reform r on r.id = $1 where b.valid_from < r.effective_on and (b.valid_to is null or b.valid_to >= r.effective_on)
    and not exists (select from reform_move m where m.reform_id = $1 and m.body_id = b.id)) x`

/** Bodies of the plan and of today whose names have every word: those that will be in force. */
export function searchHeirs(tx: Tx, id: string, words: string[], limit: number): Promise<{ id: number; name: string }[]> {
  return tx.rows(`select id, short_name as name from ${IN_FORCE_THEN} where not exists (select from unnest($2::text[]) w where position(w in search_key) = 0) order by length(short_name), id limit $3`, [id, words, limit])
}

/** The bodies that will be in force under exactly this name, long or short. */
export function findHeirsByName(tx: Tx, id: string, name: string): Promise<{ id: number }[]> {
  return tx.rows(`select id from ${IN_FORCE_THEN} where short_name = $2 or name = $2 order by id`, [id, name])
}
