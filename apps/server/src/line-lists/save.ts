import { diseaseCase, individual, recordKey } from '@phaodai/registers'
import { attempt } from '#kernel/attempt.queries.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { dayInVietnam } from '@phaodai/vocabulary'
import { insertRecords } from './insert.queries.ts'
import { loadKnownCases } from './load.ts'
import type { ReadLine } from './read.ts'

/** A line that is to be taken: `person` is on file, or null for a new one with these keys. */
export type Taking = { read: ReadLine; person: string | null; keys: readonly string[] }

/**
 * Codes for the cases of lines that bring none, by line. Their transaction does not wait for the disk: a case that bears one of the
 * numbers is committed after it, durably, and with it all that came before.
 */
export async function takeCodes(tx: Tx, lines: readonly ReadLine[]): Promise<Map<number, string>> {
  await tx.run('set local synchronous_commit to off')
  const wanted = lines.filter((each) => (each.case.code ?? null) === null)
  const rows = await tx.rows<{ ord: string; code: string }>('select ord, code from take_case_codes($1::int[], $2::date[])',
    [wanted.map(({ person }) => person.areaId), wanted.map((each) => dayInVietnam(each.case.diagnosedAt as string))])
  return new Map(rows.map(({ ord, code }) => [wanted[Number(ord) - 1]!.line, code]))
}

/** The pseudonym that the database would give, by a trigger for each row. */
const pseudonym = (id: string): string => `N${id.replaceAll('-', '').slice(-10).toUpperCase()}`

async function enterPeople(tx: Tx, lines: readonly Taking[]): Promise<void> {
  const fresh = [...new Map(lines.filter(({ person }) => person === null).map((each) => [each.read.personId, each])).values()]
  if (fresh.length === 0) return
  await insertRecords(tx, individual, fresh.map(({ read }) => ({ id: read.personId, values: { ...read.person, code: pseudonym(read.personId) }, key: recordKey(individual, read.person) })))
  await tx.run('select enter_individual_keys($1::uuid[], $2::text[])', [fresh.map(({ read }) => read.personId), fresh.map(({ keys }) => keys.join(' '))])
}

/** Enters people and cases of these lines, all or none; returns the ids of the cases entered. Problem `not-allowed` where an id is out of sight. */
async function enter(tx: Tx, lines: readonly Taking[], codes: ReadonlyMap<number, string>): Promise<Set<string>> {
  await enterPeople(tx, lines)
  const made = await insertRecords(tx, diseaseCase, lines.map(({ read, person }) => {
    const values = { ...read.case, code: read.case.code ?? codes.get(read.line) ?? null, individualId: person ?? read.personId }
    return { id: read.caseId, values, key: recordKey(diseaseCase, values) }
  }))
  const others = lines.map(({ read }) => read.caseId).filter((id) => !made.has(id))
  if (others.length > 0 && (await loadKnownCases(tx, others)).size < new Set(others).size) throw new Problem('not-allowed')
  return made
}

/** What became of the lines: ids of cases entered, and the refusals by line. */
export type Entered = { made: Set<string>; refused: Map<number, Problem> }

/** Enters the lines in one go; where one of them is refused, each for itself, so that the others stand. */
export async function enterLines(tx: Tx, lines: readonly Taking[], codes: ReadonlyMap<number, string>): Promise<Entered> {
  let made = new Set<string>()
  const refused = new Map<number, Problem>()
  if (!(await attempt(tx, async () => { made = await enter(tx, lines, codes) }))) return { made, refused }
  for (const line of lines) {
    const problem = await attempt(tx, async () => (await enter(tx, [line], codes)).forEach((id) => made.add(id)))
    if (problem) refused.set(line.read.line, problem)
  }
  return { made, refused }
}
