import type { Pool } from 'pg'

export type OpenNow = { collects: 'visit' | 'declaration' | 'crossing'; area: string; areaId: number; disease: string; number: string; untilOn: string }

/** What decisions in force collect today, and where. */
export async function loadOpenNow(pool: Pool, today: string): Promise<OpenNow[]> {
  return (await pool.query<OpenNow>({ name: 'open_now', text: 'select collects, area, area_id as "areaId", disease, number, until_on as "untilOn" from gate.open_now($1)', values: [today] })).rows
}

export type Declared = { number: string; declaredAt: string; validUntil: string }

/** Keeps a declaration; undefined when its id holds another one. Throws PD015 without a decision, PD561 for a unit that did not stand. */
export async function declare(pool: Pool, said: object, now: Date): Promise<Declared | undefined> {
  const { rows } = await pool.query<Declared>({ name: 'declare', text: 'select number, declared_at as "declaredAt", valid_until as "validUntil" from gate.declare($1, $2)', values: [JSON.stringify(said), now.toISOString()] })
  return rows[0]
}

/** The key that signs now. */
export async function findSigningKey(pool: Pool, now: Date): Promise<{ kid: string; privateKey: string } | undefined> {
  return (await pool.query<{ kid: string; privateKey: string }>('select kid, private_key as "privateKey" from gate.signing_key($1)', [now.toISOString()])).rows[0]
}

export type KeyRow = { kid: string; publicKey: string; signFrom: string; signUntil: string; verifyUntil: string; revoked: boolean }

/** Public halves of the keys by which receipts are told true. */
export async function loadVerifyingKeys(pool: Pool, now: Date): Promise<KeyRow[]> {
  return (await pool.query<KeyRow>('select kid, public_key as "publicKey", sign_from as "signFrom", sign_until as "signUntil", verify_until as "verifyUntil", revoked from gate.verifying_keys($1)', [now.toISOString()])).rows
}

export type PlaceRequest = { id: string; areaId: number; name: string; kind: string; address: string; ownerName: string; ownerPhone: string }

/** Puts down that a place asks to be registered; tells nothing. */
export async function requestPlace(pool: Pool, { id, areaId, name, kind, address, ownerName, ownerPhone }: PlaceRequest, now: Date): Promise<void> {
  await pool.query('select gate.request_place($1, $2, $3, $4, $5, $6, $7, $8)', [id, areaId, name, kind, address, ownerName, ownerPhone, now.toISOString()])
}

/** Puts a one-time code on its way when there is a record to read; tells nothing either way. */
export async function askRecord(pool: Pool, { mail, code, digest, language }: { mail: string; code: string; digest: string; language: string }, now: Date): Promise<void> {
  await pool.query({ name: 'ask_record', text: 'select gate.ask_record($1, $2, $3, $4, $5)', values: [mail, code, digest, language, now.toISOString()] })
}

export type OwnRecord = { declaredAt: string; area: string; fromPlace: string; leftOn: string; arrivesOn: string; fullName: string; symptoms: string[]; metCase: boolean; number: string; validUntil: string; keptUntil: string }

/** One's own declarations for a code that is right; none for any other. */
export async function readOwnRecord(pool: Pool, mail: string, digest: string, now: Date): Promise<OwnRecord[]> {
  return (await pool.query<OwnRecord>({
    name: 'own_record',
    text: `select declared_at as "declaredAt", area, from_place as "fromPlace", left_on as "leftOn", arrives_on as "arrivesOn", full_name as "fullName", symptoms, met_case as "metCase", receipt_number as number, valid_until as "validUntil", kept_until as "keptUntil"
      from gate.own_record($1, $2, $3)`,
    values: [mail, digest, now.toISOString()],
  })).rows
}
