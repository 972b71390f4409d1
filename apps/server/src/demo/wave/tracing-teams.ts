import { grouped } from '#server/areas/index.ts'
import type { Tx } from '#kernel/transaction.ts'
import { idFor } from '../random.ts'
import { actAs } from '../save.ts'
import type { TracedCase } from './contacts.ts'
import type { Staff } from './staff.ts'
import { saveTeams } from './tracing.queries.ts'
import type { Wave } from './wave.ts'

/** Teams of a body of health for the places it traces, at most so many. */
const MOST_TEAMS = 3

/** Teams go out from the places with contacts, of each body that traces. */
export async function keepTeams(tx: Tx, { ground: { seed, today } }: Wave, staff: Staff, traced: readonly TracedCase[]): Promise<void> {
  const at = `${today}T05:00:00.000+07:00`
  for (const [post, own] of grouped(traced, ({ story }) => staff.of(story.commune))) {
    const communes = [...new Set(own.map(({ story }) => story.commune))].slice(0, MOST_TEAMS)
    await actAs(tx, post, 'tracing_team.manage')
    await saveTeams(tx, communes.map((commune, n) => ({ id: idFor(seed, at, `team/${post.postId}/${commune.id}`), areaId: commune.id, name: `Đội truy vết số ${n + 1} (MẪU)`, capacity: 20, members: 'Ba người MẪU' })))
  }
}
