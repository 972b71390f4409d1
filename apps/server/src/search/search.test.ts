import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchAnswer, SearchHit } from '@phaodai/office'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, bodies, cast, type Member } from '#test/people.ts'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
  await asInstallation(server.adminUrl, plant)
})
afterAll(() => server?.stop())

type Letter = { owner: Member; number: string; day: string; abstract: string; lines: string[]; to?: number[]; state?: string }

const LETTERS: Letter[] = [
  { owner: cast.provinceStateClerk, number: '219-CV/TU', day: '2021-08-01', abstract: 'V/v tăng cường phòng, chống dịch', lines: ['Rà soát người về từ vùng dịch.', 'Báo cáo về khoá học và hoà giải.'], to: [bodies.districtState] },
  { owner: cast.provinceStateClerk, number: '220-CV/TU', day: '2021-09-01', abstract: 'V/v phong trào thi đua', lines: ['Phong chức danh, chống thất thu.', 'Dịch thuật tài liệu về vung nồi.'], to: [bodies.districtState] },
  { owner: cast.farClerk, number: '7/UBND', day: '2021-10-01', abstract: 'V/v phòng, chống dịch ở xã Ba', lines: ['Rà soát vùng dịch của xã Ba.'] },
  { owner: cast.districtClerk, number: '21/UBND', day: '2021-07-01', abstract: 'Dự thảo về vùng dịch', lines: ['Rà soát vùng dịch của dự thảo.'], state: 'draft' },
]

async function plant(client: ClientBase): Promise<void> {
  for (const { owner, number, day, abstract, lines, to = [], state = 'issued' } of LETTERS) {
    const id = randomUUID()
    await client.query(
      `insert into directive (id, owner_id, direction, doc_type, system, number, abstract, issued_on, text, reading, state, issued_at, search_key, created_by)
       values ($1, $2, 'own', 'cong-van', 'state', $3, $4, $5, $6, '{}', $7, now(), '', $8)`, [id, owner.actsForId, number, abstract, day, lines.join('\n'), state, owner.postId])
    for (const [n, line] of lines.entries()) {
      const start = lines.slice(0, n).join('\n').length + (n > 0 ? 1 : 0)
      await client.query('insert into directive_item (id, directive_id, label, position, span_start, span_end) values ($1, $2, $3, $4, $5, $6)', [randomUUID(), id, String(n + 1), n, start, start + line.length])
    }
    for (const body of to) await client.query("insert into directive_delivery (id, directive_id, owner_id, body_id, purpose) values ($1, $2, $3, $4, 'execute')", [randomUUID(), id, owner.actsForId, body])
  }
  for (const [n, text] of ['Kê khai y tế tại thôn', 'Kê khai tài sản', 'Kê khai y tế của hộ'].entries()) {
    await client.query(
      `insert into task (id, origin_id, assigner_id, body_id, role, text, nature, deadline_kind, search_key, created_by, created_at)
       values ($1, $2, $2, $3, 'lead', $4, 'standing', 'none', '', $5, $6)`, [randomUUID(), bodies.districtState, bodies.communeA1, text, cast.districtClerk.postId, `2021-08-0${n + 1}T03:00:00Z`])
  }
}

async function answer(member: Member, query: Record<string, string>): Promise<SearchAnswer> {
  const reply = await (await server.as(member)).get(`/api/search?${new URLSearchParams(query).toString()}`)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}
async function hits(member: Member, kind: string, q: string, more: Record<string, string> = {}): Promise<SearchHit[]> {
  return (await answer(member, { q, ...more })).groups.find(group => group.kind === kind)?.hits ?? []
}
const titles = async (...of: Parameters<typeof hits>): Promise<string[]> => (await hits(...of)).map(({ title }) => title)
const words = async (...of: Parameters<typeof hits>): Promise<string[]> => (await hits(...of)).map(hit => hit.words)

describe('what is typed', () => {
  const who = cast.districtClerk

  test('finds with and without marks; typed with marks, those come first', async () => {
    expect(await titles(who, 'document', 'phong chong dich')).toEqual(['219-CV/TU', '220-CV/TU'])
    expect(await titles(who, 'document', 'phòng, chống dịch')).toEqual(['219-CV/TU', '220-CV/TU'])
    expect(await words(who, 'item', 'vùng')).toEqual(['Rà soát người về từ vùng dịch.', 'Rà soát vùng dịch của dự thảo.', 'Dịch thuật tài liệu về vung nồi.'])
    expect(await words(who, 'item', 'vung noi')).toEqual(['Dịch thuật tài liệu về vung nồi.'])
  })

  test('finds both ways of placing a tone, in either form of Unicode, in capitals', async () => {
    for (const typed of ['khóa học', 'khoá học', 'HOÀ GIẢI', 'hòa giải', 'hoà giải'.normalize('NFD')]) {
      expect((await hits(who, 'item', typed)).map(({ title }) => title), typed).toEqual(['219-CV/TU · 2'])
    }
  })

  test('finds a number by its sign, its parts, and while it is being typed', async () => {
    for (const typed of ['219-CV/TU', '219', '219-cv', '219-cv/t', '219 cv tu']) expect((await titles(who, 'document', typed))[0], typed).toBe('219-CV/TU')
    expect(await titles(who, 'document', '219-CV/TU')).toEqual(['219-CV/TU'])
    expect(await titles(who, 'document', '2199')).toEqual([])
  })

  test('finds a word that is not finished; in quotes, words next to each other alone', async () => {
    expect(await words(who, 'task', 'kê khai tà')).toEqual(['Kê khai tài sản', 'Kê khai y tế tại thôn'])
    expect(await words(who, 'task', 'ke kha')).toHaveLength(3)
    expect(await words(who, 'task', '"khai y tế"')).toEqual(['Kê khai y tế của hộ', 'Kê khai y tế tại thôn'])
    expect(await words(who, 'task', '"kê y tế"')).toEqual([])
  })

  test('words next to each other come before words apart', async () => {
    expect((await titles(who, 'item', 'chong that thu'))[0]).toBe('220-CV/TU · 1')
    expect(await titles(who, 'document', 'chong dich')).toEqual(['219-CV/TU', '220-CV/TU'])
  })

  test('finds bodies by their names', async () => {
    expect(await words(who, 'body', 'uy ban xa thu mot')).toEqual(['Ủy ban nhân dân xã Thử Một'])
  })

  test('nothing typed finds nothing; signs alone and hostile signs neither break it nor find', async () => {
    for (const typed of ['', '   ', '"', '""', '-/', "'", "a' | 'b", ':*', '!x & y', '\\', '%', '(((', 'x:*:A']) await answer(who, { q: typed })
    expect((await answer(who, { q: '  ' })).groups.flatMap(group => group.hits)).toEqual([])
  })
})

describe('an answer', () => {
  test('shows the sentence, where the words stand in it, and opens there', async () => {
    const [hit] = await hits(cast.districtClerk, 'item', 'nguoi ve tu vung dich')
    expect(hit!.marks.map(([start, end]) => hit!.words.slice(start, end))).toEqual(['người', 'về', 'từ', 'vùng', 'dịch'])
    expect(hit!.path).toMatch(/^\/van-ban\/[0-9a-f-]{36}\?muc=1$/)
    expect(hit!.body?.name).toBe('UBND tỉnh Mẫu Sơn')
  })

  test('is narrowed by issuer, days and state', async () => {
    expect(await titles(cast.districtClerk, 'document', 'v', { from: '2021-08-15', q: 'phong' })).toEqual(['220-CV/TU'])
    expect(await titles(cast.districtClerk, 'document', 'phong', { to: '2021-08-15' })).toEqual(['219-CV/TU'])
    expect(await titles(cast.districtClerk, 'document', '', { state: 'draft' })).toEqual(['21/UBND'])
  })

  test('is paged without a gap or a repeat, across ranks', async () => {
    const whole = await words(cast.districtClerk, 'task', 'ke khai y te', { limit: '50' })
    const seen: string[] = []
    for (let after: string | null | undefined = ''; after !== null && seen.length < 10;) {
      const page: SearchAnswer = await answer(cast.districtClerk, { q: 'ke khai y te', kind: 'task', limit: '1', ...(after && { after }) })
      seen.push(...page.groups[0]!.hits.map(hit => hit.words))
      after = page.groups[0]!.next
    }
    expect(seen).toEqual(whole)
    expect(whole).toEqual(['Kê khai y tế của hộ', 'Kê khai y tế tại thôn'])
  })

  test('holds what the post may see and nothing else', async () => {
    expect(await titles(cast.farClerk, 'document', 'vung dich')).toEqual(['7/UBND'])
    expect(await titles(cast.communeClerk, 'document', 'vung dich')).toEqual([])
    expect(await titles(cast.districtClerk, 'document', 'vung dich')).toEqual(['219-CV/TU', '21/UBND', '220-CV/TU'])
    expect(await titles(cast.districtLeader, 'document', 'vùng dịch')).toContain('21/UBND')
    expect(await titles(cast.provinceStateClerk, 'document', 'vung dich')).not.toContain('21/UBND')
    expect((await answer(cast.villageMember, { q: 'vung dich' })).groups.map(({ kind }) => kind)).toEqual(['task', 'body'])
  })
})

describe('an entry', () => {
  test('follows its row in the same transaction: words, state, who sees it', async () => {
    await asInstallation(server.adminUrl, client => client.query("update directive set number = '9999-CV/TU', issued_on = '2021-08-02' where number = '219-CV/TU'"))
    expect(await titles(cast.districtClerk, 'document', '219-cv')).toEqual([])
    expect((await titles(cast.districtClerk, 'item', '9999-cv/tu')).toSorted()).toEqual(['9999-CV/TU · 1', '9999-CV/TU · 2'])
    expect(await titles(cast.districtClerk, 'document', '9999', { from: '2021-08-02', to: '2021-08-02' })).toEqual(['9999-CV/TU'])
    expect(await titles(cast.communeClerk, 'item', '9999')).toEqual([])
    await asInstallation(server.adminUrl, client => client.query("insert into directive_delivery (id, directive_id, owner_id, body_id, purpose) select gen_random_uuid(), id, owner_id, $1, 'inform' from directive where number = '9999-CV/TU'", [bodies.communeA1]))
    expect(await titles(cast.communeClerk, 'item', '9999')).toHaveLength(2)
  })
})

describe('what is common but long past', () => {
  test('is found year by year exactly as by walking through everything', async () => {
    const days = ['2019-01-01', '2019-12-31', '2020-01-01', '2020-02-29', '2022-06-15', '2022-06-15', '2022-12-31']
    await asInstallation(server.adminUrl, async (client) => {
      for (const [n, day] of days.entries()) {
        await client.query(
          `insert into directive (id, owner_id, direction, doc_type, system, number, abstract, issued_on, text, reading, state, issued_at, search_key, created_by)
           values ($1, $2, 'own', 'cong-van', 'state', $3, 'V/v khinh khí cầu', $4, 'Khinh khí cầu.', '{}', 'issued', now(), '', $5)`, [randomUUID(), bodies.districtState, `${n}/KKC`, day, cast.districtClerk.postId])
      }
    })
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      for (const most of [0, 1, 2, 100]) {
        for (const page of [1, 3, 7, 20]) {
          for (const past of ['true', "(day, row_id) < ('2022-06-15', 'ffffffff-ffff-ffff-ffff-ffffffffffff')"]) {
            const asked = ["'khinh' & 'khi' & 'cau' & 'k:document'", past, page]
            const rows = async (way: string, values: unknown[]): Promise<unknown[]> => (await client.query(`select h.row_id from unnest(${way}) with ordinality h order by h.ordinality`, values)).rows
            const walked = await rows("search_walk('document', $1::tsquery, $2, null, $3)", asked)
            expect(await rows("search_years('document', $1::tsquery, $2, $4, $3)", [...asked, most]), `${most} ${page} ${past}`).toEqual(walked)
            expect(walked).toHaveLength(Math.min(page, past === 'true' ? 7 : 6))
          }
        }
      }
    })
  })
})

describe('a query taken apart into conditions', () => {
  test('finds what it finds whole, of every kind through an index of its own', async () => {
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      const { rows: kinds } = await client.query<{ name: string; index: string | null }>("select name, to_regclass('search_entry_keys_' || name)::text as index from search_kind order by place")
      expect(kinds).toEqual(['document', 'item', 'task'].map(name => ({ name, index: `search_entry_keys_${name}` })))
      const scopes = [`'s:${bodies.districtState}'`, `'s:${bodies.districtState}' | 's:${bodies.communeA1}'`, `'s:${bodies.provinceState}' | 's:all'`]
      for (const typed of ['vung dich', 'vùng dịch', '"vung dich" ra so', 'phòng, chống d', '219-CV/TU', '219-cv/t', "a' | 'b & c", '"kê y tế"', 'khoá', 'v']) {
        for (const scope of scopes) {
          const { rows } = await client.query<{ asked: string; conditions: string }>('select ($2::tsquery && q)::text as asked, search_conditions($2::tsquery && q) as conditions from unnest(search_queries($1)) q where q is not null', [typed, scope])
          for (const { asked, conditions } of rows) {
            const found = async (where: string): Promise<unknown[]> => (await client.query(`select row_id from search_entry where ${where} order by 1`)).rows
            expect(await found(conditions), conditions).toEqual(await found(`keys @@ $q$${asked}$q$::tsquery`))
          }
        }
      }
    })
  })
})
