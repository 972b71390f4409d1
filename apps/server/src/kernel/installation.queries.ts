import type { ClientBase } from 'pg'

/** Number of areas known; 0 = a fresh database. */
export async function countAreas(client: ClientBase): Promise<number> {
  return (await client.query<{ n: number }>('select count(*) as n from public.area')).rows[0]?.n ?? 0
}

/** Number of bodies known; 0 = nobody works here yet. */
export async function countBodies(client: ClientBase): Promise<number> {
  return (await client.query<{ n: number }>('select count(*) as n from public.body')).rows[0]?.n ?? 0
}

/** Runs work as the owner of every table, in one transaction. */
export async function asOwner<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin; set local role phaodai_owner')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
