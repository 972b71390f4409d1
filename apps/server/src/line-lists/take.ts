/** Some lines of a line list, from cells to cases. */
import { compare, type ReadPerson } from '@phaodai/person-matching'
import type { FastifyRequest } from 'fastify'
import type { LineAnswer, LineListAnswer, LineListAsk } from '@phaodai/office'
import { canonical } from '@phaodai/registers'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { inPost, needsReveal, type Tx } from '#kernel/session.ts'
import { findMapping, saveMapping, type Mapping } from '#server/imports/index.ts'
import { matchesOf } from '#server/individuals/index.ts'
import { guessLineList, usableLineList } from './headers.ts'
import { loadKnownCases, loadKnownCodes, loadOpenCases, loadPeople } from './load.ts'
import { identify, type Identified } from './match.ts'
import { readLines, type ReadLine } from './read.ts'
import { enterLines, takeCodes, type Taking } from './save.ts'

const PERMISSION = 'disease_case.import'
const REMEMBERED = 'line_list'

type Weighed = { mapping: Mapping; repeated: number; answers: LineAnswer[]; taking: Taking[]; codes: Map<number, string> }

const answerOf = (read: ReadLine, outcome: LineAnswer['outcome'], more: Partial<LineAnswer> = {}): LineAnswer =>
  ({ line: read.line, outcome, faults: read.faults, flags: read.flags, linked: null, matches: [], ...more })

const refusal = (code: string, sentence: string | null = null, field: string | null = null) => ({ field, column: null, code, sentence })

async function mappingFor(tx: Tx, ask: LineListAsk): Promise<Mapping> {
  const remembered = (await findMapping(tx, REMEMBERED)) ?? {}
  const mapping = usableLineList(ask.headers, ask.mapping ?? { ...guessLineList(ask.headers), ...usableLineList(ask.headers, remembered) })
  if (!ask.dry && canonical(mapping) !== canonical(remembered)) await saveMapping(tx, REMEMBERED, mapping) // requests of one list would wait for each other
  return mapping
}

/** The person a line is decided to be: as answered by who sent it, else as found. */
function decided({ decision }: ReadLine, found: Identified): string | null | 'ask' {
  if (decision === 'new') return null
  if (decision !== null) return decision
  return found.likely.length > 0 ? 'ask' : found.person
}

type Listed = { id: string; facts: ReadPerson }

/** Two lines of one request with one identity number, whose other facts agree, are one person: the later takes the earlier's record. */
function withinList(read: ReadLine, { facts, keys }: Identified, seen: Map<string, Listed>): string | null {
  const numbers = keys.filter((key) => key[0] === 'i')
  const known = numbers.map((key) => seen.get(key)).find((each) => each !== undefined && compare(facts, each.facts).verdict === 'same')
  for (const key of numbers) if (!seen.has(key)) seen.set(key, known ?? { id: read.personId, facts })
  return known?.id ?? null
}

/** Refuses what a person on file cannot have: a case after death, a second open case of one disease. */
async function standingFaults(tx: Tx, lines: readonly Taking[]): Promise<void> {
  const ids = lines.flatMap(({ person }) => (person === null ? [] : [person]))
  const [people, open] = [await loadPeople(tx, ids), await loadOpenCases(tx, ids)]
  const listed = new Map<string, number>()
  for (const { read, person } of lines) {
    const id = person ?? read.personId
    const key = `${id} ${String(read.case.diseaseCode)}`
    const twin = open.find((each) => each.individualId === person && each.diseaseCode === read.case.diseaseCode)
    const died = person === null ? null : people.get(person)?.diedOn ?? null
    if (person !== null && !people.has(person) && !lines.some((each) => each.read.personId === person)) read.faults.push(refusal('unknown-name', null, 'individualId'))
    if (twin) read.faults.push(refusal('open-case', `Người này đang có ca ${twin.code ?? ''} cùng bệnh chưa kết thúc.`, 'individualId'))
    else if (listed.has(key)) read.faults.push(refusal('open-case', `Cùng người, cùng bệnh với dòng ${listed.get(key)} của tệp.`, 'individualId'))
    if (died !== null && read.case.onsetOn && (read.case.onsetOn as string) > died) read.faults.push(refusal('after-death', null, 'onsetOn'))
    if (!listed.has(key)) listed.set(key, read.line)
  }
}

type Sorted = { taking: Taking[]; asked: { read: ReadLine; found: Identified }[] }

function sorted(lines: readonly ReadLine[], found: readonly Identified[]): Sorted {
  const result: Sorted = { taking: [], asked: [] }
  const seen = new Map<string, Listed>()
  lines.forEach((read, index) => {
    const person = decided(read, found[index]!)
    if (person === 'ask') result.asked.push({ read, found: found[index]! })
    else result.taking.push({ read, person: person ?? (read.decision === 'new' ? null : withinList(read, found[index]!, seen)), keys: found[index]!.keys })
  })
  return result
}

/** Lines whose case is not on file, neither as this very line nor under the code it names. */
async function notOnFile(tx: Tx, lines: readonly ReadLine[]): Promise<ReadLine[]> {
  const known = await loadKnownCases(tx, lines.map(({ caseId }) => caseId))
  const codes = lines.map((each) => each.case.code as string | null).filter((code) => code !== null)
  const named = codes.length === 0 ? new Set<string>() : await loadKnownCodes(tx, codes)
  return lines.filter((each) => !known.has(each.caseId) && !named.has(`${String(each.case.code)} ${String(each.case.diseaseCode)}`))
}

/** Reads the lines and finds out what becomes of each; takes nothing but numbers for the codes of cases. */
async function weigh(tx: Tx, ask: LineListAsk, now: Date, day: string): Promise<Weighed> {
  const mapping = await mappingFor(tx, ask)
  const lines = await readLines(tx, ask, mapping, now, day)
  const good = lines.filter(({ faults }) => faults.length === 0)
  const fresh = await notOnFile(tx, good)
  const { taking, asked } = sorted(fresh, await identify(tx, fresh))
  await standingFaults(tx, taking)
  const standing = taking.filter(({ read }) => read.faults.length === 0)
  const answers = lines.filter(({ faults }) => faults.length > 0).map((read) => answerOf(read, 'bad'))
  for (const { read, found } of asked) answers.push(answerOf(read, 'asked', { matches: await matchesOf(tx, found.likely) }))
  return { mapping, repeated: good.length - fresh.length, answers, taking: standing, codes: ask.dry ? new Map() : await takeCodes(tx, standing.map(({ read }) => read)) }
}

/** What to say of a line that was taken: that it went to somebody on file, or that something is odd. */
async function noted(tx: Tx, taking: readonly Taking[]): Promise<LineAnswer[]> {
  const people = await loadPeople(tx, taking.flatMap(({ person }) => (person === null ? [] : [person])))
  return taking.filter(({ read, person }) => person !== null || read.flags.length > 0)
    .map(({ read, person }) => answerOf(read, 'taken', { linked: person === null ? null : people.get(person)?.code ?? null }))
}

/**
 * Takes the good lines of a request in one transaction and tells what became of the others: refused with reasons, or asked who
 * it is. Nobody is merged; a line already on file is told as repeated. Codes are taken in a transaction of their own, so that
 * requests of one list need not wait for each other's numbers.
 */
export async function takeLines(deps: AppDeps, request: FastifyRequest, ask: LineListAsk): Promise<LineListAnswer> {
  const weighed = await inPost(deps, request, PERMISSION, async (tx, who) => {
    needsReveal(who)
    return weigh(tx, ask, deps.clock.now(), today(deps.clock))
  })
  const { mapping, repeated, answers, taking } = weighed
  if (ask.dry || taking.length === 0) {
    const taken = ask.dry ? await inPost(deps, request, PERMISSION, (tx) => noted(tx, taking)) : []
    return { mapping, taken: ask.dry ? taking.length : 0, repeated, lines: inOrder([...answers, ...taken]) }
  }
  return inPost(deps, request, PERMISSION, async (tx) => {
    const { made, refused } = await enterLines(tx, taking, weighed.codes)
    const bad = taking.flatMap(({ read }) => {
      const problem = refused.get(read.line)?.toBody()
      return problem ? [answerOf(read, 'bad', { faults: [refusal(problem.code, problem.detail ?? problem.title)] })] : []
    })
    const stood = taking.filter(({ read }) => !refused.has(read.line))
    return { mapping, taken: made.size, repeated: repeated + stood.length - made.size, lines: inOrder([...answers, ...bad, ...await noted(tx, stood)]) }
  })
}

const inOrder = (lines: LineAnswer[]): LineAnswer[] => lines.sort((a, b) => a.line - b.line)
