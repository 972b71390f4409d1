import type { Pool } from 'pg'

/** What a poster's code opens today. */
export type OpenPlace = { name: string; address: string | null; area: string; collecting: boolean; disease: string | null; untilOn: string | null; decision: string | null }

/** The place of a poster's code; undefined when there is none or it is closed. */
export async function findPlace(pool: Pool, code: string, today: string): Promise<OpenPlace | undefined> {
  const { rows } = await pool.query<OpenPlace>({ name: 'place_of', text: 'select name, address, area, collecting, disease, until_on as "untilOn", decision from gate.place_of($1, $2)', values: [code, today] })
  return rows[0]
}

/** Units below a unit in force today, of no unit the provinces; villages only when asked for. */
export async function loadAreasBelow(pool: Pool, parent: number | null, today: string, villages = false): Promise<{ id: number; name: string }[]> {
  return (await pool.query<{ id: number; name: string }>({ name: 'areas_below', text: 'select id, name from gate.areas_below($1, $2, $3)', values: [parent, today, villages] })).rows
}

export type NewVisitor = { id: string; areaId: number; fullName: string; phone: string; keys: readonly string[] }

/** Puts a phone down; tells nothing. */
export async function enrolVisitor(pool: Pool, { id, areaId, fullName, phone, keys }: NewVisitor, today: string): Promise<void> {
  await pool.query({ name: 'enrol', text: 'select gate.enrol($1, $2, $3, $4, $5, $6)', values: [id, areaId, fullName, phone, keys, today] })
}

/** A visit as the database takes it; instants are ISO texts. */
export type GateVisit = { place: string; visitor: string; id: string; in: string; out: string | null; note: string | null }

/** An array as PostgreSQL writes it: (m) the driver's own quoting takes as long as the rest of a batch. Only for values checked to hold no quote. */
const literal = (values: readonly (string | null)[]): string => `{${values.map((value) => value ?? 'null').join(',')}}`

/** Enters visits in one statement, committed when it returns; the numbers (from 1) and reasons of those it refused. */
export async function enterCheckIns(pool: Pool, visits: readonly GateVisit[], now: Date): Promise<{ n: number; refused: string }[]> {
  const column = (of: (visit: GateVisit) => string | null): string => literal(visits.map(of))
  const { rows } = await pool.query<{ n: number; refused: string }>({
    name: 'check_in', text: 'select n, refused from gate.check_in($1, $2, $3, $4, $5, $6, $7)',
    values: [column(({ place }) => place), column(({ visitor }) => visitor), column(({ id }) => id), column((visit) => visit.in), column(({ out }) => out), visits.map(({ note }) => note), now.toISOString()],
  })
  return rows
}

/** Adds to the day's numbers of refusals. */
export async function countRefusals(pool: Pool, counts: ReadonlyMap<string, number>, today: string): Promise<void> {
  await pool.query('select gate.count_refusals($1, $2, $3)', [today, [...counts.keys()], [...counts.values()]])
}
