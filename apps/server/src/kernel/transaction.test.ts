import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#test/database.ts'
import { createPool } from './database/pool.ts'
import type { Opening } from './opening.queries.ts'
import { transact, withConnection, type Tx } from './transaction.ts'

let database: TestDatabase
let pool: ReturnType<typeof createPool>

beforeAll(async () => {
  database = await testDatabase()
  pool = createPool(database.adminUrl, { name: 'test', max: 1 })
  await pool.query('create table written (n int primary key)')
})
beforeEach(() => pool.query('truncate written'))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const write = (tx: Tx, n: number): Promise<number> => tx.run('insert into written values ($1)', [n])
const as = (role: string): Opening => ({ name: `as ${role}`, text: `select set_config('role', '${role}', true)`, values: [] })
const within = <T>(opening: Opening, work: (tx: Tx) => Promise<T>): Promise<T> => withConnection(pool, client => transact(client, opening, work))
const written = async (): Promise<number[]> => (await pool.query('select n from written order by n')).rows.map(row => row.n)

it('keeps the order of what is asked at once, and all of it', async () => {
  const [, , found] = await within(as('none'), tx => Promise.all([write(tx, 1), write(tx, 2), tx.rows('select n from written order by n')]))
  expect(found).toEqual([{ n: 1 }, { n: 2 }])
  expect(await written()).toEqual([1, 2])
})

it('an opening that fails is what is told, and nothing that travelled with it is done', async () => {
  await expect(within(as('no_such_role'), tx => write(tx, 1))).rejects.toThrow('no_such_role')
  await expect(within(as('no_such_role'), async tx => void write(tx, 1).catch(() => {}))).rejects.toThrow('no_such_role')
  expect(await written()).toEqual([])
  await within(as('none'), tx => write(tx, 2)) // the connection serves on
  expect(await written()).toEqual([2])
})

it('one of several that fails undoes all, and what was left running asks nothing more', async () => {
  const later: Promise<number>[] = []
  const slow = async (tx: Tx): Promise<void> => {
    await tx.run('select pg_sleep(0.05)').catch(() => {})
    later.push(new Promise(resolve => setTimeout(resolve, 200)).then(() => write(tx, 9)))
    later[0]!.catch(() => {})
  }
  await expect(within(as('none'), tx => Promise.all([write(tx, 1), write(tx, 1), slow(tx)]))).rejects.toMatchObject({ code: '23505' })
  await expect.poll(() => later.length).toBe(1)
  await expect(later[0]).rejects.toThrow('after the end of the transaction')
  expect(await written()).toEqual([])
})

it('a named statement serves one connection under every role', async () => {
  const who = { name: 'who', text: 'select current_user::text as name' }
  for (const role of ['pd_area', 'pd_whole', 'pd_area']) expect(await within(as(role), tx => tx.get(who))).toEqual({ name: role })
})
