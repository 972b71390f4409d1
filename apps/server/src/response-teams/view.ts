import type { DispatchLine, ResponseTeamLine, ResponseTeamView } from '@phaodai/office'
import { dayInVietnam } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import { viewing, type Tx } from '#kernel/session.ts'
import { answerSentence } from '#server/acts/index.ts'
import { countCares, findRefusal, findTeam, findTeamRule, loadDispatches, loadKits, loadMembers, loadOut, loadTeams, type TeamRow } from './load.ts'

const lineOf = ({ note: _, bodyId: __, ...row }: TeamRow, out: readonly DispatchLine[]): ResponseTeamLine => ({ ...row, out: out.find(({ teamId }) => teamId === row.id) ?? null })

/** Teams of the caller's areas and those that are out in them. */
export async function viewTeams(tx: Tx, now: string): Promise<ResponseTeamLine[]> {
  const [rows, out] = [await loadTeams(tx, dayInVietnam(now)), await loadOut(tx)]
  return rows.map((row) => lineOf(row, out))
}

/** One team with its roster, what stands against sending it, the store it draws on and where it was sent. */
export async function viewTeam(tx: Tx, id: string, reveal: boolean, now: string): Promise<ResponseTeamView> {
  const today = dayInVietnam(now)
  const row = await findTeam(tx, id, today)
  if (!row) throw new Problem('not-found')
  const [members, dispatches, against, found] = [await loadMembers(tx, id, today, reveal), await loadDispatches(tx, id), await findRefusal(tx, id, today), await findTeamRule(tx, row.kind, today)]
  if (reveal && members.length > 0) await viewing(tx, 'response_team', [id])
  const { basis: _, ...rule } = found ?? { basis: null, leastPeople: 0, needsHead: false, restHours: 0, source: '', confidence: 'low' as const }
  return {
    team: lineOf(row, dispatches.filter(({ returnedAt, withdrawnAt }) => returnedAt === null && withdrawnAt === null)), note: row.note, against: against === null ? null : answerSentence('team.answer', against), rule: found ? rule : null,
    members, dispatches, kits: row.ours ? await loadKits(tx, row.areaId) : [], cares: await countCares(tx, id),
  }
}
