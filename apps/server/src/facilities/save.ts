import type { ChartInput, TransferInput } from '@phaodai/office'
import type { Tx } from '#kernel/session.ts'

const answerOf = async (tx: Tx, sql: string, values: unknown[]): Promise<string> => (await tx.get<{ answer: string }>(`select ${sql} as answer`, values)).answer

/** Puts somebody who waits into a bed: 'done', 'repeat' or the rule that refused it. */
export function admitStay(tx: Tx, stayId: string, facilityId: string, roomId: string | null, at: string): Promise<string> {
  return answerOf(tx, 'admit_stay($1, $2, $3, $4)', [stayId, facilityId, roomId, at])
}

/** Leaves one place and arrives at another. */
export function transferStay(tx: Tx, stayId: string, { transferId, onwardId, facilityId, tier, oxygen, riskClass, reason }: TransferInput, at: string): Promise<string> {
  return answerOf(tx, 'transfer_stay($1, $2, $3, $4, $5, $6, $7, $8, $9)', [stayId, transferId, onwardId, facilityId, tier, oxygen, riskClass, reason, at])
}

/** Moves somebody to another room of the place where he lies. */
export function moveBed(tx: Tx, stayId: string, roomId: string, at: string): Promise<string> {
  return answerOf(tx, 'move_bed($1, $2, $3)', [stayId, roomId, at])
}

/** Lets somebody go, if the rule of the day does. */
export function dischargeStay(tx: Tx, stayId: string, at: string): Promise<string> {
  return answerOf(tx, 'discharge_stay($1, $2)', [stayId, at])
}

/** The commune has him home. */
export function receiveStay(tx: Tx, stayId: string, at: string): Promise<string> {
  return answerOf(tx, 'receive_stay($1, $2)', [stayId, at])
}

/** Makes a room or changes how many beds it has. */
export function putRoom(tx: Tx, id: string, facilityId: string, { name, beds, oxygenBeds }: { name: string; beds: number; oxygenBeds: number }): Promise<string> {
  return answerOf(tx, 'put_room($1, $2, $3, $4, $5)', [id, facilityId, name, beds, oxygenBeds])
}

/** Writes one line of a chart; answers 'done' with what it warns of. */
export function chartStay(tx: Tx, id: string, line: ChartInput, at: string): Promise<string> {
  const { stayId, spo2, breaths, temperature, drowsy, cyanosis, oxygenLitres, note } = line
  return answerOf(tx, 'chart_stay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [id, stayId, at, spo2, breaths, temperature, drowsy, cyanosis, oxygenLitres, note])
}
