import { Problem } from './problem.ts'
import type { Scope, Who } from './who.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A post id as a client sent it; anything but a UUID is refused before it reaches the database. */
export function checkedPost(value: string): string {
  const id = value.toLowerCase()
  if (!UUID.test(id)) throw new Problem('not-allowed')
  return id
}

/** What opens a transaction after `begin`: one named statement, planned once a connection. */
export type Opening = { readonly name: string; readonly text: string; readonly values: readonly string[] }

const SETTINGS = ['role', 'app.person', 'app.post', 'app.permission', 'app.body', 'app.body_lo', 'app.body_hi', 'app.reads', 'app.delegation', 'app.former', 'app.former_lo', 'app.former_hi', 'app.area_lo', 'app.area_hi', 'app.area_ids']

/** (m) One statement that sets them all costs a third of as many SET LOCAL, and its values travel as parameters. */
const OPEN = { name: 'open', text: `select ${SETTINGS.map((setting, n) => `set_config('${setting}', $${n + 1}, true)`).join(', ')}` }

/** The role of the database by what the post sees: all areas or its own, with sensitive columns or without. */
function databaseRole({ seesWhole, clear }: Who): string {
  return `pd_${seesWhole ? 'whole' : 'area'}${clear ? '_clear' : ''}`
}

/** The lowest and the highest number of an array literal in ascending order; empty when it is. */
function endsOf(literal: string): [lowest: string, highest: string] {
  const ids = literal.slice(1, -1).split(',')
  return [ids[0]!, ids.at(-1)!]
}

/** Opens a request's transaction: the role, and the settings that the policies read; they end with the transaction. */
export function openingOf(who: Who, { areaLo, areaHi, areaIds, formerIds }: Scope): Opening {
  const bare = areaLo === null || areaHi === null
  const values = [databaseRole(who), who.personId, who.postId, who.permission, `${who.bodyId}`, `${who.bodyId}`, `${who.bodyLastId}`, `{${who.reads.join(',')}}`,
    who.delegationId ?? '', formerIds, ...endsOf(formerIds), ...(bare ? ['', '', ''] : [`${areaLo}`, `${areaHi}`, areaIds])]
  return { ...OPEN, values }
}

/** Opens a transaction of the installation's own work. */
export const SYSTEM_OPENING: Opening = { name: 'open_system', text: `select set_config('role', 'phaodai_system', true)`, values: [] }
