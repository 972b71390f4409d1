import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { StayColumns } from '@phaodai/contact-tracing'
import { emptyFolder, install } from './peers.ts'

type Appender = { appendInteger: (value: number) => void; appendDouble: (value: number) => void; endRow: () => void; closeSync: () => void }
type Reader = { getRowsJson: () => unknown[][] }
type Connection = { run: (sql: string) => Promise<unknown>; runAndReadAll: (sql: string) => Promise<Reader>; createAppender: (table: string) => Promise<Appender> }
type DuckDB = { DuckDBInstance: { create: (path: string) => Promise<{ connect: () => Promise<Connection> }> } }

/** Counts F1 and F2 of a person within a window by joining visits with visits. */
export type Join = (person: number, window: { from: number; to: number }) => Promise<number>

const ASSUMED_STAY = 2 * 3_600_000

async function loaded(connection: Connection, columns: StayColumns): Promise<void> {
  await connection.run('create table visit (person integer, place integer, entered double, gone double)')
  const appender = await connection.createAppender('visit')
  for (let row = 0; row < columns.from.length; row++) {
    appender.appendInteger(columns.person[row]!)
    appender.appendInteger(columns.place[row]!)
    appender.appendDouble(columns.from[row]!)
    appender.appendDouble(Number.isNaN(columns.to[row]!) ? columns.from[row]! + ASSUMED_STAY : columns.to[row]!)
    appender.endRow()
  }
  appender.closeSync()
}

const JOIN = (person: number, from: number, to: number): string => `
  with f1 as (select b.person, min(greatest(a.entered, b.entered, ${from})) as at from visit a join visit b on b.place = a.place and b.entered < least(a.gone, ${to}) and b.gone > greatest(a.entered, ${from})
    where a.person = ${person} and a.entered < ${to} and a.gone > ${from} and b.person <> ${person} group by 1),
  f2 as (select d.person from f1 join visit c on c.person = f1.person and c.entered < ${to} and c.gone > f1.at join visit d on d.place = c.place and d.entered < least(c.gone, ${to}) and d.gone > greatest(c.entered, f1.at) where d.person <> ${person} group by 1)
  select count(*)::integer from (select person from f1 union select person from f2)`

/** A database in memory on one core, as everything beside it; undefined, with a line that says so, where npm cannot be reached. */
async function connected(): Promise<Connection | undefined> {
  const folder = emptyFolder()
  if (!install(folder, ['@duckdb/node-api@1.5.6-r.1'])) {
    console.log('    DuckDB can’t be had here (npm install failed): no figure of it')
    return undefined
  }
  const { DuckDBInstance } = createRequire(join(folder, 'peer.cjs'))('@duckdb/node-api') as DuckDB
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run('set threads to 1')
  return connection
}

const joinOn = (connection: Connection): Join => async (person, { from, to }) => Number((await connection.runAndReadAll(JOIN(person, from, to))).getRowsJson()[0]![0])

/** DuckDB with these visits in memory; undefined where it can't be had. */
export async function duckdb(columns: StayColumns): Promise<Join | undefined> {
  const connection = await connected()
  if (connection) await loaded(connection, columns)
  return connection && joinOn(connection)
}

/** DuckDB with the visits of a file that `exportVisits` wrote. */
export async function duckdbOfFile(path: string): Promise<Join | undefined> {
  const connection = await connected()
  await connection?.run(`create table visit as select * from read_csv('${path}', header = false, columns = {'person': 'integer', 'place': 'integer', 'entered': 'double', 'gone': 'double'})`)
  return connection && joinOn(connection)
}
