/** Whom the lines of a visitors' book are of. */
import { searchKey } from '@phaodai/vocabulary'
import { individual, recordKey } from '@phaodai/registers'
import type { Tx } from '#kernel/session.ts'
import { grouped } from '#server/areas/index.ts'
import { idOf } from '#server/imports/index.ts'
import { loadBearers, type Bearer, type NewPerson } from './entry.queries.ts'
import type { Visitor } from './visit-lines.ts'

/** On file under this id, new, or several that cannot be told apart. */
export type Who = { id: string; fresh: NewPerson | null } | { several: number }

/** Who bears the same identity number, or the same phone under the same name, is that person; nobody is guessed. */
function bearersOf(visitor: Visitor, byKey: ReadonlyMap<string, Bearer[]>): string[] {
  const name = searchKey(visitor.name)
  const fits = ({ key, name: other }: Bearer): boolean => key[0] === 'i' || searchKey(other) === name
  const byNumber = visitor.numbers.map((key) => [...new Set((byKey.get(key) ?? []).filter(fits).map(({ id }) => id))])
  return byNumber.find((ids) => ids.length > 0) ?? [] // the identity number goes before the phone
}

function freshOf(visitor: Visitor, areaId: number): NewPerson {
  const values = { areaId, fullName: visitor.name, phone: visitor.phone, identityNumber: visitor.identity }
  return { id: idOf(`visitor ${areaId} ${visitor.key}`), full_name: visitor.name, phone: visitor.phone, identity_number: visitor.identity, search_key: recordKey(individual, values), keys: visitor.numbers }
}

/** Finds or makes the people of lines, by the key of each visitor; new ones live where the place is until somebody says otherwise. */
export async function identifyVisitors(tx: Tx, visitors: readonly Visitor[], areaId: number): Promise<Map<string, Who>> {
  const byKey = grouped(await loadBearers(tx, [...new Set(visitors.flatMap(({ numbers }) => numbers))]), ({ key }) => key)
  return new Map(visitors.map((visitor): [string, Who] => {
    const ids = bearersOf(visitor, byKey)
    if (ids.length > 1) return [visitor.key, { several: ids.length }]
    const fresh = ids.length === 0 ? freshOf(visitor, areaId) : null
    return [visitor.key, { id: ids[0] ?? fresh!.id, fresh }]
  }))
}
