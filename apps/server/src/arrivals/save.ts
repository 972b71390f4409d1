import { sameOrRefuse } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'

/** One step of somebody's watch; null when he is not in the caller's areas at that version. */
export async function stepArrival(tx: Tx, id: string, version: number, team: number | null, today: string): Promise<number | null> {
  return (await tx.get<{ version: number | null }>('select step_arrival($1, $2, $3, $4) as version', [id, version, team, today])).version
}

type Look = { day: string; well: boolean; met: boolean; said: string | null }

/** Notes that somebody was looked after, once however often it is sent. Problems: `not-allowed`, `duplicate`. */
export async function noteLook(tx: Tx, arrival: string, look: string, { day, well, met, said }: Look): Promise<void> {
  const find = () => tx.find<Look & { arrivalId: string }>('select arrival_id as "arrivalId", day, well, met, said from arrival_watch where id = $1', [look])
  if (!(await find())) await tx.run('insert into arrival_watch (id, arrival_id, day, well, met, said) select $2, r.id, $3, $4, $5, $6 from arrival r where r.id = $1 on conflict (id) do nothing', [arrival, look, day, well, met, said])
  sameOrRefuse(await find(), (row) => row.arrivalId === arrival && row.day === day && row.well === well && row.met === met)
}
