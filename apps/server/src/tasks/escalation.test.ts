import { addDays, workingCalendar, workingDaysBetween } from '@phaodai/vocabulary'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '#kernel/transaction.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast } from '#test/people.ts'
import { dueByFor, escalate, type Escalated } from './escalation.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server?.stop())

const holiday = (day: string) => ({ day, kind: 'holiday' as const, name: 'Nghỉ', source: 'thử' })

it('counts working days as the calendar of vocabulary does, holidays and worked Saturdays included', () => {
  const days = fc.integer({ min: 0, max: 400 }).map(n => addDays('2021-01-01', n))
  const differing = fc.uniqueArray(days, { maxLength: 30 }).map(list => list.map((day, n) => (n % 4 === 0 ? { ...holiday(day), kind: 'working' as const } : holiday(day))))
  fc.assert(fc.property(days, fc.integer({ min: 1, max: 15 }), differing, (today, late, rows) => {
    const calendar = workingCalendar(rows)
    const dueBy = dueByFor(calendar, today, late)
    expect(workingDaysBetween(calendar, dueBy, today)).toBe(late)
    expect(workingDaysBetween(calendar, addDays(dueBy, 1), today)).toBe(late - 1)
  }))
})

it('chases, tells the superior, then the leader, each once, on working days; an extension begins anew', async () => {
  const district = await server.as(cast.districtClerk)
  const commune = await server.as(cast.communeClerk)
  const [id, top] = [randomUUID(), randomUUID()]
  const give = (caller: typeof district, taskId: string, bodyId: number) => caller.put(`/api/tasks/${taskId}`, { text: 'Báo cáo', bodyId, deadline: '2021-08-31' })
  expect((await give(district, id, bodies.communeA1)).statusCode).toBe(200)
  expect((await give(await server.as(cast.provinceStateClerk), top, bodies.districtState)).statusCode).toBe(200)
  await asInstallation(server.adminUrl, async (client) => {
    for (const day of ['2021-09-02', '2021-09-03']) await client.query("insert into calendar_day (day, kind, name, source) values ($1, 'holiday', 'Quốc khánh', 'thử')", [day])
  })
  const on = (today: string): Promise<Escalated> => asSystem(server.deps.pools.jobs, tx => escalate(tx, { at: `${today}T06:00:00+07:00`, today }))
  const seen: Record<string, Escalated> = {}
  for (let day = '2021-08-31'; day <= '2021-09-20'; day = addDays(day, 1)) {
    const done = await on(day)
    if (done.chased + done.toSuperior + done.toLeader > 0) seen[day] = done
    expect(await on(day), `${day} again`).toEqual({ chased: 0, toSuperior: 0, toLeader: 0 })
  }
  expect(seen).toEqual({
    '2021-09-01': { chased: 2, toSuperior: 0, toLeader: 0 }, // due on Tuesday the 31st
    '2021-09-07': { chased: 0, toSuperior: 1, toLeader: 0 }, // the 1st, then over holiday and weekend the 6th and 7th
    '2021-09-13': { chased: 0, toSuperior: 0, toLeader: 2 },
  })
  const task = (await commune.get(`/api/tasks/${id}`)).json()
  expect(task.events.map((event: { kind: string }) => event.kind).sort()).toEqual(['assigned', 'chased', 'escalated', 'leader_told'])
  expect(task.escalatedTo.id).toBe(bodies.provinceState)
  const highest = (await (await server.as(cast.provinceStateClerk)).get(`/api/tasks/${top}`)).json()
  expect(highest.escalatedTo.id).toBe(bodies.provinceState) // nobody above: its own leader

  const act = (caller: typeof district, version: number, action: string) =>
    caller.put(`/api/tasks/${id}/actions/${randomUUID()}`, { action, version, note: 'Mưa lũ', newDeadline: '2021-10-01' })
  expect((await act(commune, task.version, 'ask-extension')).statusCode).toBe(200)
  expect((await act(district, task.version + 1, 'grant-extension')).statusCode).toBe(200)
  expect(await on('2021-10-01')).toMatchObject({ chased: 0 })
  expect(await on('2021-10-04')).toMatchObject({ chased: 1, toSuperior: 0 })
})
