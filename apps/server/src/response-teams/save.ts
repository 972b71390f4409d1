import type { DispatchInput, MemberInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

const answerOf = async (tx: Tx, sql: string, values: unknown[]): Promise<string> => (await tx.get<{ answer: string }>(`select ${sql} as answer`, values)).answer

/** Puts somebody into a team; 0 when the id is there already. */
export function insertMember(tx: Tx, id: string, teamId: string, { personId, fullName, phone, role, fromOn }: MemberInput): Promise<number> {
  return tx.run('insert into team_member (id, team_id, person_id, full_name, phone, role, from_on) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing', [id, teamId, personId, fullName, phone, role, fromOn])
}

/** Says until which day somebody is in a team. */
export function endMember(tx: Tx, teamId: string, id: string, version: number, untilOn: string): Promise<number> {
  return tx.run('update team_member set until_on = $4 where id = $1 and team_id = $2 and version = $3', [id, teamId, version, untilOn])
}

/** A team stands ready, if it has the people its rule asks for. */
export const readyTeam = (tx: Tx, id: string, at: string): Promise<string> => answerOf(tx, 'ready_team($1, $2)', [id, at])

/** A team has rested. */
export const endRest = (tx: Tx, id: string, at: string): Promise<string> => answerOf(tx, 'end_team_rest($1, $2)', [id, at])

/** Sends a team to an area. */
export function dispatchTeam(tx: Tx, id: string, { teamId, areaId, purpose, words, number, fromAt, untilOn }: DispatchInput): Promise<string> {
  return answerOf(tx, 'dispatch_team($1, $2, $3, $4, $5, $6, $7, $8)', [id, teamId, areaId, purpose, words, number, fromAt, untilOn])
}

/** A team is where it was sent. */
export const arriveTeam = (tx: Tx, id: string, at: string): Promise<string> => answerOf(tx, 'arrive_team($1, $2)', [id, at])

/** A team is back, and rests. */
export const returnTeam = (tx: Tx, id: string, at: string): Promise<string> => answerOf(tx, 'return_team($1, $2)', [id, at])

/** An order that was not carried out is taken back. */
export const recallTeam = (tx: Tx, id: string, reason: string, at: string): Promise<string> => answerOf(tx, 'recall_team($1, $2, $3)', [id, reason, at])
