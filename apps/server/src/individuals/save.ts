import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/** Writes the blocking keys of a person just entered, so that the next entry finds him at once. */
export async function writeKeys(tx: Tx, id: string, areaId: number, keys: readonly string[]): Promise<void> {
  await tx.run('insert into individual_key (individual_id, area_id, key) select $1, $2, unnest($3::text[]) on conflict do nothing', [id, areaId, keys])
}

type Wanted = { id: string; survivorId: string; absorbedId: string; reason: string }

/**
 * Merges one record into another: both stay, what referred to the absorbed one follows the survivor. Returns how many
 * references moved. Problem `illegal-state` when either is merged or voided.
 */
export async function mergePeople(tx: Tx, { id, survivorId, absorbedId, reason }: Wanted): Promise<number> {
  const rows = await tx.rows<{ id: string; areaId: number; state: string; voided: boolean }>(
    'select id, area_id as "areaId", state, voided_at is not null as voided from individual where id = any ($1::uuid[]) order by id for update', [[survivorId, absorbedId]])
  const [survivor, absorbed] = [survivorId, absorbedId].map((wanted) => rows.find((row) => row.id === wanted))
  if (!survivor || !absorbed) throw new Problem('not-found')
  if ([survivor, absorbed].some(({ state, voided }) => voided || state === 'merged')) throw new Problem('illegal-state')
  const made = await tx.run('insert into individual_merge (id, survivor_id, absorbed_id, survivor_area_id, absorbed_area_id, reason) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing',
    [id, survivorId, absorbedId, survivor.areaId, absorbed.areaId, reason])
  if (made === 0) throw new Problem('not-allowed')
  const { moved } = await tx.get<{ moved: number }>('select move_individual_links($1) as moved', [id])
  await tx.run("update individual set state = 'merged', state_reason = $2 where id = $1", [absorbedId, reason])
  await tx.run(`update individual_pair set decided = 'merged', decided_by = app_post(), decided_at = now(), decided_reason = $3
    where decided is null and a_id = least($1::uuid, $2::uuid) and b_id = greatest($1::uuid, $2::uuid)`, [survivorId, absorbedId, reason])
  return moved
}

/** Undoes a merge: the absorbed record stands again and gets back what was taken from it and still is where it was put. */
export async function undoMerge(tx: Tx, id: string, reason: string): Promise<void> {
  const { absorbedId, undone } = await tx.get<{ absorbedId: string; undone: boolean }>('select absorbed_id as "absorbedId", undone_at is not null as undone from individual_merge where id = $1', [id])
  if (undone) throw new Problem('illegal-state')
  const done = await tx.run('update individual_merge set undone_by = app_post(), undone_at = now(), undo_reason = $2 where id = $1', [id, reason])
  if (done === 0) throw new Problem('not-allowed')
  await tx.get('select return_individual_links($1) as moved', [id])
  await tx.run("update individual set state = 'present', state_reason = $2 where id = $1", [absorbedId, reason])
}

/** Notes that a pair are two people, so that nobody is asked again. Problem `not-found`. */
export async function tellApart(tx: Tx, id: string, reason: string): Promise<void> {
  const done = await tx.run(`update individual_pair set decided = 'distinct', decided_by = app_post(), decided_at = now(), decided_reason = $2 where id = $1 and decided is null`, [id, reason])
  if (done === 0) throw new Problem('not-found')
}

type Member = { id: string; householdId: string; individualId: string; relation: string; fromOn: string }

/** Puts a person into a household from a day on; false = the id is taken. */
export async function insertMember(tx: Tx, { id, householdId, individualId, relation, fromOn }: Member): Promise<boolean> {
  const { areaId } = await tx.get<{ areaId: number }>('select area_id as "areaId" from household where id = $1', [householdId])
  return (await tx.run(`insert into household_member (id, household_id, individual_id, area_id, relation, from_on) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, householdId, individualId, areaId, relation, fromOn])) > 0
}

/** Ends a membership; tells whether the version was still there. */
export async function endMember(tx: Tx, id: string, version: number, toOn: string): Promise<boolean> {
  return (await tx.run('update household_member set to_on = $3 where id = $1 and version = $2', [id, version, toOn])) > 0
}
