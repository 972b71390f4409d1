import { groupings, onTimeRate, standingOf, standings, tasksCounted, tasksOfGroup, type Standing, type Statistics, type StatisticsQuery, type Task, type TaskPage, type TaskQuery } from '@phaodai/office'
import { addDays } from '@phaodai/vocabulary'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'

const DAY = '2021-08-20'
let server: TestApp
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date(`${DAY}T05:00:00Z`)
})
afterAll(() => server.stop())

interface Planted {
  id: string; bodyId: number; assignerId: number; role: Task['role']; state: Task['state']; deadline: string | null; office: boolean; topics: string[]; directive: string | null
  /** Instants at noon of Vietnam. */
  given: string; done: string | null
  /** A change of state on a day and the state before it; an extension on a day and the deadline before it. */
  changed: { day: string; before: Task['state'] } | null; extended: { day: string; before: string | null } | null
}

const BODIES = [bodies.districtState, bodies.healthDepartment, bodies.communeA1, bodies.healthStationA1, bodies.communeA2, bodies.communeA1Party, bodies.communeB1]
const STATES: Task['state'][] = ['not_started', 'in_progress', 'awaiting_confirmation', 'done', 'refused', 'sent_back', 'suspended', 'cancelled']
const directives = [randomUUID(), randomUUID()]
const CLOSED = ['done', 'refused', 'cancelled']

const day = fc.integer({ min: -40, max: 25 }).map(days => addDays(DAY, days))
/** A day on which something may have happened already. */
const pastDay = fc.integer({ min: -40, max: 0 }).map(days => addDays(DAY, days))
const task: fc.Arbitrary<Planted> = fc.record({
  bodyId: fc.constantFrom(...BODIES), assignerId: fc.constantFrom(bodies.provinceState, bodies.districtState, bodies.communeA1, bodies.districtParty),
  role: fc.constantFrom('lead', 'doer', 'coordinate'), state: fc.constantFrom(...STATES), deadline: fc.option(day), office: fc.boolean(),
  topics: fc.uniqueArray(fc.constantFrom('vaccination', 'schools', 'reporting'), { maxLength: 3 }), directive: fc.option(fc.constantFrom(...directives)),
  given: day, done: day,
  changed: fc.option(fc.record({ day: pastDay, before: fc.constantFrom(...STATES) })), extended: fc.option(fc.record({ day: pastDay, before: fc.option(day) })),
}).map(each => ({ ...each, id: randomUUID(), done: CLOSED.includes(each.state) ? each.done : null, extended: each.deadline === null ? null : each.extended })) // an extension always gives a day

const noon = (each: string | null): string | null => each && `${each}T05:00:00Z`

type Change = [kind: string, day: string, from: string | null, to: string | null, deadline: string | null]
function changesOf({ changed, extended, state }: Planted): Change[] {
  return [...(changed ? [['moved', changed.day, changed.before, state, null] satisfies Change] : []), ...(extended ? [['extension_granted', extended.day, null, null, extended.before] satisfies Change] : [])]
}

async function plant(rows: readonly Planted[]): Promise<void> {
  await asInstallation(server.adminUrl, async client => {
    await client.query('delete from task_event')
    await client.query('delete from task')
    await client.query('delete from directive')
    for (const [n, id] of directives.entries()) {
      await client.query(`insert into directive (id, owner_id, direction, doc_type, system, number, text, reading, search_key, state, created_by)
        values ($1, $2, 'own', 'cong-van', 'state', $3, 'x', '{}', 'x', 'issued', $4)`, [id, n === 0 ? bodies.districtState : bodies.otherDistrictState, `${n}/CV`, cast.districtClerk.postId])
    }
    for (const row of rows) {
      await client.query(`insert into task (id, directive_id, origin_id, assigner_id, body_id, role, text, topics, nature, deadline_kind, deadline, deadline_source, state, done_at, search_key, created_by, created_at, updated_at)
        values ($1, $2, $3, $3, $4, $5, 'Việc', $6, 'deliverable', $7, $8, $9, $10, $11, 'viec', $12, $13, $14)`,
      [row.id, row.directive, row.assignerId, row.bodyId, row.role, row.topics, row.deadline ? 'date' : 'none', row.deadline, row.deadline && (row.office ? 'office' : 'document'), row.state, noon(row.done), cast.districtClerk.postId, noon(row.given), noon([row.given, row.changed?.day ?? '', row.extended?.day ?? ''].toSorted().at(-1)!)])
      for (const [kind, day, was, ended, before] of changesOf(row)) {
        await client.query('insert into task_event (id, task_id, kind, at, by_title, from_state, to_state, old_deadline, new_deadline) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [randomUUID(), row.id, kind, noon(day), 'Cán bộ', was, ended, before, kind === 'extension_granted' ? row.deadline : null])
      }
    }
  })
}

/** Standing by the words of the statistics themselves, from what was planted. */
function plantedStanding({ state, deadline, done }: Planted, DAY: string): Standing {
  if (state === 'awaiting_confirmation') return 'awaiting'
  if (state === 'suspended' || state === 'cancelled' || state === 'refused') return state
  if (state === 'done') return deadline === null ? 'done-undated' : done! > deadline ? 'done-late' : 'done-on-time'
  return deadline === null ? 'undated' : DAY > deadline ? 'overdue' : 'in-time'
}

/** A task as it was when a day ended. */
function asAt(row: Planted, day: string): Planted {
  return { ...row, state: row.changed && row.changed.day > day ? row.changed.before : row.state, deadline: row.extended && row.extended.day > day ? row.extended.before : row.deadline }
}
const dayOf = ({ asOf, to }: StatisticsQuery): string => (asOf === 'end' && to < DAY ? to : DAY)

const INSIDE: Record<StatisticsQuery['basis'], (row: Planted, from: string, to: string, past: boolean) => boolean> = {
  given: (row, from, to) => row.given >= from && row.given <= to,
  due: (row, from, to, past) => row.deadline !== null && row.deadline >= from && row.deadline <= to && (!past || row.given <= to),
  open: (row, _, to, past) => row.given <= to && (past ? !CLOSED.includes(row.state) : row.done === null || row.done > to),
}
const LAST: Record<number, number> = { [bodies.provinceState]: 2999, [bodies.districtState]: 2199, [bodies.communeA1]: 2119, [bodies.communeA2]: 2129 }
/** Whether a body's subtree, by the numbers of the cast, holds another. */
const within = (top: number, body: number): boolean => body >= top && body <= (LAST[top] ?? top)

function belongs(row: Planted, query: StatisticsQuery, viewer: Member): boolean {
  const end = query.side === 'given' ? row.assignerId : row.bodyId
  const top = query.bodyId ?? viewer.actsForId
  const sees = within(viewer.actsForId, row.bodyId) || within(viewer.actsForId, row.assignerId)
  const source = query.deadlineSource === undefined || (row.deadline !== null && (row.office ? 'office' : 'document') === query.deadlineSource)
  return sees && source && row.role !== 'coordinate' && (query.reach === 'own' ? end === top : within(top, end)) && INSIDE[query.basis](row, query.from, query.to, dayOf(query) < DAY)
}

function expected(rows: readonly Planted[], day: string): { byStanding: Record<string, number>; total: number; office: number; officeLate: number } {
  const byStanding = Object.fromEntries(standings.map(each => [each, rows.filter(row => plantedStanding(row, day) === each).length]))
  const counted = rows.filter(row => !['suspended', 'cancelled', 'refused'].includes(row.state))
  const office = counted.filter(row => row.office && row.deadline !== null)
  return { byStanding, total: counted.length, office: office.length, officeLate: office.filter(row => ['overdue', 'done-late'].includes(plantedStanding(row, day))).length }
}

const asText = (query: object): string => new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined).map(([key, value]): [string, string] => [key, String(value)])).toString()

async function listed(viewer: Member, filter: Partial<TaskQuery>): Promise<string[]> {
  const answer = await (await server.as(viewer)).get(`/api/tasks?limit=200&${asText(filter)}`)
  expect(answer.statusCode, answer.body).toBe(200)
  const { rows } = answer.json() as TaskPage
  if (standings.includes(filter.standing as Standing) && (filter.asOf ?? DAY) >= DAY) expect(rows.every(row => standingOf(row) === filter.standing)).toBe(true)
  return rows.map(({ id }) => id)
}

async function asked(viewer: Member, query: StatisticsQuery): Promise<Statistics> {
  const answer = await (await server.as(viewer)).get(`/api/statistics?${asText(query)}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const query: fc.Arbitrary<StatisticsQuery> = fc.record({
  bodyId: fc.constantFrom(undefined, bodies.districtState, bodies.communeA1, bodies.communeA2), side: fc.constantFrom('given', 'received'), reach: fc.constantFrom('subtree', 'own'),
  basis: fc.constantFrom('given', 'due', 'open'), from: fc.integer({ min: -30, max: -5 }).map(n => addDays(DAY, n)), to: fc.integer({ min: -4, max: 10 }).map(n => addDays(DAY, n)),
  by: fc.constantFrom(...groupings), deadlineSource: fc.constantFrom(undefined, undefined, 'office', 'document'), asOf: fc.constantFrom('end', 'today'),
})
const viewer = fc.constantFrom<Member>(cast.provinceStateClerk, cast.districtOfficer, cast.communeClerk, cast.neighbour)

/** Which tasks a group holds, told from what was planted. */
function inGroup(row: Planted, by: StatisticsQuery['by'], key: string | null, seen: readonly string[]): boolean {
  if (by === 'body') return String(row.bodyId) === key
  if (by === 'topic') return key === null ? row.topics.length === 0 : row.topics.includes(key)
  return (row.directive !== null && seen.includes(row.directive) ? row.directive : null) === key
}

describe('statistics', () => {
  it('count as a recount of what was planted does, and every number opens to its tasks', async () => {
    await fc.assert(fc.asyncProperty(fc.array(task, { minLength: 5, maxLength: 40 }), fc.array(fc.tuple(viewer, query), { minLength: 4, maxLength: 6 }), async (rows, questions) => {
      await plant(rows)
      for (const [who, wanted] of questions) {
        const day = dayOf(wanted)
        const found = await asked(who, wanted)
        const mine = rows.map(row => asAt(row, day)).filter(row => belongs(row, wanted, who))
        expect(found.total).toEqual(expected(mine, day))
        expect(found.late.map(({ id }) => id).toSorted()).toEqual(mine.filter(row => ['overdue', 'done-late'].includes(plantedStanding(row, day))).map(({ id }) => id).toSorted())
        const seen = (await (await server.as(who)).get('/api/directives?limit=200')).json().rows.map((each: { id: string }) => each.id) as string[]
        const counted = tasksCounted(wanted, wanted.bodyId ?? who.actsForId)
        for (const { key, counts } of found.groups) {
          const part = mine.filter(row => inGroup(row, wanted.by, key, seen))
          expect(counts, `${wanted.by} ${key}`).toEqual(expected(part, day))
          const filter = tasksOfGroup(counted, wanted.by, key)
          expect((await listed(who, { ...filter, standing: 'counted' })).length).toBe(counts.total)
          const standing = standings.find(each => counts.byStanding[each] > 0)!
          expect((await listed(who, { ...filter, standing })).toSorted()).toEqual(part.filter(row => plantedStanding(row, day) === standing).map(({ id }) => id).toSorted())
        }
        if (wanted.by !== 'topic') expect(found.groups.reduce((sum, { counts }) => sum + counts.total, 0)).toBe(found.total.total)
        expect((await listed(who, { ...counted, standing: 'late' })).length).toBe(found.lateTotal)
      }
    }), { numRuns: 20 })
  })

  describe('of one task', () => {
    const one: Planted = { id: randomUUID(), bodyId: bodies.communeA1, assignerId: bodies.districtState, role: 'lead', state: 'in_progress', deadline: addDays(DAY, -3), office: true, topics: [], directive: null, given: addDays(DAY, -10), done: null, changed: null, extended: null }
    const all = { side: 'given', reach: 'subtree', basis: 'given', from: addDays(DAY, -30), to: DAY, by: 'body', asOf: 'end' } as const
    beforeEach(() => plant([one]))

    it('give no rate where nothing has fallen due', async () => {
      await plant([{ ...one, deadline: addDays(DAY, 3) }])
      expect(onTimeRate((await asked(cast.districtOfficer, all)).total)).toBeNull()
    })
    it('say how late it is and why', async () => {
      await asInstallation(server.adminUrl, client => client.query(`insert into task_event (id, task_id, kind, by_title, note, post_id, body_id) values ($1, $2, 'extension_asked', 'Cán bộ', 'Chờ sinh phẩm', $3, $4)`, [randomUUID(), one.id, cast.communeClerk.postId, bodies.communeA1]))
      expect((await asked(cast.districtOfficer, all)).late).toMatchObject([{ id: one.id, daysLate: 3, extensionReason: 'Chờ sinh phẩm' }])
    })
    it('count it as on time when it was done within the deadline an extension gave', async () => {
      const district = await server.as(cast.districtOfficer)
      const commune = await server.as(cast.communeClerk)
      const act = async (caller: typeof district, action: string, version: number, more: object = {}): Promise<void> => {
        const answer = await caller.put(`/api/tasks/${one.id}/actions/${randomUUID()}`, { action, version, note: 'Vì thiếu sinh phẩm', ...more })
        expect(answer.statusCode, answer.body).toBe(200)
      }
      await act(commune, 'ask-extension', 1, { newDeadline: addDays(DAY, 5) })
      expect((await asked(cast.districtOfficer, all)).total.byStanding.overdue).toBe(1)
      await act(district, 'grant-extension', 2, { newDeadline: addDays(DAY, 5) })
      await act(commune, 'complete', 3)
      expect((await asked(cast.districtOfficer, all)).total.byStanding.awaiting).toBe(1)
      await act(district, 'confirm', 4)
      const { total } = await asked(cast.districtOfficer, all)
      expect([total.byStanding['done-on-time'], onTimeRate(total)]).toEqual([1, 1])
    })
    it('stay what they were at the period\'s end, whatever is done and extended afterwards', async () => {
      const done: Planted = { ...one, state: 'done', deadline: addDays(DAY, 5), done: addDays(DAY, -1), changed: { day: addDays(DAY, -1), before: 'in_progress' }, extended: { day: addDays(DAY, -2), before: addDays(DAY, -9) } }
      await plant([done])
      const week = { ...all, to: addDays(DAY, -4) } // as it ended, the task was under way and five days late
      expect(await asked(cast.districtOfficer, week)).toMatchObject({ day: week.to, total: { total: 1, byStanding: { overdue: 1, 'done-on-time': 0 } }, late: [{ id: one.id, state: 'in_progress', deadline: addDays(DAY, -9), doneAt: null, daysLate: 5 }] })
      expect((await asked(cast.districtOfficer, { ...week, asOf: 'today' })).total.byStanding['done-on-time']).toBe(1)
    })
    it('are refused for a period that ends before it begins, and for an unknown body', async () => {
      const district = await server.as(cast.districtOfficer)
      expect((await district.get('/api/statistics?from=2021-08-20&to=2021-08-19')).statusCode).toBe(400)
      expect((await district.get('/api/statistics?from=2021-08-20&to=2021-08-20&bodyId=999999')).statusCode).toBe(422)
    })
  })
})
